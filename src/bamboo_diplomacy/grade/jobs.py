"""A notebook to run, as plain JSON between the process that grades and the processes that run."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bamboo_diplomacy.grade.rebuild import Rebuilt, RunCell
from bamboo_diplomacy.grade.reference import Reference, ReferenceCell
from bamboo_diplomacy.grade.results import CheckResult
from bamboo_diplomacy.practice.expected import Key, LockedKey
from bamboo_diplomacy.practice.open_answers import OpenAnswer

_KINDS: dict[str, type[Key | LockedKey | OpenAnswer]] = {"key": Key, "locked": LockedKey, "open": OpenAnswer}


@dataclass(frozen=True)
class Job:
    """A rebuilt notebook, the name it goes by and the folder it runs in: if None, one made for it."""

    name: str
    rebuilt: Rebuilt
    folder: Path | None

    def to_json(self) -> dict[str, Any]:
        """Return what a worker needs of the job."""
        return {
            "name": self.name,
            "folder": str(self.folder) if self.folder else None,
            "notebook": self.rebuilt.reference.notebook,
            "cells": [_cell(cell) for cell in self.rebuilt.cells],
        }


@dataclass
class Run:
    """One notebook to run, and what came of it."""

    name: str
    rebuilt: Rebuilt
    folder: Path
    results: list[CheckResult] = field(default_factory=list)
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_bytes: int = 0


def run_from_json(stored: dict[str, Any], new_folder: Callable[[], Path]) -> Run:
    """Return the run that a job asks for."""
    cells = tuple(_cell_from_json(cell) for cell in stored["cells"])
    rebuilt = Rebuilt(Reference(stored["notebook"], "", ()), cells, frozenset(), {}, ())
    return Run(stored["name"], rebuilt, Path(stored["folder"]) if stored["folder"] else new_folder())


def _cell(cell: RunCell) -> dict[str, Any]:
    own = cell.reference
    if own is None:
        return {"source": cell.source}
    expected = {kind: own.expected.to_json() for kind, form in _KINDS.items() if isinstance(own.expected, form)}
    reference = {"id": own.id, "role": own.role, "task": own.task, "check": own.check, "points": own.points}
    return {"source": cell.source, "reference": reference, "expected": expected}


def _cell_from_json(stored: dict[str, Any]) -> RunCell:
    if "reference" not in stored:
        return RunCell(stored["source"])
    expected = next((_KINDS[kind].from_json(content) for kind, content in stored["expected"].items()), None)
    own = ReferenceCell(kind="code", source="", expected=expected, **stored["reference"])
    return RunCell(stored["source"], own)
