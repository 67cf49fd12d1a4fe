"""Hedging: payoffs and crossings by hand, a search over levels beside the crossings, the Nos as constraints."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bamboo_diplomacy.models import hedging
from bamboo_diplomacy.models.errors import ModelError
from bamboo_diplomacy.models.hedging import Stakes

POINTS = st.floats(min_value=0, max_value=20)
STAKES = st.builds(
    Stakes,
    trade=POINTS,
    closed=st.floats(min_value=0, max_value=1),
    dependence=POINTS,
    upkeep=POINTS,
    protection=POINTS,
    punishment=POINTS,
    pressure=POINTS,
)
CHANCES = st.floats(min_value=0, max_value=1)
PLAIN = Stakes(trade=10, closed=0.5, dependence=1, upkeep=1, protection=6, punishment=8, pressure=12)


# By hand


def test_who_joins_a_side_keeps_half_the_trade_and_pays_with_freedom() -> None:
    table = hedging.payoffs(PLAIN)

    assert table["calm"].to_dict() == {"balance": 4, "hedge": 9, "bandwagon": 4}


def test_in_a_showdown_the_winner_protects_its_friends_and_punishes_the_others() -> None:
    table = hedging.payoffs(PLAIN)

    assert table["challenger wins"].to_dict() == {"balance": -4, "hedge": -3, "bandwagon": 10}
    assert table["rival wins"].to_dict() == {"balance": 10, "hedge": -3, "bandwagon": -4}


def test_expected_payoffs_weigh_the_worlds_by_their_chances() -> None:
    # Calm 0.6, challenger wins 0.4 * 0.75 = 0.3, rival wins 0.1.
    expected = hedging.expected_payoffs(0.4, challenger_odds=0.75, stakes=PLAIN)

    assert expected.to_dict() == pytest.approx(
        {"balance": 2.4 - 1.2 + 1.0, "hedge": 5.4 - 0.9 - 0.3, "bandwagon": 2.4 + 3.0 - 0.4}
    )


def test_hedging_is_best_until_its_line_falls_below_that_of_a_side() -> None:
    # Even odds: hedging is 9 - 12 p, joining either side 4 - p; they cross at p = 5/11.
    stretches = hedging.switch_points(stakes=PLAIN)

    assert stretches["best"].tolist() == ["hedge", "balance or bandwagon"]
    assert stretches["since"].tolist() == pytest.approx([0, 5 / 11])
    assert stretches["until"].tolist() == pytest.approx([5 / 11, 1])


def test_better_odds_for_the_challenger_make_bandwagoning_the_other_choice() -> None:
    assert hedging.switch_points(challenger_odds=0.7, stakes=PLAIN)["best"].tolist() == ["hedge", "bandwagon"]
    assert hedging.switch_points(challenger_odds=0.3, stakes=PLAIN)["best"].tolist() == ["hedge", "balance"]


def test_hedging_can_have_the_least_greatest_regret_and_never_be_best_when_sides_are_drawn() -> None:
    table = hedging.regret(stakes=PLAIN)

    assert table["greatest"].to_dict() == {"balance": 14, "hedge": 13, "bandwagon": 14}
    assert hedging.best_response(1, stakes=PLAIN).best == ("balance", "bandwagon")


# The Nos


def test_one_no_can_do_the_work_of_four() -> None:
    assert hedging.admissible(["alliances"]) == hedging.admissible(["siding"]) == hedging.admissible() == ("hedge",)
    assert hedging.admissible(["bases", "force"]) == ("hedge", "bandwagon")
    assert hedging.admissible([]) == hedging.POSTURES


def test_the_nos_cost_nothing_in_calm_times_and_more_the_likelier_a_showdown() -> None:
    prices = [hedging.best_response(level, nos=hedging.NOS, stakes=PLAIN).price for level in (0.2, 0.6, 1.0)]

    assert prices == pytest.approx([0, (4 - 0.6) - (9 - 7.2), 3 - -3])


@settings(deadline=None)
@given(CHANCES, CHANCES, STAKES, st.sets(st.sampled_from(list(hedging.NOS))))
def test_constraints_never_pay(polarization: float, odds: float, stakes: Stakes, nos: set[str]) -> None:
    assert hedging.best_response(polarization, challenger_odds=odds, nos=nos, stakes=stakes).price >= 0


# Against a search


@settings(max_examples=40, deadline=None)
@given(CHANCES, STAKES)
def test_stretches_cover_all_levels_and_name_the_best_in_each(odds: float, stakes: Stakes) -> None:
    stretches = hedging.switch_points(challenger_odds=odds, stakes=stakes)

    assert (stretches["since"].iloc[0], stretches["until"].iloc[-1]) == (0, 1)
    assert stretches["since"].tolist()[1:] == stretches["until"].tolist()[:-1]
    for level in np.linspace(0.013, 0.987, 23):
        expected = hedging.expected_payoffs(level, challenger_odds=odds, stakes=stakes)
        named = stretches.loc[stretches["until"] >= level, "best"].iloc[0].split(" or ")
        assert expected[named].max() == pytest.approx(expected.max(), abs=1e-6)


@settings(deadline=None)
@given(STAKES)
def test_at_even_odds_joining_either_side_is_worth_the_same(stakes: Stakes) -> None:
    expected = hedging.expected_payoffs(0.7, stakes=stakes)

    assert expected["balance"] == pytest.approx(expected["bandwagon"])


def test_rows_by_polarization_are_the_expected_payoffs() -> None:
    rows = hedging.by_polarization([0.0, 0.5], challenger_odds=0.6)

    for level, part in rows.groupby("polarization"):
        expected = hedging.expected_payoffs(level, challenger_odds=0.6)
        assert part.set_index("posture")["expected"].to_dict() == expected.to_dict()


def test_far_from_a_crossing_no_stake_decides_alone() -> None:
    assert hedging.sensitivity(0.05, change=0.1)["same"].all()


def test_near_a_crossing_a_stake_changed_by_a_quarter_turns_the_choice() -> None:
    table = hedging.sensitivity(0.44, stakes=PLAIN).set_index(["stake", "changed_to"])

    assert table.loc[("pressure", 15.0), "best"] == "balance or bandwagon"
    assert bool(table.loc[("pressure", 9.0), "same"])


# Wrong input


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: hedging.expected_payoffs(40), "`polarization` is a probability"),
        (lambda: hedging.best_response(0.4, challenger_odds=-1), "`challenger_odds` is a probability"),
        (lambda: hedging.admissible(["base"]), 'Did you mean "bases"'),
        (lambda: hedging.admissible("bases"), "`nos` must be a list of names"),
        (lambda: Stakes(trade=-1), "`trade` must be at least 0"),
        (lambda: Stakes(closed=2), "`closed` is a probability"),
        (lambda: hedging.payoffs({"trade": 10}), "`stakes` must be Stakes"),
    ],
)
def test_wrong_input_is_named(call, sentence: str) -> None:
    with pytest.raises(ModelError, match=sentence):
        call()
