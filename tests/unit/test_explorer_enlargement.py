"""Enlargement: members follow the year, shares are of all eleven, a size that was not read is the nearest one."""

import pytest

from bamboo_diplomacy import load, strings
from bamboo_diplomacy.explore import enlargement
from bamboo_diplomacy.explore.gallery.enlargement import Enlargement


@pytest.fixture
def explorer() -> Enlargement:
    return enlargement()


@pytest.mark.parametrize(
    ("year", "count", "new"),
    [
        (1967, 5, {"IDN", "MYS", "PHL", "SGP", "THA"}),
        (1984, 6, {"BRN"}),
        (1995, 7, {"VNM"}),
        (1997, 9, {"LAO", "MMR"}),
        (1999, 10, {"KHM"}),
        (2024, 10, set()),
        (2025, 11, {"TLS"}),
    ],
)
def test_members_follow_the_year(explorer: Enlargement, year: int, count: int, new: set[str]) -> None:
    explorer.set(year=year)
    assert len(explorer.result.inside) == count
    assert {member.iso3 for member in explorer.result.inside if member.year == year} == new


def test_shares_are_parts_of_the_eleven(explorer: Enlargement) -> None:
    panel = load("asean_panel")
    rows = panel[(panel["indicator"] == "population") & (panel["year"] == 1995)].set_index("iso3")["value"]
    inside = {member.iso3: member.people for member in explorer.result.members}
    assert inside["VNM"] == pytest.approx(rows["VNM"] / rows.sum())
    assert sum(inside.values()) == pytest.approx(1)


def test_a_year_without_figures_takes_the_nearest_and_says_so(explorer: Enlargement) -> None:
    explorer.set(year=1967)
    assert (explorer.result.people_year, explorer.result.product_year) == ("1990", "1990")
    assert "(sizes of 1990)" in explorer.describe()
    explorer.set(year=2025)
    assert (explorer.result.people_year, explorer.result.product_year) == ("2020", "2023")


def test_the_latest_sizes_are_those_of_the_table_of_members(explorer: Enlargement) -> None:
    explorer.set(sizes="now")
    members = load("asean_members").set_index("iso3")["gdp"]
    shares = {member.iso3: member.product for member in explorer.result.members}
    assert shares["IDN"] == pytest.approx(members["IDN"] / members.sum())


def test_ten_members_are_not_the_whole(explorer: Enlargement) -> None:
    explorer.set(year=2024, sizes="now")
    assert "100" not in explorer.static().title
    assert "still outside: Timor-Leste" in explorer.describe()
    explorer.set(year=2025)
    assert "all eleven are in" in explorer.describe()


def test_a_bar_is_whole_and_its_members_stand_first(explorer: Enlargement) -> None:
    parts = explorer.static().spec["datasets"]["parts"]
    people = parts[: len(parts) // 2]
    assert people[-1]["to"] == pytest.approx(1)
    assert [part["fill"] == "transparent" for part in people] == [False] * 7 + [True] * 4


def test_tiles_do_not_cover_each_other(explorer: Enlargement) -> None:
    places = [(member.column, member.row) for member in explorer.result.members]
    assert len(set(places)) == len(places)


def test_it_speaks_vietnamese(explorer: Enlargement, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    assert "gia nhập trong năm: Việt Nam (28/7/1995)" in enlargement().describe()
