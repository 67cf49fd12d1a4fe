"""What a submission comes to: its checks, its marked essays, and what lateness takes off."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bamboo_diplomacy.grade import essays
from bamboo_diplomacy.grade.gradebook import Mark, Record

Totals = Mapping[tuple[str, str], "Total"]
"""By student and notebook."""

_DIGITS = 2


@dataclass(frozen=True)
class Total:
    """The points of one submission.

    Parameters
    ----------
    checks, essays
        Points from checks, and from the essays that are fully marked.
    open_essays
        How many essays are not.
    penalty
        The share of the points that lateness takes off.

    Examples
    --------
    >>> Total(8, 3, penalty=0.1).points
    9.9
    """

    checks: float
    essays: float = 0.0
    open_essays: int = 0
    penalty: float = 0.0

    @property
    def earned(self) -> float:
        """The points before lateness counts."""
        return self.checks + self.essays

    @property
    def points(self) -> float:
        """The points that count."""
        return round(self.earned * (1 - self.penalty), _DIGITS)


def totals(
    records: Iterable[Record],
    waiting: Iterable[essays.Essay],
    marks: Sequence[Mark],
    penalties: Mapping[tuple[str, str], float],
) -> dict[tuple[str, str], Total]:
    """Return the total of each submission.

    Parameters
    ----------
    records
        The state that counts of each submission.
    waiting
        Their essays.
    marks
        What markers gave.
    penalties
        What lateness takes off, by student and notebook; nothing where there is no entry.
    """
    marked: dict[tuple[str, str], list[float | None]] = defaultdict(list)
    for essay in waiting:
        marked[essay.student, essay.notebook].append(essays.points(essay, marks))
    return {
        (own.student, own.notebook): Total(
            own.points,
            sum(points for points in marked[own.student, own.notebook] if points is not None),
            sum(points is None for points in marked[own.student, own.notebook]),
            penalties.get((own.student, own.notebook), 0.0),
        )
        for own in records
    }
