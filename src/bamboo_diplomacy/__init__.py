"""Bamboo Diplomacy: a teaching workbook on Viet Nam's cultural diplomacy.

A notebook needs one line: ``from bamboo_diplomacy import check, explore, load``.
Names are resolved on first use, so importing the package reads no data and draws nothing.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

__all__ = [
    "__version__",
    "check",
    "cite",
    "course",
    "describe",
    "explore",
    "figures",
    "load",
    "mistake",
    "models",
    "quiz",
]

_HOMES = {
    "check": "bamboo_diplomacy.practice",
    "mistake": "bamboo_diplomacy.practice",
    "quiz": "bamboo_diplomacy.practice",
    "cite": "bamboo_diplomacy.data",
    "describe": "bamboo_diplomacy.data",
    "load": "bamboo_diplomacy.data",
}
_SUBPACKAGES = ("course", "explore", "figures", "models")


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the named module holds
    """Import the home of a public name the first time that it is asked for."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name in _SUBPACKAGES:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, so that Tab offers them."""
    return sorted(__all__)
