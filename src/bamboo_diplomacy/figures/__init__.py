"""The house's figures: a frame goes in, a Vega-Lite picture with alt text and a source comes out.

`trade_by_year`, `mirror_gap`, `steps_before` and `two_reports` draw what the lessons show; `chart` puts any plot into
the house style. Figures that need pandas are loaded on first use.
"""

from importlib import import_module
from typing import Any

from bamboo_diplomacy.figures.figure import Figure, FigureError, chart

__all__ = ["Figure", "FigureError", "chart", "mirror_gap", "steps_before", "trade_by_year", "two_reports"]

_HOMES = {"mirror_gap": "mirror", "steps_before": "steps", "trade_by_year": "trade", "two_reports": "reports"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a function that returns a figure
    """Load a figure's module when its name is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """List the figures, so that Tab offers them."""
    return sorted(__all__)
