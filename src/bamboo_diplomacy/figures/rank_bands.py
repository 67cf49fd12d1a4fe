"""Ranks of countries under many sets of weights: a strip for each country, from the first to the last."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.countries import country_name
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.rowwise import Row, pixels
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import percent

_ROW = 30
_HALF = 11  # pixels from the middle of a strip to its edge
_NAMES = 2.4  # ranks wide: the room for names
_EDGE = 0.46  # of a rank, from its middle to the edge of its cell


@dataclass(frozen=True)
class Strip:
    """The ranks of one country.

    Attributes
    ----------
    iso3
        Code of the country.
    rank
        By the reader's weights; None if the country is not ranked.
    low, high
        The ranks between which most sets of weights put it.
    shares
        The share of the sets of weights that give each rank; ranks that none gives may be left out.
    published
        Its place in the published order; None if it has none.
    """

    iso3: str
    rank: int | None = None
    low: int = 0
    high: int = 0
    shares: Mapping[int, float] | None = None
    published: int | None = None


def rank_bands(strips: tuple[Strip, ...], *, own: str, published: str, draws: int) -> Figure:
    """Draw a strip of ranks for each country.

    Parameters
    ----------
    strips
        In the order of the picture; if nobody is ranked, the picture is a list of names.
    own
        Code of the country that the title speaks of.
    published
        Name of the order that is compared with.
    draws
        How many sets of weights were drawn.

    Returns
    -------
    Figure
    """
    title = _title(strips, own)
    return chart(
        {"height": _ROW * len(strips), "layer": list(_layers(len(strips)))},
        title=title,
        subtitle=say("weigh_your_soft_power.picture.subtitle", draws=draws, published=published),
        alt=_alt(strips, title, published),
        source=source_line("soft_power_indicators", "soft_power_editions"),
        data={
            "names": [_name(strip, y, own) for strip, y in _placed(strips)],
            "cells": [cell for strip, y in _placed(strips) for cell in _cells(strip, y)],
            "bands": [_band(strip, y, own) for strip, y in _placed(strips) if strip.rank is not None],
            "orders": [_order(strip, y) for strip, y in _placed(strips) if _has_both(strip)],
        },
    )


def _placed(strips: tuple[Strip, ...]) -> Iterator[tuple[Strip, float]]:
    return ((strip, _ROW * (place + 0.5)) for place, strip in enumerate(strips))


def _has_both(strip: Strip) -> bool:
    return strip.published is not None and strip.rank is not None


def _title(strips: tuple[Strip, ...], own: str) -> str:
    ranked = [strip for strip in strips if strip.rank is not None]
    found = [strip for strip in ranked if strip.iso3 == own]
    if not found:
        return say("weigh_your_soft_power.picture.empty")
    (strip,) = found
    key = "title_firm" if strip.low == strip.high == strip.rank else "title"
    words = {"rank": strip.rank, "count": len(ranked), "low": strip.low, "high": strip.high}
    return say(f"weigh_your_soft_power.picture.{key}", lang=None, country=country_name(own), **words)


def _alt(strips: tuple[Strip, ...], title: str, published: str) -> str:
    rows = [
        say(
            "weigh_your_soft_power.picture.alt_row",
            rank=strip.rank,
            name=country_name(strip.iso3),
            low=strip.low,
            high=strip.high,
        )
        for strip in strips
        if strip.rank is not None
    ]
    if not rows:
        return say("weigh_your_soft_power.picture.alt_empty", title=title)
    return say("weigh_your_soft_power.picture.alt", title=title, rows=", ".join(rows), published=published)


def _name(strip: Strip, y: float, own: str) -> Row:
    unranked = say("weigh_your_soft_power.picture.unranked") if strip.rank is None else ""
    return {"name": country_name(strip.iso3), "note": unranked, "y": y, "weight": 600 if strip.iso3 == own else 400}


def _cells(strip: Strip, y: float) -> Iterator[Row]:
    for rank, share in (strip.shares or {}).items():
        if share:
            yield {
                "name": country_name(strip.iso3),
                "rank": rank,
                "left": rank - _EDGE,
                "right": rank + _EDGE,
                "top": y - _HALF,
                "bottom": y + _HALF,
                "share": share,
                "told": percent(share),
            }


def _band(strip: Strip, y: float, own: str) -> Row:
    return {
        "name": country_name(strip.iso3),
        "rank": strip.rank,
        "left": strip.low - _EDGE,
        "right": strip.high + _EDGE,
        "y": y,
        "own": strip.iso3 == own,
    }


def _order(strip: Strip, y: float) -> Row:
    return {"name": country_name(strip.iso3), "rank": strip.published, "y": y}


def _layers(count: int) -> Iterator[Spec]:
    axis = {"orient": "top", "title": None, "values": list(range(1, count + 1)), "format": "d", "domain": False}
    scale = {"domain": [0.4 - _NAMES, count + 0.6], "nice": False, "zero": False}
    x = {"field": "rank", "type": "quantitative", "scale": scale, "axis": {**axis, "ticks": False}}
    yield _words("name", {"value": 0}, 1)
    yield _words("note", {"datum": 0.6}, 0.75)
    yield _heat(x)
    between = {"x": {**x, "field": "left"}, "x2": {"field": "right"}, "y": pixels()}
    yield {"data": {"name": "bands"}, "mark": {"type": "rule", "strokeWidth": 1.5}, "encoding": between}
    diamond = {"type": "point", "shape": "diamond", "size": 190, "strokeWidth": 2, "color": style.PURPLE}
    yield {"data": {"name": "orders"}, "mark": diamond, "encoding": {"x": x, "y": pixels()}}
    colour = {"condition": {"test": "datum.own", "value": style.RUST}, "value": style.INK}
    dot = {"type": "point", "filled": True, "size": 85}
    yield {"data": {"name": "bands"}, "mark": dot, "encoding": {"x": x, "y": pixels(), "color": colour}}


def _words(field: str, at: Spec, opacity: float) -> Spec:
    mark = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 13, "opacity": opacity}
    return {
        "data": {"name": "names"},
        "mark": {**mark, "fontWeight": {"expr": "datum.weight"}},
        "encoding": {"x": at, "y": pixels(), "text": {"field": field}},
    }


def _heat(x: Spec) -> Spec:
    """Draw how many sets of weights give each rank, as the strength of a colour."""
    return {
        "data": {"name": "cells"},
        "mark": {"type": "rect", "color": style.BLUE},
        "encoding": {
            "x": {**x, "field": "left"},
            "x2": {"field": "right"},
            "y": pixels("top"),
            "y2": {"field": "bottom"},
            "opacity": {
                "field": "share",
                "type": "quantitative",
                "legend": None,
                "scale": {"domain": [0, 1], "range": [0.08, 0.9]},
            },
            "tooltip": [
                {"field": field, "type": "nominal", "title": say(f"weigh_your_soft_power.picture.tip_{key}")}
                for field, key in (("name", "country"), ("rank", "rank"), ("told", "share"))
            ],
        },
    }
