"""Topic 02 as a learner meets it: the lesson run to its end, group events left out, a task wrong and then right."""

from playwright.sync_api import expect

from support.notebook_page import NotebookPage
from support.topic_page import answer, run_lesson

TOPIC = "02_asean_ascc"
EXPLORERS = ("t02-enlargement", "t02-navigator", "t02-coverage", "t02-distance", "t02-claim-checker")


def test_the_lesson_runs_to_its_end_and_without_group_events_the_map_goes_blank(page: NotebookPage) -> None:
    run_lesson(page, TOPIC, EXPLORERS, "light", "dark")
    coverage = page.run_cell("t02-coverage").locator(".bamboo-explorer")
    coverage.get_by_role("radio", name="forms").check()
    coverage.get_by_role("radio", name="partners").check()
    expect(coverage.get_by_role("status")).to_contain_text("67 of 90 cells")
    coverage.get_by_role("checkbox", name="Count events for a whole group").uncheck()
    expect(coverage.get_by_role("status")).to_contain_text("20 of 90 cells")
    page.screenshot("lesson-t02-coverage-one-by-one", coverage)


def test_a_task_is_solved_wrongly_then_rightly(page: NotebookPage) -> None:
    page.open(f"exercises/{TOPIC}.ipynb")
    for given in ("t02-setup", "t02-accession-given"):
        page.run_cell(given)
    card = answer(page, "t02-accession", "years_waited = 1995 - 1984")
    expect(card.locator(".bamboo-wrong")).to_contain_text("those who were there from the beginning")
    page.screenshot("exercise-02-wrong")
    card = answer(page, "t02-accession", "years_waited = 1995 - 1967")
    expect(card.locator(".bamboo-right")).to_contain_text("A generation grew up on both sides")
    page.screenshot("exercise-02-right")
