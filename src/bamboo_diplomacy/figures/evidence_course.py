"""A claim on the years, among figures of the datasets that run over them: totals so far, and counts."""

from collections.abc import Iterator

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.evidence import Claim, Evidence
from bamboo_diplomacy.figures.evidence_words import evidence_tooltip, statement_row, whole_years
from bamboo_diplomacy.figures.figure import Spec
from bamboo_diplomacy.figures.rowwise import Row
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number

_PLOT = 220
_AXIS = 36
HEIGHT = _PLOT + _AXIS

_LOOKS = ((style.BLUE, "circle"), (style.GREEN, "square"), (style.PURPLE, "triangle-up"), (style.OCHRE, "cross"))
_MARGIN = 0.04  # of the years, on each side
_ROOM = 1.18  # above the greatest value, for its label


def course_data(claim: Claim, evidence: Evidence) -> dict[str, list[Row]]:
    """Return the datasets of the plot."""
    rows = [statement_row(statement, evidence) for statement in evidence.statements]
    ends = {row["series"]: place for place, row in enumerate(rows)}
    starts = {row["series"]: place for place, row in reversed(list(enumerate(rows)))}
    marked = {*ends.values(), *starts.values()}
    return {
        "claim": _claim_rows(claim, evidence),
        "rows": [{**row, "shown": row["figure"] if place in marked else ""} for place, row in enumerate(rows)],
    }


def _claim_rows(claim: Claim, evidence: Evidence) -> list[Row]:
    """Return the time that the reading names and, within its last year, the claim; its label keeps off the curve."""
    if claim.years is None or claim.value is None:
        return []
    start, end = claim.years
    at = end - 0.5
    low, high = _domain(claim, evidence)
    late = at > (low + high) / 2
    return [
        {
            "from": start,
            "to": end,
            "at": at,
            "value": claim.value,
            "label": say("claim_checker.picture.reading_says", value=number(claim.value)),
            "anchor": (start if end - start == 1 else at) if late else start,
            "align": "right" if late else "left",
        }
    ]


def course_layers(claim: Claim, evidence: Evidence, height: int) -> Iterator[Spec]:
    """Yield the layers that draw the plot in a picture of a given height."""
    x, y = _years(claim, evidence, height), _value(claim, evidence)
    series = list(dict.fromkeys(statement.series for statement in evidence.statements))
    joined = {"interpolate": "step-after"} if evidence.steps else {"strokeDash": [3, 4]}
    yield {
        "data": {"name": "rows"},
        "mark": {"type": "line", "strokeWidth": 1.5, **joined},
        "encoding": {"x": x, "y": y, "color": _look("color", series)},
    }
    yield {
        "data": {"name": "rows"},
        "mark": {"type": "point", "filled": True, "size": 80},
        "encoding": {
            "x": x,
            "y": y,
            "color": _look("color", series),
            "shape": _look("shape", series),
            "tooltip": evidence_tooltip(),
        },
    }
    yield {
        "data": {"name": "rows"},
        "mark": {"type": "text", "dy": -12, "align": "center"},
        "encoding": {"x": x, "y": y, "text": {"field": "shown"}},
    }
    yield from _claim_layers(x, y)


def _claim_layers(x: Spec, y: Spec) -> Iterator[Spec]:
    claim = {"data": {"name": "claim"}}
    span = {"x": {**x, "field": "from"}, "x2": {"field": "to"}, "y": y}
    diamond = {"type": "point", "filled": True, "shape": "diamond", "size": 190, "color": style.RUST, "opacity": 1}
    yield {**claim, "mark": {"type": "rule", "color": style.RUST, "strokeWidth": 4}, "encoding": span}
    yield {**claim, "mark": diamond, "encoding": {"x": {**x, "field": "at"}, "y": y}}
    yield {
        **claim,
        "mark": {"type": "text", "dy": -16, "fontWeight": 600, "align": {"expr": "datum.align"}},
        "encoding": {"x": {**x, "field": "anchor"}, "y": y, "text": {"field": "label"}},
    }


def _years(claim: Claim, evidence: Evidence, height: int) -> Spec:
    domain = _domain(claim, evidence)
    axis = {"title": None, "format": "d", "values": whole_years(domain), "offset": _PLOT - height}
    scale = {"domain": domain, "nice": False, "zero": False}
    return {"field": "when", "type": "quantitative", "scale": scale, "axis": axis}


def _domain(claim: Claim, evidence: Evidence) -> tuple[float, float]:
    places = [*(claim.years or ()), *(statement.when for statement in evidence.statements)]
    margin = max(0.5, (max(places) - min(places)) * _MARGIN)
    return min(places) - margin, max(places) + margin


def _value(claim: Claim, evidence: Evidence) -> Spec:
    greatest = max(claim.value or 0, *(statement.value or 0 for statement in evidence.statements))
    return {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [0, greatest * _ROOM], "range": [_PLOT, 0], "nice": False},
        "axis": {"title": evidence.unit or claim.told_unit, "format": ",~r", "tickCount": 5},
    }


def _look(channel: str, series: list[str]) -> Spec:
    place = 0 if channel == "color" else 1
    looks = [_LOOKS[number % len(_LOOKS)][place] for number in range(len(series))]
    legend = {"title": None, "columns": 1} if len(series) > 1 else None
    return {"field": "series", "type": "nominal", "scale": {"domain": series, "range": looks}, "legend": legend}
