"""Feedback files: what a student's copy of the workbook knows about the answers, all of it behind locks."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bamboo_diplomacy import workbook
from bamboo_diplomacy.practice.expected import LockedKey
from bamboo_diplomacy.practice.open_answers import OpenAnswer
from bamboo_diplomacy.strings import say

FOLDER = "feedback"
FORMAT = 1


class FeedbackFileError(RuntimeError):
    """A feedback file is damaged; the message is a sentence."""


@dataclass(frozen=True)
class CheckFeedback:
    """What is known of one check: the task it belongs to, its points, and its locked key or its conditions."""

    name: str
    points: float
    expected: LockedKey | OpenAnswer

    @property
    def task(self) -> str:
        """The task that the check belongs to: the name before a slash."""
        return self.name.partition("/")[0]


@dataclass(frozen=True)
class Feedback:
    """The feedback of one exercise notebook."""

    notebook: str
    version: str
    checks: dict[str, CheckFeedback]

    def to_json(self) -> dict[str, Any]:
        """Return the feedback as plain JSON."""
        return {
            "format": FORMAT,
            "notebook": self.notebook,
            "version": self.version,
            "checks": {
                name: {"points": check.points, **check.expected.to_json()} for name, check in self.checks.items()
            },
        }


def folder(root: Path) -> Path:
    """Return where the feedback files of a workbook are."""
    return root / "exercises" / FOLDER


def read(path: Path) -> Feedback:
    """Return the feedback in a file.

    Raises
    ------
    FeedbackFileError
        If the file is not a feedback file of this format.
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored["format"] != FORMAT:
            raise FeedbackFileError(
                say("practice.feedback.format", file=path.name, found=stored["format"], known=FORMAT)
            )
        checks = {
            name: CheckFeedback(name, float(check["points"]), _expected(check))
            for name, check in stored["checks"].items()
        }
        return Feedback(stored["notebook"], stored["version"], checks)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FeedbackFileError(say("practice.feedback.damaged", file=path.name)) from error


def _expected(stored: dict[str, Any]) -> LockedKey | OpenAnswer:
    return OpenAnswer.from_json(stored) if "condition" in stored else LockedKey.from_json(stored)


def find(check: str) -> tuple[Feedback, CheckFeedback] | None:
    """Return the feedback of a check of the installed workbook, or None if no file knows it.

    Raises
    ------
    FeedbackFileError
        If a feedback file is damaged.
    """
    home = folder(workbook.root())
    files = sorted(home.glob("*.json")) if home.is_dir() else []
    for file in files:
        feedback = _read_once(file, file.stat().st_mtime_ns)
        if check in feedback.checks:
            return feedback, feedback.checks[check]
    return None


@lru_cache(maxsize=64)
def _read_once(path: Path, changed: int) -> Feedback:  # noqa: ARG001 - a changed file is read again
    return read(path)
