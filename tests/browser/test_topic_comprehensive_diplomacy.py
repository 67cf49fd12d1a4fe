"""Topic 05 as a learner meets it: the lesson run to its end, trends that are not parallel, one task wrong and right."""

from playwright.sync_api import expect

from support.notebook_page import NotebookPage
from support.topic_page import answer, run_lesson

TOPIC = "05_comprehensive_diplomacy"
EXPLORERS = ("t05-map", "t05-portfolio", "t05-did", "t05-claim-checker", "t05-claim-checker-2")


def test_the_lesson_runs_to_its_end_and_trends_that_part_mislead(page: NotebookPage) -> None:
    run_lesson(page, TOPIC, EXPLORERS, "light", "dark")
    survey = page.run_cell("t05-did").locator(".bamboo-explorer")
    survey.get_by_role("checkbox", name="Parallel trends").uncheck()
    expect(survey.get_by_role("status")).to_contain_text("a warning that trends may not be parallel")
    page.screenshot("lesson-t05-did-not-parallel", survey)


def test_a_task_is_solved_wrongly_then_rightly(page: NotebookPage) -> None:
    page.open(f"exercises/{TOPIC}.ipynb")
    for given in ("t05-setup", "t05-by-hand-given"):
        page.run_cell(given)
    quick = 'quick_choice = ["P04", "P08"]'
    card = answer(page, "t05-by-hand", f"{quick}\nbest_choice = quick_choice", check="check-2")
    expect(card.locator(".bamboo-wrong")).to_contain_text("This is what the quick way takes")
    page.screenshot("exercise-05-wrong")
    card = answer(page, "t05-by-hand", f'{quick}\nbest_choice = ["P09", "P08"]', check="check-2")
    expect(card.locator(".bamboo-right")).to_contain_text("a large programme fits exactly")
    page.screenshot("exercise-05-right")
