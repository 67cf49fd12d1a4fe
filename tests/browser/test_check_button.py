"""What `bamboo lab` adds to JupyterLab: the button "Check" in exercises, and a font for code."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from support.jupyterlab import Lab
from support.notebook_page import NotebookPage

NOTEBOOK = "window.jupyterapp.shell.currentWidget.content"
COUNTS = f"{NOTEBOOK}.widgets.filter(cell => cell.model.type === 'code').map(cell => cell.model.executionCount)"
BUTTON = '[data-jp-item-name="bamboo-check"]'


def cell(source: str, role: str) -> nbformat.NotebookNode:
    return new_code_cell(source, metadata={"tags": [role]} if role else {})


@pytest.fixture
def exercise(lab: Lab) -> str:
    """Write an exercise of three tasks: the first fails, the second has two checks."""
    cells = [
        cell("from bamboo_diplomacy import check", ""),
        new_markdown_cell("## First"),
        cell("total = 1 / 0", "answer"),
        cell('check("total", total)', "check"),
        new_markdown_cell("## Second"),
        cell("share = 0.5", "answer"),
        cell('check("share", share)', "check"),
        cell('check("share/rounded", round(share))', "check"),
        new_markdown_cell("## Third"),
        cell("rate = 3", "answer"),
        cell('check("rate", rate)', "check"),
    ]
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), lab.folder / "exercise.ipynb")
    return "exercise.ipynb"


def go_to(page: NotebookPage, index: int) -> None:
    page.page.evaluate(f"{NOTEBOOK}.activeCellIndex = {index}")


def executed(page: NotebookPage) -> list[int | None]:
    return page.page.evaluate(COUNTS)


def test_the_button_runs_from_the_top_through_the_current_task_and_no_further(
    page: NotebookPage, exercise: str
) -> None:
    page.open(exercise)
    go_to(page, 4)
    page.page.locator(BUTTON).get_by_text("Check").click()
    page.wait_until(f"({COUNTS})[5] === 6")
    assert executed(page) == [1, 2, 3, 4, 5, 6, None, None]
    page.screenshot("check-button")


def test_the_last_task_is_meant_when_the_cursor_is_below_it(page: NotebookPage, exercise: str) -> None:
    page.open(exercise)
    go_to(page, 10)
    page.page.locator(BUTTON).get_by_text("Check").click()
    page.wait_until(f"({COUNTS})[7] === 8")


def test_the_keyboard_does_the_same_while_a_cell_is_being_edited(page: NotebookPage, exercise: str) -> None:
    page.open(exercise)
    page.page.locator(".jp-CodeCell .cm-content").nth(3).click()
    page.page.keyboard.press("ControlOrMeta+Shift+Enter")
    page.wait_until(f"({COUNTS})[5] === 6")
    assert executed(page)[6:] == [None, None]


def test_the_answer_is_saved_before_it_runs(page: NotebookPage, exercise: str, lab: Lab) -> None:
    page.open(exercise)
    page.page.locator(".jp-CodeCell .cm-content").nth(3).click()
    page.page.keyboard.type("# mine ")
    page.page.keyboard.press("ControlOrMeta+Shift+Enter")
    page.wait_until(f"({COUNTS})[5] === 6")
    assert "# mine" in nbformat.read(lab.folder / exercise, as_version=4).cells[5].source


def test_a_notebook_without_checks_has_no_button(page: NotebookPage) -> None:
    page.run("plain.ipynb", "1 + 1")
    assert page.page.locator(BUTTON).count() == 0
    assert not page.page.evaluate("window.jupyterapp.commands.isEnabled('bamboo-diplomacy:check')")


def test_code_is_shown_in_a_font_with_every_vietnamese_letter_if_there_is_one(page: NotebookPage) -> None:
    page.run("plain.ipynb", "tree = 'cây tre'")
    family = page.page.evaluate("getComputedStyle(document.querySelector('.jp-CodeCell .cm-content')).fontFamily")
    assert family.startswith('"Noto Sans Mono", "Noto Mono", "Cascadia Mono",')
