"""What holds for every explorer in real JupyterLab, in both languages: drawn, named, legible, wide and narrow."""

import itertools

import pytest
from playwright.sync_api import Locator, expect

from bamboo_diplomacy import explore, strings
from support import reading
from support.leftover import english_left
from support.notebook_page import NotebookPage

NAMELESS = """explorer => [...explorer.querySelectorAll("input, select, button, [role=slider]")]
    .filter(input => !(input.ariaLabel || input.labels?.[0]?.textContent || input.textContent).trim())
    .map(input => input.outerHTML)"""
WIDTHS = (1280, 520)


@pytest.mark.parametrize("name", explore.__all__)
def test_an_explorer_is_drawn_and_named_and_legible_in_both_languages(
    page: NotebookPage, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.run(f"{name}.ipynb", f"from bamboo_diplomacy import explore\nexplore.{name}()")
    explorer = page.explorer()
    says_what_it_shows(explorer, name)
    for theme, width in itertools.product(("light", "dark"), WIDTHS):
        page.theme(theme)
        assert faults_at(page, explorer, width, f"{name}-{theme}-{width}") == []

    page.theme("light")
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    page.run_cell("cell-0", f"%env {strings.ENVIRONMENT_VARIABLE}=vi\nexplore.{name}()")
    explorer = page.explorer()
    says_what_it_shows(explorer, name)
    assert english_left(reading.texts(explorer)) == []
    for width in WIDTHS:
        assert faults_at(page, explorer, width, f"{name}-vi-{width}") == []


def says_what_it_shows(explorer: Locator, name: str) -> None:
    """Expect the alt text and the sentence that the explorer has in the language in use, and a name on each control."""
    own = getattr(explore, name)()
    expect(explorer).to_have_attribute("lang", strings.language())
    expect(explorer.get_by_role("img").first).to_have_attribute("aria-label", own.static().alt)
    expect(explorer.locator(".bamboo-sentence")).to_have_text(own.describe())
    assert explorer.evaluate(NAMELESS) == []


def faults_at(page: NotebookPage, explorer: Locator, width: int, picture: str) -> list[str]:
    """Return what cannot be read in a window of a width, and keep a picture of it."""
    page.width(width)
    page.settle(explorer)
    page.screenshot(picture, explorer)
    return reading.faults(explorer)
