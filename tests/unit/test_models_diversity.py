"""Diversity: cases counted by hand, an independent implementation, and what unknown shares allow."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from bamboo_diplomacy.models import diversity
from bamboo_diplomacy.models.errors import ModelError

MEASURES = [diversity.concentration, diversity.fractionalisation, diversity.shannon, diversity.effective_groups]
POPULATIONS = st.lists(st.integers(min_value=1, max_value=1000), min_size=1, max_size=12)


# Counted by hand


def test_two_of_four_people_in_each_group_differ_half_of_the_time() -> None:
    people = ["a", "a", "b", "b"]
    pairs = list(itertools.product(people, repeat=2))

    assert diversity.fractionalisation([2, 2]) == sum(one != other for one, other in pairs) / len(pairs)


def test_shares_are_squared_and_added() -> None:
    assert diversity.concentration([0.5, 0.3, 0.2]) == pytest.approx(0.25 + 0.09 + 0.04)
    assert diversity.fractionalisation([0.5, 0.3, 0.2]) == pytest.approx(0.62)


def test_eight_equal_groups_take_three_questions() -> None:
    assert diversity.shannon([1] * 8, base=2) == pytest.approx(3)


def test_one_group_is_no_diversity_at_all() -> None:
    assert diversity.fractionalisation([7]) == 0
    assert diversity.shannon([7]) == 0
    assert diversity.effective_groups([7]) == 1


def test_the_higher_the_order_the_less_small_groups_weigh() -> None:
    entropy = -(0.6 * math.log(0.6) + 0.3 * math.log(0.3) + 0.1 * math.log(0.1))

    assert diversity.effective_groups([6, 3, 1], order=0) == pytest.approx(3)
    assert diversity.effective_groups([6, 3, 1], order=1) == pytest.approx(math.exp(entropy))
    assert diversity.effective_groups([6, 3, 1]) == pytest.approx(1 / (0.36 + 0.09 + 0.01))


# Against independent implementations


@given(POPULATIONS)
def test_shannon_is_the_entropy_of_scipy(people: list[int]) -> None:
    assert diversity.shannon(people) == pytest.approx(stats.entropy(people), abs=1e-12)
    assert diversity.shannon(people, base=2) == pytest.approx(stats.entropy(people, base=2), abs=1e-12)


@given(POPULATIONS)
def test_concentration_is_the_squared_length_of_the_shares(people: list[int]) -> None:
    vector = np.array(people) / sum(people)
    assert diversity.concentration(people) == pytest.approx(np.linalg.norm(vector) ** 2)


@given(POPULATIONS)
def test_there_are_at_most_as_many_effective_groups_as_groups(people: list[int]) -> None:
    found = [diversity.effective_groups(people, order) for order in (0, 0.5, 1, 2, 5)]
    assert found == sorted(found, reverse=True) or np.allclose(found, found[0])
    assert found[0] == pytest.approx(len(people))
    assert found[-1] >= 1 - 1e-9


# What a table may look like


def test_counts_per_cents_and_shares_are_read_alike() -> None:
    for measure in MEASURES:
        assert measure([6, 3, 1]) == pytest.approx(measure([0.6, 0.3, 0.1])) == pytest.approx(measure([60, 30, 10]))


def test_names_and_order_of_groups_do_not_matter() -> None:
    named = pd.Series({"none": 3, "Buddhist": 6, "Catholic": 1})
    for measure in MEASURES:
        assert measure(named) == pytest.approx(measure([6, 3, 1]))


def test_a_group_without_members_is_no_group() -> None:
    for measure in MEASURES:
        assert measure([6, 3, 1, 0]) == pytest.approx(measure([6, 3, 1]))


def test_splitting_a_group_raises_every_measure() -> None:
    assert diversity.fractionalisation([50, 25, 25]) > diversity.fractionalisation([50, 50])
    assert diversity.shannon([50, 25, 25]) > diversity.shannon([50, 50])


# Evenness


def test_evenness_lies_between_almost_all_in_one_and_all_alike() -> None:
    assert diversity.evenness([5, 5, 5, 5]) == pytest.approx(1)
    assert diversity.evenness([9999, 1]) < 0.01
    assert math.isnan(diversity.evenness([4, 0]))


# Bounds


def test_the_unknown_part_may_be_one_group_or_a_thousand() -> None:
    known = {"Muslim": 0.6, "Christian": 0.2}
    bounds = diversity.fractionalisation_bounds(known)

    assert bounds.least == pytest.approx(diversity.fractionalisation([0.8, 0.2]))
    thousand = [0.6, 0.2, *[0.2 / 1000] * 1000]
    assert bounds.most == pytest.approx(diversity.fractionalisation(thousand), abs=1e-4)


def test_nothing_unknown_leaves_no_doubt() -> None:
    bounds = diversity.fractionalisation_bounds([0.75, 0.25])
    assert bounds.least == bounds.most == diversity.fractionalisation([0.75, 0.25])


def test_shares_that_were_rounded_up_are_the_whole() -> None:
    bounds = diversity.fractionalisation_bounds([0.875, 0.075, 0.031, 0.017, 0.007])
    assert bounds.least == bounds.most


def test_per_cents_have_no_bounds() -> None:
    with pytest.raises(ModelError, match=r"add up to 100, .*: give shares from 0 to 1"):
        diversity.fractionalisation_bounds([75, 25])


# Wrong input


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        ([], "is empty"),
        ([0, 0], "All groups of `groups` are zero"),
        ([3, -1], "negative for 1 \\(-1\\)"),
        ({"Buddhist": math.nan}, "no finite number for 'Buddhist'"),
        ({"Buddhist": math.inf}, "no finite number for 'Buddhist'"),
        ({"Buddhist": "many"}, "holds 'many' for 'Buddhist'"),
        ({"Buddhist": [1, 2]}, "one number for each group"),
        (pd.Series([1, 2], index=["Christian", "Christian"]), "'Christian' more than once: add its parts"),
    ],
)
def test_groups_that_cannot_be_measured_are_named(groups: object, message: str) -> None:
    for measure in [*MEASURES, diversity.evenness, diversity.fractionalisation_bounds]:
        with pytest.raises(ModelError, match=message):
            measure(groups)


def test_a_logarithm_to_base_one_is_refused() -> None:
    with pytest.raises(ModelError, match="`base` must be greater than 1"):
        diversity.shannon([1, 2], base=1)


def test_a_negative_order_is_refused() -> None:
    with pytest.raises(ModelError, match="`order` must be at least 0"):
        diversity.effective_groups([1, 2], order=-1)
