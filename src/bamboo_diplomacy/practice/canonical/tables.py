"""Canonical forms of pandas columns and tables."""

import sys
from typing import Any

from bamboo_diplomacy.practice.canonical.form import Child, Form, NotCanonicalError
from bamboo_diplomacy.practice.canonical.unwrap import refuse_large
from bamboo_diplomacy.strings import say

_DTYPES = {
    "b": "bool",
    "i": "number",
    "u": "number",
    "f": "number",
    "c": "number",
    "M": "date",
    "m": "duration",
}


def from_pandas(value: object, child: Child) -> Form | None:
    """Return the form of a Series or DataFrame, or None if the value is neither."""
    pd = sys.modules["pandas"]
    if not hasattr(pd, "DataFrame"):
        return None
    if isinstance(value, pd.Series):
        return _series(value, child)
    if isinstance(value, pd.DataFrame):
        return _table(value, child)
    if isinstance(value, pd.core.groupby.GroupBy):
        raise NotCanonicalError(say("practice.refused.group_by"))
    return None


def dtype_word(column: Any) -> str:  # noqa: ANN401 - pandas is only loaded if the student loaded it
    """Return the kind of a column in one word: number, text, bool, date, duration or mixed.

    Examples
    --------
    >>> import pandas as pd
    >>> dtype_word(pd.Series(["Hà Nội", "Huế"])), dtype_word(pd.Series([1.5, None]))
    ('text', 'number')
    """
    kind = getattr(column.dtype, "kind", "O")
    if kind in _DTYPES:
        return _DTYPES[kind]
    if str(column.dtype).startswith("period"):
        return "date"
    return "text" if all(isinstance(item, str) for item in column.dropna()) else "mixed"


def _series(series: Any, child: Child) -> Form:  # noqa: ANN401 - as above
    refuse_large(series.size)
    return {
        "kind": "series",
        "name": child(series.name),
        "dtype": dtype_word(series),
        "index": _index(series.index, child),
        "values": [child(item) for item in series.tolist()],
    }


def _table(frame: Any, child: Child) -> Form:  # noqa: ANN401 - as above
    refuse_large(frame.size)
    columns = [frame.iloc[:, place] for place in range(frame.shape[1])]
    return {
        "kind": "table",
        "columns": [child(_label(name)) for name in frame.columns],
        "dtypes": [dtype_word(column) for column in columns],
        "index": _index(frame.index, child),
        "data": [[child(item) for item in column.tolist()] for column in columns],
    }


def _index(index: Any, child: Child) -> Form:  # noqa: ANN401 - as above
    return {
        "names": [child(name) for name in index.names],
        "labels": [child(_label(label)) for label in index.tolist()],
    }


def _label(label: object) -> object:
    return list(label) if isinstance(label, tuple) else label
