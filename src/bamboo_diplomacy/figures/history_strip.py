"""A strip of dated steps by dimension, set beside a model's picture: history, and plainly not the model's data."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.dimensions import decimal_year, dimension_name
from bamboo_diplomacy.figures.figure import Spec
from bamboo_diplomacy.figures.rowwise import Row, look, pixels
from bamboo_diplomacy.strings import say

if TYPE_CHECKING:
    import pandas as pd

_LANE = 17
_NAMES = 128  # pixels kept for the names of the lanes
_LINE = 16  # of the heading
_DECADE = 10
_COLUMNS = ("date", "label", "dimension", "setback")
_CHARACTERS = 60

# The years have an axis of their own, so a mark's place is a share of the width and no value of the panel's scale.
_PLACE = f"{_NAMES} + datum.at * (width - {_NAMES})"


def history_height(heading: str) -> int:
    """Return how many pixels the strip takes under its heading."""
    return _lanes(heading) + _LANE * (len(style.DIMENSIONS) + 1)


def history_data(milestones: "pd.DataFrame", heading: str, top: int) -> dict[str, list[Row]]:
    """Return the datasets of the strip.

    Parameters
    ----------
    milestones
        Columns ``date`` (ISO text), ``year``, ``label``, ``dimension`` and ``setback``: one row per event.
    heading
        What stands above the strip: that it is history, and whose.
    top
        Pixels from the top of the picture to the strip.
    """
    first, last = int(milestones["year"].min()), int(milestones["year"].max()) + 1
    y = {dimension: top + _lanes(heading) + _LANE * row for row, dimension in enumerate(style.DIMENSIONS)}

    def at(when: float) -> float:
        return (when - first) / (last - first)

    return {
        "history_heading": [{"text": style.wrap(heading, _CHARACTERS), "y": top}],
        "history_lanes": [{"name": dimension_name(dimension), "y": y[dimension]} for dimension in y],
        "history_years": [
            {"at": at(year), "year": str(year), "y": min(y.values()), "y2": max(y.values())}
            for year in range(first + -first % _DECADE, last, _DECADE)
        ],
        "history": [
            {
                "at": at(decimal_year(date)),
                "y": y[dimension],
                "date": date,
                "label": label,
                "shape": style.DIMENSION_SHAPES[dimension],
                "colour": style.DIMENSIONS[dimension],
                "fill": "transparent" if setback else style.DIMENSIONS[dimension],
            }
            for date, label, dimension, setback in zip(*(milestones[name] for name in _COLUMNS), strict=True)
        ],
    }


def _lanes(heading: str) -> int:
    """Return how many pixels lie between the top of the strip and the middle of its first lane."""
    return _LINE * len(style.wrap(heading, _CHARACTERS)) + _LANE


def history_layers() -> Iterator[Spec]:
    """Yield the layers that draw the strip."""
    y = pixels()
    place = {"x": {"expr": _PLACE}}
    yield {
        "data": {"name": "history_heading"},
        "mark": {"type": "text", "align": "left", "x": 0, "baseline": "top", "lineHeight": _LINE},
        "encoding": {"y": y, "text": {"field": "text"}},
    }
    yield {
        "data": {"name": "history_years"},
        "mark": {"type": "rule", **place, "opacity": 0.14},
        "encoding": {"y": y, "y2": {"field": "y2"}},
    }
    yield {
        "data": {"name": "history_years"},
        "mark": {"type": "text", **place, "baseline": "top", "yOffset": _LANE - 4},
        "encoding": {"y": pixels("y2"), "text": {"field": "year"}},
    }
    yield {
        "data": {"name": "history_lanes"},
        "mark": {"type": "text", "align": "left", "x": 0, "baseline": "middle"},
        "encoding": {"y": y, "text": {"field": "name"}},
    }
    looks = {"stroke": look("colour"), "fill": look("fill"), "shape": look("shape")}
    yield {
        "data": {"name": "history"},
        "mark": {"type": "point", **place, "size": 52, "strokeWidth": 1.5},
        "encoding": {"y": y, **looks, "tooltip": _tooltip()},
    }


def _tooltip() -> list[Spec]:
    return [
        {"field": "date", "type": "nominal", "title": say("figures.tip.date")},
        {"field": "label", "type": "nominal", "title": say("figures.tip.event")},
    ]
