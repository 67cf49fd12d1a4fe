"""The two explorers that wait for the reader, in real JupyterLab: trust game and claim checker."""

import re

import pytest
from playwright.sync_api import Locator, expect

from support.contrast import READABLE, contrast
from support.notebook_page import NotebookPage

SETUP = "from bamboo_diplomacy import explore\n"
GAME = SETUP + "explore.trust_game()"
CHECKER = SETUP + "explore.claim_checker()"
CHART_FITS = """() => {
    const place = document.querySelector(".bamboo-vega");
    return Math.abs(place.querySelector("svg").clientWidth - place.clientWidth) <= 1;
}"""
CUT_OFF = """picture => {
    const frame = picture.getBoundingClientRect();
    return [...picture.querySelectorAll("svg text")]
        .map((text) => [text.textContent, text.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.left < frame.left - 1 || box.right > frame.right + 1))
        .map(([words]) => words);
}"""


def test_a_mouse_bets_plays_and_sets_history_beside_it(page: NotebookPage) -> None:
    page.run("game.ipynb", GAME)
    game = page.explorer()
    expect(play(game)).to_be_disabled()
    expect(texts(game).get_by_text("?", exact=True)).to_be_visible()
    page.screenshot("trust_game-covered", game)
    game.get_by_role("radio", name="it fails").check()
    expect(sentence(game)).to_contain_text("Your bet is that cooperation fails; press Play")
    play(game).click()
    expect(sentence(game)).to_contain_text("Your bet was that cooperation fails, and it did not hold")
    expect(title(game)).to_contain_text("Cooperation returns: both sides cooperate in 29 of 40 rounds")
    expect(texts(game).get_by_text("is missing at the end · your bet")).to_be_visible()
    game.get_by_role("checkbox", name="Set history beside it").check()
    expect(texts(game).get_by_text(re.compile("not data of it"))).to_be_visible()
    page.screenshot("trust_game-played", game)


def test_the_trust_game_is_played_by_keyboard_alone(page: NotebookPage) -> None:
    page.run("game_keys.ipynb", GAME)
    game = page.explorer()
    press = page.page.keyboard.press
    game.get_by_label("Side A", exact=True).focus()
    page.tab_to(game.get_by_role("radio", name="no bet yet"))
    press("ArrowDown")
    press("ArrowDown")
    expect(sentence(game)).to_contain_text("Your bet is that cooperation returns")
    page.tab_to(play(game))
    press("Enter")
    expect(sentence(game)).to_contain_text("Your bet held")
    game.get_by_label("Side A", exact=True).focus()
    press("ArrowUp")
    expect(title(game)).not_to_contain_text("29 of 40")
    page.tab_to(game.get_by_role("slider", name="Rounds of war remembered"))
    press("Home")
    expect(game.locator(".bamboo-subtitle")).to_contain_text("0 rounds of war are remembered")
    page.tab_to(game.get_by_role("button", name="Reset"))
    press("Enter")
    expect(sentence(game)).to_contain_text("Place your bet")
    expect(texts(game).get_by_text("?", exact=True)).to_be_visible()


def test_a_new_bet_covers_the_match_again(page: NotebookPage) -> None:
    page.run("game_again.ipynb", SETUP + "explore.trust_game(bet='lasts', played=True)")
    game = page.explorer()
    expect(title(game)).to_contain_text("Cooperation returns")
    game.get_by_role("radio", name="it returns").check()
    expect(title(game)).to_contain_text("What becomes of cooperation")
    expect(play(game)).to_be_enabled()


def test_without_a_kernel_the_match_is_shown(page: NotebookPage) -> None:
    page.run("game_stored.ipynb", GAME)
    page.explorer()
    page.save()
    page.shut_down()
    page.open("game_stored.ipynb")
    stored = page.page.locator(".jp-RenderedVegaLite svg")
    expect(stored).to_be_visible(timeout=30_000)
    expect(stored.get_by_text(re.compile("^Cooperation returns"))).to_be_visible()
    page.screenshot("trust_game-stored", stored)


def test_a_mouse_checks_a_claim_and_the_verdicts_are_counted(page: NotebookPage) -> None:
    page.run("claims.ipynb", CHECKER)
    checker = page.explorer()
    expect(title(checker)).to_have_text("Does it hold? Between 1988 and 1995 there were 143 joint field activities")
    expect(ask(checker)).to_be_disabled()
    checker.get_by_role("radio", name="inconsistent", exact=True).check()
    ask(checker).click()
    expect(sentence(checker)).to_contain_text("The workbook's verdict is “inconsistent”, as yours: 143 is the number")
    expect(
        texts(checker).get_by_text("You have judged 1 of 39 claims, 1 as the workbook does (filled)")
    ).to_be_visible()
    checker.get_by_label("Claim of the reading").select_option(index=9)
    page.screenshot("claim_checker-read", checker)


def test_claims_are_checked_by_keyboard_alone(page: NotebookPage) -> None:
    page.run("claims_keys.ipynb", CHECKER)
    checker = page.explorer()
    press = page.page.keyboard.press
    checker.get_by_label("Claim of the reading").focus()
    press("ArrowDown")
    expect(title(checker)).to_contain_text("The 143 activities are cited to works of 2006 and 2007")
    page.tab_to(checker.get_by_role("radio", name="not judged yet"))
    press("ArrowDown")
    expect(sentence(checker)).to_contain_text("Your verdict is “consistent”; press the button")
    page.tab_to(ask(checker))
    press("Space")
    expect(sentence(checker)).to_contain_text("The workbook's verdict is “inconsistent”, yours “consistent”")
    page.tab_to(checker.get_by_role("button", name="Reset"))
    press("Enter")
    expect(title(checker)).to_contain_text("Does it hold? Between 1988 and 1995")
    expect(ask(checker)).to_be_disabled()


def test_a_locked_button_can_be_read_in_both_themes(page: NotebookPage) -> None:
    page.run("locked.ipynb", CHECKER)
    checker = page.explorer()
    expect(ask(checker)).to_be_disabled()
    for theme in ("light", "dark"):
        page.theme(theme)
        page.screenshot(f"claim_checker-locked-{theme}", checker)
        assert contrast(ask(checker)) >= READABLE
    page.theme("light")


def test_explorers_on_one_page_keep_their_choices_apart(page: NotebookPage) -> None:
    page.run("apart.ipynb", SETUP + "explore.trust_game(bet='fails')", SETUP + "explore.trust_game(bet='lasts')")
    second = page.explorer(1)
    expect(page.explorer(0).get_by_role("radio", name="it fails")).to_be_checked()
    expect(second.get_by_role("radio", name="it lasts")).to_be_checked()
    second.get_by_role("radio", name="it fails").check()
    expect(page.explorer(0).get_by_role("radio", name="it fails")).to_be_checked()


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("trust_game-history", "explore.trust_game(bet='returns', played=True, milestones=True)"),
        ("claim_checker-values", "explore.claim_checker(claim='trust2025-trade-2024')"),
        ("claim_checker-dates", "explore.claim_checker(claim='trust2025-obama-2016')"),
        ("claim_checker-card", "explore.claim_checker(claim='trust2025-citation-mofa')"),
    ],
)
def test_no_text_of_the_picture_is_cut_off_on_a_narrow_page(page: NotebookPage, name: str, call: str) -> None:
    page.run(f"{name}.ipynb", SETUP + call)
    explorer = page.explorer()
    page.theme("dark")
    page.width(520)
    page.wait_until(CHART_FITS)
    page.screenshot(f"{name}-dark-520", explorer)
    page.theme("light")
    assert explorer.locator(".bamboo-vega").evaluate(CUT_OFF) == []


def play(game: Locator) -> Locator:
    return game.get_by_role("button", name="Play")


def ask(checker: Locator) -> Locator:
    return checker.get_by_role("button", name="Read the workbook's verdict")


def sentence(explorer: Locator) -> Locator:
    """Return what a screen reader hears after a change."""
    return explorer.get_by_role("status")


def title(explorer: Locator) -> Locator:
    return explorer.locator(".bamboo-title")


def texts(explorer: Locator) -> Locator:
    """Return the texts of the chart."""
    return explorer.locator(".bamboo-vega svg text")
