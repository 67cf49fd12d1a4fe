"""Reading a dataset for use, and checking it completely."""

from itertools import chain
from typing import TYPE_CHECKING

from bamboo_diplomacy.data import checks, files, table, usage
from bamboo_diplomacy.data.errors import InvalidDatasetError, Problem

if TYPE_CHECKING:
    import pandas as pd


def load(name: str) -> "pd.DataFrame":
    """Return a dataset as a typed frame; `describe` tells what its columns mean.

    The types and the names of the columns are checked while reading; `validate` checks everything.

    Parameters
    ----------
    name
        One of `names`.

    Returns
    -------
    pandas.DataFrame
        A fresh copy: changing it changes nothing else.

    Raises
    ------
    UnknownDatasetError
        If no dataset is called so; the message offers names that are spelled nearly so.
    InvalidDatasetError
        If the table is not what its sidecar says; the message names row and column.

    Examples
    --------
    >>> trade = load("us_vietnam_trade")
    >>> trade.loc[trade["year"] == 1994, "us_exports"].item()
    172.9
    """
    from bamboo_diplomacy.data.frame import typed  # noqa: PLC0415 - pandas is needed only from here on

    sidecar = files.read_sidecar(name)
    rows = table.parse(name, files.read_table(name))
    problems = tuple(checks.columns(sidecar, rows)) or tuple(checks.types(sidecar, rows))
    if problems:
        raise InvalidDatasetError(problems)
    usage.record(name)
    return typed(sidecar, rows)


def validate(name: str) -> list[Problem]:
    """Return everything that is wrong with a dataset; an empty list if all is well.

    Parameters
    ----------
    name
        One of `names`.

    Returns
    -------
    list of Problem
        Each says in a sentence what is wrong, with the row as a spreadsheet numbers it and the column: a
        wrong type, an unknown, missing or repeated column, an empty cell that has no meaning, a figure or
        category out of bounds, a repeated key, a missing or unknown source, text that is not UTF-8 or not
        NFC, another digest.

    Raises
    ------
    UnknownDatasetError
        If no dataset is called so.

    Examples
    --------
    >>> validate("us_vietnam_trade")
    []
    """
    try:
        sidecar = files.read_sidecar(name)
        content = files.read_table(name)
        rows = table.parse(name, content)
    except InvalidDatasetError as error:
        return list(error.problems)
    problems = list(checks.columns(sidecar, rows))
    if not problems:
        tests = (checks.types, checks.bounds, checks.keys, checks.sources, checks.text)
        problems += chain.from_iterable(test(sidecar, rows) for test in tests)
    return [*problems, *checks.digest(sidecar, content)]
