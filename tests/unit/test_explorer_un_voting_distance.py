"""Voting in the United Nations: distances as the data have them, and who cannot be told apart."""

import numpy as np
import pytest

from bamboo_diplomacy import load, strings
from bamboo_diplomacy.explore import un_voting_distance
from bamboo_diplomacy.explore.gallery.un_voting_distance import UnVotingDistance


@pytest.fixture
def voting() -> UnVotingDistance:
    return un_voting_distance()


def rows(explorer: UnVotingDistance, dataset: str) -> list[dict[str, object]]:
    return list(explorer.static().spec["datasets"][dataset])


def point(iso3: str, year: int) -> float:
    points = load("un_voting").set_index(["iso3", "year"])["ideal_point"]
    return float(points.loc[(iso3, year)])


def test_a_distance_is_the_difference_of_two_ideal_points(voting: UnVotingDistance) -> None:
    china = next(near for near in voting.result.neighbours if near.iso3 == "CHN")
    assert china.distance == pytest.approx(abs(point("VNM", 2023) - point("CHN", 2023)))


def test_the_nearest_come_first(voting: UnVotingDistance) -> None:
    voting.set(year=1985)
    distances = [near.distance for near in voting.result.neighbours]
    assert distances == sorted(distances)
    assert voting.result.neighbours[0].iso3 == "LAO"


def test_the_power_that_is_near_changes_with_the_year(voting: UnVotingDistance) -> None:
    assert "nearest to Russia of the three powers" in voting.static().title
    voting.set(year=1995)
    assert "nearest to China of the three powers" in voting.static().title


def test_states_whose_intervals_overlap_are_counted_and_faint(voting: UnVotingDistance) -> None:
    alike = [near.iso3 for near in voting.result.neighbours if near.overlap]
    assert "USA" not in alike
    assert f"{len(alike)} cannot be told apart from it" in voting.describe()
    faint = {row["name"] for row in rows(voting, "board") if row["faint"] == 0.45}
    assert len(faint) == len(alike)


def test_the_mean_of_asean_holds_the_members_of_the_year_only(voting: UnVotingDistance) -> None:
    points = load("un_voting")
    members = points[points["member"] & (points["year"] == 1990) & (points["iso3"] != "VNM")]
    course = {course.code: course for course in voting.result.courses}["ASEAN"]
    assert set(members["iso3"]) == {"BRN", "IDN", "MYS", "PHL", "SGP", "THA"}
    assert course.values[1990] == pytest.approx(members["ideal_point"].mean())


def test_the_distance_from_asean_is_the_distance_from_that_mean(voting: UnVotingDistance) -> None:
    places = {course.code: course for course in voting.result.courses}
    voting.set(measure="distance")
    apart = {course.code: course for course in voting.result.courses}
    assert "VNM" not in apart
    for year in (1985, 2005, 2023):
        away = abs(places["VNM"].values[year] - places["ASEAN"].values[year])
        assert apart["ASEAN"].values[year] == pytest.approx(away)


def test_a_state_that_was_no_member_then_is_hollow(voting: UnVotingDistance) -> None:
    voting.set(year=1990)
    hollow = {row["name"] for row in rows(voting, "board") if row["fill"] == "transparent"}
    assert hollow == {"Laos", "Myanmar"}


def test_a_year_that_was_not_estimated_breaks_the_line() -> None:
    cambodia = un_voting_distance(country="KHM", lines=())
    parts = {row["year"]: row["part"] for row in rows(cambodia, "courses")}
    assert 1990 not in parts
    assert parts[1989] != parts[1991]


def test_a_state_without_an_ideal_point_is_nobodys_neighbour() -> None:
    east_timor = un_voting_distance(country="TLS", year=1990)
    assert east_timor.result.neighbours == ()
    assert east_timor.describe().startswith("The data have no ideal point of Timor-Leste in 1990")
    assert rows(east_timor, "own") == []


def test_the_trend_is_that_of_the_decade(voting: UnVotingDistance) -> None:
    voting.set(year=1999)
    apart = [abs(point("VNM", one) - point("USA", one)) for one in range(1990, 2000)]
    assert voting.result.trends["USA"] == pytest.approx(np.polyfit(range(1990, 2000), apart, 1)[0])
    assert "the United States 4.14 (growing by 0.019 a year)" in voting.describe()


def test_it_speaks_vietnamese(voting: UnVotingDistance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    assert voting.describe().startswith("Năm 2023, Việt Nam đứng gần Malaysia nhất (0,08)")
    assert "Hoa Kỳ" in voting.static().title
