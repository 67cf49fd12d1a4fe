"""Coverage: which objectives, forms, levels, audiences and partners Viet Nam's activities join, and which never."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bamboo_diplomacy.data import load
from bamboo_diplomacy.data.wording import worded
from bamboo_diplomacy.explore.controls import Choice, Control, Span, Switch
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.figures.asean import code_name, member_names, objective_names
from bamboo_diplomacy.figures.coverage_map import Cell, coverage_map
from bamboo_diplomacy.figures.timeline import joined
from bamboo_diplomacy.models.coverage import (
    COUNTING,
    SEPARATOR,
    covered_share,
    cross_coverage,
    expected_coverage,
    gaps,
    split_codes,
)
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number

if TYPE_CHECKING:
    import pandas as pd

ROWS = ("objectives", "form")
COLUMNS = ("audiences", "level", "partners")
_GROUP = 4  # separators between the partners of a whole group, or more
_NAMED = 3  # gaps in the sentence
_EXAMPLES = 3  # activities in a tooltip


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    rows
        The code that has a row: ``"objectives"`` or ``"form"``.
    columns
        The code that has a column: ``"audiences"``, ``"level"`` or ``"partners"``.
    start, end
        First and last year that are counted.
    counting
        ``"whole"``: an activity counts in every cell that it touches; ``"fractional"``: it is divided among them.
    groups
        Whether events for a whole group of members count: those with more than four partners.
    """

    rows: str = "objectives"
    columns: str = "audiences"
    start: int = 1995
    end: int = 2025
    counting: str = "whole"
    groups: bool = True


@dataclass(frozen=True)
class Result:
    """What follows.

    Attributes
    ----------
    table
        Activities by row code and column code.
    expected
        What the table would be if the two codes had nothing to do with each other.
    totals
        How many activities have each code.
    gaps
        Cells that none touches, the most surprising first.
    activities
        How many fall within the years.
    examples
        Names of some activities for each cell.
    """

    table: "pd.DataFrame"
    expected: "pd.DataFrame"
    totals: dict[str, int]
    gaps: tuple[tuple[str, str], ...]
    activities: int
    examples: dict[tuple[str, str], tuple[str, ...]]


class Coverage(Explorer[Settings, Result]):
    """A heat map of activities, with its gaps named in a sentence."""

    name = "coverage"

    @cached_property
    def _activities(self) -> "pd.DataFrame":
        rows = worded(load("cultural_activities"), "cultural_activities")
        return rows.astype(dict.fromkeys(("form", "level"), "str"))

    @cached_property
    def _codes(self) -> dict[str, list[str]]:
        """Every code of each column in its order; the members stand in the order of their names."""
        found = {column: set(split_codes(self._activities, column)[column].dropna()) for column in (*ROWS, *COLUMNS)}
        in_order = {
            "objectives": list(load("cultural_objectives")["code"]),
            "form": sorted(found["form"]),
            "level": ["state", "local", "non-state"],
            "audiences": ["public", "youth", "elites", "diaspora"],
            "partners": sorted(set(load("asean_members")["iso3"].astype(str)) - {"VNM"}),
        }
        return {column: [*codes, *sorted(found[column] - set(codes))] for column, codes in in_order.items()}

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """What has a row, what has a column, which years, and how to count."""
        years = self._activities["year"]
        return (
            Choice("rows", ROWS),
            Choice("columns", COLUMNS),
            Span("start", "end", int(years.min()), int(years.max())),
            Choice("counting", COUNTING),
            Switch("groups"),
        )

    def compute(self, settings: Settings) -> Result:
        """Count the activities of the years by two codes."""
        within = self._counted(settings)
        rows, columns = self._codes[settings.rows], self._codes[settings.columns]
        table = cross_coverage(
            within,
            settings.rows,
            settings.columns,
            row_codes=rows,
            column_codes=columns,
            counting=settings.counting,  # type: ignore[arg-type]
        )
        return Result(
            table=table,
            expected=expected_coverage(table),
            totals={**_totals(within, settings.rows, rows), **_totals(within, settings.columns, columns)},
            gaps=tuple(gaps(table)),
            activities=len(within),
            examples=_examples(within, settings.rows, settings.columns),
        )

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw the heat map."""
        whole = settings.counting == "whole"
        return coverage_map(
            [
                Cell(
                    row=_name(settings.rows, row),
                    column=_name(settings.columns, column),
                    count=float(result.table.loc[row, column]),
                    expected=float(result.expected.loc[row, column]),
                    examples=result.examples.get((row, column), ()),
                )
                for row in result.table.index
                for column in result.table.columns
            ],
            rows={_name(settings.rows, code): result.totals[code] for code in result.table.index},
            columns={_name(settings.columns, code): result.totals[code] for code in result.table.columns},
            title=self._title(settings, result),
            whole=whole,
            datasets=["cultural_activities"],
            short={name: code for code, name in member_names().items()},
        )

    def tell(self, settings: Settings, result: Result) -> str:
        """Say how many cells are covered, and name the gaps, the most surprising first."""
        size = result.table.size
        return say(
            f"{self.name}.tell.sentence",
            start=settings.start,
            end=settings.end,
            activities=result.activities,
            covered=round(covered_share(result.table) * size)
            if settings.counting == "whole"
            else size - len(result.gaps),
            cells=size,
            gaps=self._gaps(settings, result),
        )

    def _counted(self, settings: Settings) -> "pd.DataFrame":
        counted = self._activities["year"].between(settings.start, settings.end)
        if not settings.groups:
            counted &= self._activities["partners"].fillna("").str.count(SEPARATOR) < _GROUP
        return self._activities[counted]

    def _title(self, settings: Settings, result: Result) -> str:
        key = "title" if result.gaps else "title_full"
        return say(
            f"{self.name}.picture.{key}",
            start=settings.start,
            end=settings.end,
            activities=result.activities,
            gaps=len(result.gaps),
            cells=result.table.size,
            kind=say(f"{self.name}.kind.{settings.rows}_{settings.columns}"),
        )

    def _gaps(self, settings: Settings, result: Result) -> str:
        if not result.gaps:
            return say(f"{self.name}.tell.full", thinnest=joined(_thinnest(settings, result.table)))
        named = [
            say(
                f"{self.name}.tell.gap",
                row=_name(settings.rows, row),
                column=_name(settings.columns, column),
                expected=number(float(result.expected[column][row]), 1),
            )
            for row, column in result.gaps[:_NAMED]
        ]
        more = len(result.gaps) - len(named)
        return say(f"{self.name}.tell.{'gaps_more' if more else 'gaps'}", gaps=joined(named), more=more)


def _thinnest(settings: Settings, table: "pd.DataFrame") -> list[str]:
    """Name the cells with the fewest activities."""
    counts = {(row, column): float(table[column][row]) for row in table.index for column in table.columns}
    digits = 0 if settings.counting == "whole" else 1
    return [
        say(
            "coverage.tell.thin",
            row=_name(settings.rows, row),
            column=_name(settings.columns, column),
            count=number(counts[row, column], digits),
        )
        for row, column in sorted(counts, key=counts.__getitem__)[:_NAMED]
    ]


def _name(column: str, code: str) -> str:
    match column:
        case "objectives":
            return objective_names()[code]
        case "partners":
            return member_names()[code]
        case _:
            return code_name(column.removesuffix("s"), code)


def _totals(within: "pd.DataFrame", column: str, codes: Sequence[str]) -> dict[str, int]:
    """Return how many activities have each code."""
    counts = split_codes(within, column)[column].value_counts()
    return {code: int(counts.get(code, 0)) for code in codes}


def _examples(within: "pd.DataFrame", rows: str, columns: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the names of the latest activities of each cell."""
    tidy = split_codes(within[["activity", rows, columns]], rows, columns).dropna()
    return {
        (str(row), str(column)): tuple(cell["activity"].tail(_EXAMPLES))
        for (row, column), cell in tidy.groupby([rows, columns])
    }


@keywords_of(Settings)
def coverage(settings: Settings) -> Coverage:
    """Explore what Viet Nam's cultural activities with ASEAN cover, and where they leave gaps.

    Examples
    --------
    >>> coverage(columns="level").result.table.shape
    (5, 3)
    """
    return Coverage(settings)
