"""Where states stand in the votes of the United Nations: their course over the years, and who is near in a year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.countries import country_name, told_name
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.labels import spread
from bamboo_diplomacy.figures.rowwise import Row, look, pixels
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number

DATASET = "un_voting"
POWERS = ("USA", "CHN", "RUS")
GROUP = "ASEAN"
"""Stands for the mean of the other members of the year."""

_COLOURS = MappingProxyType({**{power: style.COUNTRIES[power] for power in POWERS}, GROUP: style.NEUTRAL})
_OWN = style.RUST
_SHAPES = MappingProxyType({"USA": "square", "CHN": "diamond", "RUS": "triangle-up"})
_COURSE = 230  # pixels of the upper plot
_BOARD = _COURSE + 92  # from the top to the first row of the lower one
_ROW = 21
_ROWS = 13  # whoever is asked about has thirteen others
_NAMES = 108  # pixels kept for names at the left of the lower plot
_BESIDE = 44  # and for the distance at its right
_TICKS = (-2, -1, 0, 1, 2, 3)
_LINE = 15  # pixels that a name takes
_AFTER = 18  # years kept at the right for names
_DECADES = (1980, 1990, 2000, 2010, 2020)


@dataclass(frozen=True)
class Course:
    """One line of the upper plot: a state, or the mean of a group.

    Attributes
    ----------
    code
        ISO 3166 code of the state, or `GROUP`.
    values
        What is shown, by year.
    """

    code: str
    values: Mapping[int, float]


@dataclass(frozen=True)
class Neighbour:
    """How a state stood to the one that is asked about, in one year.

    Attributes
    ----------
    iso3
        Its code.
    point, low, high
        Its ideal point and the interval around it.
    distance
        How far it stood from the one asked about.
    overlap
        Whether the two intervals have a point in common.
    member
        Whether it was a member of ASEAN.
    """

    iso3: str
    point: float
    low: float
    high: float
    distance: float
    overlap: bool
    member: bool


def voting_course(
    country: str,
    courses: Sequence[Course],
    neighbours: Sequence[Neighbour],
    *,
    own: tuple[float, float] | None,
    year: int,
    measure: str,
    years: tuple[int, int],
) -> Figure:
    """Draw the courses of states over the years, and below them everybody's place in one year, the nearest first.

    Parameters
    ----------
    country
        Code of the state that is asked about.
    courses
        The lines of the upper plot.
    neighbours
        The others in the year, the nearest first.
    own
        The interval of the state itself in the year; None if it has no ideal point then.
    year
        The year of the lower plot.
    measure
        ``"place"`` if the lines are ideal points, ``"distance"`` if they are distances from `country`.
    years
        First and last year of the axis.

    Returns
    -------
    Figure
    """
    title = _title(country, neighbours, year)
    told = "; ".join(
        say("un_voting_distance.picture.alt_row", name=country_name(near.iso3), distance=number(near.distance, 2))
        for near in neighbours
    )
    return chart(
        {
            "height": _BOARD + _ROW * _ROWS + 16,
            "layer": [*_course_layers(measure, years), *_ground_layers(), *_row_layers()],
        },
        title=title,
        subtitle=say(f"un_voting_distance.picture.{measure}"),
        alt=say(
            "un_voting_distance.picture.alt",
            measure=say(f"un_voting_distance.options.measure.{measure}"),
            title=title,
            year=year,
            rows=told or say("un_voting_distance.picture.nobody"),
        ),
        source=source_line(DATASET),
        data={
            "courses": [row for course in courses for row in _course_rows(course, country)],
            "ends": _ends(courses, country),
            "headings": [
                {"y": _BOARD - 44, "weight": 600, "text": _heading(country, year)},
                {"y": _BOARD - 26, "weight": 400, "text": say("un_voting_distance.picture.legend")},
            ],
            "own": [] if own is None else [{"low": own[0], "high": own[1], "y": _BOARD - 10, "y2": _bottom()}],
            "board": [_board_row(near, line) for line, near in enumerate(neighbours)],
            "ticks": [
                {"at": at, "text": number(at), "y": _BOARD - 10, "y2": _bottom(), "text_y": _bottom() + 12}
                for at in _TICKS
            ],
        },
        signals={"year": year},
    )


def nearest_power(neighbours: Sequence[Neighbour]) -> Neighbour:
    """Return the power that stood nearest; the neighbours come the nearest first."""
    return next(near for near in neighbours if near.iso3 in POWERS)


def _title(country: str, neighbours: Sequence[Neighbour], year: int) -> str:
    words: dict[str, Any] = {"country": told_name(country), "year": year}
    if not neighbours:
        return say("un_voting_distance.picture.none", **words)
    near = nearest_power(neighbours)
    far = next(other for other in reversed(neighbours) if other.iso3 in POWERS)
    return say(
        "un_voting_distance.picture.title",
        near=told_name(near.iso3),
        near_by=number(near.distance, 2),
        far=told_name(far.iso3),
        far_by=number(far.distance, 2),
        **words,
    )


def _heading(country: str, year: int) -> str:
    return say("un_voting_distance.picture.board", country=told_name(country), year=year)


def _bottom() -> float:
    return _BOARD + _ROW * _ROWS - 8


def _name(code: str) -> str:
    return code if code == GROUP else country_name(code)


def _colour(code: str, country: str) -> str:
    return _OWN if code == country else _COLOURS[code]


def _course_rows(course: Course, country: str) -> Iterator[Row]:
    """Yield a row per year; years that were not estimated break the line."""
    part, before = 0, None
    for year, value in course.values.items():
        part += before is not None and year - before > 1
        before = year
        yield {
            "part": f"{course.code} {part}",
            "name": _name(course.code),
            "colour": _colour(course.code, country),
            "wide": 3 if course.code == country else 2,
            "year": year,
            "value": value,
            "told": number(value, 2),
        }


def _ends(courses: Sequence[Course], country: str) -> list[Row]:
    """Return the name of each line at the height of its last value, moved where names would touch."""
    known = [course for course in courses if course.values]
    last = [list(course.values.items())[-1] for course in known]
    values = [value for course in known for value in course.values.values()]
    gap = _LINE / _COURSE * (max(values) - min(values)) if values else 0
    heights = spread([value for _, value in last], gap)
    return [
        {
            "year": year,
            "value": height,
            "text": _name(course.code),
            "colour": _colour(course.code, country),
            "weight": 700 if course.code == country else 400,
        }
        for course, (year, _), height in zip(known, last, heights, strict=True)
    ]


def _board_row(near: Neighbour, line: int) -> Row:
    return {
        "y": _BOARD + _ROW * line,
        "name": country_name(near.iso3),
        "point": near.point,
        "low": near.low,
        "high": near.high,
        "written": number(near.distance, 2),
        "place": number(near.point, 2),
        "apart": say(f"un_voting_distance.picture.{'overlap' if near.overlap else 'apart'}"),
        "faint": 0.45 if near.overlap else 0.8,
        "colour": _COLOURS.get(near.iso3, style.NEUTRAL),
        "fill": _COLOURS.get(near.iso3, style.NEUTRAL if near.member else "transparent"),
        "shape": _SHAPES.get(near.iso3, "circle"),
        "weight": 600 if near.iso3 in POWERS else 400,
    }


def _course_layers(measure: str, years: tuple[int, int]) -> Iterator[Spec]:
    """Yield the lines with their names, and the year that is looked at."""
    x = {
        "type": "quantitative",
        "scale": {"domain": [years[0] - 0.5, years[1] + _AFTER], "nice": False, "zero": False},
        "axis": {
            "title": None,
            "format": "d",
            "values": list(_DECADES),
            "offset": _COURSE - _BOARD - _ROW * _ROWS - 16,
        },
    }
    at = {**x, "field": "year"}
    y = {
        "field": "value",
        "type": "quantitative",
        "scale": {"range": [_COURSE, 0], "zero": measure == "distance"},
        "axis": {"title": None, "tickCount": 6},
    }
    yield {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "strokeWidth": 1.5, "strokeDash": [4, 3], "y": 0, "y2": _COURSE},
        "encoding": {"x": {**x, "datum": {"expr": "year"}}},
    }
    yield {
        "data": {"name": "courses"},
        "mark": {"type": "line"},
        "encoding": {
            "x": at,
            "y": y,
            "detail": {"field": "part"},
            "stroke": look("colour"),
            "strokeWidth": {"field": "wide", "type": "quantitative", "scale": None},
        },
    }
    yield {
        "data": {"name": "courses"},
        "mark": {"type": "point", "filled": True, "size": 40, "opacity": {"expr": "datum.year == year ? 1 : 0"}},
        "encoding": {"x": at, "y": y, "color": look("colour"), "tooltip": _tooltip("name", "year", "told")},
    }
    yield {
        "data": {"name": "ends"},
        "mark": {"type": "text", "align": "left", "dx": 22, "fontWeight": {"expr": "datum.weight"}},
        "encoding": {"x": at, "y": y, "text": {"field": "text"}},
    }
    yield {
        "data": {"name": "ends"},
        "mark": {"type": "rule", "strokeWidth": 3, "xOffset": 6, "x2Offset": 18},
        "encoding": {"x": at, "x2": {"field": "year"}, "y": y, "color": look("colour")},
    }


def _across(field: str) -> Spec:
    """Place a field of the row between the names and the distances of the lower plot."""
    low, high = _TICKS[0] - 0.6, _TICKS[-1] + 0.3
    return {"expr": f"{_NAMES} + (datum.{field} - {low}) / {high - low} * (width - {_NAMES + _BESIDE})"}


def _ground_layers() -> Iterator[Spec]:
    """Yield what the rows stand on: headings, the interval of the one asked about as a band, and a scale."""
    y = {**pixels(), "axis": None}
    yield {
        "data": {"name": "headings"},
        "mark": {
            "type": "text",
            "align": "left",
            "x": 0,
            "fontWeight": {"expr": "datum.weight"},
            "limit": {"expr": "width"},
        },
        "encoding": {"y": y, "text": {"field": "text"}},
    }
    yield {
        "data": {"name": "own"},
        "mark": {
            "type": "rect",
            "x": _across("low"),
            "x2": _across("high"),
            "color": _OWN,
            "opacity": 0.25,
        },
        "encoding": {"y": y, "y2": {"field": "y2"}},
    }
    yield {
        "data": {"name": "ticks"},
        "mark": {"type": "rule", "x": _across("at"), "opacity": 0.14},
        "encoding": {"y": y, "y2": {"field": "y2"}},
    }
    yield {
        "data": {"name": "ticks"},
        "mark": {"type": "text", "x": _across("at")},
        "encoding": {"y": {**y, "field": "text_y"}, "text": {"field": "text"}},
    }


def _row_layers() -> Iterator[Spec]:
    """Yield a row per state: its name, its place with the interval, its distance."""
    y = {**pixels(), "axis": None}
    rows = {"data": {"name": "board"}}
    yield {
        **rows,
        "mark": {
            "type": "text",
            "align": "left",
            "x": 0,
            "limit": _NAMES - 6,
            "fontWeight": {"expr": "datum.weight"},
        },
        "encoding": {"y": y, "text": {"field": "name"}},
    }
    yield {
        **rows,
        "mark": {
            "type": "rule",
            "x": _across("low"),
            "x2": _across("high"),
            "strokeWidth": 5,
            "opacity": {"expr": "datum.faint"},
        },
        "encoding": {"y": y, "color": look("colour")},
    }
    yield {
        **rows,
        "mark": {"type": "point", "x": _across("point"), "size": 70, "strokeWidth": 2},
        "encoding": {
            "y": y,
            "fill": look("fill"),
            "stroke": look("colour"),
            "shape": look("shape"),
            "tooltip": _tooltip("name", "place", "written", "apart"),
        },
    }
    yield {
        **rows,
        "mark": {"type": "text", "align": "right", "x": {"expr": "width"}, "fontWeight": {"expr": "datum.weight"}},
        "encoding": {"y": y, "text": {"field": "written"}},
    }


def _tooltip(*fields: str) -> list[Spec]:
    return [
        {"field": field, "type": "nominal", "title": say(f"un_voting_distance.picture.tip_{field}")} for field in fields
    ]
