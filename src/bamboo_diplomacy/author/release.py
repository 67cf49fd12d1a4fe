"""Release: from a solved notebook to the exercise that students get, and the feedback that goes with it."""

import copy
import hashlib
import json
from dataclasses import dataclass
from typing import Any

import nbformat
from nbformat import NotebookNode

from bamboo_diplomacy import notebookfile
from bamboo_diplomacy.author.solution import Cell, Role, Solution, SolutionError, Task
from bamboo_diplomacy.author.starter import ESSAY_PLACEHOLDER, StarterError, names_read, starter, without_exemplars
from bamboo_diplomacy.practice.feedback import CheckFeedback, Feedback

KEPT = (Role.GIVEN, Role.ANSWER, Role.CHECK, Role.ESSAY, Role.RUBRIC, Role.HINT)
WRITABLE = (Role.ANSWER, Role.ESSAY)
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


@dataclass(frozen=True)
class Release:
    """What students get of one solution notebook."""

    exercise: NotebookNode
    feedback: Feedback


def release(solution: Solution) -> Release:
    """Return the exercise and the feedback of a solution notebook whose stored outputs are current.

    Raises
    ------
    SolutionError
        If the notebook was not run, or a cell cannot be released; the sentence names the cell.
    """
    checks = {cell.id: solution.key(cell)[0] for cell in solution.cells if cell.role in (Role.CHECK, Role.HIDDEN)}
    _require_distinct(solution.name, list(checks.values()))
    cells = [_released(solution, cell, checks) for cell in solution.cells if cell.role in KEPT]
    metadata = {"kernelspec": _KERNEL, "language_info": {"name": "python"}}
    exercise = nbformat.from_dict({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})
    locked = _feedback(solution)
    version = _version(exercise, locked)
    exercise.metadata["bamboo"] = {"notebook": solution.name, "version": version}
    return Release(exercise, Feedback(solution.name, version, locked))


def feedback_text(feedback: Feedback) -> str:
    """Return a feedback file's text: one line per check, so that a change shows where it is."""
    stored = feedback.to_json()
    lines = [
        f"  {json.dumps(name)}: {json.dumps(check, ensure_ascii=False, sort_keys=True, separators=(',', ':'))}"
        for name, check in stored.pop("checks").items()
    ]
    head = json.dumps(stored, ensure_ascii=False, sort_keys=True)[:-1]
    return head + ', "checks": {\n' + ",\n".join(lines) + "\n}}\n"


def starter_of(solution: Solution, task: Task) -> str:
    """Return the source of a task's answer cell as students get it."""
    (answer,) = task.of(Role.ANSWER)
    checked = set().union(*(names_read(cell.source) for cell in task.of(Role.CHECK, Role.HIDDEN)))
    try:
        return starter(answer.source, checked)
    except (StarterError, SyntaxError) as error:
        raise SolutionError(f"{solution.name}: the answer cell {answer.id}: {error}") from error


def _released(solution: Solution, cell: Cell, checks: dict[str, str]) -> dict[str, Any]:
    metadata: dict[str, Any] = {"deletable": False}
    if cell.role not in WRITABLE:
        metadata["editable"] = False
    if cell.role is not Role.GIVEN:
        metadata["tags"] = [str(cell.role)]
    if cell.role in (Role.CHECK, Role.RUBRIC):
        metadata["bamboo"] = {"points": cell.points}
    if cell.role is Role.CHECK:
        metadata["bamboo"]["check"] = checks[cell.id]
    released: dict[str, Any] = {
        "id": cell.id,
        "cell_type": cell.kind,
        "source": _released_source(solution, cell),
        "metadata": metadata,
    }
    if cell.kind == "code":
        released |= {"outputs": [], "execution_count": None}
    return released


def _released_source(solution: Solution, cell: Cell) -> str:
    if cell.role is Role.ANSWER:
        return starter_of(solution, next(task for task in solution.tasks if task.name == cell.task))
    if cell.role is Role.ESSAY:
        return ESSAY_PLACEHOLDER
    if cell.role is Role.RUBRIC:
        return without_exemplars(cell.source)
    return cell.source


def _feedback(solution: Solution) -> dict[str, CheckFeedback]:
    checks = {}
    for cell in solution.cells:
        if cell.role is Role.CHECK:
            name, key = solution.key(cell)
            checks[name] = CheckFeedback(name, cell.points, key.locked(f"{solution.name}/{name}"))
    return checks


def _version(exercise: NotebookNode, checks: dict[str, CheckFeedback]) -> str:
    """Return a short digest of everything that a student gets: another text or key is another version."""
    bare = copy.deepcopy(exercise)
    bare.metadata.pop("bamboo", None)
    content = notebookfile.text_of(bare) + feedback_text(Feedback("", "", checks))
    return hashlib.sha256(content.encode("utf-8")).hexdigest()[:12]


def _require_distinct(name: str, checks: list[str]) -> None:
    for check in checks:
        if checks.count(check) > 1:
            raise SolutionError(
                f"{name}: the check {check!r} occurs {checks.count(check)} times; "
                f"give each its own name, as {check}/second."
            )
