"""The course as a whole, for the notebook that begins it: its topics, its words, and what the learner has done."""

from importlib import import_module
from typing import Any

__all__ = ["contents", "glossary", "progress"]

_HOMES = {"contents": "coursemap", "glossary": "words", "progress": "records"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a function of the module that holds it
    """Import what is asked for on first use."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the functions, so that Tab offers them."""
    return sorted(__all__)
