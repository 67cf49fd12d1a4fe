"""How statements are picked from the datasets, to hold a claim against them."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from bamboo_diplomacy.data import files, load
from bamboo_diplomacy.data.wording import worded
from bamboo_diplomacy.figures.evidence import Statement
from bamboo_diplomacy.strings import say

Row = Mapping[str, Any]

_WHEN = ("date", "joined", "year", "edition")  # the columns that say when, the most exact one first


class Pick(Protocol):
    """Picks statements from one dataset."""

    @property
    def dataset(self) -> str:
        """The dataset's name."""

    def statements(self) -> Iterator[Statement]:
        """Yield what the picked rows state."""


@dataclass(frozen=True)
class Rows:
    """Picks the rows that have given values in given columns.

    Attributes
    ----------
    dataset
        The dataset's name.
    where
        Allowed values by column.
    label
        What a statement is about: a template over the row's columns.
    value
        The column of the figure; none where the date is what counts.
    series
        A template over the row's columns; statements with the same text belong together.
    until
        ISO text: rows with a later date are left out; none if not given.
    per
        How many of the dataset's units make one of the claim's.
    sentence
        The name of the label among the explorer's sentences, where a template would hold words; none if not given.
    """

    dataset: str
    where: Mapping[str, tuple[object, ...]]
    label: str = "{label}"
    value: str = ""
    series: str = ""
    until: str = "9999"
    per: float = 1
    sentence: str = ""

    def statements(self) -> Iterator[Statement]:
        """Yield them in the order of the table; what only a reading says is no evidence for it."""
        for row in _rows(self.dataset, self.where):
            date = _date(row)
            said_by = _said_by(self.dataset, row)
            if said_by and date <= self.until:
                yield Statement(
                    label=self._label(row),
                    date=date,
                    value=float(row[self.value]) / self.per if self.value else None,
                    source=said_by,
                    series=self.series.format(**row),
                )

    def _label(self, row: Row) -> str:
        return say(f"claim_checker.evidence.{self.sentence}", **row) if self.sentence else self.label.format(**row)


@dataclass(frozen=True)
class Total:
    """Adds up columns of one year; there is no figure if one of them was not read.

    Attributes
    ----------
    dataset, year, columns
        What is added up.
    label
        The name of the sum among the explorer's sentences.
    """

    dataset: str
    year: int
    columns: tuple[str, ...]
    label: str

    def statements(self) -> Iterator[Statement]:
        """Yield one statement."""
        (row,) = _rows(self.dataset, {"year": (self.year,)})
        total = sum(float(row[column]) for column in self.columns)
        label = say(f"claim_checker.evidence.{self.label}")
        read = not math.isnan(total)
        yield Statement(label, str(self.year), total if read else None, _said_by(self.dataset, row) if read else "")


@dataclass(frozen=True)
class Times:
    """Divides the last of two totals by the first, and rounds to a whole number."""

    first: Total
    last: Total
    label: str

    @property
    def dataset(self) -> str:
        """The dataset of the last total."""
        return self.last.dataset

    def statements(self) -> Iterator[Statement]:
        """Yield one statement; its sources are those of both totals."""
        (first,), (last,) = self.first.statements(), self.last.statements()
        times = float(round(last.value / first.value)) if first.value and last.value else None
        source = "; ".join(dict.fromkeys((first.source, last.source)))
        yield Statement(say(f"claim_checker.evidence.{self.label}"), last.date, times, source)


@dataclass(frozen=True)
class Count:
    """Counts rows up to each of their dates.

    Attributes
    ----------
    dataset, where
        The rows that are counted, as in `Rows`; the table is in the order of their dates.
    label
        What a row adds: a template over its columns.
    """

    dataset: str
    where: Mapping[str, tuple[object, ...]]
    label: str

    def statements(self) -> Iterator[Statement]:
        """Yield one statement per date; what came on one day is counted together."""
        counted = 0
        for date, same in groupby(_rows(self.dataset, self.where), key=_date):
            rows = list(same)
            counted += len(rows)
            label = ", ".join(self.label.format(**row) for row in rows)
            yield Statement(label, date, float(counted), _said_by(self.dataset, rows[-1]))


def _rows(dataset: str, where: Mapping[str, tuple[object, ...]]) -> list[Row]:
    frame = load(dataset)
    for column, allowed in where.items():
        frame = frame[frame[column].isin(allowed)]
    rows = worded(frame, dataset).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def _date(row: Row) -> str:
    return str(next(row[column] for column in _WHEN if column in row))


def _said_by(dataset: str, row: Row) -> str:
    """Name the authors of a row's sources; the readings are what is checked, and no source here."""
    known = {source.key: source for source in files.read_sidecar(dataset).sources}
    readings = files.read_sidecar("claims").column("reading").categories
    sources = (known[key] for key in str(row["source"]).split("; ") if key not in readings)
    return "; ".join(dict.fromkeys(source.author or source.container or source.title for source in sources))
