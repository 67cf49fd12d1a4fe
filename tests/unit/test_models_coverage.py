"""Coverage: several codes in one cell, whole and fractional counting, gaps and how surprising they are."""

import pandas as pd
import pytest
from scipy.stats.contingency import expected_freq

from bamboo_diplomacy.models import coverage
from bamboo_diplomacy.models.errors import ModelError

ACTIVITIES = pd.DataFrame(
    {
        "name": ["festival", "school", "forum", "film week"],
        "objectives": ["O1;O2", "O1", "O2; O3", "O1;O2;O3"],
        "audience": ["public;youth", "youth", "elites", "public"],
    }
)


# Several codes in one cell


def test_a_row_is_repeated_for_each_of_its_codes_and_keeps_its_index() -> None:
    tidy = coverage.split_codes(ACTIVITIES, "objectives")

    assert tidy["objectives"].tolist() == ["O1", "O2", "O1", "O2", "O3", "O1", "O2", "O3"]
    assert tidy.index.tolist() == [0, 0, 1, 2, 2, 3, 3, 3]


def test_two_columns_give_every_combination() -> None:
    tidy = coverage.split_codes(ACTIVITIES.head(1), "objectives", "audience")
    assert set(tidy[["objectives", "audience"]].itertuples(index=False, name=None)) == {
        ("O1", "public"),
        ("O1", "youth"),
        ("O2", "public"),
        ("O2", "youth"),
    }


def test_a_code_written_twice_counts_once() -> None:
    assert coverage.split_codes(pd.DataFrame({"o": ["O1;O1;;O2;"]}), "o")["o"].tolist() == ["O1", "O2"]


def test_a_cell_without_a_code_stays_missing() -> None:
    tidy = coverage.split_codes(pd.DataFrame({"o": ["O1", None]}), "o")
    assert tidy["o"].isna().tolist() == [False, True]


def test_the_table_that_was_given_stays_as_it_is() -> None:
    before = ACTIVITIES.copy()
    coverage.split_codes(ACTIVITIES, "objectives", "audience")
    pd.testing.assert_frame_equal(ACTIVITIES, before)


# Counting


def test_an_activity_counts_in_every_cell_that_it_touches() -> None:
    table = coverage.cross_coverage(ACTIVITIES, "objectives", "audience")

    assert table.columns.tolist() == ["elites", "public", "youth"]
    assert table.loc["O1"].tolist() == [0, 2, 2]
    assert table.loc["O2"].tolist() == [1, 2, 1]
    assert table.loc["O3"].tolist() == [1, 1, 0]


def test_fractions_add_up_to_the_number_of_activities() -> None:
    table = coverage.cross_coverage(ACTIVITIES, "objectives", "audience", counting="fractional")

    assert table.to_numpy().sum() == pytest.approx(len(ACTIVITIES))
    assert table.loc["O1", "youth"] == pytest.approx(1 / 4 + 1)


def test_a_code_that_nobody_used_has_a_row_of_zeros() -> None:
    table = coverage.cross_coverage(ACTIVITIES, "objectives", "audience", row_codes=["O3", "O2", "O1", "O4"])
    assert table.index.tolist() == ["O3", "O2", "O1", "O4"]
    assert table.loc["O4"].tolist() == [0, 0, 0]


def test_an_activity_without_one_of_the_codes_is_not_counted() -> None:
    activities = pd.DataFrame({"o": ["O1", None, "O1"], "a": ["youth", "youth", None]})
    assert coverage.cross_coverage(activities, "o", "a").to_numpy().tolist() == [[1]]


def test_no_activity_at_all_covers_nothing() -> None:
    table = coverage.cross_coverage(
        ACTIVITIES.head(0), "objectives", "audience", row_codes=["O1"], column_codes=["youth", "elites"]
    )
    assert table.to_numpy().tolist() == [[0, 0]]
    assert coverage.gaps(table) == [("O1", "youth"), ("O1", "elites")]


# Gaps


def test_expected_counts_are_those_of_scipy() -> None:
    table = coverage.cross_coverage(ACTIVITIES, "objectives", "audience")
    assert coverage.expected_coverage(table).to_numpy() == pytest.approx(expected_freq(table.to_numpy()))


def test_the_gap_where_most_was_to_be_expected_is_named_first() -> None:
    table = pd.DataFrame({"elites": [0, 0, 2], "public": [9, 1, 0]}, index=["O1", "O2", "O3"])
    # Expected: O1 and elites 9 x 2 / 12, O3 and public 2 x 10 / 12, O2 and elites 1 x 2 / 12.
    assert coverage.gaps(table) == [("O3", "public"), ("O1", "elites"), ("O2", "elites")]


def test_a_full_table_has_no_gap() -> None:
    assert coverage.gaps(pd.DataFrame({"youth": [1, 2], "public": [3, 4]})) == []


def test_a_cell_with_one_activity_is_covered_thinly() -> None:
    table = pd.DataFrame({"youth": [1, 2], "public": [0, 4]})
    assert coverage.covered_share(table) == 0.75
    assert coverage.covered_share(table, at_least=2) == 0.5


# Wrong input


def test_a_table_without_cells_has_no_share() -> None:
    with pytest.raises(ModelError, match="no cell"):
        coverage.covered_share(pd.DataFrame())


def test_an_unknown_column_offers_the_nearest() -> None:
    with pytest.raises(ModelError, match=r'no column "objective".*Did you mean "objectives"'):
        coverage.cross_coverage(ACTIVITIES, "objective", "audience")


def test_a_column_is_not_crossed_with_itself() -> None:
    with pytest.raises(ModelError, match="Rows and columns are both 'audience'"):
        coverage.cross_coverage(ACTIVITIES, "audience", "audience")


def test_a_code_that_is_not_on_the_list_is_named() -> None:
    with pytest.raises(ModelError, match='no code "O3" in O1, O2'):
        coverage.cross_coverage(ACTIVITIES, "objectives", "audience", row_codes=["O1", "O2"])


def test_codes_that_are_no_text_are_named() -> None:
    with pytest.raises(ModelError, match="must be text with ';' between them, not 4"):
        coverage.split_codes(pd.DataFrame({"o": ["O1", 4]}), "o")


def test_another_way_of_counting_is_refused() -> None:
    with pytest.raises(ModelError, match=r'no way of counting "halves".*whole, fractional'):
        coverage.cross_coverage(ACTIVITIES, "objectives", "audience", counting="halves")
