"""A table of groups and objectives with a number in each cell: gaps are dashed, and one cell is framed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.asean import code_name, objective_names
from bamboo_diplomacy.figures.figure import Spec
from bamboo_diplomacy.figures.rowwise import Row, pixels
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number

_NAMES = 158  # pixels kept for the names of objectives
_NAME_CHARACTERS = 23
_HEAD_CHARACTERS = 8
_LINE = 14
_HEAD = 2 * _LINE + 8
_SPARE = 12  # of a row, around the lines of its name
_APART = 4  # between two cells
_WEAKEST, _STRONGEST = 0.25, 0.72  # opacity of cells; text is legible on the fullest in both themes


@dataclass(frozen=True)
class Cell:
    """One group and one objective.

    Attributes
    ----------
    group, objective
        Their codes.
    count
        How many activities touch both.
    gap
        Whether that is few.
    """

    group: str
    objective: str
    count: int
    gap: bool


@dataclass(frozen=True)
class GapTable:
    """The cells of a table, with one of them chosen.

    Attributes
    ----------
    cells
        Every group with every objective; those of one objective stand in a row.
    group, objective
        Codes of the chosen cell.
    """

    cells: Sequence[Cell]
    group: str
    objective: str

    @property
    def height(self) -> int:
        """Pixels from the names of the groups to the last row."""
        return _HEAD + self._row * len(self._objectives)

    @property
    def told(self) -> str:
        """All counts, for a reader who does not see the table."""
        return "; ".join(
            f"{objective_names()[objective]}: "
            + ", ".join(_told(cell) for cell in self.cells if cell.objective == objective)
            for objective in self._objectives
        )

    @property
    def data(self) -> dict[str, list[Row]]:
        """The rows of the datasets that `layers` draws."""
        most = max((cell.count for cell in self.cells), default=0) or 1
        return {
            "table_heads": [
                {"column": place, "lines": _head(code), "weight": _weight(code == self.group)}
                for place, code in enumerate(self._groups)
            ],
            "table_names": [
                {"y": self._middle(code), "lines": _name(code), "weight": _weight(code == self.objective)}
                for code in self._objectives
            ],
            "table_cells": [
                {
                    **self._place(cell.group, cell.objective),
                    "group": code_name("audience", cell.group),
                    "objective": objective_names()[cell.objective],
                    "count": number(cell.count),
                    "strength": 0 if cell.gap else _WEAKEST + (_STRONGEST - _WEAKEST) * cell.count / most,
                    "dashed": int(cell.gap),
                }
                for cell in self.cells
            ],
            "table_chosen": [self._place(self.group, self.objective)],
        }

    def layers(self) -> Iterator[Spec]:
        """Yield names, cells with their numbers, and the frame of the chosen cell."""
        wide = f"(width - {_NAMES}) / {len(self._groups)}"
        x = f"{_NAMES} + {{}} * {wide}"
        left, middle, right = (x.format(f"(datum.column + {part})") for part in (0, 0.5, 1))
        inside = {
            "type": "rect",
            "x": {"expr": f"{left} + {_APART / 2}"},
            "x2": {"expr": f"{right} - {_APART / 2}"},
            "height": self._row - _APART,
            "cornerRadius": 3,
        }
        y = {**pixels(), "axis": None}
        cells = {"data": {"name": "table_cells"}}
        tooltip = [
            {"field": field, "type": "nominal", "title": say(f"project_desk.picture.tip_{field}")}
            for field in ("objective", "group", "count")
        ]
        gap = {"fill": style.RUST, "fillOpacity": 0.1, "stroke": style.RUST, "strokeWidth": 1.5, "strokeDash": [4, 4]}
        yield {
            **cells,
            "mark": {**inside, "color": style.BLUE, "opacity": {"expr": "datum.strength"}},
            "encoding": {"y": y, "tooltip": tooltip},
        }
        yield {
            **cells,
            "mark": {**inside, **gap, "opacity": {"expr": "datum.dashed"}},
            "encoding": {"y": y, "tooltip": tooltip},
        }
        yield {
            "data": {"name": "table_chosen"},
            "mark": {**inside, "fill": "transparent", "stroke": style.INK, "strokeWidth": 3},
            "encoding": {"y": y},
        }
        yield {
            **cells,
            "mark": {"type": "text", "fontSize": 13, "x": {"expr": middle}},
            "encoding": {"y": y, "text": {"field": "count"}},
        }
        lines = {"type": "text", "lineHeight": _LINE, "fontSize": 12, "fontWeight": {"expr": "datum.weight"}}
        lifted = f"-{_LINE} * (length(datum.lines) - 1)"
        yield {
            "data": {"name": "table_names"},
            "mark": {**lines, "align": "left", "x": 0, "dy": {"expr": f"{lifted} / 2"}},
            "encoding": {"y": y, "text": {"field": "lines"}},
        }
        yield {
            "data": {"name": "table_heads"},
            "mark": {**lines, "x": {"expr": middle}, "y": _HEAD - 12, "dy": {"expr": lifted}},
            "encoding": {"text": {"field": "lines"}},
        }

    @property
    def _groups(self) -> list[str]:
        return list(dict.fromkeys(cell.group for cell in self.cells))

    @property
    def _objectives(self) -> list[str]:
        return list(dict.fromkeys(cell.objective for cell in self.cells))

    @property
    def _row(self) -> int:
        return max(len(_name(code)) for code in self._objectives) * _LINE + _SPARE

    def _middle(self, objective: str) -> float:
        return _HEAD + self._row * (self._objectives.index(objective) + 0.5)

    def _place(self, group: str, objective: str) -> Row:
        return {"column": self._groups.index(group), "y": self._middle(objective)}


def _name(objective: str) -> list[str]:
    return style.wrap(objective_names()[objective], _NAME_CHARACTERS)


def _head(group: str) -> list[str]:
    return style.wrap(code_name("audience", group), _HEAD_CHARACTERS)


def _weight(chosen: bool) -> int:  # noqa: FBT001 - a name beside the chosen one, or not
    return 700 if chosen else 400


def _told(cell: Cell) -> str:
    key = "gap" if cell.gap else "count"
    return say(f"project_desk.picture.cell_{key}", group=code_name("audience", cell.group), count=number(cell.count))
