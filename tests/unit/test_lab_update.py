"""An update of the workbook: the student finds the new exercise with her answers in it, and her own file as it was."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner, Result
from nbformat.sign import NotebookNotary

from bamboo_diplomacy import wholefile
from bamboo_diplomacy.cli import bamboo
from bamboo_diplomacy.lab import launch
from support.versions import (
    ESSAY,
    EXERCISE,
    FIRST,
    LESSON,
    NAME,
    SECOND,
    THIRD,
    Version,
    insert_after,
    load,
    release,
    run_all,
    save,
    sources,
    write_into,
)

Update = Callable[[Version], Result]

NEWER = EXERCISE.replace(".ipynb", ".new-0.2.0.ipynb")
NEWEST = EXERCISE.replace(".ipynb", ".new-0.3.0.ipynb")
ANSWERS = {
    "t98-same-answer": "# Task same\nsame = helper()",
    "t98-reworded-answer": "# Task reworded\nreworded = 2",
    "t98-rekeyed-answer": "# Task rekeyed\nrekeyed = 3",
    "t98-gone-answer": "# Task gone\ngone = 4  # đúng",
    "t98-why-essay": "Vì hai bên đã tìm kiếm cùng nhau.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "work"


@pytest.fixture
def update(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Update:
    """Install a version of package and workbook, and call `bamboo lab`, which ends where JupyterLab would start."""
    monkeypatch.setenv("BAMBOO_WORKBOOK", str(tmp_path / "workbook"))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    monkeypatch.setattr(launch, "launch", lambda *_: None)

    def install(version: Version) -> Result:
        release(tmp_path / "workbook", version)
        for module in ("lab.update", "lab.beside", "lab.changes", "lab.workfolder", "commands.lab"):
            monkeypatch.setattr(f"bamboo_diplomacy.{module}.__version__", version.number)
        return CliRunner().invoke(bamboo, ["lab", "--folder", str(folder)], catch_exceptions=False)

    return install


@pytest.fixture
def worked(update: Update, folder: Path) -> Path:
    """Return the first version's exercise after a week of work: answered, run, with a helper and a note."""
    update(FIRST)
    file = folder / EXERCISE
    write_into(file, ANSWERS)
    insert_after(file, "t98-setup", "def helper():\n    return 1")
    insert_after(file, "t98-reworded-check", "**My note**: ask about this in class.", "markdown", "note")
    run_all(file)
    return file


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_newer_exercise_holds_the_answers_and_the_students_file_is_not_touched(
    update: Update, worked: Path, folder: Path
) -> None:
    before = worked.read_bytes()
    update(SECOND)
    newer = sources(folder / NEWER)
    assert worked.read_bytes() == before
    for cell_id in ("t98-same-answer", "t98-reworded-answer", "t98-rekeyed-answer", "t98-why-essay"):
        assert newer[cell_id] == ANSWERS[cell_id]
    assert newer["t98-reworded-text"].endswith("How many, in words that are easier to read?")
    assert newer["t98-added-answer"] == "# Task added\nadded = ..."
    assert newer["t98-whence-essay"] == ESSAY


def test_the_students_own_cells_stand_where_she_put_them(update: Update, worked: Path, folder: Path) -> None:
    update(SECOND)
    ids = list(sources(folder / NEWER))
    assert ids[ids.index("t98-setup") + 1] == "0a1b2c3d"
    assert ids[ids.index("t98-reworded-check") + 1] == "note"


def test_an_answer_to_a_task_that_is_gone_is_kept_at_the_end_and_not_run(
    update: Update, worked: Path, folder: Path
) -> None:
    update(SECOND)
    heading, last = load(folder / NEWER)["cells"][-2:]
    assert heading["source"].startswith("## No longer asked")
    assert (last["cell_type"], last["source"]) == ("raw", ANSWERS["t98-gone-answer"])
    assert "t98-gone-check" not in sources(folder / NEWER)


def test_outputs_are_not_carried_over(update: Update, worked: Path, folder: Path) -> None:
    update(SECOND)
    assert [cell["outputs"] for cell in load(folder / NEWER)["cells"] if cell.get("outputs")] == []


def test_one_sentence_says_what_was_carried_over_and_what_has_changed(
    update: Update, worked: Path, folder: Path
) -> None:
    said = (
        f"Carried over from {NAME}.ipynb: your answers to same, reworded, rekeyed, why, your own cells (2); "
        "new: added, whence; changed, look again: reworded, rekeyed; no longer asked: gone; "
        "your answers to gone stand at the end."
    )
    assert said in update(SECOND).output
    note = sources(folder / NEWER)["update-note"]
    assert "version 0.2.0 of the notebook, with your work from `98_versions.ipynb`" in note
    assert "- new: added, whence\n- changed, look again: reworded, rekeyed\n" in note


def test_the_sentence_speaks_vietnamese(
    update: Update, worked: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAMBOO_LANGUAGE", "vi")
    assert "mới: added, whence; đã thay đổi, hãy xem lại: reworded, rekeyed" in update(SECOND).output


def test_the_newer_exercise_is_a_valid_notebook_that_jupyter_trusts(update: Update, worked: Path, folder: Path) -> None:
    update(SECOND)
    newer = nbformat.read(folder / NEWER, as_version=4)
    nbformat.validate(newer)
    assert NotebookNotary().check_signature(newer)


def test_a_second_update_to_the_same_version_changes_nothing(update: Update, worked: Path, folder: Path) -> None:
    update(SECOND)
    before = tree(folder)
    assert "Carried over" not in update(SECOND).output
    assert tree(folder) == before


def test_a_version_may_be_skipped_and_a_task_may_come_back(update: Update, worked: Path, folder: Path) -> None:
    update(THIRD)
    newest = sources(folder / NEWEST)
    assert newest["t98-gone-answer"] == ANSWERS["t98-gone-answer"]
    assert [cell_id for cell_id in newest if cell_id.startswith("t98-re")] == [
        "t98-reworded-answer",
        "t98-rekeyed-answer",
    ]


def test_work_goes_on_in_the_version_that_the_student_used_last(update: Update, worked: Path, folder: Path) -> None:
    update(SECOND)
    write_into(folder / NEWER, {"t98-added-answer": "# Task added\nadded = 5"})
    said = update(THIRD).output
    newest = sources(folder / NEWEST)
    assert f"Carried over from {NAME}.new-0.2.0.ipynb: your answers to same, gone, added, why" in said
    assert newest["t98-added-answer"] == "# Task added\nadded = 5"
    assert newest["t98-gone-answer"] == ANSWERS["t98-gone-answer"]
    assert list(newest).count("update-note") == 1


def test_work_that_went_on_in_the_old_file_is_taken_from_there(update: Update, worked: Path, folder: Path) -> None:
    update(SECOND)
    write_into(worked, {"t98-same-answer": "# Task same\nsame = 1"})
    update(THIRD)
    assert sources(folder / NEWEST)["t98-same-answer"] == "# Task same\nsame = 1"


def test_of_two_files_with_work_the_one_that_was_saved_last_counts(update: Update, worked: Path, folder: Path) -> None:
    update(SECOND)
    for hour, (file, answer) in enumerate({folder / NEWER: "1", worked: "0 + 1"}.items()):
        write_into(file, {"t98-same-answer": f"# Task same\nsame = {answer}"})
        os.utime(file, (hour * 3600, hour * 3600))
    update(THIRD)
    assert sources(folder / NEWEST)["t98-same-answer"] == "# Task same\nsame = 0 + 1"


def test_an_exercise_under_another_name_gets_its_newer_version_too(update: Update, worked: Path, folder: Path) -> None:
    own = worked.rename(worked.with_name("Nguyễn Thị An 98.ipynb"))
    update(FIRST)
    before = own.read_bytes()
    update(SECOND)
    assert own.read_bytes() == before
    newer = sources(own.with_name("Nguyễn Thị An 98.new-0.2.0.ipynb"))
    assert newer["t98-same-answer"] == ANSWERS["t98-same-answer"]
    assert sources(worked)["t98-same-answer"] == "# Task same\nsame = ..."


def test_a_copy_of_an_exercise_that_is_worked_on_gets_no_version_of_its_own(
    update: Update, worked: Path, folder: Path
) -> None:
    worked.with_name("copy.ipynb").write_bytes(worked.read_bytes())
    update(SECOND)
    assert [file.name for file in worked.parent.glob("*.new-*")] == [Path(NEWER).name]


def test_a_thought_beside_an_answer_that_is_not_there_yet_is_carried_over(
    update: Update, worked: Path, folder: Path
) -> None:
    thought = "# Task same\nsame = ...  # count the embassies?"
    write_into(worked, {"t98-same-answer": thought})
    update(SECOND)
    assert sources(folder / NEWER)["t98-same-answer"] == thought


def test_an_answer_cell_that_was_deleted_comes_back_empty(update: Update, worked: Path, folder: Path) -> None:
    notebook = load(worked)
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != "t98-same-answer"]
    save(worked, notebook)
    update(SECOND)
    assert sources(folder / NEWER)["t98-same-answer"] == "# Task same\nsame = ..."


def test_an_empty_answer_gets_the_new_versions_start(update: Update, folder: Path) -> None:
    update(FIRST)
    write_into(folder / EXERCISE, {"t98-why-essay": "Because."})
    first, *others = SECOND.tasks
    update(Version("0.2.0", (replace(first, start="round(...)"), *others)))
    assert sources(folder / NEWER)["t98-same-answer"] == "# Task same\nsame = round(...)"


def test_a_picture_pasted_into_an_essay_is_carried_over(update: Update, worked: Path, folder: Path) -> None:
    notebook = load(worked)
    essay = next(cell for cell in notebook["cells"] if cell["id"] == "t98-why-essay")
    essay["attachments"] = {"map.png": {"image/png": "AA=="}}
    save(worked, notebook)
    update(SECOND)
    newer = next(cell for cell in load(folder / NEWER)["cells"] if cell["id"] == "t98-why-essay")
    assert newer["attachments"] == essay["attachments"]


@pytest.mark.parametrize("left", [b"", b'{"cells": [{"cell_type": "code", "sour', b"[]"])
def test_a_file_that_cannot_be_read_stays_and_the_newer_one_is_laid_beside_it_empty(
    update: Update, worked: Path, folder: Path, left: bytes
) -> None:
    worked.write_bytes(left)
    assert f"{NAME}.ipynb cannot be read" in update(SECOND).output
    assert worked.read_bytes() == left
    assert sources(folder / NEWER)["t98-same-answer"] == "# Task same\nsame = ..."


def test_a_lesson_keeps_the_notes_and_the_changed_cells_of_its_reader(update: Update, folder: Path) -> None:
    update(FIRST)
    write_into(folder / LESSON, {"t98-bet": "bet = 40"})
    insert_after(folder / LESSON, "t98-title", "My bet: forty.", "markdown")
    assert "your own cells (2).\n" in update(SECOND).output
    newer = sources(folder / LESSON.replace(".ipynb", ".new-0.2.0.ipynb"))
    del newer["update-note"]
    assert list(newer.values()) == ["# Versions", "My bet: forty.", "'a new map'", "bet = 0", "bet = 40"]


def test_an_older_version_changes_nothing_and_says_so(update: Update, worked: Path, folder: Path) -> None:
    update(SECOND)
    before = tree(folder)
    said = update(FIRST).output
    assert "Version 0.2.0 brought this folder up to date, and this is version 0.1.0, which is older" in said
    assert tree(folder) == before


def test_without_a_record_of_what_was_delivered_the_answers_are_carried_over_all_the_same(
    update: Update, worked: Path, folder: Path
) -> None:
    (folder / ".bamboo" / "manifest.json").unlink()
    update(SECOND)
    newer = sources(folder / NEWER)
    assert newer["t98-same-answer"] == ANSWERS["t98-same-answer"]
    assert newer["t98-gone-answer"] == ANSWERS["t98-gone-answer"]
    assert "t98-gone-check" not in newer


class CutOffError(BaseException):
    """The power is gone."""


def cut_off_after(writes: int, whole: Callable[..., None]) -> Callable[..., None]:
    """Return what writes so many files and no more."""
    left = iter(range(writes))

    def write(path: Path, content: bytes, **how: bool) -> None:
        if next(left, None) is None:
            raise CutOffError
        whole(path, content, **how)

    return write


@pytest.mark.parametrize("writes", range(5))
def test_an_update_that_was_cut_off_is_finished_by_the_next_one(
    update: Update, worked: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    (folder / "README.md").unlink()
    before = folder.parent / "before"
    shutil.copytree(folder, before)
    update(SECOND)
    whole = tree(folder)
    shutil.rmtree(folder)
    before.rename(folder)

    with monkeypatch.context() as power:
        power.setattr(wholefile, "write", cut_off_after(writes, wholefile.write))
        with pytest.raises(CutOffError):
            update(SECOND)
    update(SECOND)
    assert tree(folder) == whole


DEEP = b"[" * 200_000


@pytest.mark.parametrize("content", [DEEP, b"\x00\xff" * 999, b"", b'{"cells": 1}', b"null"])
def test_whatever_a_student_keeps_beside_an_exercise_stops_no_update(
    update: Update, worked: Path, folder: Path, content: bytes
) -> None:
    worked.rename(worked.with_name("hers.ipynb"))
    strange = worked.with_name("strange.ipynb")
    strange.write_bytes(content)
    worked.with_name("folder.ipynb").mkdir()
    update(FIRST)
    assert "your answers to same" in update(SECOND).output
    assert strange.read_bytes() == content


@pytest.mark.parametrize("content", [DEEP, b"\x00\xff" * 999, b"{}"])
def test_a_file_that_is_no_notebook_any_more_keeps_its_bytes_and_the_newer_one_lies_beside_it(
    update: Update, worked: Path, folder: Path, content: bytes
) -> None:
    worked.write_bytes(content)
    assert "cannot be read" in update(SECOND).output
    assert worked.read_bytes() == content
    assert sources(folder / NEWER)["t98-same-answer"] == "# Task same\nsame = ..."


def test_a_notebook_of_200_megabytes_is_not_read_as_one(update: Update, worked: Path, folder: Path) -> None:
    for file in (worked, worked.with_name("large.ipynb")):
        with file.open("wb") as stream:
            stream.truncate(200_000_000)
    assert "cannot be read" in update(SECOND).output
    assert worked.stat().st_size == 200_000_000


def test_a_damaged_record_of_what_was_delivered_loses_no_work(update: Update, worked: Path, folder: Path) -> None:
    before = worked.read_bytes()
    (folder / ".bamboo" / "manifest.json").write_bytes(DEEP)
    assert "your answers to same" in update(SECOND).output
    assert worked.read_bytes() == before


def test_a_pasted_picture_with_an_odd_name_is_carried_over(update: Update, worked: Path, folder: Path) -> None:
    notebook = load(worked)
    essay = next(cell for cell in notebook["cells"] if cell["id"] == "t98-why-essay")
    essay["attachments"] = {"\ud800.png": {"image/png": "iVBORw0KGgo="}}
    worked.write_text(json.dumps(notebook), encoding="utf-8")
    update(SECOND)
    newer = next(cell for cell in load(folder / NEWER)["cells"] if cell["id"] == "t98-why-essay")
    assert newer["attachments"] == {"?.png": {"image/png": "iVBORw0KGgo="}}
