"""A dataset's table as text, cell by cell, before anything is made of it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from bamboo_diplomacy.data.errors import InvalidDatasetError, Problem
from bamboo_diplomacy.strings import say

FIRST_ROW = 2
"""The first row of data, as a spreadsheet counts: the header is row 1."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Table:
    """The header and the rows of a CSV file; every cell is text and an empty cell is ``""``."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def numbered(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield each row with its number in a spreadsheet, as a mapping from column to cell."""
        for number, row in enumerate(self.rows, FIRST_ROW):
            yield number, dict(zip(self.columns, row, strict=True))

    def cells(self, column: str) -> list[str]:
        """Return the cells of one column."""
        place = self.columns.index(column)
        return [row[place] for row in self.rows]


def parse(name: str, content: bytes) -> Table:
    r"""Read the bytes of a CSV file.

    Parameters
    ----------
    name
        Name of the dataset, for the messages.
    content
        UTF-8 without a byte-order mark; comma-separated; the first row is the header.

    Raises
    ------
    InvalidDatasetError
        If the bytes are not UTF-8 or not CSV, or a row has another number of cells than the header.

    Examples
    --------
    >>> parse("trade", b"year,us_exports\n1994,172.9\n").cells("us_exports")
    ['172.9']
    """
    if content.startswith(_BYTE_ORDER_MARK):
        raise _refusal(name, "byte_order_mark")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refusal(name, "not_utf8", row=line) from None
    try:
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except ValueError:
        raise _refusal(name, "empty_table") from None
    except csv.Error as error:
        raise _refusal(name, "not_csv", reason=error) from None
    _refuse_ragged(name, header, rows)
    return Table(tuple(header), tuple(tuple(row) for row in rows))


def _refuse_ragged(name: str, header: list[str], rows: list[list[str]]) -> None:
    problems = tuple(
        Problem(name, say("data.problem.ragged", cells=len(row), columns=len(header)), row=number)
        for number, row in enumerate(rows, FIRST_ROW)
        if len(row) != len(header)
    )
    if problems:
        raise InvalidDatasetError(problems)


def _refusal(name: str, key: str, row: int | None = None, **values: object) -> InvalidDatasetError:
    return InvalidDatasetError((Problem(name, say(f"data.problem.{key}", None, **values), row=row),))
