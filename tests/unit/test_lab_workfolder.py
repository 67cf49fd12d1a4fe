"""A student's working folder: what is delivered, what is replaced, what is never touched."""

import json
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from bamboo_diplomacy import __version__
from bamboo_diplomacy.lab import workfolder
from bamboo_diplomacy.lab.trust import trust
from bamboo_diplomacy.lab.workfolder import WorkingFolderError, prepare

EXERCISE = "exercises/04_trust.ipynb"
BESIDE = f"exercises/04_trust.new-{__version__}.ipynb"

Release = Callable[[str], None]


def notebook(*sources: str) -> str:
    cells = [new_code_cell(source, id=f"cell-{place}") for place, source in enumerate(sources)]
    return nbformat.writes(new_notebook(cells=cells))


def type_into(file: Path, source: str) -> None:
    content = nbformat.read(file, as_version=4)
    content.cells[0].source = source
    nbformat.write(content, file)


def run(file: Path) -> None:
    content = nbformat.read(file, as_version=4)
    content.cells[0].execution_count = 1
    content.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(content, file)


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    """Put a workbook in place; called again, it releases another text of the exercise."""
    root = tmp_path / "workbook"
    for folder in ("datasets", "notebooks", "exercises"):
        (root / folder).mkdir(parents=True)
    (root / "notebooks" / "00_start_here.ipynb").write_text(notebook("'start'"), encoding="utf-8")
    (root / "notebooks" / "04_trust.quiz.yml").write_text("[]", encoding="utf-8")
    (root / "exercises" / "04_trust.feedback.json").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("BAMBOO_WORKBOOK", str(root))

    def put(source: str) -> None:
        (root / EXERCISE).write_text(notebook(source), encoding="utf-8")

    put("total = ...")
    return put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "work"


def source_of(file: Path) -> str:
    return str(nbformat.read(file, as_version=4).cells[0].source)


@pytest.mark.usefixtures("release")
def test_a_fresh_folder_gets_notebooks_exercises_and_a_readme(folder: Path) -> None:
    assert sorted(prepare(folder).added) == ["README.md", EXERCISE, "notebooks/00_start_here.ipynb"]
    assert source_of(folder / EXERCISE) == "total = ..."


@pytest.mark.usefixtures("release")
def test_feedback_and_quizzes_stay_with_the_workbook(folder: Path) -> None:
    prepare(folder)
    assert not [*folder.rglob("*feedback*"), *folder.rglob("*quiz*")]


@pytest.mark.usefixtures("release")
def test_a_folder_that_is_up_to_date_is_left_alone(folder: Path) -> None:
    prepare(folder)
    again = prepare(folder)
    assert (again.added, again.updated, again.beside) == ([], [], {})


@pytest.mark.usefixtures("release")
def test_a_deleted_file_is_delivered_again(folder: Path) -> None:
    prepare(folder)
    (folder / EXERCISE).unlink()
    assert prepare(folder).added == [EXERCISE]


def test_an_old_copy_without_work_is_updated(release: Release, folder: Path) -> None:
    prepare(folder)
    release("total = ...  # newer")
    assert prepare(folder).updated == [EXERCISE]
    assert source_of(folder / EXERCISE) == "total = ...  # newer"


def test_a_notebook_that_was_only_run_counts_as_without_work(release: Release, folder: Path) -> None:
    prepare(folder)
    run(folder / EXERCISE)
    release("total = ...  # newer")
    assert prepare(folder).updated == [EXERCISE]


@pytest.mark.usefixtures("release")
def test_outputs_stay_while_the_workbook_is_the_same(folder: Path) -> None:
    prepare(folder)
    run(folder / EXERCISE)
    prepare(folder)
    assert nbformat.read(folder / EXERCISE, as_version=4).cells[0].execution_count == 1


def test_a_students_work_stays_and_the_newer_version_is_laid_beside_it(release: Release, folder: Path) -> None:
    prepare(folder)
    type_into(folder / EXERCISE, "total = 7")
    release("total = ...  # newer")
    assert prepare(folder).beside == {EXERCISE: BESIDE}
    assert source_of(folder / EXERCISE) == "total = 7"
    assert source_of(folder / BESIDE) == "total = ...  # newer"


def test_a_newer_version_is_laid_beside_only_once(release: Release, folder: Path) -> None:
    prepare(folder)
    type_into(folder / EXERCISE, "total = 7")
    release("total = ...  # newer")
    prepare(folder)
    (folder / BESIDE).unlink()
    assert prepare(folder).beside == {}
    assert not (folder / BESIDE).exists()


def test_work_in_a_file_beside_is_never_overwritten(release: Release, folder: Path) -> None:
    prepare(folder)
    type_into(folder / EXERCISE, "total = 7")
    release("total = ...  # newer")
    prepare(folder)
    type_into(folder / BESIDE, "total = 8")
    release("total = ...  # newest")
    beside = prepare(folder).beside[EXERCISE]
    assert source_of(folder / BESIDE) == "total = 8"
    assert source_of(folder / beside) == "total = ...  # newest"


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"files": {"README.md": 3}}', '{"files": null}', "\x00\xff"])
def test_a_damaged_record_loses_no_work(release: Release, folder: Path, damage: str) -> None:
    prepare(folder)
    type_into(folder / EXERCISE, "total = 7")
    (folder / ".bamboo" / "manifest.json").write_text(damage, encoding="utf-8")
    release("total = ...  # newer")
    assert prepare(folder).beside == {EXERCISE: BESIDE}
    assert source_of(folder / EXERCISE) == "total = 7"
    assert prepare(folder).beside == {}


def test_a_file_that_is_no_notebook_any_more_is_kept(release: Release, folder: Path) -> None:
    prepare(folder)
    (folder / EXERCISE).write_bytes(b"\xff half a notebook")
    release("total = ...  # newer")
    assert EXERCISE in prepare(folder).beside
    assert (folder / EXERCISE).read_bytes() == b"\xff half a notebook"


def test_a_pasted_picture_counts_as_work(release: Release, folder: Path) -> None:
    prepare(folder)
    content = nbformat.read(folder / EXERCISE, as_version=4)
    picture = {"map.png": {"image/png": "AA=="}}
    content.cells.append(new_markdown_cell("", attachments=picture, id="picture"))
    nbformat.write(content, folder / EXERCISE)
    release("total = ...  # newer")
    assert EXERCISE in prepare(folder).beside


@pytest.mark.usefixtures("release")
def test_a_students_own_file_of_the_same_name_is_kept(folder: Path) -> None:
    folder.mkdir()
    (folder / "README.md").write_text("my notes", encoding="utf-8")
    assert prepare(folder).beside == {"README.md": f"README.new-{__version__}.md"}
    assert (folder / "README.md").read_text(encoding="utf-8") == "my notes"


@pytest.mark.usefixtures("release")
def test_a_folder_that_cannot_be_written_is_named_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WorkingFolderError, match=r"cannot be used .*file.*--folder"):
        prepare(tmp_path / "file")


@pytest.mark.usefixtures("release")
def test_the_workbook_itself_gets_nothing(tmp_path: Path) -> None:
    root = (tmp_path / "workbook").resolve()
    before = sorted(root.rglob("*"))
    assert prepare(root).added == []
    assert sorted(root.rglob("*")) == before


@pytest.mark.usefixtures("release")
def test_without_a_name_the_working_folder_around_the_current_one_is_used(folder: Path) -> None:
    prepare(folder)
    assert workfolder.choose(None, folder / "exercises") == folder.resolve()


def test_without_a_name_outside_a_working_folder_there_is_a_new_one(tmp_path: Path) -> None:
    assert workfolder.choose(None, tmp_path) == tmp_path.resolve() / "bamboo-workbook"


def test_a_named_folder_is_taken_from_the_current_one(tmp_path: Path) -> None:
    assert workfolder.choose(Path("spring/class"), tmp_path) == tmp_path.resolve() / "spring" / "class"


@pytest.mark.usefixtures("release")
def test_delivered_notebooks_are_trusted_and_a_students_is_not(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    delivery = prepare(folder)
    trust(delivery.notebooks)
    notary = nbformat.sign.NotebookNotary()
    delivered = nbformat.read(folder / EXERCISE, as_version=4)
    assert notary.check_signature(delivered)
    delivered.cells[0].source = "total = 7"
    assert not notary.check_signature(delivered)


@pytest.mark.usefixtures("release")
def test_the_record_can_be_read_as_json(folder: Path) -> None:
    prepare(folder)
    files = json.loads((folder / ".bamboo" / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert EXERCISE in files
