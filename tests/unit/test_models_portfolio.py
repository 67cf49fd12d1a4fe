"""Portfolios: cases by hand, every subset tried as an independent implementation, and what a rule may cost."""

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bamboo_diplomacy.models import portfolio
from bamboo_diplomacy.models.errors import ModelError

COST = {"songs": 4, "food": 3, "films": 6}
VALUE = {"songs": 8, "food": 5, "films": 9}
LISTS = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 30)), min_size=1, max_size=9)


def table(rows: list[tuple[int, int]]) -> tuple[dict[str, int], dict[str, int]]:
    names = [f"P{place}" for place in range(len(rows))]
    return dict(zip(names, [c for c, _ in rows], strict=True)), dict(zip(names, [v for _, v in rows], strict=True))


def affordable(cost: dict[str, int], budget: float):
    for size in range(len(cost) + 1):
        for names in combinations(cost, size):
            if sum(cost[name] for name in names) <= budget:
                yield names


# By hand


def test_value_for_money_can_miss_the_best_choice() -> None:
    greedy = portfolio.greedy_portfolio(COST, VALUE, 9)
    best = portfolio.best_portfolio(COST, VALUE, 9)

    assert (greedy.chosen, greedy.value, greedy.left) == (("songs", "food"), 13, 2)
    assert (best.chosen, best.value, best.left) == (("food", "films"), 14, 0)


def test_the_quick_choice_goes_on_to_a_smaller_programme_that_still_fits() -> None:
    cost, value = {"large": 5, "huge": 6, "small": 2}, {"large": 10, "huge": 11, "small": 1}

    assert portfolio.greedy_portfolio(cost, value, 8).chosen == ("large", "small")


def test_what_is_worth_nothing_is_left_even_if_it_could_be_paid() -> None:
    cost, value = {"show": 2, "plaque": 1}, {"show": 3, "plaque": 0}

    assert portfolio.greedy_portfolio(cost, value, 10).chosen == ("show",)
    assert portfolio.best_portfolio(cost, value, 10).chosen == ("show",)


def test_of_choices_of_equal_value_the_cheapest_is_taken() -> None:
    assert portfolio.best_portfolio({"dear": 5, "cheap": 4}, {"dear": 7, "cheap": 7}, 6).chosen == ("cheap",)


def test_without_money_nothing_is_chosen() -> None:
    assert portfolio.best_portfolio(COST, VALUE, 0) == portfolio.Portfolio((), 0.0, 0.0, 0.0)


def test_programmes_in_part_are_a_bound_that_whole_ones_may_miss() -> None:
    assert portfolio.split_bound(COST, VALUE, 9) == pytest.approx(8 + 5 + 9 * 2 / 6)


def test_every_group_can_be_asked_for() -> None:
    cost = {"songs": 4, "food": 3, "forum": 6}
    value = {"songs": 8, "food": 5, "forum": 1}
    audience = {"songs": "youth", "food": "public", "forum": "elites"}

    assert portfolio.best_portfolio(cost, value, 10).chosen == ("songs", "food")
    assert portfolio.best_portfolio(cost, value, 13, groups=audience).chosen == ("songs", "food", "forum")


def test_weights_turn_effects_into_values() -> None:
    programmes = pd.DataFrame({"audience": ["youth", "elites"], "image": [4, 1], "values": [0, 5]}, index=["P1", "P2"])

    assert portfolio.weighted_values(programmes, {"image": 1, "values": 2}).to_dict() == {"P1": 4, "P2": 11}
    weighted = portfolio.weighted_values(programmes, {"image": 1, "values": 2}, {"youth": 3, "elites": 1})
    assert weighted.to_dict() == {"P1": 12, "P2": 11}


# Against every subset


@settings(max_examples=60, deadline=None)
@given(LISTS, st.integers(0, 120))
def test_no_affordable_set_is_worth_more_than_the_best(rows: list[tuple[int, int]], budget: int) -> None:
    cost, value = table(rows)
    best = portfolio.best_portfolio(cost, value, budget)
    most = max(sum(value[name] for name in names) for names in affordable(cost, budget))
    cheapest = min(
        sum(cost[name] for name in names)
        for names in affordable(cost, budget)
        if sum(value[name] for name in names) == most
    )

    assert (best.value, best.cost) == (most, cheapest)


@settings(max_examples=40, deadline=None)
@given(LISTS, st.integers(0, 120))
def test_quick_best_and_bound_stand_in_this_order(rows: list[tuple[int, int]], budget: int) -> None:
    row = portfolio.by_budget(*table(rows), [budget]).iloc[0]

    assert row["greedy"] <= row["best"] <= row["bound"] + 1e-9
    assert 0 <= row["lost"] <= 1


# The invented programmes


def test_the_same_seed_invents_the_same_programmes_and_another_others() -> None:
    assert portfolio.synthetic_programmes().equals(portfolio.synthetic_programmes())
    assert not portfolio.synthetic_programmes().equals(portfolio.synthetic_programmes(seed=1))


def test_invented_programmes_reach_every_audience_and_stay_in_range() -> None:
    programmes = portfolio.synthetic_programmes()

    assert set(programmes["audience"]) == {"public", "youth", "elites", "diaspora"}
    assert programmes["cost"].between(5, 50).all()
    assert programmes[list(portfolio.OBJECTIVES)].isin(range(11)).all(axis=None)


# Wrong input


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: portfolio.best_portfolio(COST, {"songs": 1}, 9), "films, food has only one of them"),
        (lambda: portfolio.greedy_portfolio({"songs": 0, "food": 1}, {"songs": 1, "food": 1}, 9), "`cost of songs`"),
        (lambda: portfolio.greedy_portfolio(COST, VALUE | {"films": -1}, 9), "`value of films`"),
        (lambda: portfolio.best_portfolio(COST, VALUE, -1), "`budget` must be at least 0"),
        (lambda: portfolio.best_portfolio(COST, VALUE, 5, required=["films"]), "cannot pay for everything"),
        (lambda: portfolio.best_portfolio(COST, VALUE, 5, required=["film"]), 'Did you mean "films"'),
        (lambda: portfolio.best_portfolio(COST, VALUE, 5, groups={"songs": "a", "food": "b"}), "no group for films"),
        (lambda: portfolio.weighted_values(pd.DataFrame({"image": [1]}), {"imge": 1}), 'Did you mean "image"'),
        (
            lambda: portfolio.weighted_values(
                pd.DataFrame({"image": [1], "audience": ["youth"]}), {"image": 1}, {"elites": 1}
            ),
            'no weight for the audience "youth"',
        ),
    ],
)
def test_wrong_input_is_named(call, sentence: str) -> None:
    with pytest.raises(ModelError, match=sentence):
        call()
