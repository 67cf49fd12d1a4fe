"""Plain nbval: the students' answers in a notebook with stored outputs, one pytest for all.

nbval knows neither students nor answers, so this script puts the answers into the executed notebook; that work is not
counted. Answer cells have no stored output and are only run.
"""

import os
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from nbformat import from_dict

from bamboo_diplomacy.author.execute import executed
from marking.exercise import GIVEN, TASKS, Submission, Task
from marking.notebook import Cell, answered, code, notebook, write
from marking.tool import Marks, Tool


class Nbval(Tool):
    """``pytest --nbval`` on a folder."""

    name = f"nbval {version('nbval')}, one pytest"

    def prepare(self, folder: Path) -> None:
        """Run the solved notebook: its stored outputs are what nbval compares with."""
        solved = notebook([code("given", GIVEN), *(cell for task in TASKS for cell in _cells(task))])
        self._key = dict(executed("trade", from_dict(solved), folder))
        self._key["cells"] = [_as_compared(cell) for cell in self._key["cells"]]

    def hand_in(self, submissions: Sequence[Submission], folder: Path) -> None:
        """Write a notebook per student, with the stored outputs of the checks."""
        for own in submissions:
            write(folder / "submitted" / f"{own.student}.ipynb", answered(self._key, own.all_cells))

    def command(self, folder: Path) -> Sequence[str]:  # noqa: ARG002 - run in the folder
        """Return the command."""
        options = ["-p", "nbval.plugin", "--nbval", "--junitxml=marks.xml", "-q", "--tb=no", "-c", os.devnull]
        return [self.python, "-m", "pytest", *options, "--rootdir=.", "-p", "no:cacheprovider", "submitted"]

    def marks(self, folder: Path) -> Marks:
        """Return which check cells passed."""
        marks: dict[str, list[bool]] = {}
        for case in ET.parse(folder / "marks.xml").iter("testcase"):  # noqa: S314 - pytest's own report
            student, number = case.attrib["classname"].split(".")[1], int(case.attrib["name"].removeprefix("Cell "))
            own = marks.setdefault(student, [])
            if number and number % 2 == 0:  # the given cell, then an answer and a check of each task
                own.append(len(case) == 0)
        return marks


def _cells(task: Task) -> list[Cell]:
    shown = f"[{', '.join(task.expressions)}]"
    return [code(task.name, task.solution), code(f"{task.name}-check", shown)]


def _as_compared(cell: Any) -> Any:  # noqa: ANN401 - a cell of nbformat
    return cell if cell["id"].endswith("-check") else {**cell, "outputs": [], "execution_count": None}
