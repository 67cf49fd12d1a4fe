"""ASCC navigator: every activity stands in one place, counts add up, and an empty branch says so."""

import pytest

from bamboo_diplomacy import load, strings
from bamboo_diplomacy.explore import ascc_navigator
from bamboo_diplomacy.explore.gallery.ascc_navigator import ASCCNavigator
from bamboo_diplomacy.figures.framework_tree import Part


@pytest.fixture
def explorer() -> ASCCNavigator:
    return ascc_navigator()


def part(explorer: ASCCNavigator, name: str) -> Part:
    return next(found for found in explorer.result.parts if found.name.startswith(name))


def test_counts_of_the_pillars_and_the_rest_add_up_to_the_list(explorer: ASCCNavigator) -> None:
    roots = [line for line in explorer.result.parts if line.depth == 0]
    assert sum(root.count for root in roots) == explorer.result.listed == len(load("cultural_activities"))


@pytest.mark.parametrize("branch", ["A", "B", "C", "D", "E", "ascc", "aec"])
def test_the_open_branch_shows_its_activities_and_no_other(explorer: ASCCNavigator, branch: str) -> None:
    explorer.set(branch=branch)
    shown = [line for line in explorer.result.parts if line.kind == "activity" and line.count is None]
    assert len(shown) == explorer.result.within


def test_an_activity_stands_under_the_programme_that_it_names(explorer: ASCCNavigator) -> None:
    activities = load("cultural_activities")
    ship = part(explorer, "Ship for Southeast Asian")
    assert ship.count == (activities["framework"] == "sseayp").sum()
    assert part(explorer, "Engaged stakeholders").count >= ship.count


def test_the_way_to_the_open_branch_is_marked(explorer: ASCCNavigator) -> None:
    explorer.set(branch="E")
    assert [line.name for line in explorer.result.parts if line.chosen] == ["ASEAN Socio-Cultural Community", "Dynamic"]


def test_what_was_founded_later_is_ahead(explorer: ASCCNavigator) -> None:
    explorer.set(branch="E", year=2007)
    assert part(explorer, "Best of ASEAN Performing Arts").ahead
    assert not part(explorer, "ASEAN Quiz").ahead
    assert part(explorer, "ASEAN Socio-Cultural Community").ahead


def test_a_fund_without_a_year_is_never_ahead(explorer: ASCCNavigator) -> None:
    explorer.set(branch="E", year=1995)
    assert not part(explorer, "ASEAN Cultural Fund").ahead


def test_an_objective_leaves_only_activities_that_serve_it(explorer: ASCCNavigator) -> None:
    explorer.set(objective="values")
    activities = load("cultural_activities")
    assert explorer.result.listed == activities["objectives"].str.contains("values").sum()
    assert "that serve “National cultural values”" in explorer.describe()


def test_a_branch_without_a_mechanism_says_so(explorer: ASCCNavigator) -> None:
    explorer.set(branch="C")
    assert explorer.result.within == 0
    assert explorer.describe().endswith("no mechanism or programme was found there.")


def test_a_mechanism_without_an_activity_is_named(explorer: ASCCNavigator) -> None:
    explorer.set(branch="E")
    assert "ASEAN Cultural Fund (ACF)" in explorer.result.idle
    assert "no activity is listed for ASEAN Committee on Culture and Information (COCI)" in explorer.describe()


def test_activities_that_name_no_mechanism_are_counted_by_form(explorer: ASCCNavigator) -> None:
    explorer.set(branch="outside")
    forms = [line for line in explorer.result.parts if line.depth == 1 and line.kind == "activity"]
    latest = [line.name for line in explorer.result.parts if line.depth == 2]
    assert sum(form.count for form in forms) == explorer.result.within
    assert len(latest) == sum(min(form.count, 2) for form in forms)
    assert any("Bac Bling" in name for name in latest)
    assert "which does not show that there was none" in explorer.describe()


def test_every_link_leads_up_to_a_line_above(explorer: ASCCNavigator) -> None:
    for branch in ("A", "E", "outside"):
        explorer.set(branch=branch)
        links = explorer.static().spec["datasets"]["links"]
        assert len(links) == sum(line.depth > 0 for line in explorer.result.parts)
        assert all(link["top"] < link["y"] for link in links)


def test_it_speaks_vietnamese(explorer: ASCCNavigator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    assert ascc_navigator().static().title.startswith("13 trong 84 hoạt động")
