"""Carrying a student's work over: the newer version of a notebook with her answers and her own cells in it.

Her cells are found as grading finds them. Their text is carried over, their outputs are not.
"""

import copy
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from nbformat import NotebookNode, v4

from bamboo_diplomacy import notebookfile
from bamboo_diplomacy.grade.matching import WRITABLE, Matched, match
from bamboo_diplomacy.grade.reference import Reference, ReferenceCell, from_exercise
from bamboo_diplomacy.grade.submission import Submission, SubmittedCell
from bamboo_diplomacy.lab import parts
from bamboo_diplomacy.lab.changes import ANSWER_ID, HOUSE_ID, Changes, Known, new_and_changed, tasks_gone
from bamboo_diplomacy.strings import say

NOTE = "update-note"
KEPT = "update-kept"
_VALID_ID = re.compile(r"[\w-]{1,64}", re.ASCII)
_KINDS: Mapping[str, Callable[..., NotebookNode]] = {
    "code": v4.new_code_cell,
    "markdown": v4.new_markdown_cell,
    "raw": v4.new_raw_cell,
}


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
    sheet = _Sheet(fresh, own, known, tasks_gone(own, reference))
    for number in range(-1, len(reference.cells)):
        if number >= 0:
            sheet.put(reference.cells[number], number, matched)
        for place in matched.added.get(number, ()):
            sheet.add(place)
    return sheet.notebook(), sheet.changes(new_and_changed(reference, own, matched, known))


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
        self._placed: set[int] = set()
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
            self._append(place)

    def add(self, place: int) -> None:
        """Put in a cell that the workbook does not have: the student's own, or the answer to a task that is gone."""
        own = self.own.cells[place]
        if not self._is_hers(own):
            return
        task = self.tasks_gone.get(place)
        if task is None:
            self._append(place)
            return
        self.kept.append(task)
        self._end.append(_cell(own, self._free_id(own.id), kind="raw" if own.kind == "code" else own.kind))

    def notebook(self) -> NotebookNode:
        """Return the notebook as it stands."""
        filled = copy.deepcopy(self.fresh)
        heading = [v4.new_markdown_cell(say("lab.carried.heading"), id=KEPT)] if self._end else []
        filled.cells = [*self._cells, *heading, *self._end]
        return filled

    def changes(self, found: Changes) -> Changes:
        """Return the changes that were found in the tasks, with what was carried over."""
        return replace(
            found,
            answered=tuple(dict.fromkeys(self.answered)),
            own_cells=self.own_cells,
            gone=tuple(dict.fromkeys(self.tasks_gone.values())),
            kept=tuple(dict.fromkeys(self.kept)),
        )

    def _is_hers(self, own: SubmittedCell) -> bool:
        if not own.source.strip() or own.id in (NOTE, KEPT):
            return False
        digest = parts.of_source(own.source)
        if digest in self.known.before or digest in self.known.fresh:
            return False
        # Without a record of what was delivered, the ids tell.
        return bool(self.known.before) or not HOUSE_ID.match(own.id) or bool(ANSWER_ID.fullmatch(own.id))

    def _append(self, place: int) -> None:
        # Without ids, one cell of hers may stand for two of ours that have the same code.
        if place in self._placed:
            return
        self._placed.add(place)
        own = self.own.cells[place]
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
    return Reference("", "", tuple(cells))


def _cell(own: SubmittedCell, cell_id: str, kind: str) -> NotebookNode:
    cell = _KINDS[kind if kind in _KINDS else "raw"](id=cell_id)
    _write(cell, own)
    return cell


def _write(target: NotebookNode, own: SubmittedCell) -> None:
    target["source"] = own.source
    if own.pictures and target["cell_type"] != "code":
        target["attachments"] = own.pictures
