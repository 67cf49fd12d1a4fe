"""The same trade in two sets of books: what one state records as imports, the other records as exports."""

from typing import TYPE_CHECKING, Any

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.figure import Figure, FigureError, Spec, chart
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.models.trade import mirror_gap as gap_between
from bamboo_diplomacy.models.trade import relative_mirror_gap
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number, percent

if TYPE_CHECKING:
    import pandas as pd

FLOWS = {"to_us": ("us_imports", "vn_exports"), "to_vietnam": ("us_exports", "vn_imports")}
"""From the direction of trade to its column in the American and in the Vietnamese books."""

_SHAPES = ("circle", "square")


def mirror_gap(trade: "pd.DataFrame", mirror: "pd.DataFrame", *, flow: str = "to_us") -> Figure:
    """Draw one flow of goods as both sides count it, with the gap between them as a line for each year.

    Parameters
    ----------
    trade
        The American books: columns ``year``, ``us_exports``, ``us_imports`` (million US dollars).
    mirror
        The Vietnamese books: columns ``year``, ``vn_exports``, ``vn_imports`` (million US dollars); a figure that is
        not known is missing.
    flow
        ``"to_us"`` (goods from Viet Nam to the United States) or ``"to_vietnam"``.

    Returns
    -------
    Figure

    Raises
    ------
    FigureError
        If the flow is unknown, or no year has a figure from both sides.
    """
    if flow not in FLOWS:
        raise FigureError(say("figures.mirror_gap.error_flow", flow=flow, flows=", ".join(FLOWS)))
    ours, theirs = FLOWS[flow]
    books = trade.set_index("year")[[ours]].join(mirror.set_index("year")[[theirs]], how="outer") / 1000
    both = books.dropna()
    if both.empty:
        raise FigureError(say("figures.mirror_gap.error_empty"))
    books = books.loc[both.index[0] :]
    names = {column: say(f"figures.mirror_gap.{column}") for column in (ours, theirs)}
    last = both.iloc[-1]
    words: dict[str, Any] = {
        "year": both.index[-1],
        "ours": number(last[ours], 1),
        "theirs": number(last[theirs], 1),
        "gap": number(gap_between(last[ours], last[theirs]), 1, sign=True),
        "share": percent(relative_mirror_gap(last[ours], last[theirs]), sign=True),
    }
    return chart(
        _plot(list(names.values()), (ours, theirs)),
        title=say(f"figures.mirror_gap.title_{flow}", **words),
        subtitle=say("figures.mirror_gap.subtitle"),
        alt=say(
            "figures.mirror_gap.alt",
            title=say(f"figures.mirror_gap.title_{flow}", **words),
            first=both.index[0],
            count=len(both),
            **words,
        ),
        source=source_line("us_vietnam_trade", "us_vietnam_trade_mirror"),
        data={
            "books": [row for column, name in names.items() for row in _rows(books[column], name)],
            "gaps": [
                {"year": year, ours: one, theirs: other}
                for year, one, other in zip(both.index, both[ours], both[theirs], strict=True)
            ],
        },
    )


def _rows(values: "pd.Series[float]", name: str) -> list[dict[str, Any]]:
    """Return a row per known year; a year that is not known ends a run, so no line is drawn across it."""
    known = values.notna()
    runs = (~known).cumsum()
    return [
        {"year": year, "value": value, "books": name, "run": f"{name} {run}"}
        for year, value, run in zip(values.index[known], values[known], runs[known], strict=True)
    ]


def _plot(names: list[str], columns: tuple[str, str]) -> Spec:
    x = {
        "field": "year",
        "type": "quantitative",
        "scale": {"zero": False, "nice": False},
        "axis": {"format": "d", "title": None, "tickMinStep": 1},
    }
    y = {"field": "value", "type": "quantitative", "axis": {"title": None, "format": ",~r"}}
    colours = {"domain": names, "range": [style.COUNTRIES["USA"], style.COUNTRIES["VNM"]]}
    kind = {"field": "books", "type": "nominal", "legend": {"title": None}}
    colour = {**kind, "scale": colours}
    shape = {**kind, "scale": {"domain": names, "range": list(_SHAPES)}}
    tooltip = [
        {"field": "year", "type": "quantitative", "format": "d", "title": say("figures.tip.year")},
        {"field": "books", "type": "nominal", "title": say("figures.tip.books")},
        {"field": "value", "type": "quantitative", "format": ",.3~r", "title": say("figures.tip.billions")},
    ]
    ours, theirs = columns
    return {
        "layer": [
            {
                "data": {"name": "gaps"},
                "mark": {"type": "rule", "opacity": 0.4, "strokeWidth": 2},
                "encoding": {"x": x, "y": {**y, "field": ours}, "y2": {"field": theirs}},
            },
            {
                "data": {"name": "books"},
                "mark": "line",
                "encoding": {"x": x, "y": y, "color": colour, "detail": {"field": "run"}},
            },
            {
                "data": {"name": "books"},
                "mark": {"type": "point", "filled": True, "size": 45},
                "encoding": {"x": x, "y": y, "color": colour, "shape": shape, "tooltip": tooltip},
            },
        ]
    }
