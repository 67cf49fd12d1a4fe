"""What the models of composite indices accept: numbers by country, and a table of them by indicator."""

import math
from typing import TypeAlias

import numpy as np
import pandas as pd

from bamboo_diplomacy.models.errors import ModelError

Numbers: TypeAlias = "pd.Series[float]"

_SHOWN = 3  # names that a sentence lists before it says how many more there are


def numbers(name: str, values: object) -> Numbers:
    """Return numbers by country as floats; a missing one stays missing.

    Raises
    ------
    ModelError
        If `values` is not a pandas Series, is empty, names a country twice, or holds text or an infinite number.

    Examples
    --------
    >>> numbers("score", pd.Series({"Ant": 1, "Bee": 2})).to_dict()
    {'Ant': 1.0, 'Bee': 2.0}
    """
    if not isinstance(values, pd.Series):
        raise ModelError(
            f"`{name}` must be a pandas Series with the countries as its index, not a {type(values).__name__}: "
            f'for example frame.set_index("country")["score"].'
        )
    if values.empty:
        raise ModelError(f"`{name}` is empty: it has no country.")
    twice = values.index[values.index.duplicated()]
    if len(twice):
        raise ModelError(f"`{name}` has {twice[0]} more than once: keep one row for each country.")
    if not pd.api.types.is_numeric_dtype(values.dtype) or pd.api.types.is_bool_dtype(values.dtype):
        raise ModelError(f"`{name}` must hold numbers, not {values.dtype}: convert it with pd.to_numeric.")
    result = pd.Series(values.to_numpy(dtype=float, na_value=math.nan), index=values.index, name=values.name)
    infinite = result.index[np.isinf(result.to_numpy())]
    if len(infinite):
        raise ModelError(f"`{name}` is infinite for {infinite[0]}: write a missing value as NaN.")
    return result


def indicators(table: object) -> pd.DataFrame:
    """Return a table of indicators as floats: one row is one country, one column one indicator.

    Raises
    ------
    ModelError
        If `table` is not a pandas DataFrame of two countries or more and at least one indicator, names an indicator
        twice, or has a column that `numbers` refuses.

    Examples
    --------
    >>> indicators(pd.DataFrame({"visitors": [9, 3]}, index=["Ant", "Bee"]))["visitors"].tolist()
    [9.0, 3.0]
    """
    if not isinstance(table, pd.DataFrame):
        raise ModelError(
            "The indicators must be a pandas DataFrame, one row for each country and one column for each indicator, "
            f"not a {type(table).__name__}."
        )
    if not len(table.columns):
        raise ModelError("The table has no indicator: an index needs at least one column.")
    if len(table) < 2:  # noqa: PLR2004 - who is ranked needs someone to be ranked with
        raise ModelError(f"The table has {len(table)} countries: a ranking needs at least two.")
    twice = table.columns[table.columns.duplicated()]
    if len(twice):
        raise ModelError(f'The table has the indicator "{twice[0]}" more than once: give each column its own name.')
    return pd.DataFrame({column: numbers(str(column), table[column]) for column in table.columns})


def listed(names: pd.Index) -> str:
    """Return some names for a sentence, and how many more there are.

    Examples
    --------
    >>> listed(pd.Index(["Ant", "Bee"])), listed(pd.Index(["Ant", "Bee", "Cat", "Dog", "Eel"]))
    ('Ant and Bee', 'Ant, Bee, Cat and 2 more')
    """
    some = [str(name) for name in names[:_SHOWN]]
    if len(names) > _SHOWN:
        some.append(f"{len(names) - _SHOWN} more")
    *others, last = some
    return f"{', '.join(others)} and {last}" if others else last
