"""The framework of the Community as an outline: each part under the one it belongs to, with what belongs to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.rowwise import Row, look, pixels
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.strings import say

KINDS = MappingProxyType(
    {
        "pillar": ("square", style.BLUE),
        "characteristic": ("diamond", style.PURPLE),
        "key result area": ("circle", style.GREEN),
        "mechanism": ("triangle-up", style.OCHRE),
        "programme": ("triangle-right", style.PINK),
        "activity": ("circle", style.RUST),
    }
)
"""Kinds of parts, each with its shape and colour."""

_HEAD = 52  # the legend in two rows
_COLUMNS = 3  # of the legend
_ROW = 23
_INDENT = 20
_LEFT = 10
_BAR = 90  # pixels kept at the right for the bars of counts
_LINK = 6  # from a line to the mark that it leads to


@dataclass(frozen=True)
class Part:
    """One line of the outline.

    Attributes
    ----------
    kind
        One of `KINDS`.
    name
        What it is called.
    depth
        How deep it stands; 0 is a pillar.
    count
        How many activities belong to it or to what is under it; None for an activity.
    chosen
        Whether it lies on the way to what the reader opened.
    ahead
        Whether it was founded after the year of the picture.
    about
        What it is, in a sentence; may be empty.
    """

    kind: str
    name: str
    depth: int
    count: int | None = None
    chosen: bool = False
    ahead: bool = False
    about: str = ""


def framework_tree(parts: Sequence[Part], *, title: str, most: int, datasets: Sequence[str]) -> Figure:
    """Draw the outline with a bar of activities for each part.

    Parameters
    ----------
    parts
        The lines from top to bottom; a line belongs to the nearest one above it that stands less deep.
    title
        What the outline shows.
    most
        The count that fills the whole length of a bar.
    datasets
        Where the parts come from.

    Returns
    -------
    Figure
    """
    return chart(
        _plot(len(parts)),
        title=title,
        subtitle=say("ascc_navigator.picture.subtitle"),
        alt=say("ascc_navigator.picture.alt", title=title, parts="; ".join(map(_told, parts))),
        source=source_line(*datasets),
        data={
            "legend": list(_legend(parts)),
            "parts": [_row(part, place) for place, part in enumerate(parts)],
            "links": list(_links(parts)),
        },
        signals={"most": most},
    )


def _told(part: Part) -> str:
    kind = say(f"ascc_navigator.kind.{part.kind.replace(' ', '_')}")
    if part.count is None:
        return say("ascc_navigator.picture.alt_leaf", kind=kind, name=part.name)
    return say("ascc_navigator.picture.alt_part", kind=kind, name=part.name, count=part.count)


def _legend(parts: Sequence[Part]) -> Iterator[Row]:
    shown = [kind for kind in KINDS if kind in {part.kind for part in parts}]
    for place, kind in enumerate(shown):
        shape, colour = KINDS[kind]
        name = say(f"ascc_navigator.kind.{kind.replace(' ', '_')}")
        column, row = place % _COLUMNS, place // _COLUMNS
        yield {"at": column / _COLUMNS, "y": 9 + 19 * row, "text": name, "shape": shape, "colour": colour}


def _row(part: Part, place: int) -> Row:
    shape, colour = KINDS[part.kind]
    return {
        "y": _y(place),
        "x": _LEFT + _INDENT * part.depth,
        "name": part.name,
        "kind": say(f"ascc_navigator.kind.{part.kind.replace(' ', '_')}"),
        "about": part.about,
        "shape": shape,
        "colour": colour,
        "fill": "transparent" if part.ahead else colour,
        "weight": 600 if part.chosen else 400,
        "faint": part.ahead,
        "count": part.count or 0,
        "written": "" if part.count is None else str(part.count),
        "room": 0 if part.count is None else _BAR,
    }


def _y(place: int) -> float:
    return _HEAD + _ROW * (place + 0.5)


def _links(parts: Sequence[Part]) -> Iterator[Row]:
    """Yield an elbow from each part up to its elder sibling, or to the part that both belong to."""
    last: list[float] = []
    for place, part in enumerate(parts):
        y = _y(place)
        if part.depth:
            x = _LEFT + _INDENT * (part.depth - 1)
            top = last[part.depth] if len(last) > part.depth else last[part.depth - 1] + _LINK
            yield {"x": x, "x2": x + _INDENT - _LINK, "top": top, "y": y}
        last[part.depth :] = [y]


def _plot(rows: int) -> Spec:
    return {"height": _HEAD + _ROW * rows, "layer": [*_link_layers(), *_part_layers()]}


def _link_layers() -> Iterator[Spec]:
    line = {"type": "rule", "opacity": 0.3, "x": {"expr": "datum.x"}}
    links = {"data": {"name": "links"}}
    yield {**links, "mark": line, "encoding": {"y": pixels("top"), "y2": {"field": "y"}}}
    yield {**links, "mark": {**line, "x2": {"expr": "datum.x2"}}, "encoding": {"y": pixels()}}


def _part_layers() -> Iterator[Spec]:
    y, parts = pixels(), {"data": {"name": "parts"}}
    looks = {"stroke": look("colour"), "fill": look("fill"), "shape": look("shape")}
    tooltip = [
        {"field": field, "type": "nominal", "title": say(f"ascc_navigator.picture.tip_{field}")}
        for field in ("kind", "name", "about", "written")
    ]
    point = {"type": "point", "size": 85, "strokeWidth": 1.5, "x": {"expr": "datum.x"}}
    yield {**parts, "mark": point, "encoding": {"y": y, **looks, "tooltip": tooltip}}
    name = {
        "type": "text",
        "align": "left",
        "x": {"expr": "datum.x + 11"},
        "fontWeight": {"expr": "datum.weight"},
        "opacity": {"expr": "datum.faint ? 0.75 : 1"},
        "limit": {"expr": "width - datum.x - 15 - datum.room"},
    }
    yield {**parts, "mark": name, "encoding": {"y": y, "text": {"field": "name"}, "tooltip": tooltip}}
    start, end = f"width - {_BAR} + 4", f"width - {_BAR} + 4 + datum.count / most * ({_BAR} - 34)"
    counted = [{"filter": "datum.written != ''"}]
    bar = {"type": "rule", "strokeWidth": 11, "opacity": 0.5, "color": style.RUST}
    number = {"type": "text", "align": "left", "fontSize": 11.5, "x": {"expr": f"{end} + 5"}}
    yield {
        **parts,
        "transform": counted,
        "mark": {**bar, "x": {"expr": start}, "x2": {"expr": end}},
        "encoding": {"y": y},
    }
    yield {**parts, "transform": counted, "mark": number, "encoding": {"y": y, "text": {"field": "written"}}}
    place = "datum.at * width"
    yield {
        "data": {"name": "legend"},
        "mark": {"type": "point", "size": 70, "filled": True, "x": {"expr": f"{place} + {_LEFT}"}},
        "encoding": {"y": y, "shape": look("shape"), "color": look("colour")},
    }
    legend = {"type": "text", "align": "left", "fontSize": 11.5, "x": {"expr": f"{place} + {_LEFT + 10}"}}
    yield {"data": {"name": "legend"}, "mark": legend, "encoding": {"y": y, "text": {"field": "text"}}}
