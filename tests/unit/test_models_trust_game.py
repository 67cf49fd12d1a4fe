"""The trust game: small matches by hand, the past, errors, tables, wrong input."""

import math
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from itertools import pairwise

import numpy as np
import pytest

from bamboo_diplomacy.models.errors import ModelError
from bamboo_diplomacy.models.trust_game import (
    STRATEGIES,
    Incident,
    Payoffs,
    Settings,
    average_over_seeds,
    expected,
    greatest_generosity,
    minimum_patience,
    outcomes,
    play,
    tournament,
)

ONE_SLIP = (Incident(2, "A"),)


def moves(a: str, b: str, **settings: object) -> tuple[str, str]:
    match = play(Settings(a=a, b=b, **settings))
    return match.a.moves, match.b.moves


# Small matches by hand


def test_tit_for_tat_is_exploited_once() -> None:
    match = play(Settings(a="tit_for_tat", b="always_defect", rounds=5))

    assert (match.a.moves, match.b.moves) == ("CDDDD", "DDDDD")
    assert match.a.payoffs == (0, 1, 1, 1, 1)
    assert match.b.payoffs == (5, 1, 1, 1, 1)


def test_one_slip_echoes_between_two_tit_for_tats() -> None:
    match = play(Settings(a="tit_for_tat", b="tit_for_tat", rounds=6, incidents=ONE_SLIP))

    assert (match.a.moves, match.b.moves) == ("CDCDCD", "CCDCDC")
    assert (match.a.total, match.b.total) == (3 + 5 + 0 + 5 + 0 + 5, 3 + 0 + 5 + 0 + 5 + 0)


def test_a_slip_is_not_what_was_meant() -> None:
    match = play(Settings(a="tit_for_tat", b="tit_for_tat", rounds=2, incidents=ONE_SLIP))

    assert match.a.intended == "CC"
    assert match.a.moves == match.b.seen == "CD"


def test_contrite_tit_for_tat_accepts_one_punishment_and_recovers() -> None:
    assert moves("contrite_tit_for_tat", "contrite_tit_for_tat", rounds=5, incidents=ONE_SLIP) == ("CDCCC", "CCDCC")


def test_contrite_tit_for_tat_hits_back_at_an_unprovoked_defection() -> None:
    assert moves("contrite_tit_for_tat", "always_defect", rounds=4)[0] == "CDDD"


def test_grim_trigger_never_recovers() -> None:
    assert moves("grim_trigger", "grim_trigger", rounds=6, incidents=ONE_SLIP) == ("CDCDDD", "CCDDDD")


def test_win_stay_lose_shift_recovers_in_two_rounds() -> None:
    assert moves("win_stay_lose_shift", "win_stay_lose_shift", rounds=5, incidents=ONE_SLIP) == ("CDDCC", "CCDCC")


def test_win_stay_lose_shift_exploits_the_unconditional_cooperator_after_one_slip() -> None:
    assert moves("win_stay_lose_shift", "always_cooperate", rounds=5, incidents=ONE_SLIP)[0] == "CDDDD"


def test_generous_tit_for_tat_stops_the_echo_by_forgiving() -> None:
    settings = Settings(a="generous_tit_for_tat", b="generous_tit_for_tat", rounds=60, incidents=ONE_SLIP)

    course = average_over_seeds(settings, runs=50)

    assert course.query("round == 2 and side == 'A'")["cooperation"].item() == 0
    assert (course.query("round == 60")["cooperation"] == 1).all()


def test_graduated_reciprocation_recovers_from_one_slip() -> None:
    assert moves("graduated_reciprocation", "graduated_reciprocation", rounds=5, incidents=ONE_SLIP) == (
        "CDCCC",
        "CCDCC",
    )


def test_graduated_reciprocation_keeps_offering_and_retaliates_in_between() -> None:
    assert moves("graduated_reciprocation", "always_defect", rounds=12)[0] == "CCDDDCCDDDCC"


# The past


def test_reciprocity_alone_never_leaves_the_war() -> None:
    assert moves("tit_for_tat", "tit_for_tat", rounds=5, memory_of_war=1) == ("DDDDD", "DDDDD")


@pytest.mark.parametrize(("war", "rounds_to_peace"), [(1, 4), (2, 3), (3, 2), (20, 2)])
def test_an_initiative_of_two_steps_leads_tit_for_tat_out_of_the_war(war: int, rounds_to_peace: int) -> None:
    first_step = "D" * (rounds_to_peace - 2)

    assert moves("graduated_reciprocation", "tit_for_tat", rounds=5, memory_of_war=war) == (
        first_step + "C" * (7 - rounds_to_peace),
        first_step + "D" + "C" * (6 - rounds_to_peace),
    )


def test_an_initiative_cannot_reach_grim_trigger() -> None:
    assert moves("graduated_reciprocation", "grim_trigger", rounds=6, memory_of_war=4)[1] == "DDDDDD"


def test_both_win_stay_lose_shifts_leave_a_war_at_once() -> None:
    assert moves("win_stay_lose_shift", "win_stay_lose_shift", rounds=3, memory_of_war=1) == ("CCC", "CCC")


def test_the_war_itself_is_not_paid() -> None:
    assert play(Settings(a="always_defect", b="always_defect", rounds=2, memory_of_war=9)).a.payoffs == (1, 1)


# Trust


def test_trust_follows_the_rule_of_succession() -> None:
    match = play(Settings(a="tit_for_tat", b="always_defect", rounds=3))

    assert match.a.trust == pytest.approx((1 / 3, 1 / 4, 1 / 5))
    assert match.b.trust == pytest.approx((2 / 3, 2 / 4, 2 / 5))


@pytest.mark.parametrize("war", [1, 4, 30])
def test_a_war_takes_as_many_cooperative_rounds_to_bring_trust_back_to_one_half(war: int) -> None:
    match = play(Settings(a="always_cooperate", b="always_cooperate", rounds=war, memory_of_war=war))

    assert match.a.trust[-1] == 0.5
    assert all(earlier < later for earlier, later in pairwise(match.a.trust))


def test_trust_rests_on_what_was_seen_not_on_what_was_done() -> None:
    match = play(Settings(a="always_cooperate", b="always_cooperate", rounds=2, misperception=1.0))

    assert match.a.trust == pytest.approx((1 / 3, 1 / 4))


# Errors


def test_a_slip_is_seen_by_both_sides() -> None:
    match = play(Settings(a="always_cooperate", b="always_defect", rounds=4, slip=1.0))

    assert (match.a.moves, match.b.moves) == ("DDDD", "CCCC")
    assert (match.a.seen, match.b.seen) == ("CCCC", "DDDD")
    assert match.a.total == 20


def test_a_misperception_stays_in_the_eye_of_the_beholder() -> None:
    match = play(Settings(a="tit_for_tat", b="always_cooperate", rounds=4, misperception=1.0))

    assert (match.a.seen, match.b.moves) == ("DDDD", "CCCC")
    assert match.a.moves == "CDDD"
    assert match.a.payoffs == (3, 5, 5, 5)


def test_contrition_heals_slips_but_not_misperceptions() -> None:
    contrite = Settings(a="contrite_tit_for_tat", b="contrite_tit_for_tat", rounds=200)

    after_slips = average_over_seeds(replace(contrite, slip=0.02), runs=30)["cooperation"].mean()
    after_misperceptions = average_over_seeds(replace(contrite, misperception=0.02), runs=30)["cooperation"].mean()

    assert after_slips > 0.9
    assert after_misperceptions < 0.7


# Chance


@pytest.mark.parametrize("name", STRATEGIES)
def test_the_same_seed_gives_the_same_match(name: str) -> None:
    settings = Settings(a=name, b="generous_tit_for_tat", rounds=40, slip=0.2, misperception=0.2, seed=7)

    assert play(settings) == play(settings)


def test_another_seed_gives_another_match() -> None:
    settings = Settings(slip=0.2, rounds=100)

    assert play(settings).a.moves != play(replace(settings, seed=1)).a.moves


def test_a_longer_match_begins_as_the_shorter() -> None:
    settings = Settings(a="generous_tit_for_tat", slip=0.3, misperception=0.3, rounds=20)

    assert play(replace(settings, rounds=50)).a.moves.startswith(play(settings).a.moves)


def test_playing_leaves_the_global_random_numbers_alone() -> None:
    np.random.seed(3)  # noqa: NPY002 - the global generator is what is watched
    before = np.random.get_state()[1].copy()  # noqa: NPY002

    play(Settings(slip=0.5))

    assert (np.random.get_state()[1] == before).all()  # noqa: NPY002


def test_the_future_may_end_after_any_round() -> None:
    assert play(Settings(rounds=100, continuation=0.0)).rounds == 1
    assert play(Settings(rounds=100, continuation=1.0)).rounds == 100


# Payoffs


def test_patience_weighs_one_gain_against_the_losses_after_it() -> None:
    assert minimum_patience(Payoffs(temptation=5, reward=3, punishment=1, sucker=0)) == 2 / 4
    assert minimum_patience(Payoffs(temptation=4, reward=3, punishment=0, sucker=-1)) == 1 / 4


def test_grim_trigger_sustains_cooperation_only_above_the_minimum_patience() -> None:
    def worth(strategy: str, patience: float) -> float:
        payoffs = play(Settings(a=strategy, b="grim_trigger", rounds=200)).a.payoffs
        return sum(payoff * patience**round_ for round_, payoff in enumerate(payoffs))

    threshold = minimum_patience(Payoffs())

    assert worth("grim_trigger", threshold - 0.05) < worth("always_defect", threshold - 0.05)
    assert worth("grim_trigger", threshold + 0.05) > worth("always_defect", threshold + 0.05)


def test_the_greatest_generosity_of_the_usual_payoffs_is_one_third() -> None:
    assert greatest_generosity(Payoffs()) == pytest.approx(1 / 3)
    assert greatest_generosity(Payoffs(temptation=4, reward=3, punishment=2, sucker=0)) == 1 / 2


@pytest.mark.parametrize(
    ("payoffs", "message"),
    [
        ({"temptation": 3}, r"`temptation` \(3\) must be greater than `reward` \(3\)"),
        ({"reward": 1}, r"`reward` \(1\) must be greater than `punishment` \(1\)"),
        ({"sucker": 2}, r"`punishment` \(1\) must be greater than `sucker` \(2\)"),
        ({"temptation": 6}, r"2R > T \+ S: twice the reward \(6\) must be greater than .* together \(6\)"),
        ({"sucker": math.nan}, r"`sucker` is missing \(NaN\)"),
        ({"reward": "3"}, "`reward` must be a number"),
    ],
)
def test_payoffs_that_are_no_dilemma_are_refused(payoffs: dict[str, float], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        Payoffs(**payoffs)


# Tables


def test_a_match_is_a_tidy_table_of_rounds_and_sides() -> None:
    frame = play(Settings(a="tit_for_tat", b="always_defect", rounds=2)).frame()

    assert frame.to_dict("list") == {
        "round": [1, 1, 2, 2],
        "side": ["A", "B", "A", "B"],
        "strategy": ["tit_for_tat", "always_defect", "tit_for_tat", "always_defect"],
        "intended": ["C", "D", "D", "D"],
        "move": ["C", "D", "D", "D"],
        "seen": ["D", "C", "D", "D"],
        "payoff": [0, 5, 1, 1],
        "total": [0, 5, 1, 6],
        "trust": pytest.approx([1 / 3, 2 / 3, 1 / 4, 1 / 2]),
    }


def test_cooperation_is_a_share_of_the_rounds() -> None:
    assert play(Settings(a="tit_for_tat", b="always_defect", rounds=4)).a.cooperation == 0.25


def test_a_run_of_the_average_can_be_played_alone() -> None:
    settings = Settings(a="generous_tit_for_tat", slip=0.2, rounds=5, seed=10)

    average = average_over_seeds(settings, runs=2)
    alone = [play(replace(settings, seed=seed)).frame() for seed in (10, 11)]

    assert average["payoff"].tolist() == ((alone[0]["payoff"] + alone[1]["payoff"]) / 2).tolist()
    assert average["trust"].to_numpy() == pytest.approx((alone[0]["trust"] + alone[1]["trust"]) / 2)


def test_a_tournament_pairs_every_strategy_with_every_other_and_itself() -> None:
    table = tournament(Settings(rounds=10), ["tit_for_tat", "always_defect", "grim_trigger"])

    assert len(table) == 9
    assert table.set_index(["strategy", "opponent"])["payoff"].to_dict() == {
        ("always_defect", "always_defect"): 1,
        ("always_defect", "grim_trigger"): 1.4,
        ("always_defect", "tit_for_tat"): 1.4,
        ("grim_trigger", "always_defect"): 0.9,
        ("grim_trigger", "grim_trigger"): 3,
        ("grim_trigger", "tit_for_tat"): 3,
        ("tit_for_tat", "always_defect"): 0.9,
        ("tit_for_tat", "grim_trigger"): 3,
        ("tit_for_tat", "tit_for_tat"): 3,
    }


def test_all_strategies_meet_if_none_is_named() -> None:
    assert set(tournament(Settings(rounds=2))["strategy"]) == set(STRATEGIES)


def test_a_reader_may_send_in_a_strategy_of_their_own() -> None:
    def two_for_two(own: str, other: str) -> float:
        return 0 if other.endswith("DD") else 1

    match = play(Settings(a=two_for_two, b="always_defect", rounds=4))
    table = tournament(Settings(rounds=4), [two_for_two, "tit_for_tat"])

    assert (match.a.strategy, match.a.moves) == ("two_for_two", "CCDD")
    assert set(table["strategy"]) == {"two_for_two", "tit_for_tat"}


# Wrong input


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"a": "tit for tat"}, 'no strategy "tit for tat". Did you mean "tit_for_tat"'),
        ({"b": "hawk"}, 'no strategy "hawk". Known: always_cooperate'),
        ({"b": 3}, 'no strategy "3"'),
        ({"payoffs": (5, 3, 1, 0)}, r"`payoffs` must be Payoffs\(\.\.\.\)"),
        ({"rounds": 0}, "`rounds` must be at least 1"),
        ({"rounds": 1001}, "`rounds` must be at most 1000"),
        ({"rounds": 2.5}, "`rounds` must be a whole number"),
        ({"continuation": 1.2}, "`continuation` is a probability"),
        ({"misperception": -0.1}, "`misperception` is a probability"),
        ({"slip": math.nan}, r"`slip` is missing \(NaN\)"),
        ({"slip": "often"}, "`slip` must be a number"),
        ({"memory_of_war": -1}, "`memory_of_war` must be at least 0"),
        ({"seed": -1}, "`seed` must be at least 0"),
        ({"seed": None}, "`seed` must be a whole number"),
        ({"incidents": [(2, "A")]}, "`incidents` must be a tuple of Incident"),
    ],
)
def test_a_setting_out_of_range_is_named(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        Settings(**settings)


@pytest.mark.parametrize(("round_", "side", "message"), [(0, "A", "`round` must be at least 1"), (1, "C", "no side")])
def test_an_incident_needs_a_round_and_a_side(round_: int, side: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        Incident(round_, side)


def test_settings_cannot_be_changed_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().rounds = 3


@pytest.mark.parametrize("answer", ["C", None, 2, -0.5, math.nan])
def test_a_strategy_that_answers_no_probability_is_named(answer: object) -> None:
    def confused(own: str, other: str) -> object:
        return answer

    with pytest.raises(ModelError, match=r"The strategy confused answered .* in round 1"):
        play(Settings(a=confused))


@pytest.mark.parametrize("model", [play, average_over_seeds, tournament, expected, outcomes])
def test_what_is_no_settings_is_refused(model: Callable[..., object]) -> None:
    with pytest.raises(ModelError, match=r"`settings` must be Settings\(\.\.\.\), not 'tit_for_tat'"):
        model("tit_for_tat")


@pytest.mark.parametrize("measure", [minimum_patience, greatest_generosity])
def test_what_is_no_payoffs_is_refused(measure: Callable[..., object]) -> None:
    with pytest.raises(ModelError, match=r"`payoffs` must be Payoffs\(\.\.\.\), not \(5, 3, 1, 0\)"):
        measure((5, 3, 1, 0))


def test_a_move_that_is_neither_c_nor_d_has_no_payoff() -> None:
    with pytest.raises(ModelError, match='no outcome "CX"'):
        Payoffs().of("C", "X")


@pytest.mark.parametrize("runs", [0, 10_001, 1.5])
def test_a_wrong_number_of_runs_is_refused(runs: float) -> None:
    with pytest.raises(ModelError, match="`runs` must be"):
        average_over_seeds(Settings(rounds=1), runs)


@pytest.mark.parametrize(
    ("strategies", "message"),
    [
        ([], "needs a list of strategies"),
        ("tit_for_tat", "needs a list of strategies"),
        (["tit_for_tat", "tit_for_tat"], "tit_for_tat takes part twice"),
        (["tit_for_tut"], 'Did you mean "tit_for_tat"'),
    ],
)
def test_a_tournament_without_proper_strategies_is_refused(strategies: list[str], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        tournament(Settings(rounds=1), strategies)
