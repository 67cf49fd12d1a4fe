"""Places in a published index by edition, with the number of countries that each edition ranks."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.countries import country_name
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.labels import spread
from bamboo_diplomacy.figures.rowwise import Row
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.figures.timeline import joined
from bamboo_diplomacy.models.composite import share_behind
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number, percent

DATASET = "soft_power_editions"
MEASURES = ("rank", "behind", "score")

_HEIGHT = 340
_LINE = 15  # pixels that a name takes
_ROOM = 0.3  # of the span of years, kept at the right for names
_NAME = 0.13  # of the width of the picture, for the longest name
_MANY = 50  # ranks from which on every fiftieth is enough on the axis
_MARGIN = 0.08  # of the span of scores, above and below
_OWN_COLOUR = MappingProxyType({"test": "datum.own", "value": style.COUNTRIES["VNM"]})
_COLOUR = MappingProxyType({"condition": dict(_OWN_COLOUR), "value": style.NEUTRAL})


@dataclass(frozen=True)
class Place:
    """A country in one edition of an index, as one report has it.

    Attributes
    ----------
    iso3
        Code of the country.
    edition
        Year of the edition.
    rank, score
        As reported; None where the report has only the other.
    ranked
        How many countries the edition ranks.
    read
        False if it was worked out from another edition.
    report
        Who reports it.
    """

    iso3: str
    edition: int
    rank: int | None
    score: float | None
    ranked: int
    read: bool
    report: str

    @property
    def behind(self) -> float | None:
        """The share of the other countries that are behind."""
        return None if self.rank is None else share_behind(self.rank, self.ranked)

    def value(self, measure: str) -> float | None:
        """Return the rank, the share behind or the score; None if it was not read."""
        return {"rank": self.rank, "behind": self.behind, "score": self.score}[measure]


def known_places(places: Sequence[Place], iso3: str, measure: str) -> list[Place]:
    """Return the places of a country of which a measure is known, in the order of the editions."""
    own = (place for place in places if place.iso3 == iso3 and place.value(measure) is not None)
    return sorted(own, key=lambda place: place.edition)


def written_value(place: Place, measure: str) -> str:
    """Write a measure of a place for a sentence; a dash if it was not read.

    Examples
    --------
    >>> written_value(Place("VNM", 2024, 53, None, 193, True, "Vietnam.vn"), "behind")
    '73%'
    """
    value = place.value(measure)
    if value is None:
        return say("index_trajectories.picture.not_read")
    return {"rank": number(value), "behind": percent(value), "score": number(value, 1)}[measure]


def index_editions(index: str, places: Sequence[Place], iso3: str, *, measure: str = "rank") -> Figure:
    """Draw the places of countries in an index, one of them in colour.

    Parameters
    ----------
    index
        Its name.
    places
        What was read; at least one place.
    iso3
        The country in colour, which may have no place.
    measure
        One of `MEASURES`. With ``"rank"``, a bar shows how far down the ranking of each edition reaches.

    Returns
    -------
    Figure
    """
    lines = {code: known_places(places, code, measure) for code in dict.fromkeys(place.iso3 for place in places)}
    shown = {code: line for code, line in lines.items() if line}
    fields = {place.edition: place.ranked for place in sorted(places, key=lambda place: place.edition)}
    title = _title(index, shown.get(iso3, []), iso3, measure)
    domain = _domain(shown, fields, measure)
    others = [country_name(code) for code in shown if code != iso3]
    return chart(
        {"height": _HEIGHT, "layer": list(_layers(fields, domain, measure))},
        title=title,
        subtitle=say(f"index_trajectories.picture.{measure}_subtitle"),
        alt=say(
            "index_trajectories.picture.alt",
            measure=say(f"index_trajectories.options.measure.{measure}"),
            title=title,
            fields=joined(
                say("index_trajectories.picture.alt_field", ranked=ranked, edition=edition)
                for edition, ranked in fields.items()
            ),
            others=joined(others) or say("index_trajectories.picture.nobody"),
        ),
        source=source_line(DATASET),
        data={
            "fields": [{"edition": edition, "first": 1, "ranked": ranked} for edition, ranked in fields.items()],
            "steps": [row for code, line in shown.items() for row in _steps(line, measure, own=code == iso3)],
            "places": [_row(place, measure, own=code == iso3) for code, line in shown.items() for place in line],
            "names": _names(shown, iso3, measure, domain),
        },
    )


def _title(index: str, line: Sequence[Place], iso3: str, measure: str) -> str:
    key = ("none", "one", "two")[min(len(line), 2)]
    first, last = (_told(line[end], measure) if line else "" for end in (0, -1))
    return say(f"index_trajectories.picture.{key}", country=country_name(iso3), index=index, first=first, last=last)


def _told(place: Place, measure: str) -> str:
    value = written_value(place, measure)
    return say(f"index_trajectories.picture.{measure}", value=value, ranked=place.ranked, edition=place.edition)


def _domain(lines: dict[str, list[Place]], fields: dict[int, int], measure: str) -> tuple[float, float]:
    """Return the values at the bottom and the top of the picture."""
    if measure == "rank":
        return float(max(fields.values())), 1.0
    if measure == "behind":
        return 0.0, 1.0
    scores = [place.score for line in lines.values() for place in line if place.score is not None] or [0.0, 1.0]
    margin = _MARGIN * (max(scores) - min(scores)) or 1.0
    return min(scores) - margin, max(scores) + margin


def _row(place: Place, measure: str, *, own: bool) -> Row:
    return {
        "name": country_name(place.iso3),
        "own": own,
        "read": place.read,
        "edition": place.edition,
        "value": place.value(measure),
        "ranked": place.ranked,
        "report": place.report,
        **{f"{known}_told": written_value(place, known) for known in MEASURES},
    }


def _steps(line: Sequence[Place], measure: str, *, own: bool) -> Iterator[Row]:
    for one, two in pairwise(line):
        yield {
            "own": own,
            "from": one.edition,
            "to": two.edition,
            "start": one.value(measure),
            "end": two.value(measure),
            "broken": two.edition - one.edition > 1,
        }


def _names(lines: dict[str, list[Place]], iso3: str, measure: str, domain: tuple[float, float]) -> list[Row]:
    """Return the name of each country beside its last point, moved where names or passing lines would touch it."""
    gap = _LINE / _HEIGHT * abs(domain[1] - domain[0])
    steps = [step for line in lines.values() for step in _steps(line, measure, own=False)]
    width = _NAME * _years([place.edition for line in lines.values() for place in line])
    rows: list[Row] = []
    for edition in sorted({line[-1].edition for line in lines.values()}):
        points = {code: place for code, line in lines.items() for place in line if place.edition == edition}
        heights = spread([place.value(measure) or 0 for place in points.values()], gap)
        for (code, place), height in zip(points.items(), heights, strict=True):
            if place is lines[code][-1]:
                right, left = (
                    _crossed(height, (start, start + width), steps, gap / 2) for start in (edition, edition - width)
                )
                side = "left" if right and not left else "right"
                name = country_name(code)
                rows.append({"name": name, "own": code == iso3, "edition": edition, "value": height, "side": side})
    return rows


def _years(editions: Sequence[int]) -> float:
    """Return how many years the axis is wide, with the room for names."""
    first, last = _axis_ends(editions)
    return last - first


def _axis_ends(editions: Sequence[int]) -> tuple[float, float]:
    if not editions:
        return 0.0, 1.0
    span = max(editions) - min(editions)
    return min(editions) - 0.06 * span - 0.3, max(editions) + _ROOM * span + 0.5


def _crossed(height: float, years: tuple[float, float], steps: Sequence[Row], room: float) -> bool:
    """Return whether a line comes nearer than `room` to a height between two years; where it ends does not count."""
    for step in steps:
        start, end = max(years[0], step["from"]), min(years[1], step["to"])
        if start < end:
            slope = (step["end"] - step["start"]) / (step["to"] - step["from"])
            at = [step["start"] + slope * (year - step["from"]) for year in (start, end)]
            if min(at) - room < height < max(at) + room:
                return True
    return False


def _layers(fields: dict[int, int], domain: tuple[float, float], measure: str) -> Iterator[Spec]:
    x, y = _x(fields), _y(domain, measure)
    if measure == "rank":
        yield _field(x, y)
    yield _lines(x, y)
    yield _points(x, y)
    yield _words(x, y, "right", {"align": "left", "dx": 11})
    yield _words(x, y, "left", {"align": "right", "dx": -11})


def _field(x: Spec, y: Spec) -> Spec:
    return {
        "data": {"name": "fields"},
        "mark": {"type": "bar", "width": 30, "color": style.INK, "opacity": 0.12},
        "encoding": {"x": x, "y": {**y, "field": "first"}, "y2": {"field": "ranked"}},
    }


def _lines(x: Spec, y: Spec) -> Spec:
    return {
        "data": {"name": "steps"},
        "mark": {"type": "rule", "strokeCap": "round"},
        "encoding": {
            "x": {**x, "field": "from"},
            "x2": {"field": "to"},
            "y": {**y, "field": "start"},
            "y2": {"field": "end"},
            "color": dict(_COLOUR),
            "strokeWidth": {"condition": {"test": "datum.own", "value": 2.5}, "value": 1.25},
            "opacity": {"condition": {"test": "datum.own", "value": 1}, "value": 0.6},
            "strokeDash": {"condition": {"test": "datum.broken", "value": [5, 4]}, "value": [1, 0]},
        },
    }


def _points(x: Spec, y: Spec) -> Spec:
    hollow = {"test": "!datum.read", "value": "transparent"}
    return {
        "data": {"name": "places"},
        "mark": {"type": "point", "strokeWidth": 2},
        "encoding": {
            "x": x,
            "y": y,
            "stroke": dict(_COLOUR),
            "fill": {**_COLOUR, "condition": [hollow, dict(_OWN_COLOUR)]},
            "size": {"condition": {"test": "datum.own", "value": 90}, "value": 40},
            "tooltip": _tooltip(),
        },
    }


def _words(x: Spec, y: Spec, side: str, place: Spec) -> Spec:
    return {
        "data": {"name": "names"},
        "transform": [{"filter": f"datum.side === '{side}'"}],
        "mark": {"type": "text", "baseline": "middle", **place},
        "encoding": {
            "x": x,
            "y": y,
            "text": {"field": "name"},
            "opacity": {"condition": {"test": "datum.own", "value": 1}, "value": 0.8},
        },
    }


def _x(fields: dict[int, int]) -> Spec:
    editions = list(fields)
    ranked = json.dumps([say("index_trajectories.picture.ranked", ranked=number(count)) for count in fields.values()])
    return {
        "field": "edition",
        "type": "quantitative",
        "scale": {"domain": list(_axis_ends(editions)), "nice": False},
        "axis": {
            "title": None,
            "values": editions,
            "labelExpr": f"[format(datum.value, 'd'), {ranked}[indexof({json.dumps(editions)}, datum.value)]]",
            "labelOverlap": False,
            "labelLineHeight": 15,
        },
    }


def _y(domain: tuple[float, float], measure: str) -> Spec:
    bottom, top = domain
    axis: dict[str, Any] = {"title": None, "tickCount": 6}
    if measure == "rank":
        step = 50 if bottom > _MANY else 5
        axis["values"] = [1, *range(step, int(bottom) + 1, step)]
    elif measure == "behind":
        axis["format"] = ".0%"
    scale = {"domain": [min(domain), max(domain)], "reverse": bottom > top, "nice": False, "zero": False}
    return {"field": "value", "type": "quantitative", "scale": scale, "axis": axis}


def _tooltip() -> list[Spec]:
    told = {"edition": "edition", "rank_told": "rank", "ranked": "ranked", "behind_told": "behind"}
    fields = {**told, "score_told": "score", "report": "report"}
    return [
        {"field": "name", "type": "nominal", "title": " "},
        *(
            {"field": field, "type": "nominal", "title": say(f"index_trajectories.picture.tip_{key}")}
            for field, key in fields.items()
        ),
    ]
