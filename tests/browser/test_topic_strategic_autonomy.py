"""Topic 06 as a learner meets it: the lesson run to its end, and a No whose price appears."""

from playwright.sync_api import expect

from support.notebook_page import NotebookPage
from support.topic_page import run_lesson

TOPIC = "06_strategic_autonomy"
EXPLORERS = ("t06-voting", "t06-ladder", "t06-hedging", "t06-claim-checker")


def test_the_lesson_runs_to_its_end_and_a_no_has_its_price(page: NotebookPage) -> None:
    run_lesson(page, TOPIC, EXPLORERS, "light", "dark")
    hedging = page.run_cell("t06-hedging").locator(".bamboo-explorer")
    polarization = hedging.get_by_role("slider", name="Polarization")
    polarization.focus()
    polarization.press("End")
    expect(hedging.get_by_role("status")).to_contain_text("the Nos cost nothing here")
    hedging.get_by_label("no alliances").check()
    expect(hedging.get_by_role("status")).to_contain_text("At a polarization of 100%, hedging is best of what is left")
    expect(hedging.get_by_role("status")).to_contain_text("the Nos cost 7.4 points")
    page.screenshot("lesson-t06-hedging-with-a-no", hedging)
