"""Normalisation: indicators in persons, dollars and sites brought to one scale, on which more is always better.

The three ways are those of the Handbook on Constructing Composite Indicators (OECD and JRC 2008, step 5). Each keeps
another part of the truth: min-max keeps distances within the range, so one giant presses all others together; z-scores
count distances in standard deviations; ranks forget distances and keep the order.
"""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

import pandas as pd

from bamboo_diplomacy.models.checks import one_of
from bamboo_diplomacy.models.composite.tables import Numbers, indicators, numbers
from bamboo_diplomacy.models.errors import ModelError

_MIDDLE = 100.0  # points of a country at the mean of an indicator
_STEP = 10.0  # points for one standard deviation
_LEAST, _MOST = 1.0, 100.0  # points of the last and the first, where the range is the measure


def min_max(values: Numbers, *, higher_is_better: bool = True) -> Numbers:
    """Return where each value lies between the worst (0) and the best (1): ``(x - min) / (max - min)``.

    Parameters
    ----------
    values
        Numbers by country; a missing one stays missing and counts for neither end.
    higher_is_better
        False if a small number is the good one, as for visa rules or prices: the scale is then turned round.

    Returns
    -------
    pandas.Series
        Between 0 and 1.

    Raises
    ------
    ModelError
        If `values` is no Series of numbers, or is the same for every country.

    Examples
    --------
    >>> min_max(pd.Series({"Ant": 10, "Bee": 15, "Cat": 20})).to_dict()
    {'Ant': 0.0, 'Bee': 0.5, 'Cat': 1.0}
    """
    oriented = _oriented(values, higher_is_better=higher_is_better)
    return (oriented - oriented.min()) / (oriented.max() - oriented.min())


def z_scores(values: Numbers, *, higher_is_better: bool = True) -> Numbers:
    """Return by how many standard deviations each value lies above the mean: ``(x - mean) / sd``.

    The standard deviation is that of all countries compared (divided by n, not n - 1): they are no sample.

    Parameters
    ----------
    values, higher_is_better
        As for `min_max`.

    Returns
    -------
    pandas.Series
        With mean 0 and standard deviation 1.

    Raises
    ------
    ModelError
        If `values` is no Series of numbers, or is the same for every country.

    Examples
    --------
    >>> z_scores(pd.Series({"Ant": 10, "Bee": 10, "Cat": 20, "Dog": 20})).to_dict()
    {'Ant': -1.0, 'Bee': -1.0, 'Cat': 1.0, 'Dog': 1.0}
    """
    oriented = _oriented(values, higher_is_better=higher_is_better)
    return (oriented - oriented.mean()) / oriented.std(ddof=0)


def rank_scores(values: Numbers, *, higher_is_better: bool = True) -> Numbers:
    """Return 1 for the last country up to n for the first; equal values share the mean of their places.

    Parameters
    ----------
    values, higher_is_better
        As for `min_max`.

    Returns
    -------
    pandas.Series
        Between 1 and the number of countries that have a value.

    Raises
    ------
    ModelError
        If `values` is no Series of numbers, or is the same for every country.

    Examples
    --------
    >>> rank_scores(pd.Series({"Ant": 5, "Bee": 7, "Cat": 7, "Dog": 900})).to_dict()
    {'Ant': 1.0, 'Bee': 2.5, 'Cat': 2.5, 'Dog': 4.0}
    """
    return _oriented(values, higher_is_better=higher_is_better).rank(method="average")


NORMALISATIONS: Mapping[str, Callable[..., Numbers]] = MappingProxyType(
    {"min_max": min_max, "z_score": z_scores, "rank": rank_scores}
)
"""The normalisations by name."""


def normalise(table: pd.DataFrame, method: str = "min_max", *, lower_is_better: Collection[str] = ()) -> pd.DataFrame:
    """Return every indicator in points above zero, so that each mean can be taken of them.

    Points are 1 to 100 for min-max, 100 + 10 z for z-scores, and the rank scores as they are. An arithmetic mean ranks
    countries the same with or without this shift; a geometric mean has no meaning for zero or less.

    Parameters
    ----------
    table
        One row is one country, one column one indicator.
    method
        One of `NORMALISATIONS`.
    lower_is_better
        The indicators of which a small number is the good one.

    Returns
    -------
    pandas.DataFrame
        Points, in the form of `table`; missing values stay missing.

    Raises
    ------
    ModelError
        If `table` is no table of indicators, an indicator is the same for every country, or a name is unknown.

    Examples
    --------
    >>> table = pd.DataFrame({"visitors": [10, 15, 20], "visa": [0, 5, 1]}, index=["Ant", "Bee", "Cat"])
    >>> normalise(table, lower_is_better=["visa"]).loc["Bee"].tolist()
    [50.5, 1.0]
    """
    checked = indicators(table)
    score = NORMALISATIONS[one_of("normalisation", method, NORMALISATIONS)]
    known = list(map(str, checked.columns))
    low = {one_of("indicator", name, known) for name in lower_is_better}
    scores = pd.DataFrame({name: score(values, higher_is_better=name not in low) for name, values in checked.items()})
    match method:
        case "min_max":
            return _LEAST + (_MOST - _LEAST) * scores
        case "z_score":
            return _MIDDLE + _STEP * scores
        case _:
            return scores


def _oriented(values: Numbers, *, higher_is_better: bool) -> Numbers:
    """Return the values, turned round if small ones are good; refuse what cannot tell countries apart."""
    name = str(getattr(values, "name", None) or "values")
    checked = numbers(name, values)
    if checked.nunique() < 2:  # noqa: PLR2004 - a difference needs two
        what = "missing" if checked.isna().all() else "the same"
        raise ModelError(f'The indicator "{name}" is {what} for every country: it ranks nobody, leave it out.')
    return checked if higher_is_better else -checked
