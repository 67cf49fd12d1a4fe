"""The first notebook as a learner meets it: run, answer wrongly, answer rightly, see it recorded."""

import json

import pytest
from playwright.sync_api import Locator, expect

from support.jupyterlab import Lab
from support.notebook_page import NotebookPage

NAME = "notebooks/00_start_here.ipynb"


def answer(page: NotebookPage, value: int) -> Locator:
    page.run_cell("t00-answer", f"years_between = {value}")
    return page.run_cell("t00-check")


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
    expect(page.run_cell("t00-progress").get_by_role("row", name="00_first_steps")).to_contain_text("1 of 2")
    kept = json.loads((lab.folder / ".bamboo" / "progress.json").read_text(encoding="utf-8"))
    assert kept["first-steps"]["verdict"] == "right"


def test_the_map_leads_to_the_topic(page: NotebookPage) -> None:
    page.open(NAME)
    page.page.get_by_role("link", name="04 · Building trust with the United States").click()
    page.wait_until("window.jupyterapp.shell.currentWidget.context?.path === 'notebooks/04_us_trust.ipynb'")
