"""Flows of people and money by year as a picture in which an unknown year is a gap, and is seen to be one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.rowwise import Row, look, pixels
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.models.flows import missing_years
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number

if TYPE_CHECKING:
    from bamboo_diplomacy.models.checks import YearlySeries

FLOWS = ("aid", "students", "visitors")
MEASURES = ("total", "per_head")
SCALES = ("linear", "log")

_PLOT = 220
_STRIP = _PLOT + 74  # from the top to the first row of the strip of known years
_ROW = 20
_LETTER = 6.6  # pixels of a letter of the names, which stand to the right of the strip
_SHAPES = ("circle", "square", "diamond", "triangle-up")
_STEPS = [step * 10**power for power in range(-1, 8) for step in (1, 2, 5)]
_SMALL = 10  # below it a figure needs decimals


@dataclass(frozen=True)
class Flow:
    """One flow by year.

    Attributes
    ----------
    name
        Whose flow, in the reader's language.
    values
        By year; a year that is left out or NaN is not known.
    rough
        The years whose figure the source gives only as about, at least or at most so much.
    """

    name: str
    values: "YearlySeries"
    rough: frozenset[int]

    @property
    def last(self) -> tuple[int, float]:
        """The last known year and its figure."""
        known = self.values.dropna()
        return int(known.index[-1]), float(known.iloc[-1])

    @property
    def missing(self) -> tuple[int, ...]:
        """The years between the first and the last known one that have no figure."""
        return missing_years(self.values)


def flows_by_year(flows: Sequence[Flow], *, flow: str, measure: str, scale: str, datasets: Sequence[str]) -> Figure:
    """Draw flows by year, no line across a year without a figure, and below them a strip of the known years.

    Parameters
    ----------
    flows
        One line each.
    flow, measure, scale
        One of `FLOWS`, `MEASURES` and `SCALES`: what is counted, against what, and on which axis.
    datasets
        Names of the datasets that the figures come from.

    Returns
    -------
    Figure
    """
    years = [int(year) for shown in flows for year in shown.values.dropna().index]
    span = (min(years, default=2000) - 1, max(years, default=2000) + 1)
    title = _title(flows, flow, measure)
    looks = [(style.PALETTE[line % 6], _SHAPES[line // 6 % 4]) for line in range(len(flows))]
    rows = list(zip(flows, looks, strict=True))
    height = _STRIP + _ROW * len(flows)
    names = [say("aid_students_visitors.picture.row", **_counts(shown)) for shown in flows]
    return chart(
        {"height": height, "layer": [*_plot_layers(scale, _PLOT - height), *_strip_layers()]},
        title=title,
        subtitle=say(f"aid_students_visitors.picture.subtitle_{measure}", unit=unit(flow, measure)),
        alt=say(
            "aid_students_visitors.picture.alt",
            title=title,
            scale=say(f"figures.scale.{scale}"),
            rows="; ".join(map(flow_in_words, flows)),
        ),
        source=source_line(*datasets),
        data={
            "figures": [row for shown, look in rows for row in _points(shown, *look)],
            "known": [row for line, (shown, look) in enumerate(rows) for row in _cells(shown, line, *look)],
            "names": [{"y": _STRIP + _ROW * line, "name": name} for line, name in enumerate(names)],
            "headings": [{"y": _STRIP - 24, "text": say("aid_students_visitors.picture.strip")}] if flows else [],
        },
        signals={"window": list(span), "names": round(_LETTER * max(map(len, names), default=0)) + 12},
    )


def unit(flow: str, measure: str) -> str:
    """Return the unit of a flow in the reader's language.

    Examples
    --------
    >>> unit("visitors", "per_head")
    'visits per 1,000 inhabitants of the origin'
    """
    return say(f"aid_students_visitors.unit.{flow}_{measure}")


def amount(value: float) -> str:
    """Write a figure, with decimals if it is small.

    Examples
    --------
    >>> amount(2.349), amount(14000.0)
    ('2.35', '14,000')
    """
    return number(value, 2 if value < _SMALL else 1 if value < _SMALL**3 and value % 1 else 0)


def leader(flows: Sequence[Flow]) -> Flow:
    """Return the flow with the largest last figure.

    Examples
    --------
    >>> import pandas as pd
    >>> fell = Flow("fell", pd.Series({2019: 9.0, 2020: 1.0}), frozenset())
    >>> rose = Flow("rose", pd.Series({2019: 2.0, 2021: 3.0}), frozenset())
    >>> leader([fell, rose]).name
    'rose'
    """
    return max(flows, key=lambda shown: shown.last[1])


def _title(flows: Sequence[Flow], flow: str, measure: str) -> str:
    if not flows:
        return say("aid_students_visitors.picture.empty")
    first = leader(flows)
    year, value = first.last
    key = "one" if len(flows) == 1 else "leads"
    return say(
        f"aid_students_visitors.picture.{key}",
        name=first.name,
        value=amount(value),
        unit=unit(flow, measure),
        year=year,
        missing=len(first.missing),
    )


def _counts(shown: Flow) -> dict[str, str]:
    known = len(shown.values.dropna())
    return {"name": shown.name, "known": str(known), "span": str(known + len(shown.missing))}


def flow_in_words(shown: Flow) -> str:
    """Say the first and the last figure of a flow, and how many of the years between are known."""
    first = shown.values.dropna()
    year, value = shown.last
    return say(
        "aid_students_visitors.picture.said",
        **_counts(shown),
        first=int(first.index[0]),
        start=amount(float(first.iloc[0])),
        year=year,
        value=amount(value),
    )


def _points(shown: Flow, colour: str, shape: str) -> Iterator[Row]:
    """Yield the known figures; those of years in a row belong to one piece of line."""
    before, piece = None, 0
    for year, value in ((int(str(year)), value) for year, value in shown.values.dropna().items()):
        piece += before is None or year != before + 1
        before = year
        yield {
            "line": f"{shown.name} {piece}",
            "name": shown.name,
            "year": year,
            "value": value,
            "written": amount(value),
            "colour": colour,
            "shape": shape,
            "fill": "transparent" if year in shown.rough else colour,
        }


def _cells(shown: Flow, line: int, colour: str, shape: str) -> Iterator[Row]:
    """Yield a mark for each year of the strip: that of the flow if the figure is known, a small ring if not."""
    known = {int(str(year)) for year in shown.values.dropna().index}
    for year in sorted(known | set(shown.missing)):
        yield {
            "year": year,
            "y": _STRIP + _ROW * line,
            "colour": colour if year in known else style.NEUTRAL,
            "fill": "transparent" if year not in known or year in shown.rough else colour,
            "shape": shape if year in known else "stroke",
            "size": 60 if year in known else 40,
        }


def _x() -> Spec:
    domain = [{"expr": "window[0]"}, {"expr": "window[1]"}]
    return {
        "field": "year",
        "type": "quantitative",
        "scale": {"domain": domain, "range": [0, {"expr": "width - names"}], "nice": False, "zero": False},
    }


def _plot_layers(scale: str, axis_offset: int) -> Iterator[Spec]:
    """Yield a line for each run of years without a gap, and a point for each figure, hollow if it is rough."""
    x = {**_x(), "axis": {"format": "d", "tickMinStep": 1, "labelSeparation": 6, "title": None, "offset": axis_offset}}
    ticks = {"values": _STEPS} if scale == "log" else {"tickCount": 5}
    y = {
        "field": "value",
        "type": "quantitative",
        "scale": {"type": scale, "range": [_PLOT, 0], "nice": scale == "linear"},
        "axis": {"title": None, "format": ",~r", **ticks},
    }
    yield {
        "data": {"name": "figures"},
        "mark": {"type": "line", "strokeWidth": 2},
        "encoding": {"x": x, "y": y, "detail": {"field": "line"}, "stroke": look("colour")},
    }
    yield {
        "data": {"name": "figures"},
        "mark": {"type": "point", "size": 55, "strokeWidth": 1.8},
        "encoding": {
            "x": x,
            "y": y,
            "stroke": look("colour"),
            "fill": look("fill"),
            "shape": look("shape"),
            "tooltip": [
                {"field": field, "type": "nominal", "title": say(f"aid_students_visitors.tip.{field}")}
                for field in ("name", "year", "written")
            ],
        },
    }


def _strip_layers() -> Iterator[Spec]:
    """Yield the strip: a row for each flow, a mark for each year, and beside it how many years are known."""
    y = pixels()
    yield {
        "data": {"name": "headings"},
        "mark": {"type": "text", "align": "left", "baseline": "middle", "x": 0, "fontWeight": 600},
        "encoding": {"y": y, "text": {"field": "text"}},
    }
    yield {
        "data": {"name": "known"},
        "mark": {"type": "point", "strokeWidth": 1.5},
        "encoding": {
            "x": _x(),
            "y": y,
            "stroke": look("colour"),
            "fill": look("fill"),
            "shape": look("shape"),
            "size": pixels("size"),
        },
    }
    yield {
        "data": {"name": "names"},
        "mark": {"type": "text", "align": "left", "baseline": "middle", "x": {"expr": "width - names + 8"}},
        "encoding": {"y": y, "text": {"field": "name"}},
    }
