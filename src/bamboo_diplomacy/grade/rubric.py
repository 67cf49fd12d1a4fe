"""A rubric as its author wrote it, a Markdown table, and as markers use it: criteria with their levels."""

import re
from dataclasses import dataclass

from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.strings import say

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")


class RubricError(BambooError):
    """A rubric has no table of criteria and levels."""


@dataclass(frozen=True)
class Criterion:
    """One row of a rubric: its name and, for each level, the points and what they are given for."""

    name: str
    levels: tuple[tuple[float, str], ...]

    @property
    def points(self) -> tuple[float, ...]:
        """The points that can be given."""
        return tuple(points for points, _ in self.levels)


def criteria(source: str) -> tuple[Criterion, ...]:
    r"""Return the criteria of a rubric.

    The first row names the levels, each with its points; every further row is a criterion.

    Raises
    ------
    RubricError
        If there is no such table.

    Examples
    --------
    >>> table = "| | 0 points | 1 point |\n|---|---|---|\n| **Claim** | none | arguable |"
    >>> criteria(table)[0].name, criteria(table)[0].points
    ('Claim', (0.0, 1.0))
    """
    rows = [_cells(line) for line in source.splitlines() if line.strip().startswith("|")]
    rows = [row for row in rows if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
    if len(rows) < 2 or not all(_NUMBER.search(cell) for cell in rows[0][1:]):  # noqa: PLR2004 - a head and a criterion
        raise RubricError(say("marks.no_rubric"))
    points = [float(_NUMBER.findall(cell)[0].replace(",", ".")) for cell in rows[0][1:]]
    return tuple(
        Criterion(row[0].strip("* "), tuple(zip(points, row[1:], strict=False)))
        for row in rows[1:]
        if row[0].strip("* ")
    )


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
