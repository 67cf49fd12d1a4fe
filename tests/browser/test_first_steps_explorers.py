"""The trust ladder and the former adversaries in real JupyterLab: by mouse, by keyboard, wide and narrow."""

import itertools

from playwright.sync_api import Locator, expect

from support.notebook_page import NotebookPage

SETUP = "from bamboo_diplomacy import explore\n"
LADDER = SETUP + "explore.trust_ladder()"
ADVERSARIES = SETUP + "explore.former_adversaries()"
CHARTS_FIT = """() => [...document.querySelectorAll(".bamboo-vega")].every(
    (place) => Math.abs(place.querySelector("svg").clientWidth - place.clientWidth) <= 1
)"""
CUT_OFF = """picture => {
    const frame = picture.getBoundingClientRect();
    return [...picture.querySelectorAll("text")]
        .filter((text) => getComputedStyle(text).opacity !== "0" && text.getAttribute("opacity") !== "0")
        .filter((text) => {
            const box = text.getBoundingClientRect();
            return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1);
        })
        .map((text) => text.textContent);
}"""


def test_a_mouse_asks_the_ladder_another_question(page: NotebookPage) -> None:
    page.run("ladder-mouse.ipynb", LADDER)
    explorer = page.explorer()
    expect(title(explorer)).to_have_text(
        "Counting from 1973, “humanitarian” came first, 4.2\xa0years before “diplomatic”"
    )
    explorer.get_by_label("The claim").select_option("economic")
    expect(title(explorer)).to_contain_text("“economic” was not first")
    expect(text(explorer, "“economic first”, if counting starts in this year:")).to_be_visible()
    explorer.get_by_role("checkbox", name="diplomatic").uncheck()
    expect(text(explorer, "diplomatic")).to_have_count(0)
    expect(title(explorer)).to_contain_text("“economic” was not first")


def test_the_keyboard_alone_moves_the_start_of_the_ladder(page: NotebookPage) -> None:
    page.run("ladder-keyboard.ipynb", LADDER)
    explorer = page.explorer()
    press = page.page.keyboard.press
    explorer.get_by_label("The claim").focus()
    page.tab_to(explorer.get_by_role("slider", name="Years that are counted").first)
    for _ in range(16):
        press("ArrowRight")
    expect(sentence(explorer)).to_contain_text("Counting from 1989 to 2026, “humanitarian” was not first")
    expect(text(explorer, "counting from 1989")).to_be_visible()
    page.tab_to(explorer.get_by_role("checkbox", name="Mark setbacks"))
    press("Space")
    expect(explorer.get_by_role("checkbox", name="Mark setbacks")).not_to_be_checked()
    page.tab_to(explorer.get_by_role("button", name="Reset"))
    press("Enter")
    expect(title(explorer)).to_contain_text("Counting from 1973, “humanitarian” came first")


def test_the_start_of_the_ladder_moves_while_the_kernel_is_busy(page: NotebookPage) -> None:
    page.write("ladder-busy.ipynb", LADDER, "import time; time.sleep(600)")
    page.open("ladder-busy.ipynb")
    page.start_all()
    explorer = page.explorer()
    explorer.get_by_role("slider", name="Years that are counted").first.focus()
    page.page.keyboard.press("ArrowRight")
    expect(text(explorer, "counting from 1974")).to_be_visible()


def test_a_mouse_lays_the_years_zero_above_each_other(page: NotebookPage) -> None:
    page.run("adversaries-mouse.ipynb", ADVERSARIES)
    explorer = page.explorer()
    expect(title(explorer)).to_contain_text("“diplomatic” with Japan, France and China")
    explorer.get_by_role("radio", name="years since relations were established or normalised").check()
    expect(text(explorer, "years since year 0")).to_be_visible()
    expect(sentence(explorer)).to_contain_text("year 0 is Relations normalised for United States (11 July 1995)")
    explorer.get_by_role("checkbox", name="Japan").uncheck()
    expect(text(explorer, "Japan")).to_have_count(0)
    expect(title(explorer)).to_contain_text("“diplomatic” with France and China")


def test_the_keyboard_alone_compares_former_adversaries(page: NotebookPage) -> None:
    page.run("adversaries-keyboard.ipynb", ADVERSARIES)
    explorer = page.explorer()
    press = page.page.keyboard.press
    explorer.get_by_role("checkbox", name="United States").focus()
    page.tab_to(explorer.get_by_role("checkbox", name="humanitarian"))
    press("Space")
    expect(sentence(explorer)).not_to_contain_text("humanitarian")
    page.tab_to(explorer.get_by_role("radio", name="calendar years"))
    press("ArrowDown")
    expect(text(explorer, "years since year 0")).to_be_visible()
    page.tab_to(explorer.get_by_role("slider", name="Count from"))
    press("Home")
    expect(title(explorer)).to_contain_text("Counting from 1950")
    page.tab_to(explorer.get_by_role("button", name="Reset"))
    press("Enter")
    expect(title(explorer)).to_contain_text(
        "Counting from 1973, the first step was “humanitarian” with the United States"
    )


def test_no_word_is_cut_off_in_either_theme_at_any_width(page: NotebookPage) -> None:
    page.run("widths.ipynb", LADDER, ADVERSARIES)
    for number, name in enumerate(("trust_ladder", "former_adversaries")):
        explorer = page.explorer(number)
        for theme, width in itertools.product(("light", "dark"), (1280, 520)):
            page.theme(theme)
            page.width(width)
            page.wait_until(CHARTS_FIT)
            page.screenshot(f"{name}-{theme}-{width}", explorer)
            assert explorer.locator(".bamboo-vega svg").evaluate(CUT_OFF) == []
    page.theme("light")


def sentence(explorer: Locator) -> Locator:
    """Return what a screen reader hears after a change."""
    return explorer.get_by_role("status")


def title(explorer: Locator) -> Locator:
    """Return the claim above the picture."""
    return explorer.locator(".bamboo-title")


def text(explorer: Locator, words: str) -> Locator:
    """Return a text of the picture."""
    return explorer.locator(".bamboo-vega svg text").get_by_text(words, exact=True)
