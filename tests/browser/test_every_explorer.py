"""What holds for every explorer in real JupyterLab: drawn in both themes and widths, every control with a name."""

import itertools

import pytest
from playwright.sync_api import expect

from bamboo_diplomacy import explore
from support.notebook_page import NotebookPage

NAMELESS = """explorer => [...explorer.querySelectorAll("input, select, button, [role=slider]")]
    .filter(input => !(input.ariaLabel || input.labels?.[0]?.textContent || input.textContent).trim())
    .map(input => input.outerHTML)"""
WIDER_THAN_ITS_PLACE = """explorer => [...explorer.querySelectorAll("*")]
    .filter(part => !part.closest(".bamboo-vega, select") && part.scrollWidth > explorer.clientWidth + 1)
    .map(part => part.className)"""


@pytest.mark.parametrize("name", explore.__all__)
def test_an_explorer_is_drawn_and_its_controls_have_names(page: NotebookPage, name: str) -> None:
    page.run(f"{name}.ipynb", f"from bamboo_diplomacy import explore\nexplore.{name}()")
    explorer = page.explorer()
    expect(explorer.get_by_role("img").first).to_have_attribute("aria-label", explore_alt(name))
    assert explorer.evaluate(NAMELESS) == []
    for theme, width in itertools.product(("light", "dark"), (1280, 520)):
        page.theme(theme)
        page.width(width)
        page.screenshot(f"{name}-{theme}-{width}", explorer)
        assert explorer.evaluate(WIDER_THAN_ITS_PLACE) == []
    page.theme("light")


def explore_alt(name: str) -> str:
    """Return the alt text of an explorer's first picture."""
    return str(getattr(explore, name)().static().alt)
