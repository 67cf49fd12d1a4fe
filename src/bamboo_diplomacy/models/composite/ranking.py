"""Ranks of countries by their scores, with ties stated."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bamboo_diplomacy.models.checks import number
from bamboo_diplomacy.models.composite.aggregation import Floats
from bamboo_diplomacy.models.composite.tables import Numbers, numbers
from bamboo_diplomacy.models.errors import ModelError

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


def share_behind(rank: float, of_n: float) -> float:
    """Return the share of the other countries that a rank leaves behind: ``(n - rank) / (n - 1)``.

    A rank alone says little: the more countries an edition ranks, the more can come in between.

    Parameters
    ----------
    rank
        From 1, the first.
    of_n
        How many countries are ranked: at least two, and not fewer than `rank`.

    Returns
    -------
    float
        1 for the first, 0 for the last.

    Raises
    ------
    ModelError
        If `rank` or `of_n` is out of bounds.

    Examples
    --------
    >>> share_behind(1, 30), share_behind(3, 5), share_behind(5, 5)
    (1.0, 0.5, 0.0)
    """
    ranked = number("of_n", of_n, at_least=2)
    place = number("rank", rank, at_least=1)
    if place > ranked:
        raise ModelError(f"Rank {rank} of {of_n} cannot be: `of_n` says how many countries are ranked.")
    return (ranked - place) / (ranked - 1)


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
