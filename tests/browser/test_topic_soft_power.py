"""Topic 01 as a learner meets it: the lesson run to its end, an instrument placed, a task wrong and then right."""

from playwright.sync_api import expect

from support.notebook_page import NotebookPage
from support.topic_page import answer, run_lesson

TOPIC = "01_soft_power"
EXPLORERS = ("t01-spectrum", "t01-trajectories", "t01-weigh", "t01-claim-checker")


def test_the_lesson_runs_to_its_end_and_an_instrument_finds_its_place(page: NotebookPage) -> None:
    run_lesson(page, TOPIC, EXPLORERS, "light", "dark")
    spectrum = page.run_cell("t01-spectrum").locator(".bamboo-explorer")
    spectrum.get_by_role("radio", name="payment").check()
    expect(spectrum.get_by_role("status")).to_contain_text("You say “payment”, the workbook “coercion”")
    page.screenshot("lesson-t01-spectrum-placed", spectrum)


def test_a_task_is_solved_wrongly_then_rightly(page: NotebookPage) -> None:
    page.open(f"exercises/{TOPIC}.ipynb")
    for given in ("t01-setup", "t01-read-index-given"):
        page.run_cell(given)
    card = answer(page, "t01-read-index", "rank_2024, behind_2024 = 193, 140", check="check-1")
    expect(card.locator(".bamboo-wrong")).to_contain_text("one column further to the left")
    page.screenshot("exercise-01-wrong")
    card = answer(page, "t01-read-index", "rank_2024, behind_2024 = 53, 140", check="check-1")
    expect(card.locator(".bamboo-right")).to_contain_text("only if both rankings hold the same countries")
    page.screenshot("exercise-01-right")
