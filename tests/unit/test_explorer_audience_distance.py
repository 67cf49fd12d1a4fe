"""Audience distance: measures agree with scipy on the real shares, and a what-if moves nobody else."""

import pytest
from scipy.spatial.distance import braycurtis

from bamboo_diplomacy import load, strings
from bamboo_diplomacy.explore import audience_distance
from bamboo_diplomacy.explore.gallery.audience_distance import AudienceDistance
from bamboo_diplomacy.figures.audience import Audience


@pytest.fixture
def explorer() -> AudienceDistance:
    return audience_distance()


def audience(explorer: AudienceDistance, iso3: str) -> Audience:
    return next(found for found in explorer.result.audiences if found.iso3 == iso3)


def test_distances_are_those_of_scipy_on_the_shares_of_the_families(explorer: AudienceDistance) -> None:
    rows = load("religions")
    table = rows.pivot_table(index="iso3", columns="family", values="share", aggfunc="sum", fill_value=0, observed=True)
    profiles = table.div(table.sum(axis=1), axis=0)
    for other in explorer.result.others:
        assert other.distance == pytest.approx(braycurtis(profiles.loc["VNM"], profiles.loc[other.iso3]))


def test_diversity_is_one_less_the_squared_shares(explorer: AudienceDistance) -> None:
    shares = [0.071, 0.058, 0.008, 0.863]  # Viet Nam: Christian, Buddhist, other, none
    assert audience(explorer, "VNM").diversity == pytest.approx(1 - sum(share**2 for share in shares), abs=1e-3)


def test_the_reference_stands_first_and_the_others_from_near_to_far(explorer: AudienceDistance) -> None:
    explorer.set(reference="IDN")
    assert explorer.result.reference.iso3 == "IDN"
    assert explorer.result.reference.distance is None
    far = [other.distance for other in explorer.result.others]
    assert far == sorted(far)


def test_distance_goes_both_ways(explorer: AudienceDistance) -> None:
    there = audience(explorer, "THA").distance
    explorer.set(reference="THA")
    assert audience(explorer, "VNM").distance == pytest.approx(there)


def test_names_that_only_one_census_uses_set_neighbours_apart(explorer: AudienceDistance) -> None:
    explorer.set(reference="PHL")
    together = audience(explorer, "TLS").distance
    explorer.set(grouping="group")
    assert audience(explorer, "TLS").distance > together + 0.5


def test_a_what_if_moves_viet_nam_and_nobody_else(explorer: AudienceDistance) -> None:
    before = {each.iso3: each.shares for each in explorer.result.audiences}
    explorer.set(recount=50)
    after = {each.iso3: each.shares for each in explorer.result.audiences}
    assert [iso3 for iso3 in before if before[iso3] != after[iso3]] == ["VNM"]
    shares = {family: share for _, family, share in after["VNM"]}
    assert shares["none"] == pytest.approx(0.863 / 2)
    assert shares["Buddhist"] == pytest.approx(0.058 + 0.863 / 2)


def test_a_what_if_is_called_one(explorer: AudienceDistance) -> None:
    explorer.set(recount=50)
    assert explorer.static().title.startswith("What if 50%")
    assert "this supposes that 50%" in explorer.describe()


def test_the_question_that_is_asked_decides_who_is_near(explorer: AudienceDistance) -> None:
    assert explorer.result.others[0].iso3 == "LAO"
    far = audience(explorer, "KHM").distance
    explorer.set(recount=100)
    assert explorer.result.others[0].iso3 == "MMR"
    assert audience(explorer, "KHM").distance < far / 5


def test_several_traits_draw_on_three_tables(explorer: AudienceDistance) -> None:
    one_source = explorer.static().source
    explorer.set(measure="traits")
    assert "Ethnologue" in explorer.static().source
    assert "Ethnologue" not in one_source
    assert all(0 < other.distance < 1 for other in explorer.result.others)


def test_a_bar_holds_every_group_of_the_census(explorer: AudienceDistance) -> None:
    explorer.set(grouping="group")
    parts = [part for part in explorer.static().spec["datasets"]["parts"] if part["name"] == "Philippines"]
    rows = load("religions")
    assert {part["group"] for part in parts} == set(rows[rows["iso3"] == "PHL"]["group"])


def test_it_speaks_vietnamese(explorer: AudienceDistance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    assert audience_distance().static().title == "Lào gần Việt Nam nhất (0,60), Campuchia xa nhất (0,93)"
