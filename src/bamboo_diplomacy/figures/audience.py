"""Audiences side by side: the religions of each member, how diverse it is, and how far from a chosen one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.asean import FAMILIES, code_name
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.rowwise import Row, look, pixels
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number, percent

_HEAD = 66  # the legend and the headings of the columns
_ROW = 31
_BAR = 19
_NAMES = 92  # pixels kept for the names of the members
_NUMBERS = 46  # and for each column of numbers
_GAP = 12
_SHARES = f"(0.52 * (width - {_NAMES} - {_NUMBERS}))"  # pixels of a whole population
_FAR_FROM = f"({_NAMES} + {_SHARES} + {_NUMBERS} + {2 * _GAP})"
_FAR = f"(width - {_FAR_FROM} - 34)"  # pixels of the greatest distance
_SYMBOL = 5  # characters that a mark of the legend takes with the space around it
_PERCENT = 30  # pixels that a share needs to be written in its part


@dataclass(frozen=True)
class Audience:
    """The people of one member.

    Attributes
    ----------
    iso3, name
        Its code, and its name in the reader's language.
    shares
        The share of each group, with the family that the group belongs to: ``(group, family, share)``.
    diversity
        By the index that was chosen.
    distance
        From the member that was chosen; None for that one.
    """

    iso3: str
    name: str
    shares: tuple[tuple[str, str, float], ...]
    diversity: float
    distance: float | None


def audience_distance(
    audiences: Sequence[Audience],
    *,
    title: str,
    subtitle: str,
    headings: Mapping[str, Sequence[str]],
    digits: int,
    datasets: Sequence[str],
) -> Figure:
    """Draw a row for each member: its religions, a number for its diversity, and its distance from the first.

    Parameters
    ----------
    audiences
        The members in the order of their rows; the first is the one that distances start from.
    title, subtitle
        What the picture shows, and how it was measured.
    headings
        What stands above the columns ``shares``, ``diversity`` and ``distance``, line by line.
    digits
        Decimals of diversity.
    datasets
        Where the shares come from.

    Returns
    -------
    Figure
    """
    tops = {audience.iso3: _HEAD + _ROW * place for place, audience in enumerate(audiences)}
    return chart(
        _plot(len(audiences)),
        title=title,
        subtitle=subtitle,
        alt=say("audience_distance.picture.alt", title=title, rows=" ".join(_told(each, digits) for each in audiences)),
        source=source_line(*datasets),
        data={
            "headings": [{"column": column, "text": list(lines)} for column, lines in headings.items()],
            "legend": list(_legend(audiences)),
            "names": [_named(audience, tops[audience.iso3], digits) for audience in audiences],
            "parts": [part for audience in audiences for part in _parts(audience, tops[audience.iso3])],
        },
    )


def _told(audience: Audience, digits: int) -> str:
    key = "alt_reference" if audience.distance is None else "alt_row"
    group, _, share = max(audience.shares, key=lambda part: part[2])
    return say(
        f"audience_distance.picture.{key}",
        name=audience.name,
        group=group,
        share=percent(share),
        diversity=number(audience.diversity, digits),
        distance=number(audience.distance or 0, 2),
    )


def _legend(audiences: Sequence[Audience]) -> Iterator[Row]:
    shown = {family for audience in audiences for _, family, _ in audience.shares}
    names = {family: code_name("family", family) for family in FAMILIES if family in shown}
    room = sum(len(name) + _SYMBOL for name in names.values())
    before = 0
    for family, name in names.items():
        yield {"at": before / room, "text": name, "colour": FAMILIES[family]}
        before += len(name) + _SYMBOL


def _named(audience: Audience, top: float, digits: int) -> Row:
    known = audience.distance is not None
    return {
        "name": audience.name,
        "y": top + _BAR / 2,
        "weight": 400 if known else 700,
        "diversity": number(audience.diversity, digits),
        "distance": audience.distance if known else 0,
        "written": number(audience.distance, 2) if audience.distance is not None else "",
        "shape": "circle" if known else "diamond",
    }


def _parts(audience: Audience, top: float) -> Iterator[Row]:
    """Yield the parts of a member's bar: families in the order of the legend, in each the greatest group first."""
    order = list(FAMILIES)
    start = 0.0
    for group, family, share in sorted(audience.shares, key=lambda part: (order.index(part[1]), -part[2])):
        yield {
            "name": audience.name,
            "group": group,
            "share": percent(share, 1),
            "written": percent(share),
            "from": start,
            "to": start + share,
            "top": top,
            "bottom": top + _BAR,
            "colour": FAMILIES[family],
        }
        start += share


def _plot(rows: int) -> Spec:
    return {
        "height": _HEAD + _ROW * rows,
        "layer": [*_heading_layers(), *_share_layers(), *_number_layers(rows)],
    }


def _heading_layers() -> Iterator[Spec]:
    place = "datum.at * width"
    yield {
        "data": {"name": "legend"},
        "mark": {"type": "point", "shape": "square", "filled": True, "size": 90, "x": {"expr": f"{place} + 6"}, "y": 8},
        "encoding": {"color": look("colour")},
    }
    text = {"type": "text", "align": "left", "baseline": "middle"}
    yield {
        "data": {"name": "legend"},
        "mark": {**text, "x": {"expr": f"{place} + 15"}, "y": 9, "fontSize": 11.5},
        "encoding": {"text": {"field": "text"}},
    }
    columns = f"datum.column == 'shares' ? {_NAMES} : datum.column == 'diversity' ? {_FAR_FROM} - {_GAP} : {_FAR_FROM}"
    yield {
        "data": {"name": "headings"},
        "mark": {
            **text,
            "align": {"expr": "datum.column == 'diversity' ? 'right' : 'left'"},
            "x": {"expr": columns},
            "y": 36,
            "lineHeight": 14,
        },
        "encoding": {"text": {"field": "text"}},
    }


def _share_layers() -> Iterator[Spec]:
    yield {
        "data": {"name": "names"},
        "mark": {
            "type": "text",
            "align": "left",
            "x": 0,
            "fontWeight": {"expr": "datum.weight"},
            "limit": _NAMES - 6,
        },
        "encoding": {"y": pixels(), "text": {"field": "name"}},
    }
    left, right = (f"{_NAMES} + datum.{side} * {_SHARES}" for side in ("from", "to"))
    tooltip = [
        {"field": field, "type": "nominal", "title": say(f"audience_distance.picture.tip_{field}")}
        for field in ("name", "group", "share")
    ]
    yield {
        "data": {"name": "parts"},
        "mark": {
            "type": "rect",
            "x": {"expr": left},
            "x2": {"expr": f"max({left}, {right} - 1)"},
            "fillOpacity": 0.55,
            "strokeWidth": 0,
        },
        "encoding": {"y": pixels("top"), "y2": {"field": "bottom"}, "fill": look("colour"), "tooltip": tooltip},
    }
    room = f"(datum.to - datum.from) * {_SHARES} > {_PERCENT}"
    yield {
        "data": {"name": "parts"},
        "transform": [{"filter": room}],
        "mark": {
            "type": "text",
            "x": {"expr": f"{_NAMES} + (datum.from + datum.to) / 2 * {_SHARES}"},
            "dy": _BAR / 2,
            "fontSize": 11,
        },
        "encoding": {"y": pixels("top"), "text": {"field": "written"}},
    }


def _number_layers(rows: int) -> Iterator[Spec]:
    y = pixels()
    yield {
        "data": {"name": "names"},
        "mark": {"type": "text", "align": "right", "x": {"expr": f"{_FAR_FROM} - {_GAP}"}},
        "encoding": {"y": y, "text": {"field": "diversity"}},
    }
    start = {
        "type": "rule",
        "x": {"expr": _FAR_FROM},
        "y": _HEAD - 6,
        "y2": _HEAD + _ROW * rows - 6,
        "opacity": 0.4,
    }
    yield {"data": {"values": [{}]}, "mark": start, "encoding": {}}
    end = f"{_FAR_FROM} + datum.distance * {_FAR}"
    yield {
        "data": {"name": "names"},
        "mark": {"type": "rule", "x": {"expr": _FAR_FROM}, "x2": {"expr": end}, "strokeWidth": 2, "opacity": 0.5},
        "encoding": {"y": y},
    }
    yield {
        "data": {"name": "names"},
        "mark": {"type": "point", "filled": True, "size": 80, "color": style.INK, "x": {"expr": end}},
        "encoding": {"y": y, "shape": look("shape")},
    }
    yield {
        "data": {"name": "names"},
        "mark": {"type": "text", "align": "left", "x": {"expr": f"{end} + 9"}},
        "encoding": {"y": y, "text": {"field": "written"}},
    }
