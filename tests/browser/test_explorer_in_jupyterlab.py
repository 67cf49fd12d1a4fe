"""The first explorer in real JupyterLab: by mouse, by keyboard, in both themes, wide and narrow, alive and stored."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import Locator, expect

from support.contrast import READABLE, contrast
from support.notebook_page import NotebookPage

SETUP = "from bamboo_diplomacy import explore\n"
EXPLORER = SETUP + "explore.trade_and_milestones()"
LOGARITHMIC = re.compile("logarithmic scale")
CHART_FITS = """() => {
    const place = document.querySelector(".bamboo-vega");
    return Math.abs(place.querySelector("svg").clientWidth - place.clientWidth) <= 1;
}"""


def test_a_mouse_changes_the_picture_and_the_sentence(page: NotebookPage) -> None:
    page.run("mouse.ipynb", EXPLORER)
    explorer = page.explorer()
    expect(sentence(explorer)).to_contain_text("milestones are marked from 1992 to 2024")
    explorer.get_by_role("radio", name="logarithmic").check()
    expect(picture(explorer)).to_have_attribute("aria-label", LOGARITHMIC)
    explorer.get_by_label("Compare growth around").select_option("2001 · Trade agreement in force")
    expect(sentence(explorer)).to_contain_text("In the 5 years before “Trade agreement in force” (2001)")
    expect(explorer.locator(".bamboo-vega svg text").get_by_text(re.compile("^[+−]"))).to_have_count(2)


def test_the_keyboard_alone_is_enough(page: NotebookPage) -> None:
    page.run("keyboard.ipynb", EXPLORER)
    explorer = page.explorer()
    press = page.page.keyboard.press
    explorer.get_by_role("radio", name="linear").focus()
    press("ArrowDown")
    expect(explorer.get_by_role("radio", name="logarithmic")).to_be_checked()
    page.tab_to(explorer.get_by_role("slider", name="Years").first)
    press("ArrowRight")
    expect(sentence(explorer)).to_contain_text("from 1993 to 2024")
    page.tab_to(explorer.get_by_role("checkbox", name="humanitarian"))
    press("Space")
    expect(explorer.get_by_role("checkbox", name="humanitarian")).to_be_checked()
    page.tab_to(explorer.get_by_label("Compare growth around"))
    press("ArrowDown")
    expect(sentence(explorer)).not_to_contain_text("choose one")
    page.tab_to(explorer.get_by_role("button", name="Reset"))
    press("Enter")
    expect(sentence(explorer)).to_contain_text("milestones are marked from 1992 to 2024")


def test_an_explorer_that_the_page_gave_up_still_follows(page: NotebookPage) -> None:
    page.give_widgets_no_time()
    page.run("given_up.ipynb", EXPLORER)
    explorer = page.explorer()
    page.wait_longer_than_a_greeting_takes()
    explorer.get_by_role("radio", name="logarithmic").check()
    expect(picture(explorer)).to_have_attribute("aria-label", LOGARITHMIC)
    page.wait_longer_than_a_greeting_takes()
    explorer.get_by_label("Compare growth around").select_option("2001 · Trade agreement in force")
    expect(sentence(explorer)).to_contain_text("In the 5 years before “Trade agreement in force” (2001)")


def test_the_plot_follows_a_slider_while_the_kernel_is_busy(page: NotebookPage) -> None:
    page.write("within.ipynb", EXPLORER, "import time; time.sleep(600)")
    page.open("within.ipynb")
    page.start_all()
    explorer = page.explorer()
    expect(axis_label(explorer, "1992")).to_be_visible()
    explorer.get_by_role("slider", name="Years").first.focus()
    for _ in range(8):
        page.page.keyboard.press("ArrowRight")
    expect(axis_label(explorer, "1992")).to_have_count(0)
    expect(axis_label(explorer, "2000")).to_be_visible()


def test_text_can_be_read_in_both_themes_and_at_any_width(page: NotebookPage) -> None:
    page.run("themes.ipynb", SETUP + "explore.trade_and_milestones(milestone='Trade agreement in force')")
    explorer = page.explorer()
    texts = [explorer.locator(".bamboo-title"), explorer.locator(".bamboo-source"), axis_label(explorer, "2000")]
    for theme, width in itertools.product(("light", "dark"), (1280, 520)):
        page.theme(theme)
        page.width(width)
        page.wait_until(CHART_FITS)
        page.screenshot(f"trade_and_milestones-{theme}-{width}", explorer)
        assert all(contrast(words) >= READABLE for words in texts)
    page.theme("light")


def test_without_a_kernel_the_saved_picture_is_shown(page: NotebookPage) -> None:
    page.run("stored.ipynb", EXPLORER)
    page.explorer()
    expect(page.page.locator(".jp-RenderedVegaLite")).to_be_hidden()
    page.save()
    page.shut_down()
    page.open("stored.ipynb")
    expect(page.page.locator(".jp-RenderedVegaLite svg")).to_be_visible(timeout=30_000)
    expect(page.page.get_by_text("Run this cell")).to_be_visible()
    expect(page.page.get_by_text("model not found")).to_be_hidden(timeout=30_000)
    page.screenshot("trade_and_milestones-stored")


def test_what_is_stored_is_the_same_after_another_run(page: NotebookPage) -> None:
    path = page.write("twice.ipynb", EXPLORER)
    page.open("twice.ipynb")
    kept = []
    for _ in range(2):
        page.run_all()
        page.explorer()
        page.save()
        kept.append(list(compared_by_nbval(path)))
    assert kept[0] == kept[1]


def test_several_explorers_and_two_notebooks_live_on_one_page(page: NotebookPage) -> None:
    page.run("first.ipynb", EXPLORER, EXPLORER)
    page.explorer(1)
    page.write("second.ipynb", EXPLORER)
    page.open_beside("second.ipynb")
    page.run_all()
    page.explorer().get_by_role("radio", name="logarithmic").check()
    expect(picture(page.explorer())).to_have_attribute("aria-label", LOGARITHMIC)
    page.open_beside("first.ipynb")
    expect(picture(page.explorer())).not_to_have_attribute("aria-label", LOGARITHMIC)


def test_a_cell_that_is_run_again_shows_a_working_explorer(page: NotebookPage) -> None:
    page.run("again.ipynb", EXPLORER)
    page.explorer()
    page.run_all()
    explorer = page.explorer()
    explorer.get_by_role("radio", name="logarithmic").check()
    expect(picture(explorer)).to_have_attribute("aria-label", LOGARITHMIC)


def test_a_runtime_that_fails_is_said_in_a_sentence(page: NotebookPage) -> None:
    broken = "from bamboo_diplomacy.explore import runtime\nruntime.bundle = lambda: 'throw new Error(1)'"
    page.run("trouble.ipynb", broken, EXPLORER)
    expect(page.page.get_by_role("status").filter(has_text="could not be drawn")).to_be_visible(timeout=30_000)


def test_it_speaks_vietnamese(page: NotebookPage) -> None:
    page.run("vi.ipynb", "import os\nos.environ['BAMBOO_LANGUAGE'] = 'vi'", EXPLORER)
    explorer = page.explorer()
    expect(explorer.get_by_role("radio", name="tuyến tính")).to_be_checked()
    expect(sentence(explorer)).to_contain_text("mốc được đánh dấu")
    page.screenshot("trade_and_milestones-vi", explorer)


def sentence(explorer: Locator) -> Locator:
    """Return what a screen reader hears after a change."""
    return explorer.get_by_role("status")


def picture(explorer: Locator) -> Locator:
    """Return the chart as a screen reader meets it: one image with alt text."""
    return explorer.get_by_role("img")


def axis_label(explorer: Locator, text: str) -> Locator:
    """Return a text of the chart."""
    return explorer.locator(".bamboo-vega svg text").get_by_text(text, exact=True)


def compared_by_nbval(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the outputs that nbval compares: neither widgets nor PNG pictures."""
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.outputs:
            kept = ("application/vnd.jupyter.widget-view+json", "image/png")
            yield {kind: value for kind, value in output.data.items() if kind not in kept}
