"""The house's figures: a frame goes in, a Vega-Lite picture with alt text and a source comes out."""

from bamboo_diplomacy.figures.figure import Figure, FigureError, chart

__all__ = ["Figure", "FigureError", "chart"]
