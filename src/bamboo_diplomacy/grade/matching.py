"""Matching: which cell of a submission is which of the teacher's, whatever was done to the notebook.

Answers are found by cell id, then by the task's name in the first line, then by their place between the teacher's
cells.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from bamboo_diplomacy.grade.layout import normal
from bamboo_diplomacy.grade.reference import Reference, ReferenceCell
from bamboo_diplomacy.grade.submission import Submission, SubmittedCell
from bamboo_diplomacy.strings import say

WRITABLE = ("answer", "essay")
_FIRST_LINE = re.compile(r"\s*#+\s*Task\s+(?P<task>[\w-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Matched:
    """Where the teacher's cells stand in a submission.

    Parameters
    ----------
    answers
        From the id of an answer or essay cell to its place in the submission.
    anchors
        From the number of another of the teacher's cells to its place in the submission.
    added
        From the number of a teacher's cell to the places of the cells after it that are not the teacher's; -1 stands
        for the beginning. Empty cells are left out.
    notes
        What was odd, in sentences.
    """

    answers: dict[str, int]
    anchors: dict[int, int]
    added: dict[int, list[int]]
    notes: tuple[str, ...]


def match(reference: Reference, submission: Submission) -> Matched:
    """Find the teacher's cells in a submission.

    Parameters
    ----------
    reference
        The teacher's cells.
    submission
        The student's cells.
    """
    finder = _Finder(reference, submission)
    answers = finder.answers()
    return Matched(answers, finder.anchors, finder.added(answers), tuple(finder.notes))


def task_named_in(source: str) -> str:
    r"""Return the task that a cell's first line names, or an empty text.

    Examples
    --------
    >>> task_named_in("# Task cagr\ncagr = 0.2")
    'cagr'
    """
    found = _FIRST_LINE.match(source)
    return found["task"] if found else ""


def differs(cell: ReferenceCell, own: SubmittedCell) -> bool:
    """Return whether a student's cell is other code than the teacher's; layout and comments do not count."""
    return own.source != cell.source and normal(own.source) != cell.normal


class _Finder:
    """Finds the teacher's cells in a submission, and remembers what was odd."""

    def __init__(self, reference: Reference, submission: Submission) -> None:
        self.reference = reference
        self.submitted = submission.cells
        self.same_version = submission.version == reference.version
        self.notes: list[str] = []
        self.anchors = self._find_anchors()

    def answers(self) -> dict[str, int]:
        """Return where each answer and essay cell that was found stands in the submission, by the cell's id."""
        places: dict[str, int] = {}
        taken: set[int] = set()
        wanted = [cell for cell in self.reference.cells if cell.role in WRITABLE]
        for how in (self._by_id, self._by_first_line, self._by_place):
            for cell in wanted:
                place = None if cell.id in places else how(cell, taken)
                if place is not None:
                    places[cell.id] = place
                    taken.add(place)
                    if cell.role == "answer" and self.submitted[place].kind != "code":
                        self.notes.append(say("grade.note.retyped", task=cell.task))
        self.notes += [say("grade.note.missing", task=cell.task) for cell in wanted if cell.id not in places]
        return places

    def added(self, places: dict[str, int]) -> dict[int, list[int]]:
        """Return the places of the student's own cells, by the number of the teacher's cell that they follow."""
        known = dict(self.anchors)
        for number, cell in enumerate(self.reference.cells):
            if cell.id in places:
                known[number] = places[cell.id]
        number_at = {place: number for number, place in known.items()}
        own_ids = {cell.id for cell in self.reference.cells}
        extra: dict[int, list[int]] = {}
        after = -1
        for place, own in enumerate(self.submitted):
            after = max(after, number_at.get(place, after))
            is_new = bool(own.source.strip()) and place not in number_at and own.id not in own_ids
            if is_new and not self._is_copy(own):
                extra.setdefault(after, []).append(place)
        return extra

    def _is_copy(self, own: SubmittedCell) -> bool:
        if own.kind == "code":
            return normal(own.source) in self.reference.normal_code
        return own.source.strip() in self._texts

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(cell.source.strip() for cell in self.reference.cells if cell.kind != "code")

    def _find_anchors(self) -> dict[int, int]:
        """Return where the teacher's own cells stand in the submission, by id or by unchanged source."""
        by_id: dict[str, int] = {}
        for place, own in enumerate(self.submitted):
            by_id.setdefault(own.id, place)
        anchors = {}
        for number, cell in enumerate(self.reference.cells):
            if cell.role in WRITABLE:
                continue
            found = by_id[cell.id] if cell.id in by_id else self._by_source.get(cell.normal)
            if found is not None:
                anchors[number] = found
                if cell.kind == "code" and differs(cell, self.submitted[found]):
                    self.notes.append(say("grade.note.changed", cell=cell.id))
        return anchors

    @cached_property
    def _by_source(self) -> dict[str, int]:
        """Where the first cell of each source stands; a submission that kept its ids needs none of this."""
        places: dict[str, int] = {}
        for place, own in enumerate(self.submitted):
            places.setdefault(normal(own.source), place)
        return places

    def _by_id(self, cell: ReferenceCell, taken: set[int]) -> int | None:
        same = [
            place for place, own in enumerate(self.submitted) if own.id == cell.id and own.id and place not in taken
        ]
        if len(same) > 1:
            self.notes.append(say("grade.note.twice", task=cell.task))
            worked_on = [place for place in same if differs(cell, self.submitted[place])]
            same = worked_on or same
        return same[0] if same else None

    def _by_first_line(self, cell: ReferenceCell, taken: set[int]) -> int | None:
        for place, own in enumerate(self.submitted):
            if place not in taken and task_named_in(own.source).casefold() == cell.task.casefold():
                self.notes.append(say("grade.note.by_name", task=cell.task))
                return place
        return None

    def _by_place(self, cell: ReferenceCell, taken: set[int]) -> int | None:
        if not self._asked(cell.task):
            return None
        index = self.reference.cells.index(cell)
        before = max((place for other, place in self.anchors.items() if other < index), default=None)
        after = min((place for other, place in self.anchors.items() if other > index), default=len(self.submitted))
        if before is None:
            return None
        kinds = ("code",) if cell.role == "answer" else ("markdown", "raw")
        for place in range(before + 1, after):
            own = self.submitted[place]
            if place not in taken and own.kind in kinds and own.source.strip():
                self.notes.append(say("grade.note.by_place", task=cell.task))
                return place
        return None

    def _asked(self, task: str) -> bool:
        """Return whether the submission's version has the task: a helper beside a new task is not its answer."""
        return self.same_version or any(self.reference.cells[number].task == task for number in self.anchors)
