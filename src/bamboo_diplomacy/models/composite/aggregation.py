"""Means of several indicators: the arithmetic one lets a strength make up for a weakness, the geometric one less so.

Both take many sets of weights at once, so that a ranking can be tried under hundreds of them (OECD and JRC 2008, steps
6 and 7).
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bamboo_diplomacy.models.errors import ModelError

Floats: TypeAlias = NDArray[np.float64]


def arithmetic_mean(points: Floats, weights: Floats) -> Floats:
    """Return the weighted arithmetic means of countries.

    Parameters
    ----------
    points
        One row is one country, one column one indicator. A gap (NaN) leaves the mean to the other indicators.
    weights
        One row is one set of weights, one column one indicator; zero or more.

    Returns
    -------
    numpy.ndarray
        One row is one set of weights, one column one country; NaN for a country without any indicator that counts.

    Examples
    --------
    >>> arithmetic_mean(np.array([[1.0, 100.0], [40.0, 40.0]]), np.array([[0.5, 0.5]]))
    array([[50.5, 40. ]])
    """
    known = ~np.isnan(points)
    sums = weights @ np.where(known, points, 0.0).T
    counted = weights @ known.T.astype(float)
    means: Floats = np.divide(sums, counted, out=np.full_like(sums, np.nan), where=counted > 0)
    return means


def geometric_mean(points: Floats, weights: Floats) -> Floats:
    """Return the weighted geometric means of countries: the exponential of the mean logarithm.

    Parameters
    ----------
    points, weights
        As for `arithmetic_mean`; every point above zero.

    Returns
    -------
    numpy.ndarray
        As for `arithmetic_mean`, and never above it.

    Raises
    ------
    ModelError
        If a point is zero or less.

    Examples
    --------
    >>> geometric_mean(np.array([[1.0, 100.0], [40.0, 40.0]]), np.array([[0.5, 0.5]])).round(6)
    array([[10., 40.]])
    """
    if (points <= 0).any():
        raise ModelError(
            "A geometric mean needs points above zero, and some are zero or less: use `normalise`, which lifts them."
        )
    return np.exp(arithmetic_mean(np.log(points), weights))


MEANS: Mapping[str, Callable[[Floats, Floats], Floats]] = MappingProxyType(
    {"arithmetic": arithmetic_mean, "geometric": geometric_mean}
)
"""The means by name."""
