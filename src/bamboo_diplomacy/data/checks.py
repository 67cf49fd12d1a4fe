"""What a table must keep to: one small function per promise of the sidecar."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date

from bamboo_diplomacy.data.errors import Problem
from bamboo_diplomacy.data.sidecar import Column, Sidecar
from bamboo_diplomacy.data.table import Table
from bamboo_diplomacy.strings import say

SOURCE = "source"
"""Heading of the column that names the sources of a row, by their keys."""

SEPARATOR = "; "
"""What stands between two sources of one row."""

_SHAPES = {
    "integer": re.compile(r"-?\d+"),
    "number": re.compile(r"-?\d+(\.\d+)?"),
    "boolean": re.compile(r"true|false"),
    "day": re.compile(r"\d{4}-\d\d-\d\d"),
    "date": re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?"),
}


def columns(sidecar: Sidecar, table: Table) -> Iterator[Problem]:
    """Yield each column that the table has too much, too often or not at all."""
    promised = [column.name for column in sidecar.columns]
    for name, count in Counter(table.columns).items():
        if name not in promised:
            yield _problem(sidecar, "unknown_column", column=name)
        elif count > 1:
            yield _problem(sidecar, "repeated_column", column=name)
    for name in promised:
        if name not in table.columns:
            yield _problem(sidecar, "missing_column", column=name)


def types(sidecar: Sidecar, table: Table) -> Iterator[Problem]:
    """Yield each cell that cannot be read as its column's type, or is empty where that has no meaning."""
    for row, cells in table.numbered():
        for column in sidecar.columns:
            cell = cells[column.name]
            if cell == "":
                if column.nulls is None:
                    yield _problem(sidecar, "empty", row, column.name)
            elif column.type == "category":
                if cell not in column.categories:
                    allowed = ", ".join(column.categories)
                    yield _problem(sidecar, "no_category", row, column.name, cell=cell, allowed=allowed)
            elif not _fits(column, cell):
                yield _problem(sidecar, f"no_{column.type}", row, column.name, cell=cell)


def bounds(sidecar: Sidecar, table: Table) -> Iterator[Problem]:
    """Yield each figure outside its column's minimum and maximum."""
    for column in sidecar.columns:
        if column.type in ("integer", "number"):
            for row, cell in _filled(table, column):
                if column.minimum is not None and float(cell) < column.minimum:
                    yield _problem(sidecar, "below", row, column.name, cell=cell, limit=column.minimum)
                if column.maximum is not None and float(cell) > column.maximum:
                    yield _problem(sidecar, "above", row, column.name, cell=cell, limit=column.maximum)


def keys(sidecar: Sidecar, table: Table) -> Iterator[Problem]:
    """Yield each row whose key an earlier row has already."""
    first: dict[tuple[str, ...], int] = {}
    for row, cells in table.numbered():
        key = tuple(cells[name] for name in sidecar.key)
        if key in first:
            yield _problem(sidecar, "repeated_key", row, shown=", ".join(key), first=first[key])
        first.setdefault(key, row)


def sources(sidecar: Sidecar, table: Table) -> Iterator[Problem]:
    """Yield each source that a row names and the sidecar does not list, or the other way round."""
    listed = {source.key for source in sidecar.sources}
    used = {column.source for column in sidecar.columns}
    if SOURCE in table.columns:
        for row, cells in table.numbered():
            named = cells[SOURCE].split(SEPARATOR) if cells[SOURCE] else []
            used.update(named)
            for key in named:
                if key not in listed:
                    yield _problem(sidecar, "unknown_source", row, SOURCE, source=key)
    for key in sorted(listed - used):
        yield _problem(sidecar, "unused_source", source=key)


def text(sidecar: Sidecar, table: Table) -> Iterator[Problem]:
    """Yield each cell that is not in Unicode NFC or has white space around it: equal words must be equal."""
    for row, cells in table.numbered():
        for column, cell in cells.items():
            if not unicodedata.is_normalized("NFC", cell):
                yield _problem(sidecar, "not_nfc", row, column)
            if cell != cell.strip():
                yield _problem(sidecar, "white_space", row, column)


def digest(sidecar: Sidecar, content: bytes) -> Iterator[Problem]:
    """Yield a problem unless the table is, byte for byte, the one that the sidecar describes."""
    found = hashlib.sha256(content).hexdigest()
    if found != sidecar.sha256:
        yield _problem(sidecar, "sha256", found=found)


def _filled(table: Table, column: Column) -> Iterator[tuple[int, str]]:
    for row, cells in table.numbered():
        cell = cells[column.name]
        if cell != "" and _fits(column, cell):
            yield row, cell


def _fits(column: Column, cell: str) -> bool:
    shape = _SHAPES.get(column.type)
    if shape is None:
        return True
    if not shape.fullmatch(cell):
        return False
    return column.type not in ("day", "date") or len(cell) < len("2000-01-01") or _is_in_the_calendar(cell)


def _is_in_the_calendar(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _problem(
    sidecar: Sidecar, key: str, row: int | None = None, column: str | None = None, **values: object
) -> Problem:
    return Problem(sidecar.name, say(f"data.problem.{key}", None, **values), row, column)
