"""The groups of a whole, such as the religions of a population: read from any form, checked, turned into shares."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import pandas as pd

from bamboo_diplomacy.models.errors import ModelError

Groups: TypeAlias = "pd.Series[float] | Mapping[str, float] | Sequence[float]"
"""Counts or shares of groups, with or without names."""


def amounts(name: str, groups: Groups) -> "pd.Series[float]":
    """Return the groups as floats by their names; a list has numbers for names.

    Parameters
    ----------
    name
        What the error calls them.
    groups
        Counts or shares, each zero or more, at least one above zero.

    Raises
    ------
    ModelError
        If there is no group, one is named twice, an amount is no number, missing, infinite or negative, or all are 0.

    Examples
    --------
    >>> amounts("religions", {"Buddhist": 3, "none": 1}).to_dict()
    {'Buddhist': 3.0, 'none': 1.0}
    """
    series = groups if isinstance(groups, pd.Series) else pd.Series(groups, dtype=object if len(groups) else float)
    if series.empty:
        raise ModelError(f"`{name}` is empty: give the size of at least one group.")
    twice = series.index[series.index.duplicated()]
    if len(twice):
        raise ModelError(f"`{name}` names the group {twice[0]!r} more than once: add its parts together first.")
    numbers = _numbers(name, series)
    for group, amount in numbers.items():
        if not np.isfinite(amount):
            raise ModelError(f"`{name}` has no finite number for {group!r}: leave the group out, or find its size.")
        if amount < 0:
            raise ModelError(f"`{name}` is negative for {group!r} ({amount:g}): a group has zero members or more.")
    if not numbers.sum():
        raise ModelError(f"All groups of `{name}` are zero, so none has a share: give the size of at least one.")
    return numbers


def shares(name: str, groups: Groups) -> "pd.Series[float]":
    """Return the share of each group in the sum of all, so that counts, per cents and rounded shares are read alike.

    Raises
    ------
    ModelError
        As for `amounts`.

    Examples
    --------
    >>> shares("religions", [3, 1]).tolist()
    [0.75, 0.25]
    """
    found = amounts(name, groups)
    return found / found.sum()


def _numbers(name: str, series: "pd.Series[float]") -> "pd.Series[float]":
    for group, amount in series.items():
        if isinstance(amount, (str, bool)):
            raise ModelError(f"`{name}` holds {amount!r} for {group!r}, which is no number: give counts or shares.")
    try:
        return series.astype(float)
    except (TypeError, ValueError) as error:
        raise ModelError(f"`{name}` must hold one number for each group: give counts or shares.") from error
