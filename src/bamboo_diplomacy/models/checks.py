"""What the models accept: each check returns its input in the form that the model works with, or raises a sentence."""

import math
from collections.abc import Iterable
from numbers import Integral, Real
from typing import TypeAlias, TypeVar

import numpy as np
import pandas as pd

from bamboo_diplomacy.models.errors import ModelError, unknown_name

YearlySeries: TypeAlias = "pd.Series[float]"

Kind = TypeVar("Kind")

EARLIEST_YEAR = 1000
LATEST_YEAR = 2999


def number(name: str, value: object, *, at_least: float = -math.inf, above: float = -math.inf) -> float:
    """Return `value` as a float if it is one finite number within its bounds.

    Raises
    ------
    ModelError
        If it is not a number, is missing, is infinite, or is out of bounds.

    Examples
    --------
    >>> number("rate", 0.07, above=0)
    0.07
    """
    if isinstance(value, bool) or not isinstance(value, Real):
        raise ModelError(f"`{name}` must be a number, not {value!r}.")
    result = float(value)
    if math.isnan(result):
        raise ModelError(f"`{name}` is missing (NaN): give a number.")
    if math.isinf(result):
        raise ModelError(f"`{name}` must be a finite number, not {result}.")
    if result <= above:
        raise ModelError(f"`{name}` must be greater than {above:g}, not {value}.")
    if result < at_least:
        raise ModelError(f"`{name}` must be at least {at_least:g}, not {value}.")
    return result


def whole_number(name: str, value: object, *, at_least: int, at_most: int | None = None) -> int:
    """Return `value` as an int if it is a whole number within its bounds.

    Raises
    ------
    ModelError
        If it is not a whole number, or is out of bounds.

    Examples
    --------
    >>> whole_number("rounds", 5, at_least=1)
    5
    """
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise ModelError(f"`{name}` must be a whole number, not {value!r}.")
    result = int(value)
    if result < at_least:
        raise ModelError(f"`{name}` must be at least {at_least}, not {result}.")
    if at_most is not None and result > at_most:
        raise ModelError(f"`{name}` must be at most {at_most}, not {result}.")
    return result


def probability(name: str, value: object) -> float:
    """Return `value` as a float if it lies between 0 and 1.

    Raises
    ------
    ModelError
        If it is not a number between 0 and 1.

    Examples
    --------
    >>> probability("misperception", 0.05)
    0.05
    """
    result = number(name, value)
    if not 0 <= result <= 1:
        raise ModelError(f"`{name}` is a probability and must lie between 0 and 1, not {value}.")
    return result


def instance(name: str, value: object, kind: type[Kind]) -> Kind:
    """Return `value` if it is an object of the class `kind`.

    Raises
    ------
    ModelError
        If it is something else.

    Examples
    --------
    >>> instance("title", "Trust", str)
    'Trust'
    """
    if not isinstance(value, kind):
        raise ModelError(f"`{name}` must be {kind.__name__}(...), not {value!r}.")
    return value


def one_of(kind: str, name: object, known: Iterable[str]) -> str:
    """Return `name` if it is one of the known names.

    Raises
    ------
    ModelError
        If it is not; the sentence offers the nearest name.

    Examples
    --------
    >>> one_of("season", "dry", ["dry", "wet"])
    'dry'
    """
    names = list(known)
    if not isinstance(name, str) or name not in names:
        raise unknown_name(kind, name, names)
    return name


def yearly(name: str, series: object, *, signed: bool = False) -> YearlySeries:
    """Return a yearly series as floats, sorted by year, with its index called ``year``.

    A missing value stays missing: it says that the year is not known. Order does not matter. Values are zero or more,
    unless they are `signed`.

    Raises
    ------
    ModelError
        If `series` is not a pandas Series, is empty or wholly missing, has an index that is not made of
        different whole years, or holds text, a negative or an infinite value.

    Examples
    --------
    >>> yearly("total", pd.Series([9.0, 4.0], index=[2001, 2000])).to_dict()
    {2000: 4.0, 2001: 9.0}
    """
    if not isinstance(series, pd.Series):
        raise ModelError(
            f"`{name}` must be a pandas Series with the years as its index, not a {type(series).__name__}: "
            f'for example frame.set_index("year")["total"].'
        )
    _check_years(name, series.index)
    if not pd.api.types.is_numeric_dtype(series.dtype) or pd.api.types.is_bool_dtype(series.dtype):
        raise ModelError(f"`{name}` must hold numbers, not {series.dtype}: convert it with pd.to_numeric.")
    values = series.to_numpy(dtype=float, na_value=math.nan)
    years = pd.Index(series.index.to_numpy(dtype=int), name="year")
    result = pd.Series(values, index=years, name=series.name).sort_index()
    _check_values(name, result, signed=signed)
    return result


def _check_years(name: str, index: pd.Index) -> None:
    if len(index) == 0:
        raise ModelError(f"`{name}` is empty: it has no years.")
    if not pd.api.types.is_integer_dtype(index.dtype) or index.hasnans:
        raise ModelError(
            f"The index of `{name}` must hold whole years such as 1995, not {index[0]!r}: "
            f'use frame.set_index("year") first.'
        )
    outside = index[(index < EARLIEST_YEAR) | (index > LATEST_YEAR)]
    if len(outside):
        raise ModelError(
            f"The index of `{name}` holds {outside[0]}, which is not a year: "
            f'if the years stand in a column, use frame.set_index("year") first.'
        )
    twice = index[index.duplicated()]
    if len(twice):
        raise ModelError(f"`{name}` has the year {twice[0]} more than once: keep one value for each year.")


def _check_values(name: str, series: YearlySeries, *, signed: bool) -> None:
    if series.isna().all():
        raise ModelError(f"`{name}` has no value: every year is missing.")
    for year, value in series.items():
        if value < 0 and not signed:
            raise ModelError(f"`{name}` is negative in {year} ({value:g}): a value of trade is zero or more.")
        if np.isinf(value):
            raise ModelError(f"`{name}` is infinite in {year}: write a missing value as NaN.")
