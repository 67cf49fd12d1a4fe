"""A claim of a reading, and the rows of the datasets that it is held against."""

import re
from dataclasses import dataclass

from bamboo_diplomacy.data.wording import worded_text
from bamboo_diplomacy.figures.dimensions import decimal_year
from bamboo_diplomacy.strings import say

DATES = "dates"
VALUES = "values"
COURSE = "course"

_YEAR = re.compile(r"(\d{4})(s?)")


@dataclass(frozen=True)
class Claim:
    """What a reading states, in the workbook's words.

    Attributes
    ----------
    id, reading, locator, text
        Its name, the reading, where it stands there, and the statement.
    value, unit
        The number that it turns on, if there is one.
    period
        The time that it speaks of; empty if it names none.
    datasets
        Names of the datasets that have to do with it.
    """

    id: str
    reading: str
    locator: str
    text: str
    value: float | None = None
    unit: str = ""
    period: str = ""
    datasets: tuple[str, ...] = ()

    @property
    def years(self) -> tuple[float, float] | None:
        """When it places its statement: from the start of the first year that it names to the end of the last.

        Examples
        --------
        >>> Claim("talks", "dong2026", "¶1", "They talked.", period="1988–1995").years
        (1988.0, 1996.0)
        >>> Claim("friends", "dong2026", "¶1", "They were friends.", period="1970s").years
        (1970.0, 1980.0)
        """
        named = [(int(year), 10 if decade else 1) for year, decade in _YEAR.findall(self.period)]
        return (float(named[0][0]), float(sum(named[-1]))) if named else None

    @property
    def told_unit(self) -> str:
        """The unit in the reader's language."""
        return worded_text(self.unit, "claims", "unit")

    @property
    def told_period(self) -> str:
        """The time in the reader's language; that it names none, if it is empty."""
        return worded_text(self.period, "claims", "period") or say("claim_checker.picture.no_time")


@dataclass(frozen=True)
class Statement:
    """What one row of a dataset states.

    Attributes
    ----------
    label
        What it is about.
    date
        ISO text, as exact as the source.
    value
        The figure; None if the row states a date only, or if no figure was read.
    source
        Who says so; empty if no figure was read.
    series
        Statements of one series belong together.
    """

    label: str
    date: str
    value: float | None
    source: str
    series: str = ""

    @property
    def when(self) -> float:
        """Its place on an axis of years."""
        return decimal_year(self.date)


@dataclass(frozen=True)
class Evidence:
    """The statements that a claim is held against.

    Attributes
    ----------
    kind
        ``"dates"``: when something happened; ``"values"``: figures for one thing, side by side; ``"course"``: a figure
        over the years.
    statements
        In the order of the picture.
    datasets
        Where they stand.
    span
        Bounds that the claim's words mean where it names no number: "hundreds of thousands".
    unit
        Unit of the figures; that of the claim if empty.
    steps
        Whether a figure over the years holds until the next one, as a count does.
    """

    kind: str
    statements: tuple[Statement, ...]
    datasets: tuple[str, ...]
    span: tuple[float, float] | None = None
    unit: str = ""
    steps: bool = False
