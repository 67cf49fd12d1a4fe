"""The class at a glance: what was hard, what told students apart, which mistakes came back, how long it took."""

import math
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bamboo_diplomacy.grade.gradebook import Record, TaskRecord
from bamboo_diplomacy.grade.pipeline import GRADED
from bamboo_diplomacy.practice.verdict import Verdict

MOST_MISTAKES = 3
_MOST_BINS = 8
_ENOUGH = 5


@dataclass(frozen=True)
class Mistake:
    """A message that several students got, and how many."""

    message: str
    students: int


@dataclass(frozen=True)
class TaskView:
    """One task over the class.

    Parameters
    ----------
    counts
        Students by verdict.
    difficulty
        Mean share of the points, of those who attempted it: 1 is easy, 0 is hard; None if nobody did.
    discrimination
        Correlation of the task's points with the points of all other tasks; None with fewer than five students, or if
        everybody earned the same.
    mistakes
        The most frequent messages.
    """

    task: str
    max_points: float
    counts: dict[str, int]
    difficulty: float | None
    discrimination: float | None
    mistakes: tuple[Mistake, ...]

    @property
    def attempted(self) -> int:
        """How many students attempted the task."""
        return sum(self.counts.values()) - self.counts.get(str(Verdict.NOT_ATTEMPTED), 0)


@dataclass(frozen=True)
class Bin:
    """How many students have from `low` to `high` points, and how many that is of the fullest bin."""

    low: float
    high: float
    students: int
    share: float


@dataclass(frozen=True)
class NotebookView:
    """One exercise over the class: points are those of checks, without essays."""

    notebook: str
    students: int
    not_gradable: tuple[tuple[str, str], ...]
    points: tuple[float, ...]
    max_points: float
    seconds: float
    tasks: tuple[TaskView, ...]

    @property
    def median(self) -> float:
        """The median of the points."""
        return statistics.median(self.points) if self.points else 0.0

    @property
    def distribution(self) -> tuple[Bin, ...]:
        """The students by their points, in bins of as many whole points each; none for fewer than five students."""
        if len(self.points) < _ENOUGH or not self.max_points:
            return ()
        width = math.ceil(self.max_points / _MOST_BINS)
        bins = math.ceil(self.max_points / width)
        places = [min(int(own / width), bins - 1) for own in self.points]
        counts = [places.count(place) for place in range(bins)]
        return tuple(
            Bin(width * place, min(width * (place + 1), self.max_points), count, count / max(counts))
            for place, count in enumerate(counts)
        )

    @property
    def again(self) -> tuple[TaskView, ...]:
        """The tasks to explain again: attempted, and mostly not right; the hardest first."""
        hard = [task for task in self.tasks if task.difficulty is not None and task.difficulty < 0.5]  # noqa: PLR2004
        return tuple(sorted(hard, key=lambda task: task.difficulty or 0.0))


def views(records: Sequence[Record]) -> tuple[NotebookView, ...]:
    """Return the view of each exercise, in the order of its name."""
    by_notebook: dict[str, list[Record]] = {}
    for own in records:
        by_notebook.setdefault(own.notebook, []).append(own)
    return tuple(_view(name, own) for name, own in sorted(by_notebook.items()))


def _view(name: str, records: Sequence[Record]) -> NotebookView:
    graded = [own for own in records if own.status == GRADED]
    refused = tuple((own.student, " ".join(own.notes)) for own in records if own.status != GRADED)
    names = list(dict.fromkeys(task.task for own in graded for task in own.tasks))
    by_task = {name: {own.student: task for own in graded for task in own.tasks if task.task == name} for name in names}
    totals = {own.student: own.points for own in graded}
    return NotebookView(
        name,
        len(records),
        refused,
        tuple(sorted(totals.values())),
        max((_by_machine(own) for own in graded), default=0.0),
        statistics.median(own.seconds for own in graded) if graded else 0.0,
        tuple(_task_view(task, by_task[task], totals) for task in names),
    )


def _by_machine(record: Record) -> float:
    """Return the points that checks could give: those of essays come later, from people."""
    return sum(task.max_points for task in record.tasks if task.verdict != Verdict.TO_MARK)


def _task_view(name: str, by_student: Mapping[str, TaskRecord], totals: Mapping[str, float]) -> TaskView:
    counts = Counter(own.verdict for own in by_student.values())
    most = max(own.max_points for own in by_student.values())
    attempted = [own.points for own in by_student.values() if own.verdict != Verdict.NOT_ATTEMPTED]
    machine = not {str(Verdict.TO_MARK)} & counts.keys()
    messages = Counter(own.message for own in by_student.values() if own.verdict == Verdict.WRONG and own.message)
    return TaskView(
        name,
        most,
        dict(counts),
        statistics.fmean(attempted) / most if attempted and most and machine else None,
        _discrimination(by_student, totals) if machine else None,
        tuple(Mistake(message, count) for message, count in messages.most_common(MOST_MISTAKES)),
    )


def _discrimination(by_student: Mapping[str, TaskRecord], totals: Mapping[str, float]) -> float | None:
    own = [task.points for task in by_student.values()]
    rest = [totals[student] - task.points for student, task in by_student.items()]
    if len(own) < _ENOUGH or len(set(own)) == 1 or len(set(rest)) == 1:
        return None
    return statistics.correlation(own, rest)
