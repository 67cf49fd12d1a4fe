"""What the benchmark asks of a tool that grades."""

import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path

from marking.exercise import Submission
from marking.meter import Cost

Marks = Mapping[str, Sequence[bool]]
"""Which tasks are right, by student."""


class Tool(ABC):
    """A tool that grades: the exercise and the submissions as it wants them, its command, its marks."""

    name: str
    python: str = sys.executable

    @abstractmethod
    def prepare(self, folder: Path) -> None:
        """Install the tool if need be, and write the teacher's side into a folder that stays."""

    @abstractmethod
    def hand_in(self, submissions: Sequence[Submission], folder: Path) -> None:
        """Write a class's submissions into the folder of a run, with what else the run needs."""

    @abstractmethod
    def command(self, folder: Path) -> Sequence[str]:
        """Return the command that grades them all; it is run in the folder."""

    @abstractmethod
    def marks(self, folder: Path) -> Marks:
        """Return what the tool found, once the command has ended."""

    def counted(self, folder: Path, cost: Cost) -> Cost:  # noqa: ARG002 - the floor looks into its folder
        """Return what of a command's cost counts: all of it."""
        return cost
