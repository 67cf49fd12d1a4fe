"""The capstone as a learner meets it: the desk, a plan that costs too much, and the page once the plan holds."""

from playwright.sync_api import expect

from support.notebook_page import NotebookPage
from support.topic_page import answer

TASK = "t07-project"
SOUND = """
audience, group, objective, programme = "KHM", "youth", "image", ["P05", "P06"]
indicators = [
    {"name": "schools", "kind": "output", "baseline": "0", "target": 60, "unit": "schools", "year": 2028},
    {"name": "praise", "kind": "outcome", "baseline": "2026", "target": 8, "unit": "points", "year": 2029},
]
evaluation = {
    "design": "with-without",
    "comparison": "schools that wait",
    "waves": ["2026-11", "2029-12"],
    "smallest_effect": 0.1,
    "per_group": 200,
}
"""
DEAR = SOUND.replace('["P05", "P06"]', '["P05", "P06", "P07"]')


def test_a_plan_is_refused_with_its_price_and_laid_out_once_it_holds(page: NotebookPage) -> None:
    page.open("exercises/07_capstone.ipynb")
    page.width(1280)
    page.run_cell("t07-setup")
    desk = page.run_cell("t07-project-desk").locator(".bamboo-explorer")
    desk.locator(".bamboo-vega svg").wait_for()
    page.screenshot("capstone-desk", desk)
    refused = answer(page, TASK, DEAR, check="check-3")
    expect(refused).to_contain_text("Your programmes cost 103 together, and 100 can be spent.")
    page.screenshot("capstone-refused", refused)
    expect(answer(page, TASK, SOUND, check="check-3")).to_contain_text("The money is enough")
    laid_out = page.run_cell("t07-page")
    expect(laid_out).to_contain_text("schools that wait")
    page.screenshot("capstone-page", laid_out)
