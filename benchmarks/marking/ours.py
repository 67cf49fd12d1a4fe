"""Bamboo Diplomacy itself: ``bamboo grade`` with its sandbox and one worker, gradebook and students' pages included."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bamboo_diplomacy.author import files
from marking.exercise import GIVEN, TASKS, Submission, Task
from marking.notebook import Cell, answered, code, notebook, read, write
from marking.tool import Marks, Tool

_NAME = "01_trade"


class Ours(Tool):
    """`bamboo grade` as a teacher runs it."""

    name = "Bamboo Diplomacy, sandbox on"

    def prepare(self, folder: Path) -> None:
        """Write a workbook of one exercise: the solved notebook, run and released."""
        self._root = folder
        (folder / "datasets").mkdir()
        path = folder / "solutions" / f"{_NAME}.ipynb"
        write(path, _solution())
        files.run_solution(path)
        files.write_release(folder, path)

    def hand_in(self, submissions: Sequence[Submission], folder: Path) -> None:
        """Write each student's copy of the exercise."""
        exercise = read(self._root / "exercises" / f"{_NAME}.ipynb")
        for own in submissions:
            answers = {f"t01-{name}-answer": answer for name, answer in own.given.items()}
            write(folder / "submissions" / own.student / f"{_NAME}.ipynb", answered(exercise, answers))

    def command(self, folder: Path) -> Sequence[str]:  # noqa: ARG002 - run in the folder
        """Return the command of a teacher."""
        program = [str(Path(self.python).with_name("bamboo")), "grade", "submissions", "--out", "graded"]
        return [*program, "--root", str(self._root), "--jobs", "1", "--json"]

    def marks(self, folder: Path) -> Marks:
        """Return the verdicts of ``tasks.csv``."""
        with (folder / "graded" / "tasks.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        right = {(row["student"], row["task"]) for row in rows if row["verdict"] == "right"}
        return {student: [(student, task.name) in right for task in TASKS] for student in {r["student"] for r in rows}}


def _solution() -> dict[str, Any]:
    setup = code("t01-setup", f"from bamboo_diplomacy import check\n\n{GIVEN}")
    return notebook([setup, *(cell for task in TASKS for cell in _cells(task))])


def _cells(task: Task) -> list[Cell]:
    """Return a task as an author writes it: a function is called by its checks, other answers are their own values."""
    start = f"t01-{task.name}"
    solved = f"# Task {task.name}\n### BEGIN SOLUTION\n{task.solution}\n### END SOLUTION"
    name, value = task.name, task.plain if task.hidden else task.answer
    cells = [
        code(f"{start}-answer", solved, tags=["answer"]),
        code(f"{start}-check", f'check("{name}", {value})', tags=["check"], bamboo={"points": 1}),
    ]
    if task.hidden:
        name, value = f"{task.name}/unseen", task.hidden
        cells.append(code(f"{start}-hidden", f'check("{name}", {value})', tags=["hidden"], bamboo={"points": 1}))
    slip = f'from bamboo_diplomacy import mistake\n\n{task.mistake}\nmistake("{name}", {value}, "A typical slip.")'
    return [*cells, code(f"{start}-mistake", slip, tags=["mistake"])]
