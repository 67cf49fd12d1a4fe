"""Topic 05 as a learner meets it: the lesson run to its end, trends that are not parallel, one task wrong and right."""

from playwright.sync_api import expect

from support.notebook_page import NotebookPage
from support.topic_page import run_lesson

TOPIC = "05_comprehensive_diplomacy"
EXPLORERS = ("t05-map", "t05-portfolio", "t05-did", "t05-claim-checker")


def test_the_lesson_runs_to_its_end_and_trends_that_part_mislead(page: NotebookPage) -> None:
    run_lesson(page, TOPIC, EXPLORERS, "light", "dark")
    survey = page.run_cell("t05-did").locator(".bamboo-explorer")
    survey.get_by_role("checkbox", name="Parallel trends").uncheck()
    expect(survey.get_by_role("status")).to_contain_text("a warning that trends may not be parallel")
    page.screenshot("lesson-t05-did-not-parallel", survey)
