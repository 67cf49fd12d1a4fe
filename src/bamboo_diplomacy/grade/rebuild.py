"""Rebuild: the teacher's notebook with the student's answers in it, and nothing else of the submission.

Only the source of answer and essay cells, and of code cells that the student added, is taken over.
"""

from dataclasses import dataclass

from bamboo_diplomacy.grade.matching import WRITABLE, differs, match
from bamboo_diplomacy.grade.reference import ROLES_RUN, Reference, ReferenceCell
from bamboo_diplomacy.grade.submission import Submission, SubmittedCell
from bamboo_diplomacy.strings import say


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
    matched = match(reference, submission)
    found = {cell_id: submission.cells[place] for cell_id, place in matched.answers.items()}

    def added(number: int) -> list[RunCell]:
        own = (submission.cells[place] for place in matched.added.get(number, ()))
        return [RunCell(cell.source) for cell in own if cell.kind == "code"]

    cells = added(-1)
    for number, cell in enumerate(reference.cells):
        own = found.get(cell.id)
        if cell.kind == "code" and cell.role in ROLES_RUN:
            cells.append(RunCell(own.source if own else cell.source, cell))
        cells += added(number)
    notes = [*submission.notes, *matched.notes]
    if submission.version and reference.version and submission.version != reference.version:
        notes.append(say("grade.note.version"))
    return Rebuilt(reference, tuple(cells), _attempted(reference, found), _essays(reference, found), tuple(notes))


def _attempted(reference: Reference, found: dict[str, SubmittedCell]) -> frozenset[str]:
    return frozenset(
        cell.task
        for cell in reference.cells
        if cell.role in WRITABLE and cell.id in found and _changed(cell, found[cell.id])
    )


def _changed(cell: ReferenceCell, own: SubmittedCell) -> bool:
    if cell.role == "essay":
        return own.source.strip() not in ("", cell.source.strip())
    return bool(own.source.strip()) and differs(cell, own)


def _essays(reference: Reference, found: dict[str, SubmittedCell]) -> dict[str, str]:
    return {
        cell.task: found[cell.id].source.strip()
        for cell in reference.cells
        if cell.role == "essay" and cell.id in found and _changed(cell, found[cell.id])
    }
