"""The ladder of partnerships: a track for each partner, as thick as its rung is high, over a tally of the rungs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.countries import country_name
from bamboo_diplomacy.figures.dimensions import decimal_year
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.rowwise import Row, look, pixels
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.models.ladder import LEVELS
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.dates import written_date
from bamboo_diplomacy.strings.numbers import number

DATASET = "partnerships"

_COLOURS = MappingProxyType(dict(zip(LEVELS, (style.OCHRE, style.BLUE, style.RUST), strict=True)))
_THICK = MappingProxyType(dict(zip(LEVELS, (3, 7, 11), strict=True)))
_TALLY = 10  # pixels from the top to the first rung
_RUNG = 20
_GAUGE = _TALLY + _RUNG * len(LEVELS) + 12
_TRACKS = _GAUGE + 62
_ROW = 15
_NAMES = 126  # pixels kept for the names of partners
_FIVE = 5
_END = "(year + 1)"  # where the year that is looked at ends, for Vega


@dataclass(frozen=True)
class Step:
    """One step of one partner.

    Attributes
    ----------
    iso3
        Code of the partner.
    date
        ISO text, as exact as the source.
    level
        The rung that was reached.
    """

    iso3: str
    date: str
    level: str


@dataclass(frozen=True)
class Gauge:
    """On how many equal partners the ladder rests.

    Attributes
    ----------
    effective
        That number.
    partners
        How many stand on the ladder.
    """

    effective: float
    partners: int


def rung_name(level: str) -> str:
    """Return the name of a rung in the reader's language.

    Examples
    --------
    >>> rung_name("comprehensive strategic")
    'comprehensive strategic'
    """
    return say(f"partnership_ladder.level.{level.replace(' ', '_')}")


def rungs(
    steps: Sequence[Step],
    order: Sequence[str],
    *,
    tally: Mapping[str, int],
    changed: Mapping[str, int] | None,
    gauges: Sequence[Gauge],
    removed: Step | None,
    chosen: str,
    year: int,
    years: tuple[int, int],
    title: str,
) -> Figure:
    """Draw the track of each partner over the years, under a tally of the rungs and a gauge of concentration.

    Parameters
    ----------
    steps
        All steps, by partner in the order of their dates.
    order
        Codes of the partners from top to bottom.
    tally
        Partners on each rung at the end of the year.
    changed
        The same without the step that is taken away; None if none is.
    gauges
        On how many equal partners the ladder rests: as it was and, if a step is taken away, without it.
    removed
        The step that is taken away.
    chosen
        Code of the partner whose name stands out.
    year
        At whose end the tally is taken; what comes later is faint.
    years
        First and last year of the axis.
    title
        What the picture shows.

    Returns
    -------
    Figure
    """
    bottom = _TRACKS + _ROW * len(order)
    told = "; ".join(row["text"] for row in _tally_rows(tally, changed))
    return chart(
        {
            "height": bottom + 16,
            "layer": [*_tally_layers(), *_gauge_layers(), *_track_layers(years), *_year_layers(years, bottom)],
        },
        title=title,
        subtitle=say("partnership_ladder.picture.subtitle", year=year),
        alt=say("partnership_ladder.picture.alt", title=title, year=year, rungs=told, partners=len(order)),
        source=source_line(DATASET),
        data={
            "tally": list(_tally_rows(tally, changed)),
            "gauges": [_gauge_row(gauge, place, len(order)) for place, gauge in enumerate(gauges)],
            "gauge_words": [{"y": _GAUGE, "text": _gauge_words(gauges)}],
            "names": [
                {"y": _y(line), "text": country_name(iso3), "weight": 700 if iso3 == chosen else 400}
                for line, iso3 in enumerate(order)
            ],
            "tracks": [row for line, iso3 in enumerate(order) for row in _track(steps, iso3, removed, line, years[1])],
            "ticks": [
                {"when": tick, "y": bottom + 8, "text": str(tick), "top": _TRACKS, "bottom": bottom}
                for tick in range(years[0], years[1] + 1)
                if tick % _FIVE == 0
            ],
        },
        signals={"year": year},
    )


def _y(line: int) -> float:
    return _TRACKS + _ROW * (line + 0.5)


def _tally_rows(tally: Mapping[str, int], changed: Mapping[str, int] | None) -> Iterator[Row]:
    """Yield a row per rung, the highest on top."""
    for line, level in enumerate(reversed(LEVELS)):
        without = "" if changed is None else say("partnership_ladder.picture.without", count=changed[level])
        yield {
            "y": _TALLY + _RUNG * line,
            "text": say("partnership_ladder.picture.rung", count=tally[level], level=rung_name(level), without=without),
            "colour": _COLOURS[level],
            "thick": _THICK[level],
        }


def _gauge_words(gauges: Sequence[Gauge]) -> str:
    real, *others = gauges
    without = "".join(say("partnership_ladder.picture.without", count=number(gauge.effective, 1)) for gauge in others)
    return say(
        "partnership_ladder.picture.gauge",
        effective=number(real.effective, 1),
        partners=real.partners,
        without=without,
    )


def _gauge_row(gauge: Gauge, place: int, most: int) -> Row:
    return {
        "y": _GAUGE + 16 + 8 * place,
        "share": gauge.effective / most,
        "whole": gauge.partners / most,
        "colour": style.GREEN if place == 0 else style.PURPLE,
    }


def _track(steps: Sequence[Step], iso3: str, removed: Step | None, line: int, last: int) -> Iterator[Row]:
    """Yield the stretches of a partner, from each step to the next; the one taken away is as the rung before it."""
    own = [step for step in steps if step.iso3 == iso3]
    starts = [decimal_year(step.date) for step in own]
    for place, step in enumerate(own):
        gone = step == removed
        level = own[place - 1].level if gone and place else step.level
        yield {
            "y": _y(line),
            "from": starts[place],
            "to": starts[place + 1] if place + 1 < len(own) else last + 1,
            "thick": _THICK[level],
            "colour": _COLOURS[level],
            "gone": gone,
            "empty": gone and not place,
            "name": country_name(iso3),
            "date": written_date(step.date),
            "level": rung_name(step.level),
        }


def _tally_layers() -> Iterator[Spec]:
    """Yield a rung for each line: its mark, its number and its name."""
    y = {**pixels(), "axis": None}
    yield {
        "data": {"name": "tally"},
        "mark": {"type": "rule", "x": 0, "x2": 22, "strokeWidth": {"expr": "datum.thick"}},
        "encoding": {"y": y, "color": look("colour")},
    }
    yield {
        "data": {"name": "tally"},
        "mark": {"type": "text", "align": "left", "x": 30, "fontWeight": 600},
        "encoding": {"y": y, "text": {"field": "text"}},
    }


def _gauge_layers() -> Iterator[Spec]:
    """Yield the gauge: a hollow bar for all partners, filled as far as equal ones would reach."""
    y = {**pixels(), "axis": None}
    bar = {"type": "rect", "x": 0, "height": 6, "cornerRadius": 2}
    yield {
        "data": {"name": "gauge_words"},
        "mark": {"type": "text", "align": "left", "x": 0, "limit": {"expr": "width"}},
        "encoding": {"y": y, "text": {"field": "text"}},
    }
    yield {
        "data": {"name": "gauges"},
        "mark": {**bar, "x2": {"expr": "datum.whole * width"}, "opacity": 0.25},
        "encoding": {"y": y, "fill": look("colour")},
    }
    yield {
        "data": {"name": "gauges"},
        "mark": {**bar, "x2": {"expr": "datum.share * width"}},
        "encoding": {"y": y, "fill": look("colour")},
    }


def _across(expression: str, years: tuple[int, int]) -> Spec:
    """Place a time on the axis of years, at the right of the names."""
    share = f"({expression} - {years[0]}) / {years[1] + 1 - years[0]}"
    return {"expr": f"{_NAMES} + {share} * (width - {_NAMES})"}


def _track_layers(years: tuple[int, int]) -> Iterator[Spec]:
    """Yield names and tracks: full up to the end of the year, faint after it; the step taken away in a frame."""
    y = {**pixels(), "axis": None}
    start, stop = _across("datum.from", years), _across("datum.to", years)
    yield {
        "data": {"name": "names"},
        "mark": {
            "type": "text",
            "align": "left",
            "x": 0,
            "fontSize": 11,
            "limit": _NAMES - 6,
            "fontWeight": {"expr": "datum.weight"},
        },
        "encoding": {"y": y, "text": {"field": "text"}},
    }
    tracks = {"data": {"name": "tracks"}}
    yield {
        **tracks,
        "transform": [{"filter": "!datum.empty"}],
        "mark": {
            "type": "rule",
            "x": start,
            "x2": stop,
            "strokeWidth": {"expr": "datum.thick"},
            "opacity": 0.22,
        },
        "encoding": {"y": y, "color": look("colour")},
    }
    yield {
        **tracks,
        "transform": [{"filter": f"!datum.empty && datum.from < {_END}"}],
        "mark": {
            "type": "rule",
            "x": start,
            "x2": _across(f"min(datum.to, {_END})", years),
            "strokeWidth": {"expr": "datum.thick"},
        },
        "encoding": {"y": y, "color": look("colour"), "tooltip": _tooltip()},
    }
    yield {
        **tracks,
        "transform": [{"filter": "datum.gone"}],
        "mark": {
            "type": "rect",
            "x": start,
            "x2": stop,
            "height": 13,
            "fill": "transparent",
            "stroke": style.INK,
            "strokeDash": [4, 3],
        },
        "encoding": {"y": y, "tooltip": _tooltip()},
    }


def _year_layers(years: tuple[int, int], bottom: float) -> Iterator[Spec]:
    """Yield a line where the year ends, and the scale of years."""
    y = {**pixels(), "axis": None}
    yield {
        "data": {"values": [{"top": _TRACKS - 4, "bottom": bottom}]},
        "mark": {"type": "rule", "x": _across(_END, years), "strokeWidth": 1.5, "strokeDash": [4, 3]},
        "encoding": {"y": {**y, "field": "top"}, "y2": {"field": "bottom"}},
    }
    yield {
        "data": {"name": "ticks"},
        "mark": {"type": "text", "x": _across("datum.when", years)},
        "encoding": {"y": y, "text": {"field": "text"}},
    }
    yield {
        "data": {"name": "ticks"},
        "mark": {"type": "rule", "x": _across("datum.when", years), "opacity": 0.14},
        "encoding": {"y": {**y, "field": "top"}, "y2": {"field": "bottom"}},
    }


def _tooltip() -> list[Spec]:
    return [
        {"field": field, "type": "nominal", "title": say(f"partnership_ladder.picture.tip_{field}")}
        for field in ("name", "date", "level")
    ]
