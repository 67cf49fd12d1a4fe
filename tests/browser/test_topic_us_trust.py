"""Topic 04 as a learner meets it: the lesson run from top to end, one task solved wrongly and then rightly."""

import pytest
from playwright.sync_api import expect

from support.notebook_page import NotebookPage

EXPLORERS = ("t04-ladder", "t04-trade", "t04-adversaries", "t04-trust-game", "t04-claim-checker")
FAILED = (
    "window.jupyterapp.shell.currentWidget.content.widgets.filter(cell => cell.model.type === 'code')"
    ".flatMap(cell => cell.model.outputs.toJSON()).filter(output => output.output_type === 'error').length"
)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_lesson_runs_to_its_end_and_draws_every_explorer(page: NotebookPage, theme: str) -> None:
    page.open("notebooks/04_us_trust.ipynb")
    page.theme(theme)
    page.run_all()
    assert page.page.evaluate(FAILED) == 0
    for cell in EXPLORERS:
        explorer = page.run_cell(cell).locator(".bamboo-explorer")
        explorer.locator(".bamboo-vega svg").wait_for()
        page.screenshot(f"lesson-{cell}-{theme}", explorer)
    expect(page.run_cell("t04-quiz").locator(".bamboo-quiz fieldset").first).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_task_is_solved_wrongly_then_rightly(page: NotebookPage, theme: str) -> None:
    page.open("exercises/04_us_trust.ipynb")
    page.theme(theme)
    for given in ("t04-setup", "t04-normalisation-given"):
        page.run_cell(given)
    page.run_cell("t04-normalisation-answer", "normalisation_year = 1994")
    card = page.run_cell("t04-normalisation-check")
    expect(card.locator(".bamboo-wrong")).to_contain_text("look one step further")
    page.screenshot(f"exercise-wrong-{theme}")
    page.run_cell("t04-normalisation-answer", "normalisation_year = 1995")
    card = page.run_cell("t04-normalisation-check")
    expect(card.locator(".bamboo-right")).to_contain_text("Trust was built in steps")
    page.screenshot(f"exercise-right-{theme}")
