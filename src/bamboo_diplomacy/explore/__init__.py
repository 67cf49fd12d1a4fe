"""Explorers: a question, a few controls, a picture and a sentence that follow them.

Each name of `__all__` is a function that returns one explorer; show it by ending a cell with it. Modules are loaded
on first use, so importing this package loads neither pandas nor widgets.
"""

from importlib import import_module
from typing import Any

__all__ = [
    "aid_students_visitors",
    "ascc_navigator",
    "audience_distance",
    "claim_checker",
    "coverage",
    "did_it_work",
    "enlargement",
    "former_adversaries",
    "hedging",
    "index_trajectories",
    "partnership_ladder",
    "programme_portfolio",
    "project_desk",
    "reach",
    "spectrum_of_power",
    "strategy_map",
    "trade_and_milestones",
    "trust_game",
    "trust_ladder",
    "un_voting_distance",
    "weigh_your_soft_power",
    "who_connects_peoples",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a function that returns an explorer
    """Load an explorer's module when its name is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.gallery.{name}"), name)


def __dir__() -> list[str]:
    """List the explorers, so that Tab offers them."""
    return sorted(__all__)
