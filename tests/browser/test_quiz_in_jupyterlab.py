"""The quiz in real JupyterLab: by mouse, by keyboard, and in a notebook that is only opened."""

from playwright.sync_api import Locator, expect

from support.notebook_page import NotebookPage

CELLS = ("from bamboo_diplomacy import quiz", 'quiz("us_trust")', "'a cell below'")


def question(page: NotebookPage, number: int) -> Locator:
    return page.page.locator(".bamboo-quiz fieldset").nth(number - 1)


def test_a_choice_is_answered_and_another_one_takes_the_answer_away(page: NotebookPage) -> None:
    page.run("quiz.ipynb", *CELLS)
    first = question(page, 1)
    first.get_by_role("radio").nth(0).check()
    first.get_by_role("button", name="Check").click()
    expect(first.get_by_role("status")).to_contain_text("not yet")
    first.get_by_role("radio").nth(1).check()
    expect(first.get_by_role("status")).to_be_empty()
    first.get_by_role("button", name="Check").click()
    expect(first.get_by_role("status")).to_contain_text("right")
    expect(page.page.locator(".bamboo-quiz > p")).to_have_text("1 of 6 questions right so far.")
    expect(question(page, 2).get_by_role("status")).to_be_empty()


def test_a_quiz_that_the_page_gave_up_still_answers(page: NotebookPage) -> None:
    page.give_widgets_no_time()
    page.run("quiz_given_up.ipynb", *CELLS)
    for number in (1, 2):
        question(page, number).get_by_role("radio").nth(0).check()
        page.wait_longer_than_a_greeting_takes()
        question(page, number).get_by_role("button", name="Check").click()
        expect(question(page, number).get_by_role("status")).not_to_be_empty()
    expect(question(page, 1).get_by_role("status")).to_contain_text("not yet")


def test_the_keyboard_alone_is_enough_for_a_quiz(page: NotebookPage) -> None:
    page.run("quiz_keyboard.ipynb", *CELLS)
    first = question(page, 1)
    first.get_by_role("radio").nth(0).focus()
    page.page.keyboard.press("Space")
    page.page.keyboard.press("ArrowDown")
    expect(first.get_by_role("radio").nth(1)).to_be_checked()
    page.tab_to(first.get_by_role("button"))
    page.page.keyboard.press("Enter")
    expect(first.get_by_role("status")).to_contain_text("right")
    page.tab_to(question(page, 2).get_by_role("radio").nth(0))


def test_a_quiz_that_is_only_opened_unfolds_without_a_kernel(page: NotebookPage) -> None:
    page.run("quiz_kept.ipynb", *CELLS)
    expect(question(page, 1)).to_be_visible()
    expect(page.page.locator(".bamboo-quiz-twin")).to_be_hidden()
    page.save()
    page.shut_down()
    page.open("quiz_kept.ipynb")
    twin = page.page.locator(".bamboo-quiz-twin section").nth(0)
    expect(page.page.locator(".jp-OutputArea-output.jupyter-widgets")).to_be_hidden()
    twin.locator("summary").nth(1).click()
    expect(twin.locator("details").nth(1)).to_contain_text("right")
    expect(twin.locator("details").nth(0).locator(".bamboo-card")).to_be_hidden()
