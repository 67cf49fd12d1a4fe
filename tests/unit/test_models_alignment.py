"""Alignment: distances and slopes by hand, numpy as an independent implementation, wrong input named."""

import numpy as np
import pandas as pd
import pytest

from bamboo_diplomacy.models import alignment
from bamboo_diplomacy.models.errors import ModelError


@pytest.fixture
def points() -> pd.DataFrame:
    rows = [
        (2000, "VNM", -1.0, -1.25, -0.75),
        (2000, "LAO", -1.5, -1.75, -1.0),
        (2000, "PHL", -0.5, -0.6, -0.4),
        (2000, "USA", 3.0, 2.75, 3.25),
        (2001, "VNM", -0.75, -1.0, -0.5),
        (2001, "USA", 2.5, 2.25, 2.75),
    ]
    return pd.DataFrame(rows, columns=["year", "iso3", "ideal_point", "low", "high"])


def test_a_distance_has_no_direction(points: pd.DataFrame) -> None:
    assert alignment.distance(points, "VNM", "USA").to_dict() == {2000: 4.0, 2001: 3.25}
    assert alignment.distance(points, "USA", "VNM").to_dict() == {2000: 4.0, 2001: 3.25}


def test_a_year_without_one_of_the_two_is_left_out(points: pd.DataFrame) -> None:
    assert alignment.distance(points, "VNM", "LAO").to_dict() == {2000: 0.5}


def test_distances_to_all_are_those_to_each(points: pd.DataFrame) -> None:
    table = alignment.distances(points, "VNM")

    assert list(table.columns) == ["LAO", "PHL", "USA"]
    for other in table:
        assert table[other].dropna().to_dict() == alignment.distance(points, "VNM", other).to_dict()


def test_a_group_can_be_near_on_average_and_have_nobody_near(points: pd.DataFrame) -> None:
    assert alignment.distance_to_group(points, "VNM", ["VNM", "LAO", "PHL"])[2000] == 0
    assert alignment.nearest(points, "VNM", 2000, among=["LAO", "PHL"])["distance"].min() == 0.5


def test_neighbours_come_nearest_first_and_say_who_cannot_be_told_apart(points: pd.DataFrame) -> None:
    found = alignment.nearest(points, "PHL", 2000)

    assert found["distance"].to_dict() == {"VNM": 0.5, "LAO": 1.0, "USA": 3.5}
    assert alignment.nearest(points, "VNM", 2000)["overlap"].to_dict() == {"LAO": True, "PHL": False, "USA": False}


def test_without_intervals_nothing_is_said_of_overlap(points: pd.DataFrame) -> None:
    assert "overlap" not in alignment.nearest(points.drop(columns=["low", "high"]), "VNM", 2000)


def test_intervals_that_touch_overlap() -> None:
    assert alignment.overlap(0, 1, 1, 2)
    assert alignment.overlap(0, 3, 1, 2)
    assert not alignment.overlap(0, 1, 1.1, 2)


def test_a_decade_that_falls_and_one_that_rises_have_two_slopes() -> None:
    trend = alignment.trend_by_decade(pd.Series({1990: 4.0, 1995: 3.0, 1999: 2.2, 2000: 2.0, 2009: 3.8}))

    assert trend["slope"].to_dict() == pytest.approx({1990: -0.2, 2000: 0.2})
    assert trend["years"].to_dict() == {1990: 3, 2000: 2}


def test_a_decade_of_one_year_has_a_level_and_no_slope() -> None:
    trend = alignment.trend_by_decade(pd.Series({1999: 4.0, 2000: None}))

    assert trend["mean"].to_dict() == {1990: 4.0}
    assert trend["slope"].isna().all()


def test_ideal_points_below_zero_have_a_trend_too() -> None:
    assert alignment.trend_by_decade(pd.Series({2010: -1.5, 2011: -1.0})).loc[2010, "slope"] == 0.5


def test_slopes_are_those_of_numpy() -> None:
    chance = np.random.default_rng(5)
    values = pd.Series(chance.random(10), index=range(1980, 1990))
    slope, _ = np.polyfit(np.arange(10), values, 1)

    assert alignment.trend_by_decade(values).loc[1980, "slope"] == pytest.approx(slope)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda points: alignment.distance(points, "VNM", "LOA"), 'no country "LOA"'),
        (lambda points: alignment.distance(points.drop(columns="year"), "VNM", "LAO"), 'no column "year"'),
        (lambda points: alignment.distances(pd.concat([points, points]), "VNM"), "VNM stands twice in 2000"),
        (lambda points: alignment.nearest(points, "VNM", 1999), "choose a year from 2000 to 2001"),
        (lambda points: alignment.distance_to_group(points, "VNM", ["VNM"]), "nobody but VNM"),
    ],
)
def test_wrong_input_is_named(call, sentence: str, points: pd.DataFrame) -> None:
    with pytest.raises(ModelError, match=sentence):
        call(points)
