"""ASEAN at the end of a year: a map of tiles, the part of the region's people and product inside, and the way there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isclose
from typing import Any

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.dimensions import decimal_year
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.rowwise import Row, look, pixels
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.figures.timeline import joined, years_axis
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.dates import written_date
from bamboo_diplomacy.strings.numbers import percent

FOUNDED, LATEST = 1967, 2026

_COLUMNS = 5
_TILE = 52
_TILES = f"min(width / {_COLUMNS}, 150)"  # pixels of a tile's width
_NARROW = 90
_EDGE = 2
_HEADING = 20
_BAR = 26
_MAP = 4 * _TILE
_BARS = _MAP + 26  # from the top of the picture to the heading of the first bar
_STEPS = _BARS + 2 * (_HEADING + _BAR + 16)
_STEP = 14  # pixels of one member in the stairs
_HEIGHT = _STEPS + _HEADING + 11 * _STEP + 6
_LETTER = 6.6
_CODE = 34  # pixels that a code of three letters needs

_WAVES = (style.BLUE, style.PURPLE, style.RUST, style.GREEN, style.OCHRE, style.PINK)


@dataclass(frozen=True)
class Member:
    """One of the eleven members of today, as it stood at the end of a year.

    Attributes
    ----------
    iso3, name
        Its code, and its name in the reader's language.
    joined
        ISO text: when it became a member.
    column, row
        The place of its tile.
    inside
        Whether it was a member by the end of the year.
    people, product
        Its share of the people and of the product of all eleven.
    """

    iso3: str
    name: str
    joined: str
    column: int
    row: int
    inside: bool
    people: float
    product: float

    @property
    def year(self) -> int:
        """The year in which it joined."""
        return int(self.joined[:4])


def enlargement(
    members: Sequence[Member], *, year: int, people_year: str, product_year: str, datasets: Sequence[str]
) -> Figure:
    """Draw who is in ASEAN at the end of a year, and how much of the region that is.

    Parameters
    ----------
    members
        The eleven members of today, in the order in which they joined.
    year
        At the end of which the picture is taken.
    people_year, product_year
        When the sizes of population and of product were measured, as text.
    datasets
        Where the figures come from.

    Returns
    -------
    Figure
    """
    colours = dict(zip(sorted({member.year for member in members}), _WAVES, strict=True))
    inside = [member for member in members if member.inside]
    title = say(
        "enlargement.picture.title",
        year=year,
        count=len(inside),
        people=share_of_all(member.people for member in inside),
        product=share_of_all(member.product for member in inside),
    )
    return chart(
        _plot(),
        title=title,
        subtitle=say("enlargement.picture.subtitle"),
        alt=say("enlargement.picture.alt", title=title, members=joined([_told(member) for member in inside])),
        source=source_line(*datasets),
        data={
            "tiles": [_tile(member, colours) for member in members],
            "headings": list(_headings(inside, people_year, product_year)),
            "parts": [
                *_parts(members, "people", _BARS + _HEADING, colours),
                *_parts(members, "product", _BARS + 2 * _HEADING + _BAR + 16, colours),
            ],
            "stairs": list(_stairs(members, year, colours)),
            "now": [{"year": year + 1}],
        },
    )


def share_of_all(parts: Iterable[float]) -> str:
    """Write the sum of parts of a whole so that less than all is never rounded to all.

    Examples
    --------
    >>> share_of_all([0.9, 0.0996]), share_of_all([0.9, 0.1])
    ('99.9%', '100.0%')
    """
    share = sum(parts)
    return percent(share if isclose(share, 1, abs_tol=1e-9) else min(share, 0.999), 1)


def _told(member: Member) -> str:
    return f"{member.name} ({member.year})"


def _looks(member: Member, colours: dict[int, str]) -> Row:
    colour = colours[member.year] if member.inside else style.NEUTRAL
    return {
        "colour": colour,
        "fill": colour if member.inside else "transparent",
        "dash": [1, 0] if member.inside else [4, 4],
        "name": member.name,
        "date": written_date(member.joined),
    }


def _tile(member: Member, colours: dict[int, str]) -> Row:
    return {
        **_looks(member, colours),
        "column": member.column,
        "top": member.row * _TILE + _EDGE,
        "bottom": (member.row + 1) * _TILE - _EDGE,
        "year": str(member.year),
        "strong": member.inside,
    }


def _headings(inside: Sequence[Member], people_year: str, product_year: str) -> Iterator[Row]:
    sizes = (([member.people for member in inside], people_year), ([member.product for member in inside], product_year))
    for place, (what, (parts, year)) in enumerate(zip(("people", "product"), sizes, strict=True)):
        y = _BARS + place * (_HEADING + _BAR + 16)
        yield {"y": y, "text": say(f"enlargement.picture.{what}", share=share_of_all(parts), year=year)}
    yield {"y": _STEPS, "text": say("enlargement.picture.stairs")}


def _parts(members: Sequence[Member], size: str, top: float, colours: dict[int, str]) -> Iterator[Row]:
    """Yield the parts of a bar, members first: a part that ASEAN does not hold stands at the right."""
    start = 0.0
    for member in sorted(members, key=lambda member: not member.inside):
        share = getattr(member, size)
        yield {
            **_looks(member, colours),
            "from": start,
            "to": start + share,
            "top": top,
            "bottom": top + _BAR,
            "code": member.iso3,
            "share": percent(share, 1),
        }
        start += share


def _stairs(members: Sequence[Member], year: int, colours: dict[int, str]) -> Iterator[Row]:
    """Yield a line per member from the year in which it joined, one above the other."""
    for place, member in enumerate(sorted(members, key=lambda member: member.joined)):
        yield {
            **_looks(member, colours),
            "from": decimal_year(member.joined),
            "to": max(year + 1, decimal_year(member.joined)),
            "end": LATEST + 1,
            "founder": member.year == FOUNDED,
            "y": _HEIGHT - 6 - _STEP * (place + 0.5),
        }


def _plot() -> Spec:
    x = {
        "type": "quantitative",
        "scale": {"domain": [FOUNDED, LATEST + 1], "nice": False, "zero": False},
        "axis": {**years_axis(FOUNDED, LATEST), "grid": False},
    }
    return {"height": _HEIGHT, "layer": [*_tile_layers(), *_bar_layers(), *_stair_layers(x)]}


def _tip(*fields: str) -> list[Spec]:
    return [{"field": field, "type": "nominal", "title": say(f"enlargement.picture.tip_{field}")} for field in fields]


def _box(data: str, left: str, right: str, tooltip: list[Spec]) -> Spec:
    """Return a layer of frames, filled where there is a member."""
    mark = {
        "type": "rect",
        "x": {"expr": left},
        "x2": {"expr": right},
        "fillOpacity": 0.3,
        "strokeWidth": 2,
        "strokeDash": {"expr": "datum.dash"},
    }
    encoding = {"y": pixels("top"), "y2": {"field": "bottom"}, "fill": look("fill"), "stroke": look("colour")}
    return {"data": {"name": data}, "mark": mark, "encoding": {**encoding, "tooltip": tooltip}}


def _tile_layers() -> Iterator[Spec]:
    yield _box(
        "tiles",
        f"datum.column * {_TILES} + {_EDGE}",
        f"(datum.column + 1) * {_TILES} - {_EDGE}",
        _tip("name", "date"),
    )
    for field, up, weight in (("name", -7, 600), ("year", 10, 400)):
        mark: dict[str, Any] = {
            "type": "text",
            "x": {"expr": f"(datum.column + 0.5) * {_TILES}"},
            "dy": _TILE / 2 - _EDGE + up,
            "fontWeight": weight,
            "fontSize": {"expr": f"{_TILES} < {_NARROW} ? 10.5 : 12"},
            "opacity": {"expr": "datum.strong ? 1 : 0.75"},
            "limit": {"expr": f"{_TILES} - 4"},
        }
        yield {"data": {"name": "tiles"}, "mark": mark, "encoding": {"y": pixels("top"), "text": {"field": field}}}


def _bar_layers() -> Iterator[Spec]:
    heading = {"type": "text", "align": "left", "x": 0, "baseline": "top", "limit": {"expr": "width"}}
    yield {
        "data": {"name": "headings"},
        "mark": heading,
        "encoding": {"y": pixels(), "text": {"field": "text"}},
    }
    yield _box("parts", "datum.from * width + 1", "datum.to * width - 1", _tip("name", "share", "date"))
    room = "(datum.to - datum.from) * width"
    words = f"{room} > {_LETTER} * length(datum.name) + 10 ? datum.name : {room} > {_CODE} ? datum.code : ''"
    text = {"type": "text", "x": {"expr": "(datum.from + datum.to) / 2 * width"}, "dy": _BAR / 2, "fontSize": 11}
    yield {
        "data": {"name": "parts"},
        "transform": [{"calculate": words, "as": "words"}],
        "mark": text,
        "encoding": {"y": pixels("top"), "text": {"field": "words"}},
    }


def _stair_layers(x: Spec) -> Iterator[Spec]:
    start, stop, y = {**x, "field": "from"}, {**x, "field": "to"}, pixels()
    ahead = {"type": "rule", "color": style.NEUTRAL, "strokeDash": [2, 4], "opacity": 0.6}
    rule = {"type": "rule", "strokeWidth": 1.5, "opacity": 0.5, "y": _STEPS + _HEADING - 6, "y2": _HEIGHT}
    yield {"data": {"name": "now"}, "mark": rule, "encoding": {"x": {**x, "field": "year"}}}
    yield {"data": {"name": "stairs"}, "mark": ahead, "encoding": {"x": stop, "x2": {"field": "end"}, "y": y}}
    yield {
        "data": {"name": "stairs"},
        "mark": {"type": "rule", "strokeWidth": _STEP - 3, "opacity": 0.45},
        "encoding": {
            "x": start,
            "x2": {"field": "to"},
            "y": y,
            "color": look("colour"),
            "tooltip": _tip("name", "date"),
        },
    }
    name = {
        "type": "text",
        "align": {"expr": "datum.founder ? 'left' : 'right'"},
        "dx": {"expr": "datum.founder ? 4 : -4"},
        "fontSize": 10.5,
    }
    yield {"data": {"name": "stairs"}, "mark": name, "encoding": {"x": start, "y": y, "text": {"field": "name"}}}
