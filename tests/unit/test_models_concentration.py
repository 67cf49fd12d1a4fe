"""Concentration: squares added by hand, ends of the scale, what unknown partners allow, wrong input named."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bamboo_diplomacy.models import concentration
from bamboo_diplomacy.models.errors import ModelError

AMOUNTS = st.lists(st.integers(min_value=1, max_value=10_000), min_size=2, max_size=15)


def test_the_shares_are_squared_and_added() -> None:
    assert concentration.herfindahl_hirschman({"north": 60, "south": 30, "east": 10}) == pytest.approx(0.46)
    assert concentration.herfindahl_hirschman([0.6, 0.3, 0.1]) == pytest.approx(0.46)


def test_the_normalised_index_has_both_ends_of_the_scale() -> None:
    assert concentration.normalised_herfindahl_hirschman([7, 7, 7, 7, 7, 7]) == pytest.approx(0)
    assert concentration.normalised_herfindahl_hirschman([7, 0, 0]) == 1
    assert concentration.normalised_herfindahl_hirschman([60, 30, 10]) == pytest.approx((0.46 - 1 / 3) / (2 / 3))


def test_one_partner_alone_has_no_place_on_the_normalised_scale() -> None:
    assert math.isnan(concentration.normalised_herfindahl_hirschman([5]))


def test_a_long_list_looks_less_concentrated_until_it_is_normalised() -> None:
    short, long = [50, 25, 25], [50, *[2.5] * 20]

    assert concentration.herfindahl_hirschman(short) > concentration.herfindahl_hirschman(long)
    assert concentration.normalised_herfindahl_hirschman(short) < concentration.normalised_herfindahl_hirschman(long)


def test_a_ratio_adds_the_largest_wherever_they_stand() -> None:
    assert concentration.concentration_ratio([10, 50, 40], 2) == pytest.approx(0.9)
    assert concentration.concentration_ratio([10, 50, 40], 9) == pytest.approx(1)


@settings(deadline=None)
@given(AMOUNTS)
def test_no_more_partners_count_than_there_are(partners: list[int]) -> None:
    assert 1 <= concentration.effective_partners(partners) <= len(partners) + 1e-9


@settings(deadline=None)
@given(AMOUNTS)
def test_merging_two_partners_never_lowers_the_index(partners: list[int]) -> None:
    merged = [partners[0] + partners[1], *partners[2:]]

    assert concentration.herfindahl_hirschman(merged) >= concentration.herfindahl_hirschman(partners) - 1e-12


@settings(deadline=None)
@given(AMOUNTS, st.integers(min_value=1, max_value=14))
def test_the_truth_lies_within_the_bounds(partners: list[int], named: int) -> None:
    known = partners[: min(named, len(partners) - 1)]
    bounds = concentration.herfindahl_hirschman_bounds(known, whole=sum(partners))

    assert bounds.least <= concentration.herfindahl_hirschman(partners) + 1e-12
    assert concentration.herfindahl_hirschman(partners) <= bounds.most + 1e-12


def test_all_measures_are_of_the_same_shares() -> None:
    found = concentration.concentration({"north": 60, "south": 30, "east": 10})

    assert (found.largest, found.share, found.index) == ("north", 0.6, pytest.approx(0.46))
    assert found.effective == pytest.approx(1 / 0.46)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: concentration.herfindahl_hirschman([]), "`partners` is empty"),
        (lambda: concentration.concentration({"north": -1.0}), "`partners` is negative for 'north'"),
        (lambda: concentration.concentration_ratio([1, 2], 0), "`count` must be at least 1"),
        (lambda: concentration.herfindahl_hirschman_bounds([60, 50], 100), "add up to 110, more than `whole`"),
    ],
)
def test_wrong_input_is_named(call, sentence: str) -> None:
    with pytest.raises(ModelError, match=sentence):
        call()
