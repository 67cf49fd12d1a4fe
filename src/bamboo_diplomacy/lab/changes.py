"""What a newer version of a notebook changes for a student who has worked in an older one."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from bamboo_diplomacy import __version__
from bamboo_diplomacy.grade.matching import WRITABLE, Matched, task_named_in
from bamboo_diplomacy.grade.reference import Reference, ReferenceCell
from bamboo_diplomacy.grade.submission import Submission
from bamboo_diplomacy.lab import parts
from bamboo_diplomacy.strings import say

HOUSE_ID = re.compile(r"t\d\d-")
ANSWER_ID = re.compile(r"t\d\d-(?P<task>.+)-(?:answer|essay)")


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


def new_and_changed(reference: Reference, own: Submission, matched: Matched, known: Known) -> Changes:
    """Return which tasks are new to a student, and which have changed since her version.

    Parameters
    ----------
    reference
        The newer version.
    own
        The student's notebook.
    matched
        Where the cells of the newer version stand in hers.
    known
        What the workbook wrote.
    """
    before = known.before | {parts.of_source(cell.source) for cell in own.cells}
    # All essays begin with the same words.
    seen = {cell.task for cell in reference.cells if cell.role != "essay" and parts.of_source(cell.source) in before}
    there = {cell.task for cell in reference.cells if cell.id in matched.answers}
    there |= {reference.cells[number].task for number in matched.anchors} | seen
    return Changes(
        new=tuple(task for task in reference.tasks if task not in there),
        changed=tuple(
            task
            for task in reference.tasks
            if task in there and not before.issuperset(_parts_of_task(task, reference, known))
        ),
    )


def tasks_gone(own: Submission, reference: Reference) -> dict[int, str]:
    """Return the tasks of a student's notebook that are not asked any more, by the places of their answers."""
    if not reference.tasks:
        return {}
    asked = {task.casefold() for task in reference.tasks}
    has_ids = any(HOUSE_ID.match(cell.id) for cell in own.cells)
    gone = {}
    for place, cell in enumerate(own.cells):
        found = ANSWER_ID.fullmatch(cell.id)
        # A first line is trusted only where ids were lost: "# Task list" may begin anybody's cell.
        task = found["task"] if found else "" if has_ids else task_named_in(cell.source)
        if task and task.casefold() not in asked:
            gone[place] = task
    return gone


def tell(changes: Changes, source: str) -> str:
    """Return what a student needs to know of a newer version, in one sentence.

    Parameters
    ----------
    changes
        What was carried over, and what has changed.
    source
        The name of the file that it was carried over from.

    Examples
    --------
    >>> tell(Changes(answered=("cagr",), new=("years",)), "04_us_trust.ipynb")
    'Carried over from 04_us_trust.ipynb: your answers to cagr; new: years.'
    """
    return say("lab.carried.from", file=source, told="; ".join(_told(changes)))


def note(changes: Changes, source: str) -> str:
    """Return the same as a cell of the newer version: Markdown, a line for each thing."""
    carried, *others = _told(changes)
    lines = [say("lab.carried.over", told=carried), *others]
    return say("lab.carried.note", version=__version__, file=source, told="\n".join(f"- {line}" for line in lines))


def _told(changes: Changes) -> list[str]:
    carried = [say("lab.carried.answers", tasks=", ".join(changes.answered))] if changes.answered else []
    if changes.own_cells:
        carried.append(say("lab.carried.cells", count=changes.own_cells))
    told = [", ".join(carried) or say("lab.carried.nothing")]
    for name in ("new", "changed", "gone", "kept"):
        tasks = getattr(changes, name)
        if tasks:
            told.append(say(f"lab.carried.{name}", tasks=", ".join(tasks)))
    return told


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
