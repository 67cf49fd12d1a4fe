"""Figures of topic 04: building trust with the United States."""

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.numbers import number, percent
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.strings import say

if TYPE_CHECKING:
    import pandas as pd

    from bamboo_diplomacy.models.trade import EventWindow, GrowthSpan

SCALES = ("linear", "log")
_LANE = 13  # pixels between two rows of milestones
_POWERS = [0.001, 0.01, 0.1, 1, 10, 100]
_MONTHS = 12


def trade_by_year(
    trade: "pd.DataFrame",
    milestones: "pd.DataFrame | None" = None,
    *,
    scale: str = "linear",
    years: tuple[int, int] | None = None,
    event: "EventWindow | None" = None,
    event_label: str = "",
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
        Growth before and after an event, from `models.trade.event_window`, drawn as two lines of steady growth.
    event_label
        The name of that event.

    Returns
    -------
    Figure
    """
    total = (trade.set_index("year")["us_exports"] + trade.set_index("year")["us_imports"]) / 1000
    first, last = years or (int(total.index.min()), int(total.index.max()))
    shown = total.loc[first:last]
    words: dict[str, Any] = {
        "first": first,
        "last": last,
        "start": number(shown.iloc[0], _digits(shown.iloc[0])),
        "end": number(shown.iloc[-1], _digits(shown.iloc[-1])),
    }
    spans = () if event is None else _spans(event)
    title = _title(event, event_label, words)
    events = [] if milestones is None else list(_milestone_rows(milestones))
    lanes = [name for name in style.DIMENSIONS if any(row["dimension"] == name for row in events)]
    names = ["us_vietnam_trade"] + (["us_vietnam_milestones"] if milestones is not None else [])
    return chart(
        _trade_plot(scale, lanes),
        title=title,
        subtitle=say("us_vietnam.trade.subtitle"),
        alt=say(
            "us_vietnam.trade.alt", title=title, count=len(events), scale=say(f"us_vietnam.scale.{scale}"), **words
        ),
        source=source_line(*names),
        data={
            "trade": [
                {"year": year, "total": value, "status": status}
                for (year, value), status in zip(total.items(), trade["status"], strict=True)
            ],
            "milestones": [{**row, "lane": _LANE * lanes.index(row["dimension"]) + _LANE / 2} for row in events],
            "growth": [point for span in spans for point in _steady(span, total)],
            "event": [{"year": event.year + 0.5}] if event else [],
        },
        signals={"window": [first, last]},
    )


def _title(event: "EventWindow | None", label: str, words: dict[str, Any]) -> str:
    if event is None:
        return say("us_vietnam.trade.title", **words)
    if event.before.cagr is None or event.after.cagr is None:
        return say("us_vietnam.trade.title_unknown", event=label, year=event.year)
    return say(
        "us_vietnam.trade.title_event",
        event=label,
        year=event.year,
        before=percent(event.before.cagr),
        after=percent(event.after.cagr),
    )


def _milestone_rows(milestones: "pd.DataFrame") -> Iterable[dict[str, Any]]:
    for row in milestones.itertuples():
        dimension = str(row.dimension)
        yield {
            "date": str(row.date),
            "when": _decimal_year(str(row.date)),
            "label": str(row.label),
            "dimension": dimension,
            "name": say(f"us_vietnam.dimension.{dimension.replace(' ', '_')}"),
        }


def _decimal_year(date: str) -> float:
    """Place an ISO date, which may stop at the year or the month, on an axis of years; a bare year in its middle."""
    year, *rest = date.split("-")
    if not rest:
        return int(year) + 0.5
    month = int(rest[0]) - 1
    day = (int(rest[1]) - 1) / 31 if len(rest) > 1 else 0.5
    return int(year) + (month + day) / _MONTHS


def _spans(event: "EventWindow") -> Sequence["GrowthSpan"]:
    return [span for span in (event.before, event.after) if span.cagr is not None]


def _steady(span: "GrowthSpan", total: "pd.Series[float]") -> Iterable[dict[str, Any]]:
    """Yield the curve of steady growth between the two ends of a span, with its rate on the middle point."""
    rate = span.cagr or 0.0
    middle = (span.first + span.last) // 2
    for year in range(span.first, span.last + 1):
        yield {
            "span": f"{span.first}-{span.last}",
            "year": year,
            "steady": float(total[span.first]) * (1 + rate) ** (year - span.first),
            "rate": say("us_vietnam.trade.rate", rate=percent(rate, sign=True)) if year == middle else "",
        }


def _digits(value: float) -> int:
    """Return the decimals that leave a figure at least one digit to read."""
    return 0 if value >= 10 else max(1, -math.floor(math.log10(value)))  # noqa: PLR2004


def _trade_plot(scale: str, lanes: Sequence[str]) -> Spec:
    top = len(lanes) * _LANE + 24
    height = top + 240
    inside = {"filter": "datum.year >= window[0] && datum.year <= window[1]"}
    x = {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": [{"expr": "window[0]"}, {"expr": "window[1]"}], "nice": False, "zero": False},
        "axis": {"format": "d", "tickMinStep": 1, "title": None},
    }
    y = {
        "field": "total",
        "type": "quantitative",
        "scale": {"type": scale, "range": [height, top], "nice": scale == "linear"},
        "axis": {"title": None, "format": ",~r", **({"values": _POWERS} if scale == "log" else {"tickCount": 6})},
    }
    status = {
        "field": "status",
        "type": "nominal",
        "scale": {"domain": ["seen", "recalled"], "range": [style.GREEN, "transparent"]},
        "legend": None,
    }
    tooltip = [
        {"field": "year", "type": "quantitative", "format": "d", "title": say("us_vietnam.tip.year")},
        {"field": "total", "type": "quantitative", "format": ",.2~f", "title": say("us_vietnam.tip.total")},
    ]
    layers: list[Spec] = [
        {
            "data": {"name": "event"},
            "transform": [inside],
            "mark": {"type": "rule", "strokeDash": [2, 3], "opacity": 0.7},
            "encoding": {"x": x},
        },
        {
            "data": {"name": "trade"},
            "transform": [inside],
            "mark": {"type": "line", "color": style.GREEN, "interpolate": "monotone"},
            "encoding": {"x": x, "y": y},
        },
        {
            "data": {"name": "trade"},
            "transform": [inside],
            "mark": {"type": "point", "shape": "circle", "size": 34, "stroke": style.GREEN, "strokeWidth": 1.5},
            "encoding": {"x": x, "y": y, "fill": status, "tooltip": tooltip},
        },
        {
            "data": {"name": "growth"},
            "transform": [inside],
            "mark": {"type": "line", "strokeWidth": 5, "opacity": 0.55, "strokeCap": "round", "color": style.OCHRE},
            "encoding": {"x": x, "y": {**y, "field": "steady"}, "detail": {"field": "span"}},
        },
        {
            "data": {"name": "growth"},
            "transform": [inside, {"filter": "datum.rate != ''"}],
            "mark": {"type": "text", "dy": -16, "fontWeight": 600, "fontSize": 13},
            "encoding": {"x": x, "y": {**y, "field": "steady"}, "text": {"field": "rate"}},
        },
    ]
    if lanes:
        layers.append(_milestone_layer(x, lanes))
    return {"height": height, "layer": layers}


def _milestone_layer(x: Spec, lanes: Sequence[str]) -> Spec:
    names = {name: say(f"us_vietnam.dimension.{name.replace(' ', '_')}") for name in lanes}
    kind = {"field": "name", "type": "nominal", "legend": {"title": None, "columns": 3}}
    return {
        "data": {"name": "milestones"},
        "transform": [{"filter": "datum.when >= window[0] && datum.when <= window[1]"}],
        "mark": {"type": "point", "filled": True, "size": 70},
        "encoding": {
            "x": {**x, "field": "when"},
            "y": {"field": "lane", "type": "quantitative", "scale": None},
            "color": {
                **kind,
                "scale": {"domain": list(names.values()), "range": [style.DIMENSIONS[name] for name in lanes]},
            },
            "shape": {
                **kind,
                "scale": {"domain": list(names.values()), "range": [style.DIMENSION_SHAPES[name] for name in lanes]},
            },
            "tooltip": [
                {"field": "date", "type": "nominal", "title": say("us_vietnam.tip.date")},
                {"field": "label", "type": "nominal", "title": say("us_vietnam.tip.event")},
            ],
        },
    }
