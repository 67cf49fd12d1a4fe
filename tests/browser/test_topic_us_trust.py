"""Topic 04 as a learner meets it: the lesson run from top to end, one task solved wrongly and then rightly."""

import pytest
from playwright.sync_api import expect

from support.notebook_page import NotebookPage
from support.topic_page import answer, run_lesson

TOPIC = "04_us_trust"
EXPLORERS = ("t04-ladder", "t04-trade", "t04-adversaries", "t04-trust-game", "t04-claim-checker")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_lesson_runs_to_its_end_and_draws_every_explorer(page: NotebookPage, theme: str) -> None:
    run_lesson(page, TOPIC, EXPLORERS, theme)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_task_is_solved_wrongly_then_rightly(page: NotebookPage, theme: str) -> None:
    page.open(f"exercises/{TOPIC}.ipynb")
    page.theme(theme)
    for given in ("t04-setup", "t04-normalisation-given"):
        page.run_cell(given)
    card = answer(page, "t04-normalisation", "normalisation_year = 1994")
    expect(card.locator(".bamboo-wrong")).to_contain_text("look one step further")
    page.screenshot(f"exercise-wrong-{theme}")
    card = answer(page, "t04-normalisation", "normalisation_year = 1995")
    expect(card.locator(".bamboo-right")).to_contain_text("Trust was built in steps")
    page.screenshot(f"exercise-right-{theme}")
