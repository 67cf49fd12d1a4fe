"""A claim and the statements of the datasets as rows: when something happened, or how much it was."""

from collections.abc import Iterator

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.evidence import DATES, Claim, Evidence
from bamboo_diplomacy.figures.evidence_words import claimed_figure, evidence_tooltip, statement_row, whole_years
from bamboo_diplomacy.figures.figure import Spec
from bamboo_diplomacy.figures.rowwise import Row, pixels
from bamboo_diplomacy.strings import say

_ROW = 56
_FIRST = 10  # the words of the first row
_LINE = 16  # from the words of a row to its line
_SOURCE = 32  # from the words of a row to its source
_FIGURE = 130  # room at the right for the figure or the date
_AXIS = 44  # room for the axis
_MUCH = 50  # if the greatest value is so many times the least, the scale is logarithmic
_MARGIN = 0.06  # of the range of dates, on each side
_LEAST_MARGIN = 0.5  # of a year


def rows_height(evidence: Evidence) -> int:
    """Return how many pixels the rows and their axis take."""
    return _bottom(evidence) + _AXIS


def rows_data(claim: Claim, evidence: Evidence) -> dict[str, list[Row]]:
    """Return the datasets of the rows; that of the claim stands first."""
    words = {"label": say("claim_checker.picture.the_reading"), "figure": claimed_figure(claim, evidence)}
    span = claimed_span(claim, evidence)
    bounds = {"from": span[0], "to": span[1], "bottom": _bottom(evidence)} if span else {}
    return {
        "claim": [{**words, **bounds, **_heights(0)}],
        "rows": [
            {**statement_row(statement, evidence), **_heights(place)}
            for place, statement in enumerate(evidence.statements, start=1)
        ],
    }


def claimed_span(claim: Claim, evidence: Evidence) -> tuple[float, float] | None:
    """Return the bounds of what the reading claims on the axis of the picture, if it names any."""
    if evidence.kind == DATES:
        return claim.years
    if evidence.span or claim.value is None:
        return evidence.span
    return claim.value, claim.value


def rows_layers(claim: Claim, evidence: Evidence, height: int) -> Iterator[Spec]:
    """Yield the layers that draw the rows in a picture of a given height."""
    x = _axis(claim, evidence, height)
    span = claimed_span(claim, evidence)
    if span:
        yield from _claim_layers(x, point=span[0] == span[1])
    yield {
        "data": {"name": "rows"},
        "mark": {"type": "rule", "x": 0, "x2": {"expr": "width"}, "opacity": 0.14},
        "encoding": {"y": pixels("line")},
    }
    yield {
        "data": {"name": "rows"},
        "transform": [{"filter": "isValid(datum.at)"}],
        "mark": {"type": "point", "filled": True, "shape": "circle", "size": 110, "color": style.BLUE},
        "encoding": {"x": {**x, "field": "at"}, "y": pixels("line"), "tooltip": evidence_tooltip()},
    }
    for name, weight in (("claim", 600), ("rows", 400)):
        for field, align, place in (("label", "left", 0), ("figure", "right", {"expr": "width"})):
            bold = 600 if field == "figure" else weight
            room = {"limit": {"expr": f"width - {_FIGURE}"}} if field == "label" else {}
            mark = {"type": "text", "align": align, "x": place, "baseline": "middle", "fontWeight": bold, **room}
            yield {
                "data": {"name": name},
                "mark": mark,
                "encoding": {"y": pixels("y"), "text": {"field": field}},
            }
    yield {
        "data": {"name": "rows"},
        "mark": {
            "type": "text",
            "align": "left",
            "x": 0,
            "baseline": "middle",
            "fontSize": 11,
            "opacity": 0.75,
            "limit": {"expr": "width"},
        },
        "encoding": {"y": pixels("low"), "text": {"field": "source"}},
    }


def _claim_layers(x: Spec, *, point: bool) -> Iterator[Spec]:
    """Draw what the reading claims as a point with a line through all rows, or as a span with a band."""
    claim = {"data": {"name": "claim"}}
    at = {**x, "field": "from"}
    through = {"y": pixels("line"), "y2": {"field": "bottom"}}
    to = {"x2": {"field": "to"}}
    if point:
        rule = {"type": "rule", "color": style.RUST, "strokeDash": [4, 3], "strokeWidth": 1.5}
        mark = {"type": "point", "filled": True, "shape": "diamond", "size": 190, "color": style.RUST}
        yield {**claim, "mark": rule, "encoding": {"x": at, **through}}
        yield {**claim, "mark": mark, "encoding": {"x": at, "y": pixels("line")}}
        return
    bar = {"type": "rule", "color": style.RUST, "strokeWidth": 9}
    yield {
        **claim,
        "mark": {"type": "rect", "color": style.RUST, "opacity": 0.14},
        "encoding": {"x": at, **to, **through},
    }
    yield {**claim, "mark": bar, "encoding": {"x": at, **to, "y": pixels("line")}}


def _axis(claim: Claim, evidence: Evidence, height: int) -> Spec:
    offset = _bottom(evidence) - height
    span = claimed_span(claim, evidence) or ()
    if evidence.kind == DATES:
        places = [*span, *(statement.when for statement in evidence.statements)]
        margin = max(_LEAST_MARGIN, (max(places) - min(places)) * _MARGIN)
        domain = (min(places) - margin, max(places) + margin)
        axis = {"title": None, "format": "d", "values": whole_years(domain), "offset": offset}
        return {"type": "quantitative", "scale": {"domain": domain, "nice": False, "zero": False}, "axis": axis}
    places = [*span, *(statement.value for statement in evidence.statements if statement.value is not None)]
    axis = {
        "title": evidence.unit or claim.told_unit,
        "format": "~s" if _wide(places) else ",~r",
        "tickCount": 5,
        "offset": offset,
    }
    if _wide(places):
        scale = {"type": "log", "domain": [min(places) / 2, max(places) * 2], "nice": False}
    else:
        scale = {"domain": [0, max(places) * 1.08], "nice": False}
    return {"type": "quantitative", "scale": scale, "axis": axis}


def _wide(places: list[float]) -> bool:
    return max(places) >= _MUCH * min(places)


def _heights(place: int) -> dict[str, int]:
    top = _FIRST + _ROW * place
    return {"y": top, "line": top + _LINE, "low": top + _SOURCE}


def _bottom(evidence: Evidence) -> int:
    return _FIRST + _ROW * len(evidence.statements) + _SOURCE + 8
