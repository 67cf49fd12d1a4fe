"""nbgrader: its own source notebook, one batch ``nbgrader autograde``; feedback pages not included."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from marking.environments import python_of, run
from marking.exercise import GIVEN, TASKS, Submission, Task
from marking.notebook import Cell, answered, code, notebook, read, write
from marking.tool import Marks, Tool

RELEASE = "0.9.6"
_ASSIGNMENT = "trade"
_MARKS = Path(__file__).parent / "inside" / "nbgrader_marks.py"


class Nbgrader(Tool):
    """One course, one assignment, all students in one process."""

    name = f"nbgrader {RELEASE}, one batch"

    def prepare(self, folder: Path) -> None:
        """Write the source notebook and let nbgrader make the students' version and its database."""
        self._course = folder
        self.python = python_of("nbgrader", RELEASE)
        write(folder / "source" / _ASSIGNMENT / f"{_ASSIGNMENT}.ipynb", _source())
        run(self.python, "-m", "nbgrader", "generate_assignment", _ASSIGNMENT, folder=folder)

    def hand_in(self, submissions: Sequence[Submission], folder: Path) -> None:
        """Copy the course and write each student's notebook."""
        shutil.copytree(self._course, folder, dirs_exist_ok=True)
        released = read(folder / "release" / _ASSIGNMENT / f"{_ASSIGNMENT}.ipynb")
        for own in submissions:
            path = folder / "submitted" / own.student / _ASSIGNMENT / f"{_ASSIGNMENT}.ipynb"
            write(path, answered(released, own.given))

    def command(self, folder: Path) -> Sequence[str]:  # noqa: ARG002 - run in the folder
        """Return the command of a teacher."""
        return [self.python, "-m", "nbgrader", "autograde", _ASSIGNMENT]

    def marks(self, folder: Path) -> Marks:
        """Ask nbgrader's database for the points of each check."""
        answer = run(self.python, str(_MARKS), _ASSIGNMENT, *(f"{task.name}-check" for task in TASKS), folder=folder)
        marks: Marks = json.loads(answer)
        return marks


def _source() -> dict[str, Any]:
    given = code("given", GIVEN, nbgrader=_settings("given"))
    return notebook([given, *(cell for task in TASKS for cell in _cells(task))])


def _cells(task: Task) -> list[Cell]:
    test, *hidden = task.assertions
    if hidden:
        test = "\n".join([test, "### BEGIN HIDDEN TESTS", *hidden, "### END HIDDEN TESTS"])
    solved = f"### BEGIN SOLUTION\n{task.solution}\n### END SOLUTION"
    name = f"{task.name}-check"
    return [
        code(task.name, solved, nbgrader=_settings(task.name, solution=True, locked=False)),
        code(name, test, nbgrader=_settings(name, grade=True, points=1)),
    ]


def _settings(name: str, **own: object) -> dict[str, object]:
    """Return nbgrader's cell metadata, as its Create Assignment toolbar writes it."""
    usual = {"grade": False, "locked": True, "solution": False, "task": False, "schema_version": 3}
    return {"grade_id": name, **usual, **own}
