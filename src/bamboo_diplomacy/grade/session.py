"""Run rebuilt notebooks in one pytest session with nbval, in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.grade.rebuild import Rebuilt, RunCell
from bamboo_diplomacy.grade.reference import Reference, ReferenceCell
from bamboo_diplomacy.grade.results import CheckResult, NotebookResult, summarise
from bamboo_diplomacy.practice.canonical import Form
from bamboo_diplomacy.practice.expected import Key, LockedKey, PredictedMistake
from bamboo_diplomacy.practice.rules import Rules
from bamboo_diplomacy.strings import say

CELL_SECONDS = 30.0


class SessionError(BambooError):
    """The notebooks could not be run at all."""


@dataclass(frozen=True)
class Job:
    """A rebuilt notebook, the name it goes by and the folder it runs in."""

    name: str
    rebuilt: Rebuilt
    folder: Path


def run(
    jobs: Sequence[Job], *, seconds: float = CELL_SECONDS, progress: Callable[[str], None] | None = None
) -> dict[str, NotebookResult]:
    """Run notebooks and return their results by name.

    Parameters
    ----------
    jobs
        The rebuilt notebooks; their names are distinct.
    seconds
        How long one cell may take.
    progress
        Called with the name of each notebook as it is done.

    Raises
    ------
    SessionError
        If the session ends without a result for every notebook.
    """
    with tempfile.TemporaryDirectory(prefix="bamboo-run-") as folder:
        order = Path(folder) / "jobs.json"
        order.write_text(json.dumps({"seconds": seconds, "jobs": [_job(job) for job in jobs]}), encoding="utf-8")
        lines = _session(order, Path(folder), progress)
    missing = [job.name for job in jobs if job.name not in lines]
    if missing:
        raise SessionError(say("grade.run.failed", reason=lines.get("", "")))
    results = {}
    for job in jobs:
        stored = json.loads(lines[job.name])
        checks = [CheckResult.from_json(check) for check in stored["checks"]]
        results[job.name] = summarise(job.rebuilt, checks, stored["seconds"])
    return results


def _session(order: Path, folder: Path, progress: Callable[[str], None] | None) -> dict[str, str]:
    """Start the worker and read a line per notebook; under an empty name: what it said when it failed."""
    errors = folder / "errors.txt"
    command = [sys.executable, "-m", "bamboo_diplomacy.grade.worker", str(order)]
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONUTF8": "1"}
    environment.pop("PYTEST_ADDOPTS", None)
    lines: dict[str, str] = {}
    with (
        errors.open("wb") as stderr,
        subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=stderr
        ) as worker,
    ):
        for line in worker.stdout or ():
            name = json.loads(line)["name"]
            lines[name] = line.decode("utf-8")
            if progress:
                progress(name)
    said = errors.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return {**lines, "": said[-1] if said else f"status {worker.returncode}"}


def _job(job: Job) -> dict[str, Any]:
    return {
        "name": job.name,
        "folder": str(job.folder),
        "notebook": job.rebuilt.reference.notebook,
        "cells": [_cell(cell) for cell in job.rebuilt.cells],
    }


def _cell(cell: RunCell) -> dict[str, Any]:
    own = cell.reference
    if own is None:
        return {"source": cell.source}
    reference = {"id": own.id, "role": own.role, "task": own.task, "check": own.check, "points": own.points}
    return {"source": cell.source, "reference": reference, "expected": _expected(own.expected)}


def _expected(expected: Key | LockedKey | None) -> dict[str, Any] | None:
    if expected is None:
        return None
    if isinstance(expected, LockedKey):
        return {"locked": expected.to_json()}
    return {
        "form": expected.form,
        "rules": expected.rules.to_metadata(),
        "mistakes": [[known.name, known.form, known.message] for known in expected.mistakes],
        "why": expected.why,
    }


def job_from_json(stored: dict[str, Any]) -> Job:
    """Return the job that `run` wrote, as far as a worker needs it."""
    cells = tuple(_cell_from_json(cell) for cell in stored["cells"])
    reference = Reference(stored["notebook"], "", ())
    return Job(stored["name"], Rebuilt(reference, cells, frozenset(), {}, ()), Path(stored["folder"]))


def _cell_from_json(stored: dict[str, Any]) -> RunCell:
    if "reference" not in stored:
        return RunCell(stored["source"])
    own = ReferenceCell(kind="code", source="", expected=_expected_from_json(stored["expected"]), **stored["reference"])
    return RunCell(stored["source"], own)


def _expected_from_json(stored: dict[str, Any] | None) -> Key | LockedKey | None:
    if stored is None:
        return None
    if "locked" in stored:
        return LockedKey.from_json(stored["locked"])
    form: Form = stored["form"]
    mistakes = tuple(PredictedMistake(*known) for known in stored["mistakes"])
    return Key(form, Rules.from_metadata(stored["rules"]), mistakes, stored["why"])
