"""Cohen's kappa: cases counted by hand, an independent computation, and what no chance can be reckoned for."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats.contingency import crosstab, expected_freq

from bamboo_diplomacy.models.agreement import cohen_kappa
from bamboo_diplomacy.models.errors import ModelError

CODES = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=40)


def from_the_confusion_matrix(first: list[str], second: list[str]) -> float:
    """Return 1 less the disagreement that was seen over the one that chance would give."""
    table = crosstab(first, second, levels=(list("abc"), list("abc"))).count
    apart = 1 - np.eye(3)
    by_chance = (expected_freq(table) * apart).sum()
    return 1 - (table * apart).sum() / by_chance if by_chance else math.nan


def test_cohen_by_hand() -> None:
    # Of 50 items 20 are twice yes and 15 twice no: 0.7 observed. Yes: 25 and 30 of 50, so 0.3 + 0.2 by chance.
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert cohen_kappa(first, second) == pytest.approx((0.7 - 0.5) / (1 - 0.5))


@given(CODES)
def test_kappa_is_that_of_the_confusion_matrix(pairs: list[tuple[str, str]]) -> None:
    first, second = (list(coder) for coder in zip(*pairs, strict=True))
    assert cohen_kappa(first, second) == pytest.approx(from_the_confusion_matrix(first, second), nan_ok=True)


def test_full_agreement_is_one_and_full_disagreement_of_two_habits_below_zero() -> None:
    assert cohen_kappa(["O1", "O2"], ["O1", "O2"]) == 1
    assert cohen_kappa(["O1", "O2"], ["O2", "O1"]) == -1


def test_high_agreement_on_a_rare_code_can_be_no_more_than_chance() -> None:
    first, second = ["no"] * 19 + ["yes"], ["yes"] + ["no"] * 19
    assert np.mean([one == other for one, other in zip(first, second, strict=True)]) == 0.9
    assert cohen_kappa(first, second) < 0


def test_coders_who_know_one_category_only_have_no_kappa() -> None:
    assert math.isnan(cohen_kappa(["O1", "O1"], ["O1", "O1"]))


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [(["O1"], ["O1", "O2"], "judged 1 items and the second 2"), ([], [], "at least one item")],
)
def test_coders_of_other_items_are_refused(first: list[str], second: list[str], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        cohen_kappa(first, second)
