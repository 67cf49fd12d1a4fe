"""Rank correlation: held against scipy, refused in sentences."""

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from bamboo_diplomacy.models.errors import ModelError
from bamboo_diplomacy.models.rank_correlation import kendall_tau_b, spearman

Correlation = Callable[..., float]

VALUES = st.integers(0, 6)  # few values, so that ties are common
PAIRS = st.lists(st.tuples(VALUES, VALUES), min_size=3, max_size=15).filter(
    lambda pairs: all(len(set(side)) > 1 for side in zip(*pairs, strict=True))
)


@given(PAIRS)
def test_both_are_those_of_scipy_with_ties(pairs: list[tuple[int, int]]) -> None:
    a, b = (pd.Series(side, dtype=float) for side in zip(*pairs, strict=True))

    assert spearman(a, b) == pytest.approx(stats.spearmanr(a, b).statistic, abs=1e-12)
    assert kendall_tau_b(a, b) == pytest.approx(stats.kendalltau(a, b).statistic, abs=1e-12)


@pytest.mark.parametrize("correlation", [spearman, kendall_tau_b])
def test_the_same_order_is_one_and_the_reverse_minus_one(correlation: Correlation) -> None:
    order = pd.Series({"Ant": 1.0, "Bee": 4.0, "Cat": 9.0})

    assert correlation(order, order**2) == 1
    assert correlation(order, -order) == -1


@pytest.mark.parametrize("correlation", [spearman, kendall_tau_b])
def test_only_countries_that_both_have_are_compared(correlation: Correlation) -> None:
    a = pd.Series({"Ant": 1.0, "Bee": 2.0, "Cat": 3.0, "Dog": 0.0, "Eel": None})
    b = pd.Series({"Cat": 30.0, "Ant": 10.0, "Bee": 20.0, "Eel": 5.0})

    assert correlation(a, b) == 1


@pytest.mark.parametrize("correlation", [spearman, kendall_tau_b])
@pytest.mark.parametrize(
    ("b", "sentence"),
    [
        ({"Ant": 1, "Bee": 2, "Dog": 4}, "The two rankings share 2 countries: Ant and Bee. It takes three"),
        ({"Dog": 4}, "The two rankings share 0 countries. It takes three"),
        ({"Ant": 1, "Bee": 1, "Cat": 1}, "`b` is the same for every country that both have"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_a_sentence(
    correlation: Correlation, b: dict[str, float], sentence: str
) -> None:
    with pytest.raises(ModelError) as caught:
        correlation(pd.Series({"Ant": 1, "Bee": 2, "Cat": 3}), pd.Series(b))
    assert str(caught.value).startswith(sentence)
