"""Which combinations of codes a set of activities covers, and which it leaves out.

The material is a table of coded activities: one row is one activity, and a cell may hold several codes,
``"O1;O4"``. An activity with two objectives and two audiences touches four cells of objective by audience. Counted
whole, it is 1 in each of the four; counted in fractions, a quarter in each, so that the cells add up to the number of
activities.

A gap is a cell that no listed activity touches. Whether nobody acted there, or nobody listed it, the table cannot
tell.
"""

from itertools import product
from typing import Literal, TypeAlias

import pandas as pd

from bamboo_diplomacy.models.checks import one_of
from bamboo_diplomacy.models.errors import ModelError

__all__ = ["covered_share", "cross_coverage", "expected_coverage", "gaps", "split_codes"]

SEPARATOR = ";"
COUNTING = ("whole", "fractional")

Counting: TypeAlias = Literal["whole", "fractional"]


def split_codes(frame: pd.DataFrame, *columns: str, separator: str = SEPARATOR) -> pd.DataFrame:
    """Return a tidy table: one row for each activity and each combination of its codes.

    Parameters
    ----------
    frame
        One row is one activity.
    columns
        Those whose cells hold codes with a separator between them.
    separator
        What stands between two codes; spaces around it are ignored.

    Returns
    -------
    pandas.DataFrame
        The same columns. A row is repeated for each of its codes and keeps its index; a code that is written twice in
        one cell counts once, and a cell without a code stays missing.

    Raises
    ------
    ModelError
        If a column is unknown or holds something else than text.

    Examples
    --------
    >>> activities = pd.DataFrame({"name": ["festival", "school"], "objectives": ["O1;O2", "O1"]})
    >>> split_codes(activities, "objectives").values.tolist()
    [['festival', 'O1'], ['festival', 'O2'], ['school', 'O1']]
    """
    tidy = frame
    for column in columns:
        codes = _column(tidy, column).map(lambda cell: _codes(cell, separator))
        tidy = tidy.assign(**{column: codes}).explode(column)
    return tidy


def cross_coverage(
    frame: pd.DataFrame,
    rows: str,
    columns: str,
    *,
    row_codes: list[str] | None = None,
    column_codes: list[str] | None = None,
    counting: Counting = "whole",
) -> pd.DataFrame:
    """Return how many activities touch each combination of two codes.

    Parameters
    ----------
    frame
        One row is one activity; cells hold one code or several with ``;`` between them.
    rows, columns
        The two columns of codes.
    row_codes, column_codes
        All codes that there could be, in the order of the result, so that a code nobody used has a row of zeros;
        otherwise those found, sorted.
    counting
        ``"whole"``: an activity is 1 in each cell that it touches, and counts several times. ``"fractional"``: it is
        divided equally among its cells.

    Returns
    -------
    pandas.DataFrame
        A row for each row code and a column for each column code.

    Raises
    ------
    ModelError
        If a column is unknown or holds something else than text, an activity has a code that is not among the given
        ones, or there is no such way of counting.

    References
    ----------
    Gauffriau, M. (2021). Counting methods introduced into the bibliometric research literature 1970-2018: a review.
    *Quantitative Science Studies*, 2(3), 932-975.

    Examples
    --------
    >>> activities = pd.DataFrame({"objectives": ["O1;O2", "O1"], "audience": ["youth", "public"]})
    >>> cross_coverage(activities, "objectives", "audience", column_codes=["public", "youth", "elites"]).values.tolist()
    [[1, 1, 0], [0, 1, 0]]
    """
    one_of("way of counting", counting, COUNTING)
    if rows == columns:
        raise ModelError(f"Rows and columns are both {rows!r}: choose two different columns of codes.")
    both = pd.DataFrame({name: _column(frame, name) for name in (rows, columns)}).reset_index(drop=True)
    tidy = split_codes(both, rows, columns).dropna()
    row_codes = _known_codes(tidy[rows], row_codes)
    column_codes = _known_codes(tidy[columns], column_codes)
    per_cell = 1 if counting == "whole" else 1 / tidy.index.to_series().groupby(level=0).transform("size")
    table = tidy.assign(weight=per_cell).pivot_table(
        index=rows, columns=columns, values="weight", aggfunc="sum", fill_value=0
    )
    return table.reindex(index=row_codes, columns=column_codes, fill_value=0)


def expected_coverage(table: pd.DataFrame) -> pd.DataFrame:
    """Return the counts to be expected if rows and columns had nothing to do with each other.

    Each cell is its row's sum times its column's sum, over the sum of all. A gap where three activities were to be
    expected says more than one where none was.

    Parameters
    ----------
    table
        Counts, as from `cross_coverage`.

    Returns
    -------
    pandas.DataFrame
        The same rows and columns; all zeros for a table of zeros.

    References
    ----------
    Pearson, K. (1904). *On the Theory of Contingency and Its Relation to Association and Normal Correlation*.
    Drapers' Company Research Memoirs.

    Examples
    --------
    >>> expected_coverage(pd.DataFrame([[3, 1], [0, 4]])).values.tolist()
    [[1.5, 2.5], [1.5, 2.5]]
    """
    total = table.to_numpy().sum()
    if not total:
        return table.astype(float)
    down, across = table.sum(axis=1), table.sum(axis=0)
    return pd.DataFrame({name: down * across[name] / total for name in table.columns})


def gaps(table: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the cells that no activity touches, the most surprising first.

    Most surprising is where `expected_coverage` is greatest; equals stand in the order of the table.

    Parameters
    ----------
    table
        Counts, as from `cross_coverage`.

    Returns
    -------
    list of tuple
        Row code and column code of each gap.

    Examples
    --------
    >>> gaps(pd.DataFrame({"youth": [0, 2], "elites": [0, 0], "public": [5, 3]}, index=["O1", "O2"]))
    [('O1', 'youth'), ('O1', 'elites'), ('O2', 'elites')]
    """
    expected = expected_coverage(table)
    empty = [(row, column) for row, column in product(table.index, table.columns) if not table.loc[row, column]]
    return sorted(empty, key=lambda cell: -expected.loc[cell])


def covered_share(table: pd.DataFrame, at_least: float = 1) -> float:
    """Return the share of cells with at least so many activities.

    Parameters
    ----------
    table
        Counts, as from `cross_coverage`.
    at_least
        How many make a cell covered; one activity in thirty years is thin.

    Raises
    ------
    ModelError
        If the table has no cell.

    Examples
    --------
    >>> covered_share(pd.DataFrame({"youth": [0, 2], "public": [5, 3]}))
    0.75
    """
    if not table.size:
        raise ModelError("The table has no cell: give at least one row code and one column code.")
    return float((table >= at_least).to_numpy().mean())


def _column(frame: pd.DataFrame, column: str) -> "pd.Series[str]":
    one_of("column", column, map(str, frame.columns))
    return frame[column]


def _codes(cell: object, separator: str) -> list[str]:
    """Return the different codes of a cell in their order."""
    if pd.isna(cell):  # type: ignore[call-overload]
        return []
    if not isinstance(cell, str):
        raise ModelError(f"Codes must be text with {separator!r} between them, not {cell!r}.")
    return list(dict.fromkeys(code.strip() for code in cell.split(separator) if code.strip()))


def _known_codes(found: "pd.Series[str]", known: list[str] | None) -> list[str]:
    present = sorted(set(found))
    unknown = [code for code in present if known is not None and code not in known]
    if unknown:
        raise ModelError(f'There is no code "{unknown[0]}" in {", ".join(known or ())}: add it, or mend the table.')
    return present if known is None else known
