"""Figures of trade between two states."""

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.dimensions import decimal_year, dimension_encoding, dimension_name
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number, percent

if TYPE_CHECKING:
    import pandas as pd

    from bamboo_diplomacy.models.trade import EventWindow, GrowthSpan

SCALES = ("linear", "log")

_PLOT = 240  # pixels of the plot itself
_LANE = 14  # pixels between two rows of milestones
_GAP = 34  # pixels between the milestones and the plot: room for two rates of growth
_READ = ["seen", "rounded"]
_POWERS = [0.001, 0.01, 0.1, 1, 10, 100]
_INSIDE = {"filter": "datum.year >= window[0] && datum.year <= window[1]"}


def trade_by_year(
    trade: "pd.DataFrame",
    milestones: "pd.DataFrame | None" = None,
    *,
    scale: str = "linear",
    years: tuple[int, int] | None = None,
    event: "EventWindow | None" = None,
    event_label: str = "",
    event_date: str = "",
) -> Figure:
    """Draw goods trade between the United States and Viet Nam by year, with milestones above it.

    Parameters
    ----------
    trade
        Columns ``year``, ``us_exports``, ``us_imports`` (million US dollars) and ``status``: one row per year.
    milestones
        Columns ``date`` (ISO text), ``label`` and ``dimension``: one row per event; none are drawn if not given.
    scale
        ``"linear"`` or ``"log"``; steady growth is a straight line on a log scale.
    years
        First and last year to show; all if not given.
    event
        Growth before and after an event, from `models.trade.event_window`, drawn as two curves of steady growth.
    event_label, event_date
        The name of that event, and its ISO date; the middle of its year if not given.

    Returns
    -------
    Figure
    """
    total = trade.set_index("year")[["us_exports", "us_imports"]].sum(axis="columns") / 1000
    first, last = years or (int(trade["year"].min()), int(trade["year"].max()))
    words: dict[str, Any] = {
        "first": first,
        "last": last,
        "start": _billions(total[first]),
        "end": _billions(total[last]),
    }
    title = _title(event, event_label, words)
    events = [] if milestones is None else _milestone_rows(milestones)
    lanes = list(dict.fromkeys(row["dimension"] for row in events))
    datasets = ["us_vietnam_trade"] if milestones is None else ["us_vietnam_trade", "us_vietnam_milestones"]
    return chart(
        _trade_plot(scale, lanes, compared=event is not None),
        title=title,
        subtitle=say("figures.trade_by_year.subtitle"),
        alt=say(
            "figures.trade_by_year.alt",
            title=title,
            marked=sum(first <= row["when"] <= last for row in events),
            scale=say(f"figures.scale.{scale}"),
            **words,
        ),
        source=source_line(*datasets),
        data={
            "trade": [
                {"year": year, "total": value, "status": status}
                for (year, value), status in zip(total.items(), trade["status"], strict=True)
            ],
            "milestones": events,
            "growth": [] if event is None else [*_steady(event.before, total), *_steady(event.after, total)],
            "rates": [] if event is None else [_rates(event, decimal_year(event_date or str(event.year)))],
        },
        signals={"window": [first, last]},
    )


def _title(event: "EventWindow | None", label: str, words: dict[str, Any]) -> str:
    if event is None:
        return say("figures.trade_by_year.title", **words)
    if event.before.cagr is None or event.after.cagr is None:
        return say("figures.trade_by_year.title_unknown", event=label, year=event.year)
    return say(
        "figures.trade_by_year.title_event",
        event=label,
        year=event.year,
        before=percent(event.before.cagr),
        after=percent(event.after.cagr),
    )


def _billions(value: float) -> str:
    """Write billions with enough decimals to leave a digit to read."""
    return number(value, 0 if value >= 10 or value <= 0 else max(1, -math.floor(math.log10(value))))  # noqa: PLR2004


def _milestone_rows(milestones: "pd.DataFrame") -> list[dict[str, Any]]:
    """Return a row per event, each dimension in a lane of its own, in the order of the house."""
    present = [name for name in style.DIMENSIONS if name in set(milestones["dimension"])]
    rows = (
        {
            "date": date,
            "when": decimal_year(date),
            "label": label,
            "dimension": dimension,
            "name": dimension_name(dimension),
            "lane": _LANE * present.index(dimension) + _LANE / 2,
        }
        for date, label, dimension in zip(milestones["date"], milestones["label"], milestones["dimension"], strict=True)
    )
    return sorted(rows, key=lambda row: (row["lane"], row["when"]))


def _steady(span: "GrowthSpan", total: "pd.Series[float]") -> Iterable[dict[str, Any]]:
    """Yield the curve of steady growth between the two ends of a span; nothing if its rate is not known."""
    if span.cagr is None:
        return
    for year in range(span.first, span.last + 1):
        steady = float(total[span.first]) * (1 + span.cagr) ** (year - span.first)
        yield {"span": span.first, "year": year, "steady": steady}


def _rates(event: "EventWindow", when: float) -> dict[str, Any]:
    """Return the event's place on the axis and what stands to its left and to its right."""
    before, after = (
        "" if span.cagr is None else say("figures.trade_by_year.rate", rate=percent(span.cagr, sign=True))
        for span in (event.before, event.after)
    )
    return {"year": when, "before": before, "after": after}


def _trade_plot(scale: str, lanes: Sequence[str], *, compared: bool) -> Spec:
    top = len(lanes) * _LANE + (_GAP if lanes or compared else 0)
    x = {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": [{"expr": "window[0]"}, {"expr": "window[1]"}], "nice": False, "zero": False},
        "axis": {"format": "d", "tickMinStep": 1, "title": None},
    }
    ticks = {"values": _POWERS} if scale == "log" else {"tickCount": 6}
    y = {
        "field": "total",
        "type": "quantitative",
        "scale": {"type": scale, "range": [top + _PLOT, top], "nice": scale == "linear"},
        "axis": {"title": None, "format": ",~r", **ticks},
    }
    growth = _growth_layers(x, y, top) if compared else []
    layers = [*_milestone_layers(x, lanes), *_trade_layers(x, y), *growth]
    return {"height": top + _PLOT, "layer": layers}


def _trade_layers(x: Spec, y: Spec) -> list[Spec]:
    """Draw the line and a point per year: full where the figure was read, hollow where recalled or worked out."""
    read = {"condition": {"test": f"indexof({_READ}, datum.status) >= 0", "value": style.GREEN}, "value": "transparent"}
    tooltip = [
        {"field": "year", "type": "quantitative", "format": "d", "title": say("figures.tip.year")},
        {"field": "total", "type": "quantitative", "format": ",.3~r", "title": say("figures.tip.billions")},
    ]
    line = {"type": "line", "color": style.GREEN}
    point = {"type": "point", "shape": "circle", "size": 36, "stroke": style.GREEN, "strokeWidth": 1.5}
    return [
        {"data": {"name": "trade"}, "transform": [_INSIDE], "mark": line, "encoding": {"x": x, "y": y}},
        {
            "data": {"name": "trade"},
            "transform": [_INSIDE],
            "mark": point,
            "encoding": {"x": x, "y": y, "fill": read, "tooltip": tooltip},
        },
    ]


def _growth_layers(x: Spec, y: Spec, top: int) -> list[Spec]:
    """Draw steady growth on either side of the event as dashes, and its two rates beside the event's line."""
    event = {"data": {"name": "rates"}, "transform": [_INSIDE]}

    def rate(side: str, align: str, dx: int) -> Spec:
        mark = {"type": "text", "align": align, "dx": dx, "y": top - _GAP / 2, "fontWeight": 600, "fontSize": 13}
        return {**event, "mark": mark, "encoding": {"x": x, "text": {"field": side}}}

    return [
        {
            "data": {"name": "growth"},
            "transform": [_INSIDE],
            "mark": {"type": "line", "color": style.INK, "strokeDash": [5, 4], "strokeWidth": 2},
            "encoding": {"x": x, "y": {**y, "field": "steady"}, "detail": {"field": "span"}},
        },
        {**event, "mark": {"type": "rule", "y": top - _GAP, "y2": top + _PLOT}, "encoding": {"x": x}},
        rate("before", "right", -8),
        rate("after", "left", 8),
    ]


def _milestone_layers(x: Spec, lanes: Sequence[str]) -> list[Spec]:
    """Draw a point per event in the lane of its dimension, and a faint line down to the year's trade."""
    if not lanes:
        return []
    inside = {"filter": "datum.when >= window[0] && datum.when <= window[1]"}
    when = {**x, "field": "when"}
    lane = {"field": "lane", "type": "quantitative", "scale": None}
    tooltip = [
        {"field": "date", "type": "nominal", "title": say("figures.tip.date")},
        {"field": "label", "type": "nominal", "title": say("figures.tip.event")},
    ]
    bottom = {"value": len(lanes) * _LANE + _GAP + _PLOT}
    return [
        {
            "data": {"name": "milestones"},
            "transform": [inside],
            "mark": {"type": "rule", "opacity": 0.16},
            "encoding": {"x": when, "y": lane, "y2": bottom},
        },
        {
            "data": {"name": "milestones"},
            "transform": [inside],
            "mark": {"type": "point", "filled": True, "size": 80},
            "encoding": {"x": when, "y": lane, "tooltip": tooltip, **dimension_encoding(lanes)},
        },
    ]
