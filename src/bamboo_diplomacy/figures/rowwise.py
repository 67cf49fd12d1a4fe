"""Encodings of what a row states itself: its height in pixels, its colour, its shape. They need no scale."""

from typing import Any

from bamboo_diplomacy.figures.figure import Spec

Row = dict[str, Any]
"""One row of a dataset that a picture is drawn from."""


def pixels(field: str = "y") -> Spec:
    """Encode a height that stands in the row, in pixels from the top of the picture.

    Examples
    --------
    >>> pixels("top")
    {'field': 'top', 'type': 'quantitative', 'scale': None}
    """
    return {"field": field, "type": "quantitative", "scale": None}


def look(field: str) -> Spec:
    """Encode a colour or a shape that stands in the row.

    Examples
    --------
    >>> look("fill")
    {'field': 'fill', 'type': 'nominal', 'scale': None}
    """
    return {"field": field, "type": "nominal", "scale": None}
