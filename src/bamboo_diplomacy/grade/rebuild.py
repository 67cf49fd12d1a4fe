"""Rebuild: the teacher's notebook with the student's answers in it, and nothing else of the submission.

Only the source of answer and essay cells, and of code cells that the student added, is taken over. Answers are found
by cell id, then by the task's name in the first line, then by their place between the teacher's cells.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from bamboo_diplomacy.grade.layout import normal
from bamboo_diplomacy.grade.reference import ROLES_RUN, Reference, ReferenceCell
from bamboo_diplomacy.grade.submission import Submission, SubmittedCell
from bamboo_diplomacy.strings import say

WRITABLE = ("answer", "essay")
_FIRST_LINE = re.compile(r"\s*#+\s*Task\s+(?P<task>[\w-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class RunCell:
    """One cell of the rebuilt notebook. ``reference`` is None for a cell that the student added."""

    source: str
    reference: ReferenceCell | None = None

    @property
    def role(self) -> str:
        """The role of the cell; ``added`` for the student's own."""
        return self.reference.role if self.reference else "added"


@dataclass(frozen=True)
class Rebuilt:
    """The rebuilt notebook: what is run, which tasks were attempted, the essays, and what was repaired."""

    reference: Reference
    cells: tuple[RunCell, ...]
    attempted: frozenset[str]
    essays: dict[str, str]
    notes: tuple[str, ...]


def rebuild(reference: Reference, submission: Submission) -> Rebuilt:
    """Put a submission's answers into the teacher's notebook.

    Parameters
    ----------
    reference
        The teacher's cells.
    submission
        The student's cells.

    Returns
    -------
    Rebuilt
        The cells to run in the teacher's order, with added code cells where the student put them.
    """
    finder = _Finder(reference, submission.cells)
    places = finder.answers()
    found = {cell_id: submission.cells[place] for cell_id, place in places.items()}
    added = finder.added(places)
    cells: list[RunCell] = [RunCell(cell.source) for cell in added.get(-1, [])]
    for number, cell in enumerate(reference.cells):
        own = found.get(cell.id)
        if cell.kind == "code" and cell.role in ROLES_RUN:
            cells.append(RunCell(own.source if own else cell.source, cell))
        cells += [RunCell(extra.source) for extra in added.get(number, [])]
    notes = [*submission.notes, *finder.notes]
    if submission.version and reference.version and submission.version != reference.version:
        notes.append(say("grade.note.version"))
    return Rebuilt(reference, tuple(cells), _attempted(reference, found), _essays(reference, found), tuple(notes))


class _Finder:
    """Finds the teacher's cells in a submission, and remembers what was odd."""

    def __init__(self, reference: Reference, submitted: tuple[SubmittedCell, ...]) -> None:
        self.reference = reference
        self.submitted = submitted
        self.notes: list[str] = []
        self._anchors = self._find_anchors()

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

    def added(self, places: dict[str, int]) -> dict[int, list[SubmittedCell]]:
        """Return the student's own code cells, by the number of the teacher's cell that they follow (-1: none)."""
        known = dict(self._anchors)
        for number, cell in enumerate(self.reference.cells):
            if cell.id in places:
                known[number] = places[cell.id]
        number_at = {place: number for number, place in known.items()}
        own_ids = {cell.id for cell in self.reference.cells}
        extra: dict[int, list[SubmittedCell]] = {}
        after = -1
        for place, own in enumerate(self.submitted):
            after = max(after, number_at.get(place, after))
            is_code = own.kind == "code" and bool(own.source.strip())
            is_new = is_code and place not in number_at and own.id not in own_ids
            if is_new and normal(own.source) not in self.reference.normal_code:
                extra.setdefault(after, []).append(own)
        return extra

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
                if cell.kind == "code" and _differs(cell, self.submitted[found]):
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
            worked_on = [place for place in same if _differs(cell, self.submitted[place])]
            same = worked_on or same
        return same[0] if same else None

    def _by_first_line(self, cell: ReferenceCell, taken: set[int]) -> int | None:
        for place, own in enumerate(self.submitted):
            match = _FIRST_LINE.match(own.source)
            if place not in taken and match and match["task"].casefold() == cell.task.casefold():
                self.notes.append(say("grade.note.by_name", task=cell.task))
                return place
        return None

    def _by_place(self, cell: ReferenceCell, taken: set[int]) -> int | None:
        index = self.reference.cells.index(cell)
        before = max((place for other, place in self._anchors.items() if other < index), default=None)
        after = min((place for other, place in self._anchors.items() if other > index), default=len(self.submitted))
        if before is None:
            return None
        kinds = ("code",) if cell.role == "answer" else ("markdown", "raw")
        for place in range(before + 1, after):
            own = self.submitted[place]
            if place not in taken and own.kind in kinds and own.source.strip():
                self.notes.append(say("grade.note.by_place", task=cell.task))
                return place
        return None


def _attempted(reference: Reference, found: dict[str, SubmittedCell]) -> frozenset[str]:
    return frozenset(
        cell.task
        for cell in reference.cells
        if cell.role in WRITABLE and cell.id in found and _changed(cell, found[cell.id])
    )


def _changed(cell: ReferenceCell, own: SubmittedCell) -> bool:
    if cell.role == "essay":
        return own.source.strip() not in ("", cell.source.strip())
    return bool(own.source.strip()) and _differs(cell, own)


def _differs(cell: ReferenceCell, own: SubmittedCell) -> bool:
    return own.source != cell.source and normal(own.source) != cell.normal


def _essays(reference: Reference, found: dict[str, SubmittedCell]) -> dict[str, str]:
    return {
        cell.task: found[cell.id].source.strip()
        for cell in reference.cells
        if cell.role == "essay" and cell.id in found and _changed(cell, found[cell.id])
    }
