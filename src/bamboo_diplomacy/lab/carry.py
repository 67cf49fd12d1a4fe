"""Carrying a student's work over: the newer version of a notebook with her answers and her own cells in it.

Her cells are found as grading finds them. Their text is carried over, their outputs are not.
"""

import copy
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode, v4

from bamboo_diplomacy import notebookfile
from bamboo_diplomacy.grade.matching import WRITABLE, Matched, match, task_named_in
from bamboo_diplomacy.grade.reference import Reference, ReferenceCell, from_exercise
from bamboo_diplomacy.grade.submission import Submission, SubmittedCell
from bamboo_diplomacy.lab import parts
from bamboo_diplomacy.strings import say

LESSON = ""
NOTE = "update-note"
KEPT = "update-kept"
_OURS = re.compile(r"t\d\d-")
_ANSWER = re.compile(r"t\d\d-(?P<task>.+)-(?:answer|essay)")
_VALID_ID = re.compile(r"[\w-]{1,64}", re.ASCII)
_KINDS: Mapping[str, Callable[..., NotebookNode]] = {
    "code": v4.new_code_cell,
    "markdown": v4.new_markdown_cell,
    "raw": v4.new_raw_cell,
}


@dataclass(frozen=True)
class Known:
    """What the workbook itself wrote, as digests of `parts`.

    Parameters
    ----------
    before
        The parts of all earlier versions that the student had; empty if that is not known.
    fresh
        The parts of the newer version.
    checks
        What the checks of the newer version expect, from their names.
    """

    before: frozenset[str] = frozenset()
    fresh: frozenset[str] = frozenset()
    checks: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Changes:
    """What a student needs to know of a newer version, in names of tasks.

    Parameters
    ----------
    answered
        Tasks whose answers were carried over.
    own_cells
        How many cells of the student's own were carried over.
    new, changed
        Tasks that are new, and tasks of which something has changed.
    gone
        Tasks that are not asked any more.
    kept
        Those of them whose answers are kept at the end.
    """

    answered: tuple[str, ...] = ()
    own_cells: int = 0
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def carry(fresh: NotebookNode, own: Submission, known: Known) -> tuple[NotebookNode, Changes]:
    """Return the newer version with a student's work in it, and what has changed.

    Parameters
    ----------
    fresh
        The newer version, as the workbook has it.
    own
        The student's notebook.
    known
        What the workbook wrote in it.

    Returns
    -------
    tuple
        A new notebook. An answer stands in its answer cell, a cell that the student added or changed after the cell
        that it followed, and the answer to a task that is gone at the end, where it is not run.
    """
    reference = _reference(fresh)
    matched = match(reference, own)
    sheet = _Sheet(fresh, own, known, _tasks_gone(own, reference))
    for number in range(-1, len(reference.cells)):
        if number >= 0:
            sheet.put(reference.cells[number], number, matched)
        for place in matched.added.get(number, ()):
            sheet.add(place)
    return sheet.notebook(), _changes(sheet, reference, matched)


class _Sheet:
    """The newer version while it is filled."""

    def __init__(self, fresh: NotebookNode, own: Submission, known: Known, tasks_gone: Mapping[int, str]) -> None:
        self.fresh = fresh
        self.own = own
        self.known = known
        self.answered: list[str] = []
        self.kept: list[str] = []
        self.tasks_gone = tasks_gone
        self.own_cells = 0
        self._cells: list[NotebookNode] = []
        self._end: list[NotebookNode] = []
        self._ids = {cell.get("id") for cell in fresh.cells} | {NOTE, KEPT}

    def put(self, cell: ReferenceCell, number: int, matched: Matched) -> None:
        """Put in the workbook's cell of a number, with the answer to it; behind a given one, what she made of it."""
        target = copy.deepcopy(self.fresh.cells[number])
        self._cells.append(target)
        place = matched.answers.get(cell.id, matched.anchors.get(number))
        if place is None or not self._is_hers(self.own.cells[place]):
            return
        own = self.own.cells[place]
        if cell.role in WRITABLE:
            _write(target, own)
            self.answered.append(cell.task)
        elif cell.role != "check" and own.source.split() != cell.source.split():
            self._append(own)

    def add(self, place: int) -> None:
        """Put in a cell that the workbook does not have: the student's own, or the answer to a task that is gone."""
        own = self.own.cells[place]
        if not self._is_hers(own):
            return
        task = self.tasks_gone.get(place)
        if task is None:
            self._append(own)
            return
        self.kept.append(task)
        self._end.append(_cell(own, self._free_id(own.id), kind="raw" if own.kind == "code" else own.kind))

    def notebook(self) -> NotebookNode:
        """Return the notebook as it stands."""
        filled = copy.deepcopy(self.fresh)
        heading = [v4.new_markdown_cell(say("lab.carried.heading"), id=KEPT)] if self._end else []
        filled.cells = [*self._cells, *heading, *self._end]
        return filled

    def _is_hers(self, own: SubmittedCell) -> bool:
        if not own.source.strip() or own.id in (NOTE, KEPT):
            return False
        digest = parts.of_source(own.source)
        if digest in self.known.before or digest in self.known.fresh:
            return False
        # Without a record of what was delivered, the ids tell.
        return bool(self.known.before) or not _OURS.match(own.id) or bool(_ANSWER.fullmatch(own.id))

    def _append(self, own: SubmittedCell) -> None:
        self.own_cells += 1
        self._cells.append(_cell(own, self._free_id(own.id), own.kind))

    def _free_id(self, wanted: str) -> str:
        names = [wanted, *(f"kept-{number}" for number in range(1, len(self.own.cells) + 1))]
        chosen = next(name for name in names if _VALID_ID.fullmatch(name) and name not in self._ids)
        self._ids.add(chosen)
        return chosen


def _reference(fresh: NotebookNode) -> Reference:
    """Return an exercise as grading sees it; in a lesson every cell is given."""
    if "notebook" in fresh.metadata.get("bamboo", {}):
        return from_exercise(fresh, None)
    cells = (
        ReferenceCell(cell.get("id", ""), "given", cell.cell_type, notebookfile.source_of(cell)) for cell in fresh.cells
    )
    return Reference(LESSON, "", tuple(cells))


def _cell(own: SubmittedCell, cell_id: str, kind: str) -> NotebookNode:
    cell = _KINDS[kind if kind in _KINDS else "raw"](id=cell_id)
    _write(cell, own)
    return cell


def _write(target: NotebookNode, own: SubmittedCell) -> None:
    target["source"] = own.source
    if own.pictures and target["cell_type"] != "code":
        target["attachments"] = own.pictures


def _tasks_gone(own: Submission, reference: Reference) -> dict[int, str]:
    """Return the tasks of a student's notebook that are not asked any more, by the places of their answers."""
    if reference.notebook == LESSON:
        return {}
    asked = {task.casefold() for task in reference.tasks}
    has_ids = any(_OURS.match(cell.id) for cell in own.cells)
    gone = {}
    for place, cell in enumerate(own.cells):
        found = _ANSWER.fullmatch(cell.id)
        # A first line is trusted only where ids were lost: "# Task list" may begin anybody's cell.
        task = found["task"] if found else "" if has_ids else task_named_in(cell.source)
        if task and task.casefold() not in asked:
            gone[place] = task
    return gone


def _changes(sheet: _Sheet, reference: Reference, matched: Matched) -> Changes:
    texts = {parts.of_source(cell.source) for cell in sheet.own.cells}
    known_before = sheet.known.before | texts
    there = {reference.cells[number].task for number in matched.anchors}
    there |= {cell.task for cell in reference.cells if cell.id in matched.answers}
    # All essays begin with the same words.
    there |= {
        cell.task for cell in reference.cells if cell.role != "essay" and parts.of_source(cell.source) in known_before
    }
    new = tuple(task for task in reference.tasks if task not in there)
    changed = tuple(
        task
        for task in reference.tasks
        if task in there and not known_before.issuperset(_parts_of_task(task, reference, sheet.known))
    )
    return Changes(
        answered=tuple(dict.fromkeys(sheet.answered)),
        own_cells=sheet.own_cells,
        new=new,
        changed=changed,
        gone=tuple(dict.fromkeys(sheet.tasks_gone.values())),
        kept=tuple(dict.fromkeys(sheet.kept)),
    )


def _parts_of_task(task: str, reference: Reference, known: Known) -> set[str]:
    """Return the parts of a task that are worth looking at again when they change: all but hints."""
    roles: Collection[str] = ("given", "check", "rubric", *WRITABLE) if known.before else ("given", "check", "rubric")
    cells = [cell for cell in reference.cells if cell.role in roles and task in (cell.task, _task_of_given(cell))]
    names = {cell.check for cell in cells if cell.check in known.checks} if known.before else set()
    return {parts.of_source(cell.source) for cell in cells} | {
        parts.of_check(name, known.checks[name]) for name in names
    }


def _task_of_given(cell: ReferenceCell) -> str:
    """Return the task that a text or a given cell of an exercise belongs to, by its id: ``t04-cagr-text``."""
    found = re.fullmatch(r"t\d\d-(?P<task>.+)-(?:text|given)(?:-\d+)?", cell.id)
    return found["task"] if found else ""
