"""What pictures of first steps share: rows of a fixed height, named at the left, and a mark where each step begins."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.dimensions import decimal_year, dimension_name
from bamboo_diplomacy.figures.figure import Spec
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.dates import written_date

_DAY = 1 / 365.25
_FIVE = 5


@dataclass(frozen=True)
class FirstStep:
    """The first step of one dimension.

    Attributes
    ----------
    dimension
        One of the house's dimensions.
    date
        ISO text, as exact as the source.
    label
        The event's name.
    earliest, latest
        ISO text: the first and the last day on which the dimension may have opened.
    """

    dimension: str
    date: str
    label: str
    earliest: str
    latest: str

    @property
    def when(self) -> float:
        """Its place on an axis of years."""
        return decimal_year(self.date)

    def row(self, y: float, *, zero: float = 0, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - a cell of any kind
        """Return what a picture needs to mark the step at the height `y`, in years from `zero`."""
        return {
            "dimension": self.dimension,
            "name": dimension_name(self.dimension),
            "label": self.label,
            "date": written_date(self.date),
            "when": self.when - zero,
            "from": decimal_year(self.earliest) - zero,
            "to": decimal_year(self.latest) + _DAY - zero,
            "y": y,
            **more,
        }


def rows_scale(height: float) -> Spec:
    """Return a scale on which a height is a number of pixels from the top."""
    return {"domain": [0, height], "range": [0, height], "nice": False, "zero": False}


def rows_axis(positions: Sequence[float], signal: str) -> Spec:
    """Return an axis that writes the names held by a signal at the heights of `positions`."""
    return {
        "title": None,
        "grid": False,
        "values": list(positions),
        "labelExpr": f"{signal}[indexof({json.dumps(list(positions))}, datum.value)]",
        "labelOverlap": False,
        "labelLimit": 150,
    }


def years_axis(first: int, last: int) -> Spec:
    """Return an axis with a line every five years, and as many of their numbers as there is room for."""
    years = [year for year in range(first, last) if year % _FIVE == 0]
    return {"format": "d", "values": years, "title": None, "grid": True, "labelSeparation": 6}


def dimension_channels(*channels: str) -> Spec:
    """Return encodings of a dimension by its colour and, if asked for, its shape; the rows name it, so no legend."""
    looks = {"color": style.DIMENSIONS, "fill": style.DIMENSIONS, "stroke": style.DIMENSIONS}
    return {
        channel: {
            "field": "dimension",
            "type": "nominal",
            "legend": None,
            "scale": {
                "domain": list(style.DIMENSIONS),
                "range": list(looks.get(channel, style.DIMENSION_SHAPES).values()),
            },
        }
        for channel in channels
    }


def step_tooltip() -> list[Spec]:
    """Return what is told about a step under the mouse."""
    return [
        {"field": "date", "type": "nominal", "title": say("figures.tip.date")},
        {"field": "label", "type": "nominal", "title": say("figures.tip.event")},
    ]


def joined(words: Iterable[str], *, last: str = "and") -> str:
    """Join words for a sentence; `last` is ``"and"`` or ``"or"``.

    Examples
    --------
    >>> joined(["1992", "1993", "2001"], last="or")
    '1992, 1993 or 2001'
    """
    *some, final = list(words) or [""]
    return say(f"figures.list.{last}", some=", ".join(some), final=final) if some else final


def quoted(dimensions: Iterable[str]) -> list[str]:
    """Return the names of dimensions in quotation marks.

    Examples
    --------
    >>> quoted(["war legacy"])
    ['“war legacy”']
    """
    return [f"“{dimension_name(dimension)}”" for dimension in dimensions]
