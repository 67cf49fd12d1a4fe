"""Topic 03 as a learner meets it: the lesson run to its end, the union taken out, one task wrong and then right."""

from playwright.sync_api import expect

from support.notebook_page import NotebookPage
from support.topic_page import answer, run_lesson

TOPIC = "03_people_to_people"
EXPLORERS = ("t03-network", "t03-flows", "t03-reach", "t03-claim-checker")


def test_the_lesson_runs_to_its_end_and_the_union_is_missed(page: NotebookPage) -> None:
    run_lesson(page, TOPIC, EXPLORERS, "light", "dark")
    network = page.run_cell("t03-network").locator(".bamboo-explorer")
    network.get_by_role("combobox", name="Take out").select_option(
        label="VUFO · Viet Nam Union of Friendship Organizations"
    )
    expect(network.get_by_role("status")).to_contain_text("can no longer reach each other")
    page.screenshot("lesson-t03-network-without-the-union", network)


def test_a_task_is_solved_wrongly_then_rightly(page: NotebookPage) -> None:
    page.open(f"exercises/{TOPIC}.ipynb")
    for given in ("t03-setup", "t03-pillars-given"):
        page.run_cell(given)
    card = answer(page, "t03-pillars", 'union_branch, committee_branch = "state", "state"', check="check-1")
    expect(card.locator(".bamboo-wrong")).to_contain_text("Ask whose authority it acts with")
    page.screenshot("exercise-03-wrong")
    card = answer(page, "t03-pillars", 'union_branch, committee_branch = "people", "state"', check="check-1")
    expect(card.locator(".bamboo-right")).to_contain_text("umbrella of associations")
    page.screenshot("exercise-03-right")
