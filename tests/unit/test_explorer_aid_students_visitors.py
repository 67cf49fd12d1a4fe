"""Aid, students, visitors: no line over a gap, heads that were read, partners without a figure named."""

import pytest

from bamboo_diplomacy import load, strings
from bamboo_diplomacy.explore import aid_students_visitors
from bamboo_diplomacy.explore.gallery.aid_students_visitors import AidStudentsVisitors


@pytest.fixture
def explorer() -> AidStudentsVisitors:
    return aid_students_visitors()


def pieces(explorer: AidStudentsVisitors) -> dict[str, list[int]]:
    """Return the years of each piece of line."""
    found: dict[str, list[int]] = {}
    for row in explorer.static().spec["datasets"]["figures"]:
        found.setdefault(row["line"], []).append(row["year"])
    return found


def test_a_line_joins_years_that_follow_each_other_and_no_others(explorer: AidStudentsVisitors) -> None:
    explorer.set(partners=("LAO",))
    assert list(pieces(explorer).values()) == [[2017, 2018, 2019], [2023]]


def test_the_strip_marks_every_year_between_the_first_and_the_last_figure(explorer: AidStudentsVisitors) -> None:
    explorer.set(partners=("LAO",))
    strip = {row["year"]: row["shape"] for row in explorer.static().spec["datasets"]["known"]}
    assert [year for year, shape in strip.items() if shape == "stroke"] == [2020, 2021, 2022]
    assert "4 of 7 years known" in explorer.describe()


def test_a_figure_that_was_worked_out_is_hollow(explorer: AidStudentsVisitors) -> None:
    explorer.set(partners=("LAO",))
    fills = {row["year"]: row["fill"] for row in explorer.static().spec["datasets"]["figures"]}
    assert fills[2017] == "transparent"
    assert fills[2018] != "transparent"


def test_per_head_a_small_neighbour_stands_before_a_large_one(explorer: AidStudentsVisitors) -> None:
    explorer.set(partners=("LAO", "THA"), measure="per_head")
    laos, thailand = (flow.values[2018] for flow in explorer.result.flows)
    panel = load("asean_panel").query("indicator == 'population' and iso3 == 'LAO' and year == 2018")
    assert laos == pytest.approx(120_009 / panel["value"].item() * 1000)
    assert laos > thailand


def test_who_has_no_population_in_the_workbook_is_named(explorer: AidStudentsVisitors) -> None:
    explorer.set(measure="per_head")
    assert explorer.result.left_out == ("CHN",)
    assert explorer.describe().endswith("No figure here for: China.")


def test_only_whole_years_of_aid_that_came_count(explorer: AidStudentsVisitors) -> None:
    explorer.set(flow="aid")
    (aid,) = explorer.result.flows
    assert aid.values.to_dict() == {
        2002: 100, 2014: 304, 2015: 283, 2020: 220.7, 2021: 233, 2022: 223.7, 2023: 228.6,
    }  # fmt: skip
    assert len(aid.missing) == 15


def test_counts_of_two_rules_are_two_flows(explorer: AidStudentsVisitors) -> None:
    explorer.set(flow="students", partners=("USA",))
    assert {flow.name: list(flow.values.index) for flow in explorer.result.flows} == {
        "to United States": [2021],
        "to United States (visas)": [2019, 2023],
    }


def test_a_choice_without_a_figure_says_so(explorer: AidStudentsVisitors) -> None:
    explorer.set(flow="students", partners=("THA",))
    assert explorer.static().title == "No figure for this choice"
    assert explorer.describe().endswith("No figure here for: Thailand.")


def test_it_speaks_vietnamese(explorer: AidStudentsVisitors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    fresh = aid_students_visitors()
    assert fresh.static().title.startswith("Lớn nhất theo số liệu cuối cùng được biết: Trung Quốc")
