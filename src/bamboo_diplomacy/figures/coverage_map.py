"""A heat map of activities by two codes: how many touch each cell, and which cells none touches."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.rowwise import Row
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number

_ROW = 42
_LABELS = 144  # pixels kept for the names of the rows
_CHARACTERS = 22
_HEAD_CHARACTERS = 9  # above the narrowest column
_GAP = 8  # between names and cells
_LINE = 14
_WEAKEST = 0.14  # opacity of a cell with next to nothing
_STRONGEST = 0.72  # opacity of the fullest cell; text is legible on it in both themes


@dataclass(frozen=True)
class Cell:
    """One combination of two codes.

    Attributes
    ----------
    row, column
        Names of the codes in the reader's language.
    count
        How many activities touch it, or the sum of their fractions.
    expected
        How many were to be expected if the two had nothing to do with each other.
    examples
        What some of the activities are called.
    """

    row: str
    column: str
    count: float
    expected: float
    examples: tuple[str, ...] = ()


def coverage_map(
    cells: Sequence[Cell],
    *,
    rows: Mapping[str, int],
    columns: Mapping[str, int],
    title: str,
    whole: bool,
    datasets: Sequence[str],
    short: Mapping[str, str] = MappingProxyType({}),
) -> Figure:
    """Draw a heat map in which a cell that no activity touches is a dashed frame.

    Parameters
    ----------
    cells
        Every combination of a row and a column.
    rows, columns
        Names of the codes in their order, each with the number of activities that have it.
    title
        What the map shows.
    whole
        Whether counts are whole; else they are fractions and have one decimal.
    datasets
        Where the activities come from.
    short
        What is written above a column in place of its name.

    Returns
    -------
    Figure
    """
    most = max((cell.count for cell in cells), default=0) or 1
    empty = [cell for cell in cells if not cell.count]
    names = [{"row": name, "lines": style.wrap(f"{name} ({rows[name]})", _CHARACTERS)} for name in rows]
    heads = _heads({name: short.get(name, name) for name in columns}, columns)
    return chart(
        _plot(len(rows), *(max((len(name["lines"]) for name in several), default=1) for several in (names, heads))),
        title=title,
        subtitle=say(f"coverage.picture.subtitle_{'whole' if whole else 'fractional'}"),
        alt=say(
            "coverage.picture.alt",
            title=title,
            rows=", ".join(_counted(rows)),
            columns=", ".join(_counted(columns)),
            gaps=", ".join(f"{cell.row} × {cell.column}" for cell in empty) or say("coverage.picture.no_gap"),
        ),
        source=source_line(*datasets),
        data={
            "cells": [_cell(cell, most, whole=whole) for cell in cells],
            "rows": names,
            "columns": heads,
        },
        signals={
            "row_names": list(rows),
            "column_names": list(columns),
        },
    )


def _heads(names: Mapping[str, str], counts: Mapping[str, int]) -> list[Row]:
    """Return what stands above each column: as many lines as the longest name needs, the last one its count."""
    wrapped = {column: style.wrap(name, _HEAD_CHARACTERS) for column, name in names.items()}
    most = max(map(len, wrapped.values()), default=1)
    return [
        {"column": column, "lines": [""] * (most - len(lines)) + [*lines, f"({counts[column]})"]}
        for column, lines in wrapped.items()
    ]


def _counted(codes: Mapping[str, int]) -> list[str]:
    return [f"{name} ({count})" for name, count in codes.items()]


def _cell(cell: Cell, most: float, *, whole: bool) -> Row:
    return {
        "row": cell.row,
        "column": cell.column,
        "written": number(cell.count, 0 if whole else 1) if cell.count else "0",
        "strength": _WEAKEST + (_STRONGEST - _WEAKEST) * cell.count / most,
        "gap": not cell.count,
        "expected": number(cell.expected, 1),
        "examples": "; ".join(cell.examples) or say("coverage.picture.no_example"),
    }


def _plot(rows: int, lines: int, head_lines: int) -> Spec:
    def place(field: str) -> Spec:
        return {
            "field": field,
            "type": "nominal",
            "sort": None,
            "scale": {"domain": {"expr": f"{field}_names"}, "paddingInner": 0.08, "paddingOuter": 0.04},
        }

    axis = {"title": None, "labels": False, "grid": False, "domain": False, "ticks": False}
    x = {**place("column"), "axis": {**axis, "orient": "top", "minExtent": head_lines * _LINE + _GAP}}
    y = {**place("row"), "axis": {**axis, "minExtent": _LABELS}}
    return {"height": max(_ROW, _LINE * lines + _GAP) * rows, "layer": list(_layers({"x": x, "y": y}, head_lines))}


def _layers(place: Spec, head_lines: int) -> Iterator[Spec]:
    tooltip = [
        {"field": field, "type": "nominal", "title": say(f"coverage.picture.tip_{field}")}
        for field in ("row", "column", "written", "expected", "examples")
    ]
    cells = {"data": {"name": "cells"}}
    filled = {"type": "rect", "cornerRadius": 3, "color": style.BLUE, "opacity": {"expr": "datum.strength"}}
    framed = {
        "type": "rect",
        "cornerRadius": 3,
        "fill": "transparent",
        "stroke": style.RUST,
        "strokeWidth": 2,
        "strokeDash": [5, 4],
    }
    text = {"type": "text", "fontSize": 13, "fontWeight": {"expr": "datum.gap ? 700 : 400"}}
    encoding = {**place, "tooltip": tooltip}
    yield {**cells, "transform": [{"filter": "!datum.gap"}], "mark": filled, "encoding": encoding}
    yield {**cells, "transform": [{"filter": "datum.gap"}], "mark": framed, "encoding": encoding}
    yield {**cells, "mark": text, "encoding": {**place, "text": {"field": "written"}}}
    # An axis does not centre a label of several lines, so the labels are drawn as text in the room that it keeps.
    label = {"type": "text", "lineHeight": _LINE, "fontSize": 12}
    yield {
        "data": {"name": "rows"},
        "mark": {**label, "align": "right", "x": -_GAP, "dy": {"expr": f"-{_LINE / 2} * (length(datum.lines) - 1)"}},
        "encoding": {"y": place["y"], "text": {"field": "lines"}},
    }
    yield {
        "data": {"name": "columns"},
        "mark": {**label, "y": -_GAP, "dy": -_LINE * (head_lines - 1)},
        "encoding": {"x": place["x"], "text": {"field": "lines"}},
    }
