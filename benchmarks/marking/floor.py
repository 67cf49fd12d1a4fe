"""The floor: the same cells run by ``exec`` in a process that has everything imported; no kernel, no outputs, no wall.

Nothing that grades can cost less. A student's cell could do anything here, so nobody should grade this way.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from marking.exercise import GIVEN, TASKS, Submission
from marking.meter import Cost
from marking.tool import Marks, Tool

_BLOCK = Path(__file__).parent / "inside" / "floor_block.py"


class Floor(Tool):
    """``exec``."""

    name = "floor: the cells alone, imports not counted"

    def prepare(self, folder: Path) -> None:
        """Do nothing: the checks are assertions, and come with the answers."""

    def hand_in(self, submissions: Sequence[Submission], folder: Path) -> None:
        """Write all cells into one file."""
        content = {
            "given": GIVEN,
            "solution": [task.solution for task in TASKS],
            "checks": ["\n".join(task.assertions) for task in TASKS],
            "answers": {own.student: list(own.all_cells.values()) for own in submissions},
        }
        (folder / "cells.json").write_text(json.dumps(content), encoding="utf-8")

    def command(self, folder: Path) -> Sequence[str]:  # noqa: ARG002 - run in the folder
        """Return the command."""
        return [self.python, str(_BLOCK)]

    def marks(self, folder: Path) -> Marks:
        """Return which assertions held."""
        marks: Marks = json.loads((folder / "marks.json").read_text(encoding="utf-8"))["marks"]
        return marks

    def counted(self, folder: Path, cost: Cost) -> Cost:
        """Return what the process says of itself after its imports and one run of the solution."""
        own = json.loads((folder / "marks.json").read_text(encoding="utf-8"))
        return replace(cost, wall=own["wall"], cpu=own["cpu"])
