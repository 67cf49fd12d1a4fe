"""Three postures under polarization: what each is worth, which is best, and what a state would be sorry for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.labels import spread
from bamboo_diplomacy.figures.rowwise import Row, look, pixels
from bamboo_diplomacy.figures.timeline import joined
from bamboo_diplomacy.models.hedging import WORLDS
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number, percent

_COLOURS = MappingProxyType({"balance": style.BLUE, "hedge": style.GREEN, "bandwagon": style.OCHRE})
_SHAPES = MappingProxyType({"balance": "square", "hedge": "circle", "bandwagon": "triangle-up"})
_COURSE = 220  # pixels of the upper plot
_STRIP = _COURSE + 82
_BOARD = _STRIP + 96
_ROW = 30
_LINE = 15  # pixels that a name takes
_BESIDE = 0.42  # of the axis, kept at the right for names
_COLUMNS = (0.4, 0.575, 0.755, 0.93)  # of the width, for the middle of each column
_TICKS = (0, 0.25, 0.5, 0.75, 1)
_FAINT = 0.55
_ROOM = 0.08  # of the span of payoffs, above and below


@dataclass(frozen=True)
class Posture:
    """What one posture is worth.

    Attributes
    ----------
    name
        One of `models.hedging.POSTURES`.
    payoffs
        What it is worth in each world.
    calm, showdown
        What it is expected to be worth without and with a showdown: the two ends of its line.
    expected
        What it is expected to be worth at the polarization that is looked at.
    regrets
        In each world, what the best posture allowed is worth more; None if the Nos rule it out.
    """

    name: str
    payoffs: Mapping[str, float]
    calm: float
    showdown: float
    expected: float
    regrets: Mapping[str, float] | None

    @property
    def greatest_regret(self) -> float | None:
        """The greatest of its regrets."""
        return None if self.regrets is None else max(self.regrets.values())


@dataclass(frozen=True)
class Stretch:
    """Levels of polarization with the same best posture; several postures if they are worth the same."""

    since: float
    until: float
    best: tuple[str, ...]


def posture_name(posture: str) -> str:
    """Return the name of a posture in the reader's language.

    Examples
    --------
    >>> posture_name("hedge")
    'hedging'
    """
    return say(f"hedging.posture.{posture}")


def named(postures: Sequence[str]) -> str:
    """Return the names of postures, joined with “or”.

    Examples
    --------
    >>> named(["balance", "hedge"])
    'balancing or hedging'
    """
    return joined(map(posture_name, postures), last="or")


def least_regret(postures: Sequence[Posture]) -> Posture:
    """Return the posture that is allowed and whose greatest regret is the least."""
    return min(
        (posture for posture in postures if posture.greatest_regret is not None),
        key=lambda posture: posture.greatest_regret or 0,
    )


def postures_compared(
    postures: Sequence[Posture], stretches: Sequence[Stretch], *, polarization: float, title: str
) -> Figure:
    """Draw the worth of each posture over polarization, the best one on a strip, and a table of payoffs and regrets.

    Parameters
    ----------
    postures
        From top to bottom.
    stretches
        The best postures from no polarization to the whole.
    polarization
        The level that is looked at.
    title
        What the picture shows.

    Returns
    -------
    Figure
    """
    height = _BOARD + _ROW * len(postures) + 20
    told = "; ".join(f"{posture_name(posture.name)} {number(posture.expected, 1)}" for posture in postures)
    return chart(
        {
            "height": height,
            "layer": [*_strip_layers(), *_course_layers(_span(postures), _COURSE - height), *_board_layers()],
        },
        title=title,
        subtitle=say("hedging.picture.subtitle"),
        alt=say("hedging.picture.alt", title=title, level=percent(polarization), expected=told, strip=_told(stretches)),
        source=say("hedging.picture.source"),
        data={
            "lines": [row for posture in postures for row in _line(posture)],
            "here": [_here(posture, polarization) for posture in postures],
            "ends": _ends(postures),
            "headings": [
                {"y": _STRIP - 22, "text": say("hedging.picture.strip")},
                {"y": _BOARD - 42, "text": say("hedging.picture.board")},
            ],
            "stretches": [_stretch(stretch) for stretch in stretches],
            "columns": _columns(),
            "rows": [_row(posture, line) for line, posture in enumerate(postures)],
            "cells": list(_cells(postures)),
        },
        signals={"polarization": polarization},
    )


def _told(stretches: Sequence[Stretch]) -> str:
    return "; ".join(
        f"{percent(stretch.since)}–{percent(stretch.until)} {named(stretch.best)}" for stretch in stretches
    )


def _look(posture: Posture) -> Row:
    return {
        "colour": _COLOURS[posture.name],
        "shape": _SHAPES[posture.name],
        "name": posture_name(posture.name),
        "opacity": _FAINT if posture.regrets is None else 1,
    }


def _line(posture: Posture) -> Iterator[Row]:
    dash = [4, 4] if posture.regrets is None else [1, 0]
    for level, worth in ((0, posture.calm), (1, posture.showdown)):
        yield {**_look(posture), "level": level, "worth": worth, "dash": dash}


def _here(posture: Posture, polarization: float) -> Row:
    return {**_look(posture), "level": polarization, "worth": posture.expected, "told": number(posture.expected, 1)}


def _span(postures: Sequence[Posture]) -> tuple[float, float]:
    """Return the ends of the axis of payoffs, with room for a name below the lowest line."""
    worths = [worth for posture in postures for worth in (posture.calm, posture.showdown)]
    room = _ROOM * (max(worths) - min(worths))
    return min(worths) - room, max(worths) + room


def _ends(postures: Sequence[Posture]) -> list[Row]:
    """Return the name of each line at the height of its end, moved where names would touch."""
    low, high = _span(postures)
    gap = _LINE / _COURSE * (high - low)
    heights = spread([posture.showdown for posture in postures], gap)
    return [{**_look(posture), "level": 1, "worth": height} for posture, height in zip(postures, heights, strict=True)]


def _stretch(stretch: Stretch) -> Row:
    alone = len(stretch.best) == 1
    return {
        "y": _STRIP,
        "text_y": _STRIP + 18,
        "since": stretch.since,
        "until": stretch.until,
        "middle": (stretch.since + stretch.until) / 2,
        "text": named(stretch.best),
        "colour": _COLOURS[stretch.best[0]] if alone else style.NEUTRAL,
    }


def _columns() -> list[Row]:
    names = (*(say(f"hedging.world.{world.replace(' ', '_')}") for world in WORLDS), say("hedging.picture.greatest"))
    return [{"at": at, "y": _BOARD - 16, "text": name} for at, name in zip(_COLUMNS, names, strict=True)]


def _row(posture: Posture, line: int) -> Row:
    return {**_look(posture), "y": _BOARD + _ROW * (line + 0.5)}


def _cells(postures: Sequence[Posture]) -> Iterator[Row]:
    """Yield payoffs with regrets, and at the right the greatest regret, the least of them in bold."""
    least = least_regret(postures)
    for line, posture in enumerate(postures):
        row = _row(posture, line)
        for at, world in zip(_COLUMNS, WORLDS, strict=False):
            payoff = number(posture.payoffs[world], 1)
            sorry = "" if posture.regrets is None else f" ({number(posture.regrets[world], 1)})"
            yield {**row, "at": at, "text": f"{payoff}{sorry}", "weight": 400}
        greatest = posture.greatest_regret
        yield {
            **row,
            "at": _COLUMNS[-1],
            "text": say("hedging.picture.ruled_out") if greatest is None else number(greatest, 1),
            "weight": 700 if posture is least else 400,
        }


def _course_layers(span: tuple[float, float], axis_offset: float) -> Iterator[Spec]:
    """Yield the level that is looked at as a line, and the lines of the postures."""
    x = {
        "type": "quantitative",
        "scale": {"domain": [0, 1 + _BESIDE], "nice": False},
        "axis": {
            "title": say("hedging.picture.polarization"),
            "titleAnchor": "start",
            "values": list(_TICKS),
            "format": ".0%",
            "offset": axis_offset,
        },
    }
    y = {
        "field": "worth",
        "type": "quantitative",
        "scale": {"domain": list(span), "range": [_COURSE, 0], "nice": False, "zero": False},
        "axis": {"title": None, "tickCount": 6},
    }
    for top, bottom in ((0, _COURSE), (_STRIP - 10, _STRIP + 10)):
        yield {
            "data": {"values": [{}]},
            "mark": {"type": "rule", "strokeWidth": 1.5, "strokeDash": [4, 3], "y": top, "y2": bottom},
            "encoding": {"x": {**x, "datum": {"expr": "polarization"}}},
        }
    yield from _line_layers({**x, "field": "level"}, y)


def _line_layers(at: Spec, y: Spec) -> Iterator[Spec]:
    """Yield the lines, a mark on each at the level that is looked at, and their names."""
    opacity = _opacity()
    yield {
        "data": {"name": "lines"},
        "mark": {"type": "line", "strokeWidth": 3},
        "encoding": {
            "x": at,
            "y": y,
            "detail": {"field": "name"},
            "stroke": look("colour"),
            "strokeDash": look("dash"),
            "opacity": opacity,
        },
    }
    yield {
        "data": {"name": "here"},
        "mark": {"type": "point", "filled": True, "size": 110},
        "encoding": {
            "x": at,
            "y": y,
            "color": look("colour"),
            "shape": look("shape"),
            "opacity": opacity,
            "tooltip": [
                {"field": field, "type": "nominal", "title": say(f"hedging.picture.tip_{field}")}
                for field in ("name", "told")
            ],
        },
    }
    ends = {"data": {"name": "ends"}}
    yield {
        **ends,
        "mark": {"type": "point", "filled": True, "size": 70, "xOffset": 12},
        "encoding": {"x": at, "y": y, "color": look("colour"), "shape": look("shape"), "opacity": opacity},
    }
    yield {
        **ends,
        "mark": {"type": "text", "align": "left", "dx": 22},
        "encoding": {"x": at, "y": y, "text": {"field": "name"}, "opacity": opacity},
    }


def _opacity() -> Spec:
    """Encode how faint a row is; it states that itself."""
    return pixels("opacity")


def _strip_layers() -> Iterator[Spec]:
    """Yield a bar for each stretch of polarization in the colour of its best posture, with its name below."""
    y = {**pixels(), "axis": None}
    whole = f"width / {1 + _BESIDE}"
    bar = {"type": "rect", "height": 14, "cornerRadius": 2}
    ends = {"x": {"expr": f"datum.since * {whole}"}, "x2": {"expr": f"datum.until * {whole} - 1"}}
    yield {
        "data": {"name": "headings"},
        "mark": {"type": "text", "align": "left", "x": 0, "fontWeight": 600, "limit": {"expr": "width"}},
        "encoding": {"y": y, "text": {"field": "text"}},
    }
    yield {
        "data": {"name": "stretches"},
        "mark": {**bar, **ends},
        "encoding": {"y": y, "fill": look("colour")},
    }
    yield {
        "data": {"name": "stretches"},
        "mark": {"type": "text", "x": {"expr": f"datum.middle * {whole}"}},
        "encoding": {"y": {**y, "field": "text_y"}, "text": {"field": "text"}},
    }


def _board_layers() -> Iterator[Spec]:
    """Yield the table: a row for each posture, a column for each world, and the greatest regret."""
    y = {**pixels(), "axis": None}
    opacity = _opacity()
    place = {"expr": "datum.at * width"}
    yield {
        "data": {"name": "columns"},
        "mark": {"type": "text", "x": place, "lineBreak": "\n", "baseline": "middle", "fontSize": 11.5},
        "encoding": {"y": y, "text": {"field": "text"}},
    }
    yield {
        "data": {"name": "rows"},
        "mark": {"type": "point", "filled": True, "size": 90, "x": 7},
        "encoding": {"y": y, "color": look("colour"), "shape": look("shape"), "opacity": opacity},
    }
    yield {
        "data": {"name": "rows"},
        "mark": {"type": "text", "align": "left", "x": 18, "fontWeight": 600},
        "encoding": {"y": y, "text": {"field": "name"}, "opacity": opacity},
    }
    yield {
        "data": {"name": "cells"},
        "mark": {"type": "text", "x": place, "fontWeight": {"expr": "datum.weight"}},
        "encoding": {"y": y, "text": {"field": "text"}, "opacity": opacity},
    }
