"""What a submission is held against: the teacher's cells in order, with the expectation of every check.

There are two sources. Teachers have solutions: all checks, hidden ones included, with the key itself. Students have
the exercise and its feedback file: the visible checks, with the key behind locks.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from nbformat import NotebookNode

from bamboo_diplomacy import notebookfile
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.grade.layout import normal
from bamboo_diplomacy.practice.expected import Key, LockedKey
from bamboo_diplomacy.practice.feedback import Feedback
from bamboo_diplomacy.practice.open_answers import OpenAnswer
from bamboo_diplomacy.strings import say

ROLES_RUN = ("given", "answer", "check", "hidden")


class ReferenceError(BambooError):  # noqa: A001 - the field's word; the builtin of that name is never used here
    """An exercise cannot serve as a reference."""


@dataclass(frozen=True)
class ReferenceCell:
    """One of the teacher's cells."""

    id: str
    role: str
    kind: str
    source: str
    task: str = ""
    check: str = ""
    points: float = 0.0
    expected: Key | LockedKey | OpenAnswer | None = None

    @cached_property
    def normal(self) -> str:
        """The source without comments and layout, see `layout.normal`."""
        return normal(self.source)


@dataclass(frozen=True)
class Reference:
    """The teacher's notebook as far as grading needs it. Answer and essay cells hold the starter."""

    notebook: str
    version: str
    cells: tuple[ReferenceCell, ...]

    @property
    def tasks(self) -> tuple[str, ...]:
        """The names of the tasks, in order."""
        return tuple(dict.fromkeys(cell.task for cell in self.cells if cell.task))

    @cached_property
    def modules(self) -> tuple[str, ...]:
        """The modules that the teacher's cells import, in order: worth having ready before the first submission."""
        return tuple(
            dict.fromkeys(name for cell in self.cells if cell.kind == "code" for name in _imported(cell.source))
        )

    @cached_property
    def normal_code(self) -> frozenset[str]:
        """The code of all cells without comments and layout."""
        return frozenset(cell.normal for cell in self.cells if cell.kind == "code")


def modules_of(references: Iterable[Reference]) -> tuple[str, ...]:
    """Return the modules that any of several exercises imports."""
    return tuple(dict.fromkeys(name for reference in references for name in reference.modules))


def from_exercise(exercise: NotebookNode, feedback: Feedback | None) -> Reference:
    """Return the reference that a student's own copy of the workbook offers.

    Raises
    ------
    ReferenceError
        If the notebook is not an exercise of this workbook.
    """
    own = exercise.metadata.get("bamboo", {})
    if "notebook" not in own:
        raise ReferenceError(say("grade.reference.not_an_exercise"))
    cells = tuple(_exercise_cell(cell, feedback) for cell in exercise.cells)
    return Reference(own["notebook"], own.get("version", ""), cells)


def check_name(source: str) -> str:
    """Return the name that a cell's call of ``check`` gives, or an empty text.

    Examples
    --------
    >>> check_name('check("cagr", cagr)')
    'cagr'
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return ""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "check" and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                return first.value
    return ""


def task_of(cell_id: str, role: str) -> str:
    """Return the task that an exercise cell's id names: ``t04-cagr-answer`` belongs to ``cagr``."""
    name = cell_id.partition("-")[2]
    return name.rpartition(f"-{role}")[0] or name


def _imported(source: str) -> Iterator[str]:
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def _exercise_cell(cell: NotebookNode, feedback: Feedback | None) -> ReferenceCell:
    role = next(iter(cell.metadata.get("tags", [])), "given")
    own = cell.metadata.get("bamboo", {})
    check = str(own.get("check", "")) if role == "check" else ""
    known = feedback.checks.get(check) if feedback and check else None
    task = task_of(cell.id, role) if role in ("answer", "check", "essay", "rubric") else ""
    return ReferenceCell(
        cell.id,
        role,
        cell.cell_type,
        notebookfile.source_of(cell),
        task,
        check,
        float(own.get("points", 0)),
        known.expected if known else None,
    )
