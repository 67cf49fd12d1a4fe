"""The six dimensions of a relationship on a picture: one name, one colour and one shape each, always the same."""

from collections.abc import Sequence

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.figure import Spec
from bamboo_diplomacy.strings import say

_MONTHS = 12


def dimension_name(dimension: str) -> str:
    """Return the name of a dimension in the reader's language.

    Examples
    --------
    >>> dimension_name("war legacy")
    'war legacy'
    """
    return say(f"figures.dimension.{dimension.replace(' ', '_')}")


def dimension_encoding(dimensions: Sequence[str], field: str = "name") -> Spec:
    """Return the encoding of colour and shape for points whose `field` holds the name of a dimension.

    Parameters
    ----------
    dimensions
        Those that the picture shows, in the order of the legend.
    field
        The column that holds `dimension_name`.
    """
    names = [dimension_name(dimension) for dimension in dimensions]

    def channel(look: Sequence[str]) -> Spec:
        scale = {"domain": names, "range": list(look)}
        return {"field": field, "type": "nominal", "scale": scale, "legend": {"title": None, "columns": 6}}

    return {
        "color": channel([style.DIMENSIONS[dimension] for dimension in dimensions]),
        "shape": channel([style.DIMENSION_SHAPES[dimension] for dimension in dimensions]),
    }


def decimal_year(date: str) -> float:
    """Place an ISO date on an axis of years; a date that stops at the year or the month stands in its middle.

    Examples
    --------
    >>> decimal_year("1995"), decimal_year("1995-07"), round(decimal_year("1995-07-11"), 2)
    (1995.5, 1995.5416666666667, 1995.53)
    """
    year, *rest = date.split("-")
    if not rest:
        return int(year) + 0.5
    day = (int(rest[1]) - 1) / 31 if len(rest) > 1 else 0.5
    return int(year) + (int(rest[0]) - 1 + day) / _MONTHS
