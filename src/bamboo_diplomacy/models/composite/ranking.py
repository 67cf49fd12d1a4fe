"""Ranks of countries by their scores, with ties stated."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bamboo_diplomacy.models.composite.aggregation import Floats
from bamboo_diplomacy.models.composite.tables import Numbers, numbers

_EQUAL = 1e-9  # of the largest score: a smaller difference is rounding and no lead


def ranks(scores: Numbers) -> "pd.Series[int]":
    """Return the rank of each country, the highest score first; equal scores share the better rank: 1, 2, 2, 4.

    Parameters
    ----------
    scores
        Numbers by country; who has none gets no rank.

    Returns
    -------
    pandas.Series
        Ranks from 1 in their order, called ``rank``; countries that share one in the order of `scores`.

    Raises
    ------
    ModelError
        If `scores` is no Series of numbers.

    Examples
    --------
    >>> ranks(pd.Series({"Ant": 0.1 + 0.2, "Bee": 0.3, "Cat": 0.9, "Dog": 0.1, "Eel": None})).to_dict()
    {'Cat': 1, 'Ant': 2, 'Bee': 2, 'Dog': 4}
    """
    known = numbers("scores", scores).dropna()
    places = rank_matrix(np.array(known, dtype=np.float64)[np.newaxis])[0]
    return pd.Series(places, index=known.index, name="rank").sort_values(kind="stable")


def ties(places: "pd.Series[int]") -> dict[int, tuple[str, ...]]:
    """Return the ranks that several countries share, each with its countries.

    Parameters
    ----------
    places
        Ranks by country, as from `ranks`.

    Examples
    --------
    >>> ties(pd.Series({"Cat": 1, "Ant": 2, "Bee": 2}))
    {2: ('Ant', 'Bee')}
    """
    together: dict[int, tuple[str, ...]] = {}
    for country, place in places.items():
        together[int(place)] = (*together.get(int(place), ()), str(country))
    return {place: countries for place, countries in together.items() if len(countries) > 1}


def rank_matrix(scores: Floats) -> NDArray[np.int64]:
    """Return the ranks of many rankings at once, one row each: one more than the countries that lie clearly ahead.

    Examples
    --------
    >>> rank_matrix(np.array([[3.0, 9.0, 3.0], [1.0, 2.0, 3.0]]))
    array([[2, 1, 2],
           [3, 2, 1]])
    """
    margin = _EQUAL * np.abs(scores).max(axis=1, keepdims=True)[:, np.newaxis]
    ahead = scores[:, np.newaxis, :] > scores[:, :, np.newaxis] + margin
    places: NDArray[np.int64] = 1 + ahead.sum(axis=2, dtype=np.int64)
    return places
