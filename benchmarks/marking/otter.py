"""Otter-Grader: its own assignment notebook, ``otter.api.grade_submission`` for all students in one process."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from marking.environments import python_of, run
from marking.exercise import GIVEN, TASKS, Submission, Task
from marking.notebook import Cell, answered, code, notebook, raw, read, write
from marking.tool import Marks, Tool

RELEASE = "7.0.0"
_ASSIGNMENT = "trade"
_BLOCK = Path(__file__).parent / "inside" / "otter_block.py"
_CONFIGURATION = "# ASSIGNMENT CONFIG\ngenerate: true\nexport_cell: false\nrun_tests: false"


class Otter(Tool):
    """The submissions of a folder, graded one after the other."""

    name = f"Otter {RELEASE}, one process"

    def prepare(self, folder: Path) -> None:
        """Write the assignment and let Otter make the students' version and its autograder."""
        self._root = folder
        self.python = python_of("otter-grader", RELEASE)
        write(folder / f"{_ASSIGNMENT}.ipynb", _source())
        run(self.python, "-m", "otter", "assign", f"{_ASSIGNMENT}.ipynb", "dist", folder=folder)
        (self._autograder,) = (folder / "dist" / "autograder").glob("*.zip")

    def hand_in(self, submissions: Sequence[Submission], folder: Path) -> None:
        """Write each student's notebook."""
        released = read(self._root / "dist" / "student" / f"{_ASSIGNMENT}.ipynb")
        for own in submissions:
            write(folder / "submitted" / f"{own.student}.ipynb", answered(released, own.given))

    def command(self, folder: Path) -> Sequence[str]:  # noqa: ARG002 - run in the folder
        """Return the command."""
        return [self.python, str(_BLOCK), str(self._autograder), *(task.name for task in TASKS)]

    def marks(self, folder: Path) -> Marks:
        """Return what the command wrote."""
        marks: Marks = json.loads((folder / "marks.json").read_text(encoding="utf-8"))
        return marks


def _source() -> dict[str, Any]:
    start = [raw("configuration", _CONFIGURATION), code("given", GIVEN)]
    return notebook([*start, *(cell for task in TASKS for cell in _cells(task))])


def _cells(task: Task) -> list[Cell]:
    test, *hidden = task.assertions
    return [
        raw(f"{task.name}-begin", f"# BEGIN QUESTION\nname: {task.name}\npoints: 1"),
        raw(f"{task.name}-solution", "# BEGIN SOLUTION"),
        code(task.name, f"# BEGIN SOLUTION\n{task.solution}\n# END SOLUTION"),
        raw(f"{task.name}-solved", "# END SOLUTION"),
        raw(f"{task.name}-tests", "# BEGIN TESTS"),
        code(f"{task.name}-test", test),
        *(code(f"{task.name}-hidden", f"# HIDDEN\n{own}") for own in hidden),
        raw(f"{task.name}-tested", "# END TESTS"),
        raw(f"{task.name}-end", "# END QUESTION"),
    ]
