"""Who votes like whom in the United Nations: distances between ideal points, their trend, and the nearest neighbours.

An ideal point is where a state stands on one line, worked out from all its votes of a year; it is comparable over the
years (Bailey, Strezhnev and Voeten 2017). What the line means is read off the states at its ends: near the United
States, or far from them. Two states are near if their votes would look alike, for whatever reason. Votes that everybody
agrees on, and what is never put to a vote, leave no trace.

The material is a tidy frame: one row is one country in one year, with the columns ``year``, ``iso3`` and
``ideal_point``, and if wanted the ends of an interval, ``low`` and ``high``.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from bamboo_diplomacy.models.checks import YearlySeries, instance, one_of, whole_number, yearly
from bamboo_diplomacy.models.errors import ModelError, unknown_name

__all__ = ["distance", "distance_to_group", "distances", "nearest", "overlap", "trend_by_decade"]

_COLUMNS = ("year", "iso3", "ideal_point")
_DECADE = 10
_FEWEST = 2  # a trend needs two years


def distances(points: pd.DataFrame, country: str) -> pd.DataFrame:
    """Return how far every other country stood from one country, year by year.

    Parameters
    ----------
    points
        One row is one country in one year.
    country
        Its code.

    Returns
    -------
    pandas.DataFrame
        Index ``year``, one column for each other country; missing where either has no ideal point.

    Raises
    ------
    ModelError
        If a column is missing, a country stands twice in one year, or the country is unknown.

    References
    ----------
    Bailey, M. A., Strezhnev, A. and Voeten, E. (2017). Estimating dynamic state preferences from United Nations voting
    data. *Journal of Conflict Resolution*, 61(2), 430-456.

    Examples
    --------
    >>> points = pd.DataFrame({"year": 2020, "iso3": ["VNM", "LAO", "USA"], "ideal_point": [-0.5, -0.75, 2.5]})
    >>> distances(points, "VNM").loc[2020].to_dict()
    {'LAO': 0.25, 'USA': 3.0}
    """
    table = _table(points)
    own = table[_known(table, country)]
    return table.drop(columns=country).sub(own, axis="index").abs().dropna(how="all")


def distance(points: pd.DataFrame, one: str, other: str) -> YearlySeries:
    """Return the distance between two countries, year by year.

    Returns
    -------
    pandas.Series
        Distances by year, called ``distance``; years in which one of the two has no ideal point are left out.

    Raises
    ------
    ModelError
        As for `distances`.

    Examples
    --------
    >>> points = pd.DataFrame({"year": 2020, "iso3": ["VNM", "USA"], "ideal_point": [-0.5, 2.5]})
    >>> distance(points, "VNM", "USA").to_dict()
    {2020: 3.0}
    """
    table = _table(points)
    apart = (table[_known(table, one)] - table[_known(table, other)]).abs()
    return apart.dropna().rename("distance")


def distance_to_group(points: pd.DataFrame, country: str, group: Sequence[str]) -> YearlySeries:
    """Return the distance between a country and the mean of a group to which it does not count itself.

    A group can be near on average and have nobody near: look at `nearest` too.

    Parameters
    ----------
    points
        One row is one country in one year.
    country
        Its code.
    group
        Codes of the members; the country itself is left out if it is among them.

    Returns
    -------
    pandas.Series
        Distances by year, called ``distance``; the mean is that of the members that have an ideal point in the year.

    Raises
    ------
    ModelError
        As for `distances`, or if the group has no other member.

    Examples
    --------
    >>> points = pd.DataFrame({"year": 2020, "iso3": ["VNM", "LAO", "PHL"], "ideal_point": [-0.5, -0.75, -0.25]})
    >>> distance_to_group(points, "VNM", ["VNM", "LAO", "PHL"]).to_dict()
    {2020: 0.0}
    """
    table = _table(points)
    others = _among(table, country, group)
    apart = (table[_known(table, country)] - table[others].mean(axis="columns")).abs()
    return apart.dropna().rename("distance")


def nearest(points: pd.DataFrame, country: str, year: int, *, among: Sequence[str] | None = None) -> pd.DataFrame:
    """Return who stood nearest to a country in a year, the nearest first.

    Parameters
    ----------
    points
        One row is one country in one year; with ``low`` and ``high``, it is told who cannot be told apart.
    country, year
        Whose neighbours, and when.
    among
        Codes of the countries that are asked about; without it, all others.

    Returns
    -------
    pandas.DataFrame
        Index ``iso3``; ``ideal_point``, ``distance``, and ``overlap`` (see `overlap`) if the points have intervals.

    Raises
    ------
    ModelError
        As for `distances`, or if the country has no ideal point in the year.

    Examples
    --------
    >>> points = pd.DataFrame({"year": 2020, "iso3": ["VNM", "LAO", "USA"], "ideal_point": [-0.5, -0.75, 2.5]})
    >>> nearest(points, "VNM", 2020)["distance"].to_dict()
    {'LAO': 0.25, 'USA': 3.0}
    """
    table = _table(points)
    _known(table, country)
    rows = points[points["year"] == whole_number("year", year, at_least=1)].set_index("iso3")
    if country not in rows.index:
        raise ModelError(f"{country} has no ideal point in {year}: choose a year from {_span(points, country)}.")
    own = rows.loc[[country]].to_dict("records")[0]
    others = rows.loc[rows.index.isin(_among(table, country, table.columns if among is None else among))]
    found = others[["ideal_point"]].assign(distance=(others["ideal_point"] - own["ideal_point"]).abs())
    if {"low", "high"} <= set(rows.columns):
        spans = zip(others["low"], others["high"], strict=True)
        found["overlap"] = [overlap(own["low"], own["high"], low, high) for low, high in spans]
    return found.sort_values("distance", kind="stable")


def overlap(low: float, high: float, other_low: float, other_high: float) -> bool:
    """Return whether two intervals have a point in common.

    Two states whose intervals do not overlap can be told apart. That two overlap does not make them equal.

    Examples
    --------
    >>> overlap(-0.9, -0.4, -0.5, 0.1), overlap(-0.9, -0.4, 0.2, 0.6)
    (True, False)
    """
    return bool(low <= other_high and other_low <= high)


def trend_by_decade(series: YearlySeries) -> pd.DataFrame:
    """Return the level and the trend of a yearly series within each decade.

    The trend is the slope of the straight line that fits the years of the decade best (least squares): a whole line may
    hide that one decade rose and the next fell.

    Parameters
    ----------
    series
        Values by year, such as from `distance`.

    Returns
    -------
    pandas.DataFrame
        Index ``decade`` (its first year); ``years`` (how many have a value), ``mean``, ``slope`` (change per year; NaN
        if the decade has one value only).

    Raises
    ------
    ModelError
        If `series` is not a usable yearly series.

    Examples
    --------
    >>> trend = trend_by_decade(pd.Series({1990: 4.0, 1991: 3.5, 1992: 3.0, 2000: 2.0}))
    >>> trend.loc[1990].to_dict()
    {'years': 3.0, 'mean': 3.5, 'slope': -0.5}
    """
    known = yearly("series", series, signed=True).dropna()
    decades = known.groupby((known.index // _DECADE * _DECADE).rename("decade"))
    return pd.DataFrame({"years": decades.size(), "mean": decades.mean(), "slope": decades.apply(_slope)})


def _slope(values: YearlySeries) -> float:
    if len(values) < _FEWEST:
        return float("nan")
    years = values.index.to_numpy(dtype=float)
    away = years - years.mean()
    return float(np.round((away @ values.to_numpy(dtype=float)) / (away @ away), 12))


def _table(points: pd.DataFrame) -> pd.DataFrame:
    frame = instance("points", points, pd.DataFrame)
    for column in _COLUMNS:
        if column not in frame.columns:
            raise unknown_name("column", column, map(str, frame.columns))
    twice = frame[frame.duplicated(["year", "iso3"])]
    if len(twice):
        row = twice.iloc[0]
        raise ModelError(f"{row['iso3']} stands twice in {row['year']}: keep one row for each country and year.")
    return frame.assign(iso3=frame["iso3"].astype(str)).pivot_table("ideal_point", "year", "iso3")


def _known(table: pd.DataFrame, country: str) -> str:
    return one_of("country", country, map(str, table.columns))


def _among(table: pd.DataFrame, country: str, group: Iterable[str]) -> list[str]:
    others = [_known(table, member) for member in group if member != country]
    if not others:
        raise ModelError(f"The group has nobody but {country}: name at least one other country.")
    return others


def _span(points: pd.DataFrame, country: str) -> str:
    years = points.loc[points["iso3"] == country, "year"]
    return f"{years.min()} to {years.max()}"
