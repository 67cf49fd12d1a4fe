"""The first notebook as a learner meets it: run, answer wrongly, answer rightly, see it recorded."""

import json

import pytest
from playwright.sync_api import Locator, expect

from support.jupyterlab import Lab
from support.notebook_page import NotebookPage

NAME = "notebooks/00_start_here.ipynb"
NOTEBOOK = "window.jupyterapp.shell.currentWidget.content"
PLACE = f"{NOTEBOOK}.widgets.findIndex(cell => cell.model.id === 't00-%s')"


def run(page: NotebookPage, cell: str, source: str | None = None) -> Locator:
    """Type into a cell if there is something to type, run it, and return it."""
    place = page.page.evaluate(PLACE % cell)
    page.page.evaluate(f"{NOTEBOOK}.activeCellIndex = {place}")
    if source is not None:
        page.page.evaluate(f"{NOTEBOOK}.activeCell.model.sharedModel.setSource({json.dumps(source)})")
    page.page.evaluate("window.jupyterapp.commands.execute('notebook:run-cell')")
    page.wait_idle()
    return page.page.locator(f'.jp-Cell[data-windowed-list-index="{place}"]')


def answer(page: NotebookPage, value: int) -> Locator:
    run(page, "answer", f"years_between = {value}")
    return run(page, "check")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_first_check_answers_a_slip_then_the_right_number_and_progress_shows_it(
    page: NotebookPage, lab: Lab, theme: str
) -> None:
    page.open(NAME)
    page.theme(theme)
    page.run_all()
    expect(answer(page, 21).locator(".bamboo-wrong")).to_contain_text("You counted both ends.")
    page.screenshot(f"start-here-wrong-{theme}")
    expect(answer(page, 20).locator(".bamboo-right")).to_be_visible()
    expect(run(page, "progress").get_by_role("row", name="00_first_steps")).to_contain_text("1 of 2")
    kept = json.loads((lab.folder / ".bamboo" / "progress.json").read_text(encoding="utf-8"))
    assert kept["first-steps"]["verdict"] == "right"


def test_the_map_leads_to_the_topic(page: NotebookPage) -> None:
    page.open(NAME)
    page.page.get_by_role("link", name="04 · Building trust with the United States").click()
    page.wait_until("window.jupyterapp.shell.currentWidget.context?.path === 'notebooks/04_us_trust.ipynb'")
