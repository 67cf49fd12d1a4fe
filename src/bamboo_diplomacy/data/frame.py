"""From checked text to a typed pandas frame."""

from typing import Any

import pandas as pd

from bamboo_diplomacy.data.sidecar import Column, Sidecar
from bamboo_diplomacy.data.table import Table


def typed(sidecar: Sidecar, table: Table) -> pd.DataFrame:
    """Return the table as a frame with the sidecar's columns, in its order.

    Parameters
    ----------
    sidecar
        Gives each column its type: ``integer`` becomes int64, or Int64 where cells may be empty; ``number``
        float64; ``boolean`` bool or boolean; ``category`` a categorical with every category of the sidecar;
        ``day`` datetime64; ``text`` and ``date`` str.
    table
        Its cells can be read as these types (`checks.types` says so).

    Returns
    -------
    pandas.DataFrame
        Rows in the order of the file, numbered from 0.
    """
    return pd.DataFrame({column.name: _series(column, table.cells(column.name)) for column in sidecar.columns})


def _series(column: Column, cells: list[str]) -> "pd.Series[Any]":
    text = pd.Series([cell or None for cell in cells], dtype="str")
    optional = column.nulls is not None
    match column.type:
        case "integer":
            return pd.to_numeric(text).astype("Int64" if optional else "int64")
        case "number":
            return pd.to_numeric(text).astype("float64")
        case "boolean":
            return text.map({"true": True, "false": False}).astype("boolean" if optional else "bool")
        case "category":
            return text.astype(pd.CategoricalDtype(list(column.categories), ordered=column.ordered))
        case "day":
            return pd.to_datetime(text, format="%Y-%m-%d")
        case _:
            return text
