"""A solution notebook as its author means it: cells with one role each, gathered into tasks.

The role of a cell is its tag, and its id says which task it belongs to: ``t04-cagr-answer``, ``t04-cagr-mistake-2``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from bamboo_diplomacy import notebookfile
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.practice.canonical import Form
from bamboo_diplomacy.practice.expected import Key, PredictedMistake
from bamboo_diplomacy.practice.open_answers import OpenAnswer, UnknownConditionError
from bamboo_diplomacy.practice.protocol import ANSWER_TYPE, MISTAKE_TYPE
from bamboo_diplomacy.practice.rules import Rules, RulesError
from bamboo_diplomacy.practice.verdict import Verdict


class SolutionError(BambooError):
    """A solution notebook breaks the format; the sentence names the cell."""


class Role(StrEnum):
    """What a cell is for. The vocabulary is closed."""

    GIVEN = "given"
    ANSWER = "answer"
    CHECK = "check"
    HIDDEN = "hidden"
    ALTERNATIVE = "alternative"
    MISTAKE = "mistake"
    ESSAY = "essay"
    RUBRIC = "rubric"
    HINT = "hint"


TAGGED = tuple(role for role in Role if role is not Role.GIVEN)
_ID = re.compile(r"t\d\d-(?P<task>[a-z0-9]+(?:-[a-z0-9]+)*?)-(?P<role>" + "|".join(TAGGED) + r")(?:-\d+)?")
_METADATA = {"points", "rules", "why", "drawn", "accepts"}


@dataclass(frozen=True)
class Cell:
    """One cell with its role and task."""

    id: str
    role: Role
    task: str
    kind: str
    source: str
    metadata: dict[str, Any] = field(default_factory=dict)
    outputs: tuple[Any, ...] = ()

    @property
    def points(self) -> float:
        """The points that the cell's check or rubric is worth."""
        return float(self.metadata.get("points", 0))

    def bundles(self, mime: str) -> list[dict[str, Any]]:
        """Return what the cell's stored outputs hold of one MIME type."""
        return [output["data"][mime] for output in self.outputs if mime in output.get("data", {})]


@dataclass(frozen=True)
class Task:
    """One task: its cells by role."""

    name: str
    cells: tuple[Cell, ...]

    def of(self, *roles: Role) -> tuple[Cell, ...]:
        """Return the task's cells of some roles, in order."""
        return tuple(cell for cell in self.cells if cell.role in roles)

    @property
    def is_essay(self) -> bool:
        """Whether people mark the task."""
        return bool(self.of(Role.ESSAY))

    @property
    def points(self) -> float:
        """The points of all checks, or of the rubric."""
        return sum(cell.points for cell in self.of(Role.CHECK, Role.HIDDEN, Role.RUBRIC))


@dataclass(frozen=True)
class Solution:
    """A solution notebook: the one source of an exercise."""

    name: str
    node: NotebookNode
    cells: tuple[Cell, ...]

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks in the order of their first cells."""
        names = dict.fromkeys(cell.task for cell in self.cells if cell.task)
        return tuple(Task(name, tuple(cell for cell in self.cells if cell.task == name)) for name in names)

    def key(self, cell: Cell) -> tuple[str, Key | OpenAnswer]:
        """Return the name and the key of a check cell, from its stored output and the task's mistakes.

        A cell whose metadata has ``accepts`` has no key: it takes every answer that meets the condition of that name.

        Raises
        ------
        SolutionError
            If the cell's stored outputs do not hold exactly one answer, its rules are wrong, or the solution does not
            meet the condition.
        """
        bundles = cell.bundles(ANSWER_TYPE)
        if len(bundles) != 1:
            raise SolutionError(
                f"{self.name}: the cell {cell.id} stores {len(bundles)} checked answers and must store one. "
                "Run the solution notebook from the top, with one check in the cell."
            )
        name, form = str(bundles[0]["check"]), bundles[0]["answer"]
        if form["kind"] in {"not attempted", "not gradable"}:
            raise SolutionError(
                f"{self.name}: the solution of the cell {cell.id} is {form['kind']}: solve the task first."
            )
        mistakes, why = self._mistakes(name, cell.task), str(cell.metadata.get("why", ""))
        if "accepts" in cell.metadata:
            return name, self._open_answer(cell, form, OpenAnswer(str(cell.metadata["accepts"]), why, mistakes))
        return name, Key(form, self._rules(cell), mistakes, why)

    def _open_answer(self, cell: Cell, form: Form, accepted: OpenAnswer) -> OpenAnswer:
        if "rules" in cell.metadata:
            raise SolutionError(f"{self.name}: the cell {cell.id} has both `accepts` and `rules`; take one away.")
        try:
            judgement = accepted.judge(form)
        except UnknownConditionError as error:
            raise SolutionError(f"{self.name}: the cell {cell.id}: {error}") from error
        if judgement.verdict is not Verdict.RIGHT:
            raise SolutionError(
                f"{self.name}: the solution does not meet the condition of the cell {cell.id}: "
                f"{' '.join(judgement.sentences)}"
            )
        return accepted

    def _rules(self, cell: Cell) -> Rules:
        try:
            return Rules.from_metadata(cell.metadata.get("rules", {}))
        except RulesError as error:
            raise SolutionError(f"{self.name}: the cell {cell.id}: {error}") from error

    def _mistakes(self, check: str, task: str) -> tuple[PredictedMistake, ...]:
        cells = [cell for cell in self.cells if cell.task == task and cell.role is Role.MISTAKE]
        return tuple(
            PredictedMistake(cell.id, _form(bundle), str(bundle["message"]))
            for cell in cells
            for bundle in cell.bundles(MISTAKE_TYPE)
            if bundle["check"] == check
        )


def read(path: Path) -> Solution:
    """Return the solution notebook in a file.

    Raises
    ------
    SolutionError
        If a cell's id, tags or metadata break the format, or a task lacks a cell that it needs.
    """
    return from_node(path.stem, notebookfile.read(path))


def from_node(name: str, node: NotebookNode) -> Solution:
    """Return a solution from a notebook in memory."""
    cells = tuple(_cell(name, cell) for cell in node.cells)
    repeated = _repeated(cell.id for cell in cells)
    if repeated:
        raise SolutionError(f"{name}: the cell id {repeated!r} occurs twice; ids are unique in a notebook.")
    solution = Solution(name, node, cells)
    for task in solution.tasks:
        _require_complete(name, task)
    return solution


def _cell(name: str, node: NotebookNode) -> Cell:
    tags = [tag for tag in node.metadata.get("tags", []) if tag in TAGGED]
    unknown = [tag for tag in node.metadata.get("tags", []) if tag not in TAGGED]
    if unknown or len(tags) > 1:
        raise SolutionError(
            f"{name}: the cell {node.get('id', '?')} has the tags {', '.join(tags + unknown)}; a cell has one of "
            f"{', '.join(TAGGED)}, or none."
        )
    role = Role(tags[0]) if tags else Role.GIVEN
    metadata = dict(node.metadata.get("bamboo", {}))
    strange = set(metadata) - _METADATA
    if strange:
        raise SolutionError(f"{name}: the cell {node.id} has unknown settings: {', '.join(sorted(strange))}.")
    return Cell(
        node.id, role, _task(name, node.id, role), node.cell_type, node.source, metadata, tuple(node.get("outputs", ()))
    )


def _task(name: str, cell_id: str, role: Role) -> str:
    if role is Role.GIVEN:
        return ""
    match = _ID.fullmatch(cell_id)
    if not match or match["role"] != role:
        raise SolutionError(
            f"{name}: the {role} cell {cell_id!r} needs an id that says its task and role, as t04-cagr-{role}."
        )
    return match["task"]


def _require_complete(name: str, task: Task) -> None:
    answers, checks = task.of(Role.ANSWER), task.of(Role.CHECK)
    if task.is_essay:
        if len(task.of(Role.ESSAY)) != 1 or len(task.of(Role.RUBRIC)) != 1:
            raise SolutionError(f"{name}: the essay task {task.name!r} needs one essay cell and one rubric cell.")
    elif len(answers) != 1 or not checks:
        raise SolutionError(
            f"{name}: the task {task.name!r} has {len(answers)} answer cells and {len(checks)} check cells; "
            "it needs one answer cell and at least one check."
        )


def _form(bundle: dict[str, Any]) -> Form:
    return dict(bundle["answer"])


def _repeated(ids: Iterable[str]) -> str:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            return one
        seen.add(one)
    return ""
