"""Distances between profiles: cases counted by hand, and scipy as an independent implementation."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import braycurtis, pdist, squareform

from bamboo_diplomacy.models import distance
from bamboo_diplomacy.models.errors import ModelError

FAITHS = pd.DataFrame(
    {"Buddhist": [60, 5, 90], "Muslim": [10, 85, 5], "none": [30, 10, 5]}, index=["Red", "Green", "Blue"]
)
COUNTS = st.lists(st.integers(0, 100), min_size=4, max_size=4).filter(any)


# Profiles


def test_three_in_ten_would_have_to_change_group() -> None:
    assert distance.bray_curtis({"Buddhist": 6, "none": 4}, {"Buddhist": 9, "none": 1}) == pytest.approx(0.3)


def test_profiles_without_a_common_group_are_as_far_apart_as_can_be() -> None:
    for measure in (distance.bray_curtis, distance.hellinger):
        assert measure({"Buddhist": 1}, {"Muslim": 5}) == pytest.approx(1)


def test_hellinger_by_hand() -> None:
    # Roots are 1, 0 and 0.6, 0.8: differences 0.4 and 0.8, squares 0.16 and 0.64, half of the sum 0.4.
    assert distance.hellinger([1, 0], [0.36, 0.64]) == pytest.approx(0.4**0.5)


def test_a_small_group_that_is_in_one_only_counts_for_more_with_hellinger() -> None:
    small, shift = ([1, 0], [0.98, 0.02]), ([0.51, 0.49], [0.49, 0.51])
    assert distance.bray_curtis(*small) == pytest.approx(distance.bray_curtis(*shift))
    assert distance.hellinger(*small) > 4 * distance.hellinger(*shift)


@given(COUNTS, COUNTS)
def test_distances_of_shares_are_those_of_scipy(first: list[int], second: list[int]) -> None:
    ours, theirs = np.array(first) / sum(first), np.array(second) / sum(second)
    assert distance.bray_curtis(first, second) == pytest.approx(braycurtis(ours, theirs), abs=1e-12)
    euclidean = np.linalg.norm(np.sqrt(ours) - np.sqrt(theirs))
    assert distance.hellinger(first, second) == pytest.approx(euclidean / np.sqrt(2), abs=1e-12)


@given(COUNTS, COUNTS, COUNTS)
def test_there_is_no_short_cut_over_a_third_profile(first: list[int], second: list[int], third: list[int]) -> None:
    for measure in (distance.bray_curtis, distance.hellinger):
        assert measure(first, third) <= measure(first, second) + measure(second, third) + 1e-9


def test_groups_are_matched_by_name_not_by_place() -> None:
    assert distance.bray_curtis({"none": 1, "Muslim": 3}, {"Muslim": 3, "none": 1}) == 0


def test_a_group_that_one_profile_does_not_name_is_empty_there() -> None:
    assert distance.bray_curtis({"Muslim": 1}, {"Muslim": 3, "Hindu": 1}) == pytest.approx(0.25)


def test_lists_of_different_length_are_refused() -> None:
    with pytest.raises(ModelError, match="first profile has 2 groups and the second 3"):
        distance.hellinger([1, 2], [1, 2, 3])


# Matrices


@pytest.mark.parametrize("measure", ["bray_curtis", "hellinger"])
def test_a_matrix_is_that_of_scipy(measure: str) -> None:
    profiles = FAITHS.div(FAITHS.sum(axis=1), axis=0).to_numpy()
    expected = pdist(profiles, "braycurtis") if measure == "bray_curtis" else pdist(np.sqrt(profiles)) / np.sqrt(2)

    assert distance.distance_matrix(FAITHS, measure).to_numpy() == pytest.approx(squareform(expected))


def test_a_matrix_has_a_row_and_a_column_for_each_population() -> None:
    matrix = distance.distance_matrix(FAITHS)
    assert matrix.index.tolist() == matrix.columns.tolist() == ["Red", "Green", "Blue"]
    assert matrix.loc["Red", "Blue"] == matrix.loc["Blue", "Red"] == pytest.approx(0.3)


def test_an_unknown_distance_offers_the_nearest() -> None:
    with pytest.raises(ModelError, match='Did you mean "hellinger"'):
        distance.distance_matrix(FAITHS, "helinger")


@pytest.mark.parametrize(
    ("profiles", "message"),
    [
        ([[1, 2]], "need a pandas DataFrame"),
        (FAITHS.head(0), "no row or no column"),
        (FAITHS.rename(index={"Blue": "Red"}), "names 'Red' more than once"),
        (FAITHS.assign(Hindu=[1, -1, 0]), "`Green` is negative for 'Hindu'"),
        (FAITHS.mul([1, 0, 1], axis=0), "All groups of `Green` are zero"),
    ],
)
def test_a_table_that_has_no_distances_is_refused_in_a_sentence(profiles: object, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        distance.distance_matrix(profiles)


# Several traits at once


def test_gower_by_hand() -> None:
    traits = pd.DataFrame(
        {"income": [10.0, 20.0, 50.0], "sea": [True, True, False], "rule": ["republic", "kingdom", "republic"]},
        index=["A", "B", "C"],
    )
    matrix = distance.gower(traits)

    assert matrix.loc["A", "B"] == pytest.approx((10 / 40 + 0 + 1) / 3)
    assert matrix.loc["A", "C"] == pytest.approx((1 + 1 + 0) / 3)
    assert matrix.loc["B", "C"] == pytest.approx((30 / 40 + 1 + 1) / 3)


def test_gower_of_numbers_is_the_city_block_distance_of_scipy_over_the_ranges() -> None:
    numbers = pd.DataFrame(np.random.default_rng(7).normal(size=(6, 4)))
    spread = (numbers.max() - numbers.min()).to_numpy()

    assert distance.gower(numbers).to_numpy() == pytest.approx(squareform(pdist(numbers / spread, "cityblock") / 4))


def test_gower_of_categories_is_the_hamming_distance_of_scipy() -> None:
    codes = np.random.default_rng(7).integers(0, 3, size=(6, 4))
    words = pd.DataFrame(codes).astype(str)

    assert distance.gower(words).to_numpy() == pytest.approx(squareform(pdist(codes, "hamming")))


def test_a_missing_trait_is_left_out_of_the_mean() -> None:
    traits = pd.DataFrame({"income": [1.0, None, 3.0], "rule": ["republic", "kingdom", None]})
    matrix = distance.gower(traits)

    assert matrix.loc[0, 1] == 1
    assert matrix.loc[0, 2] == 1
    assert np.isnan(matrix.loc[1, 2])


def test_a_number_that_does_not_vary_sets_nobody_apart() -> None:
    assert distance.gower(pd.DataFrame({"members": [11, 11]})).to_numpy().tolist() == [[0, 0], [0, 0]]
