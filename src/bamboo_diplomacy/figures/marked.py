"""Words with a mark before them, for legends and lists: each row states its height, colour and shape itself."""

from collections.abc import Iterator

from bamboo_diplomacy.figures.figure import Spec
from bamboo_diplomacy.figures.rowwise import look, pixels

_SPARE = 11  # from a mark to its words


def marked(data: str, place: str, *, size: int = 70, colour: str = "", weight: int = 400) -> Iterator[Spec]:
    """Yield two layers: a filled mark and a text beside it for each row.

    Parameters
    ----------
    data
        Name of the dataset; its rows hold ``y``, ``shape``, ``text`` and, if no `colour` is given, ``colour``.
    place
        Vega expression of the mark's distance from the left, in pixels.
    size
        Of the mark, in square pixels.
    colour
        Of all marks.
    weight
        Of the font.

    Examples
    --------
    >>> [layer["mark"]["type"] for layer in marked("legend", "8")]
    ['point', 'text']
    """
    y = {**pixels(), "axis": None}
    painted = {"color": {"value": colour} if colour else look("colour")}
    words = f"{place} + {_SPARE}"
    yield {
        "data": {"name": data},
        "mark": {"type": "point", "filled": True, "size": size, "x": {"expr": place}},
        "encoding": {"y": y, "shape": look("shape"), **painted},
    }
    yield {
        "data": {"name": data},
        "mark": {
            "type": "text",
            "align": "left",
            "fontWeight": weight,
            "x": {"expr": words},
            "limit": {"expr": f"width - ({words})"},
        },
        "encoding": {"y": y, "text": {"field": "text"}},
    }
