"""Every cell of a lesson declares what it is in the slides, and carries no metadata beside that."""

from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from bamboo_diplomacy import notebookfile, topics, workbook
from bamboo_diplomacy.author.execute import executed
from bamboo_diplomacy.slides import files
from bamboo_diplomacy.slides.declared import SKIP, TYPES, slide_type

ROOT = workbook.root()
LESSONS = files.lessons(ROOT)

lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


def cells(path: Path) -> list[NotebookNode]:
    return list(notebookfile.read(path).cells)


def test_every_topic_notebook_is_a_lesson_with_slides_except_the_first() -> None:
    assert [path for path in topics.notebooks(ROOT / "notebooks") if path.stem[:2] != "00"] == LESSONS


@lesson
def test_every_cell_declares_a_slide_type(path: Path) -> None:
    assert [cell.id for cell in cells(path) if slide_type(cell) not in TYPES] == []


@lesson
def test_a_cell_has_no_metadata_beside_its_slide_type(path: Path) -> None:
    cited = {f"t{path.stem[:2]}-cite": {"scrolled"}}  # a long list of sources stays folded in the notebook
    for cell in cells(path):
        assert set(cell.metadata) - cited.get(cell.id, set()) == {"slideshow"}
        assert list(cell.metadata["slideshow"]) == ["slide_type"]


@lesson
def test_what_only_sets_a_lesson_up_is_not_projected(path: Path) -> None:
    roles = {cell.id[4:]: slide_type(cell) for cell in cells(path)}
    assert {roles[role] for role in ("setup", "bet-place", "card", "glossary", "cite")} == {SKIP}


def test_a_run_of_a_lesson_keeps_its_slide_types(tmp_path: Path) -> None:
    cell = new_code_cell("1 + 1", metadata={"slideshow": {"slide_type": "fragment"}})
    fresh = executed("tiny", new_notebook(cells=[cell]), tmp_path)
    assert fresh.cells[0].outputs
    assert fresh.cells[0].metadata == {"slideshow": {"slide_type": "fragment"}}
