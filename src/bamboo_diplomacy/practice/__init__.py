"""What runs inside the student's kernel: checks and their feedback, hints, quizzes, progress."""

from importlib import import_module
from typing import Any

__all__ = ["check", "mistake", "quiz"]

_HOMES = {"check": "checking", "mistake": "checking", "quiz": "quizzes"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a function of the module that holds it
    """Import what is asked for on first use: a check needs no widgets, a quiz no canonical forms."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
