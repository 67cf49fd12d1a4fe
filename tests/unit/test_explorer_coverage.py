"""Coverage: counts that can be counted by hand, gaps named in the sentence, events for a whole group left out."""

from typing import Any

import pytest

from bamboo_diplomacy import load, strings
from bamboo_diplomacy.explore import coverage
from bamboo_diplomacy.explore.gallery.coverage import Coverage


@pytest.fixture
def explorer() -> Coverage:
    return coverage()


def cell(explorer: Coverage, row: str, column: str) -> dict[str, Any]:
    cells = explorer.static().spec["datasets"]["cells"]
    return next(found for found in cells if (found["row"], found["column"]) == (row, column))


def test_a_cell_counts_the_activities_that_have_both_codes(explorer: Coverage) -> None:
    activities = load("cultural_activities")
    both = activities["objectives"].str.contains("image") & activities["audiences"].str.contains("youth")
    assert explorer.result.table.loc["image", "youth"] == both.sum()
    assert cell(explorer, "Image and standing", "youth")["written"] == str(both.sum())


def test_an_activity_with_several_codes_counts_in_several_cells(explorer: Coverage) -> None:
    activities = load("cultural_activities")
    assert explorer.result.activities == len(activities)
    assert explorer.result.table.to_numpy().sum() > len(activities)
    explorer.set(counting="fractional")
    assert explorer.result.table.to_numpy().sum() == pytest.approx(len(activities))


def test_totals_count_each_activity_once(explorer: Coverage) -> None:
    activities = load("cultural_activities")
    assert explorer.result.totals["diaspora"] == activities["audiences"].str.contains("diaspora").sum()


def test_only_the_years_are_counted(explorer: Coverage) -> None:
    explorer.set(start=1995, end=1999)
    assert explorer.result.activities == load("cultural_activities")["year"].between(1995, 1999).sum()


def test_gaps_are_named_with_what_was_to_be_expected(explorer: Coverage) -> None:
    explorer.set(rows="form", columns="partners")
    row, column = explorer.result.gaps[0]
    assert explorer.result.table.loc[row, column] == 0
    assert explorer.result.expected.loc[row, column] == max(
        explorer.result.expected.loc[gap] for gap in explorer.result.gaps
    )
    assert "empty, the most surprising first: “people-to-people” with “Timor-Leste”" in explorer.describe()


def test_a_map_without_gaps_names_its_thinnest_cells(explorer: Coverage) -> None:
    assert explorer.result.gaps == ()
    assert "they touch 20 of 20 cells; no cell is empty, the thinnest are" in explorer.describe()
    assert "“ASEAN Community identity” with “diaspora” (1)" in explorer.describe()


def test_without_events_for_a_whole_group_most_partners_are_seldom_met(explorer: Coverage) -> None:
    explorer.set(columns="partners")
    met = explorer.result.totals
    explorer.set(groups=False)
    alone = explorer.result.totals
    assert all(alone[partner] <= met[partner] for partner in ("BRN", "LAO", "THA"))
    partners = load("cultural_activities")["partners"].fillna("")
    few = partners[partners.str.count(";") < 4]
    assert alone["LAO"] == few.str.contains("LAO").sum()
    assert alone["BRN"] == few.str.contains("BRN").sum() == 0


def test_a_partner_that_was_never_met_still_has_a_column(explorer: Coverage) -> None:
    explorer.set(columns="partners", groups=False)
    assert len(explorer.result.table.columns) == 10
    assert cell(explorer, "Image and standing", "Brunei")["gap"]


def test_a_filled_cell_names_activities(explorer: Coverage) -> None:
    named = cell(explorer, "Understanding and trust", "youth")["examples"]
    activities = load("cultural_activities").set_index("activity")
    found = [name for name in activities.index if name in named]
    assert len(found) == 3
    assert activities.loc[found, "audiences"].str.contains("youth").all()


def test_two_empty_years_draw_a_map_of_gaps(explorer: Coverage) -> None:
    explorer.set(start=1996, end=1999)
    assert explorer.result.activities == 0
    assert len(explorer.result.gaps) == 20


def test_it_speaks_vietnamese(explorer: Coverage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    assert coverage(columns="level").static().title.startswith("1995–2025: ")
    assert "mục tiêu và chủ thể" in coverage(columns="level").static().title
