"""The trust game as an explorer: the bet comes first, then the match, then the bet is held against it."""

from dataclasses import replace
from typing import Any

import ipywidgets
import pytest

from bamboo_diplomacy.explore import runtime, trust_game
from bamboo_diplomacy.explore.panel import Panel
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.models.trust_game import COURSES, course, play

BET = "Your bet: what becomes of cooperation?"
PEACE = {"a": "tit_for_tat", "b": "tit_for_tat", "misperception": 0.0, "memory_of_war": 0}


@pytest.fixture
def panel(monkeypatch: pytest.MonkeyPatch) -> Panel:
    monkeypatch.setattr(runtime, "bundle", lambda: "")
    return trust_game(**PEACE).panel()


def rows(figure: Figure, name: str) -> list[dict[str, Any]]:
    return figure.spec["datasets"][name]


def board(figure: Figure) -> dict[str, str]:
    return {row["name"]: row["result"] for row in rows(figure, "board")}


# Before the bet


@pytest.mark.parametrize("settings", [{}, {"played": True}, {"bet": "lasts"}])
def test_without_a_bet_and_the_button_nothing_of_the_match_is_known(settings: dict[str, Any]) -> None:
    game = trust_game(**settings)
    assert game.result.match is None
    assert game.result.usual is None
    for name in ("trust", "usual", "ends", "moves"):
        assert rows(game.static(), name) == []
    assert set(board(game.static()).values()) == {""}


def test_a_covered_picture_is_the_same_for_every_draw_of_chance() -> None:
    assert trust_game(seed=1).static() == trust_game(seed=2).static()


def test_trust_during_the_war_is_known_before_the_first_round() -> None:
    shown = rows(trust_game(memory_of_war=3).static(), "war")
    assert [row["round"] for row in shown] == [-3, -2, -1, 0]
    assert [row["trust"] for row in shown] == pytest.approx([1 / 2, 1 / 3, 1 / 4, 1 / 5])


def test_the_button_alone_does_not_play() -> None:
    game = trust_game()
    game.set(played=True)
    assert not game.settings.played


def test_the_reader_is_asked_for_the_bet_and_then_for_the_button() -> None:
    game = trust_game()
    assert game.describe().startswith("Place your bet")
    game.set(bet="fails")
    assert game.describe().startswith("Your bet is that cooperation fails; press Play")


# After it


def test_a_bet_that_held_is_said_to_have_held() -> None:
    game = trust_game(**PEACE, bet="lasts", played=True)
    assert game.describe().startswith("Your bet held: in this match cooperation lasts; 100% of 100 matches")


def test_a_bet_that_did_not_hold_is_set_beside_what_came() -> None:
    game = trust_game(**PEACE, bet="fails", played=True)
    assert "Your bet was that cooperation fails, and it did not hold: in this match" in game.describe()
    assert board(game.static()) == {
        "lasts in every round": "this match · 100%",
        "returns by the end": "0%",
        "is missing at the end · your bet": "0%",
    }


def test_a_new_bet_covers_the_match_again() -> None:
    game = trust_game(bet="lasts", played=True)
    game.set(bet="returns", played=True)
    assert not game.settings.played
    assert game.result.match is None


def test_other_settings_leave_the_match_open() -> None:
    game = trust_game(bet="lasts", played=True)
    game.set(misperception=0.1, seed=3)
    assert game.result.match is not None


def test_the_course_is_that_of_the_match_and_one_of_the_hundred() -> None:
    game = trust_game(bet="lasts", played=True, seed=7)
    assert game.result.outcome == course(play(game.settings.game))
    usual = game.result.usual
    counted = [course(play(replace(game.settings.game, seed=seed))) for seed in range(1, 101)]
    assert usual.shares == {name: counted.count(name) / 100 for name in COURSES}


def test_the_title_counts_the_rounds_of_cooperation() -> None:
    game = trust_game(**PEACE, rounds=12, bet="lasts", played=True)
    assert game.static().title == "Cooperation lasts: both sides cooperate in all 12 rounds"


def test_a_misread_move_and_a_slip_are_signed_under_the_move() -> None:
    misread = trust_game(**{**PEACE, "misperception": 0.2}, bet="fails", played=True)
    slipped = trust_game(**PEACE, slip=0.2, bet="fails", played=True)
    for game, sign, told in ((misread, "×", "sees the opposite"), (slipped, "!", "without meaning to")):
        signed = [row for row in rows(game.static(), "moves") if row["sign"]]
        assert {row["sign"] for row in signed} == {sign}
        assert all(told in row["told"] for row in signed)


def test_the_alt_text_counts_what_went_wrong() -> None:
    game = trust_game(**PEACE, slip=0.2, bet="fails", played=True)
    moves = rows(game.static(), "moves")
    assert f"0 moves are misread, {sum(row['sign'] == '!' for row in moves)} slip" in game.static().alt


def test_labels_of_equal_trust_stand_apart() -> None:
    first, second = rows(trust_game(**PEACE, bet="lasts", played=True).static(), "ends")
    assert abs(first["y"] - second["y"]) >= 15


def test_the_model_says_what_it_leaves_out() -> None:
    assert "no domestic politics" in trust_game().static().source


def test_history_is_set_beside_only_when_asked_for_and_marked_as_no_part_of_the_model() -> None:
    game = trust_game()
    assert "history" not in game.static().spec["datasets"]
    game.set(milestones=True)
    assert rows(game.static(), "history")
    assert "not data of it" in " ".join(rows(game.static(), "history_heading")[0]["text"])
    assert "not part of the model" in game.static().alt


def test_a_setback_of_history_is_hollow() -> None:
    history = rows(trust_game(milestones=True).static(), "history")
    hollow = {row["label"] for row in history if row["fill"] == "transparent"}
    assert "Normalisation talks fail" in hollow
    assert "Relations normalised" not in hollow


def test_a_reader_without_a_kernel_sees_the_match() -> None:
    game = trust_game()
    assert game.twin().title.startswith("Cooperation returns")
    assert game.result.match is None


# On the page


def test_the_button_is_locked_until_a_bet_is_placed(panel: Panel) -> None:
    bet, button = labelled(panel.root, BET), labelled(panel.root, "Play")
    assert button.disabled
    bet.value = "lasts"
    assert not button.disabled
    button.value = True
    assert panel.chart.title.startswith("Cooperation lasts")
    assert button.disabled


def test_a_new_bet_on_the_page_unlocks_the_button_again(panel: Panel) -> None:
    bet, button = labelled(panel.root, BET), labelled(panel.root, "Play")
    bet.value = "lasts"
    button.value = True
    bet.value = "fails"
    assert not button.value
    assert not button.disabled
    assert panel.chart.sentence.startswith("Your bet is that cooperation fails; press Play")


def test_the_sentence_under_a_menu_tells_what_the_strategy_does(panel: Panel) -> None:
    labelled(panel.root, "Side A").value = "grim_trigger"
    assert "Cooperates until the other side has defected once, then never again." in texts(panel.root)


def test_shares_are_written_as_percentages_beside_their_sliders(panel: Panel) -> None:
    for label in ("Moves misread", "Moves that slip"):
        assert labelled(panel.root, label).readout_format == ".0%"


def test_a_slider_sends_new_rows_and_no_new_plot(panel: Panel) -> None:
    labelled(panel.root, BET).value = "lasts"
    labelled(panel.root, "Play").value = True
    plot, moves = panel.chart.plot, panel.chart.datasets["moves"]
    labelled(panel.root, "Moves misread").value = 0.2
    labelled(panel.root, "Rounds to play").value = 20
    assert panel.chart.plot == plot
    assert panel.chart.datasets["moves"] != moves


def labelled(widget: Any, label: str) -> Any:
    """Return the widget under this one that the reader knows by its label."""
    for child in getattr(widget, "children", ()):
        if getattr(child, "description", "") == label:
            return child
        if found := labelled(child, label):
            return found
    return None


def texts(widget: Any) -> list[str]:
    """Return the texts of the labels under a widget."""
    below = [text for child in getattr(widget, "children", ()) for text in texts(child)]
    return [widget.value, *below] if isinstance(widget, ipywidgets.Label) else below
