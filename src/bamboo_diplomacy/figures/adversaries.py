"""Former adversaries side by side: when each dimension opened with each partner, and in which order."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.dimensions import decimal_year, dimension_name
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.figures.timeline import (
    FirstStep,
    dimension_channels,
    joined,
    quoted,
    rows_axis,
    rows_scale,
    step_tooltip,
)
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.dates import written_date
from bamboo_diplomacy.strings.numbers import number

AXES = ("calendar", "relations")
REFERENCE = "United States"

_HEAD = 24  # pixels from the top of a partner's block to its first row
_ROW = 18
_FOOT = 20  # below the last row, for the name of year zero
_GAP = 14  # between two blocks
_NAME = 7  # from the top of a block to the middle of its heading
_LETTER = 6.3  # pixels of a letter, about
_YEAR = "width / (span[1] - span[0])"  # pixels of a year
_TOLD = {"calculate": "width < 420 ? datum.short : datum.words", "as": "told"}  # on a narrow page, less

Row = dict[str, Any]


@dataclass(frozen=True)
class PartnerSteps:
    """The first steps with one partner.

    Attributes
    ----------
    partner
        Its name in the datasets.
    zero_date, zero_label
        ISO date and name of the event that established or normalised relations: year zero.
    firsts
        The first step of each dimension, in their order.
    candidates
        The dimensions that may have come first.
    distance
        How far their order is from the one with the United States, from `models.sequencing.sequence_distance`; None
        where fewer than two dimensions can be compared, and for the United States.
    pairs
        How many pairs of dimensions can be compared.
    steps, earlier
        How many steps the first ones were chosen from, and how many came before the first year that is counted.
    """

    partner: str
    zero_date: str
    zero_label: str
    firsts: tuple[FirstStep, ...]
    candidates: tuple[str, ...]
    distance: float | None
    pairs: int
    steps: int
    earlier: int

    @property
    def zero(self) -> float:
        """Year zero on an axis of years."""
        return decimal_year(self.zero_date)


def former_adversaries(
    partners: Sequence[PartnerSteps],
    *,
    start: int,
    end: int,
    axis: str = "calendar",
    dimensions: Sequence[str] = tuple(style.DIMENSIONS),
    datasets: Sequence[str],
) -> Figure:
    """Draw a block per partner with a row per dimension, in the order of its first steps.

    Parameters
    ----------
    partners
        The first steps with each partner.
    start, end
        The first year that is counted, and the last.
    axis
        ``"calendar"``, or ``"relations"`` for years since each partner's year zero.
    dimensions
        Those that have a row; a dimension without a step says so.
    datasets
        Where the steps come from.

    Returns
    -------
    Figure
    """
    top = {partner.partner: _block(len(dimensions)) * number_ for number_, partner in enumerate(partners)}
    zero = {partner.partner: partner.zero if axis == "relations" else 0.0 for partner in partners}
    title = _title(partners, start)
    firsts = [
        row for partner in partners for row in _first_rows(partner, top[partner.partner] + _HEAD, zero[partner.partner])
    ]
    return chart(
        _plot(list(top.values()), len(dimensions), axis),
        title=title,
        subtitle=say("figures.former_adversaries.subtitle"),
        alt=say("figures.former_adversaries.alt", title=title, partners=" ".join(map(_told, partners))),
        source=source_line(*datasets),
        data={
            "firsts": firsts,
            "missing": [
                row for partner in partners for row in _missing_rows(partner, dimensions, top[partner.partner] + _HEAD)
            ],
            "partners": [
                _partner_row(partner, top[partner.partner], len(dimensions), zero[partner.partner])
                for partner in partners
            ],
        },
        signals={
            "span": _span(firsts, axis, start, end),
            "names": [partner_name(partner.partner) for partner in partners],
        },
    )


def order_in_words(firsts: Sequence[FirstStep]) -> str:
    """Name the dimensions in the order of their first steps; equal days are joined by a sign of equality."""
    days = groupby(firsts, key=lambda step: step.earliest)
    return ", ".join(" = ".join(dimension_name(step.dimension) for step in same) for _, same in days)


def partner_name(partner: str) -> str:
    """Return the name of a partner in the reader's language.

    Examples
    --------
    >>> partner_name("United States")
    'United States'
    """
    return say(f"figures.partner.{partner.replace(' ', '_')}")


def _block(rows: int) -> float:
    """Return the height of a partner's block with the gap below it."""
    return _HEAD + _ROW * rows + _FOOT + _GAP


def _title(partners: Sequence[PartnerSteps], start: int) -> str:
    groups: dict[tuple[str, ...], list[str]] = {}
    for partner in partners:
        if partner.firsts:
            name = partner.partner.replace(" ", "_")
            groups.setdefault(partner.candidates, []).append(say(f"figures.with_partner.{name}"))
    if not groups:
        return say("figures.former_adversaries.none", start=start)
    told = [
        say("figures.former_adversaries.group", dimension=joined(quoted(first), last="or"), partners=joined(names))
        for first, names in groups.items()
    ]
    return say("figures.former_adversaries.title", start=start, groups="; ".join(told))


def _told(partner: PartnerSteps) -> str:
    steps = [f"{dimension_name(step.dimension)} {written_date(step.date)}" for step in partner.firsts]
    return say(
        "figures.former_adversaries.alt_partner",
        partner=partner_name(partner.partner),
        steps=", ".join(steps) or say("figures.former_adversaries.alt_none"),
        zero=_zero_in_words(partner),
    )


def _zero_in_words(partner: PartnerSteps) -> str:
    date = written_date(partner.zero_date)
    return say("figures.former_adversaries.zero", date=date, label=partner.zero_label)


def _first_rows(partner: PartnerSteps, top: float, zero: float) -> Iterator[Row]:
    """Yield the first steps, each with the place of the one before it, from which a stair leads down to it."""
    before = partner.firsts[:1] + partner.firsts[:-1]
    for number_, (previous, step) in enumerate(zip(before, partner.firsts, strict=True)):
        name, year = dimension_name(step.dimension), step.date[:4]
        y = top + _ROW * (number_ + 0.5)
        yield step.row(
            y,
            zero=zero,
            above=y - _ROW if number_ else y,
            previous=previous.when - zero,
            words=say("figures.former_adversaries.label", name=name, label=step.label, year=year),
            short=f"{name} {year}",
        )


def _missing_rows(partner: PartnerSteps, dimensions: Sequence[str], top: float) -> Iterator[Row]:
    """Yield one line that names the dimensions without a step."""
    found = {step.dimension for step in partner.firsts}
    missing = [dimension_name(dimension) for dimension in dimensions if dimension not in found]
    if missing:
        words = say("figures.former_adversaries.missing", names=", ".join(missing))
        yield {"y": top + _ROW * (len(found) + 0.5), "words": words}


def _partner_row(partner: PartnerSteps, top: float, rows: int, zero: float) -> Row:
    key = "heading_earlier" if partner.earlier else "heading"
    steps = say(f"figures.former_adversaries.{key}", steps=partner.steps, earlier=partner.earlier)
    return {
        "y": top + _NAME,
        "words": f"{steps}; {_apart(partner)}",
        "short": _apart(partner),
        "when": partner.zero - zero,
        "from": top + _HEAD,
        "to": top + _HEAD + _ROW * rows + _FOOT / 2,
        "zero": _zero_in_words(partner),
    }


def _apart(partner: PartnerSteps) -> str:
    if partner.partner == REFERENCE:
        return say("figures.former_adversaries.reference")
    if partner.distance is None:
        return say("figures.former_adversaries.no_pairs")
    pairs = partner.distance * partner.pairs
    return say(
        "figures.former_adversaries.apart",
        reversed=number(pairs, 0 if math.isclose(pairs, round(pairs)) else 1),
        pairs=partner.pairs,
        distance=number(partner.distance, 2),
    )


def _span(firsts: Sequence[Row], axis: str, start: int, end: int) -> list[int]:
    """Return both ends of the axis: the years that are counted, or the years since year zero that have a step."""
    if axis == "calendar":
        return [start, end + 1]
    places = [0.0, *(row[side] for row in firsts for side in ("from", "to"))]
    return [math.floor(min(places)) - 1, math.ceil(max(places)) + 1]


def _plot(tops: Sequence[float], rows: int, axis: str) -> Spec:
    height = max(len(tops) * _block(rows) - _GAP / 2, _HEAD)
    calendar = axis == "calendar"
    since = "(datum.value > 0 ? '+' : '') + datum.label"
    x = {
        "type": "quantitative",
        "scale": {"domain": [{"expr": "span[0]"}, {"expr": "span[1]"}], "nice": False, "zero": False},
        "axis": {
            "format": "d",
            "grid": True,
            "tickCount": 12,
            "tickMinStep": 5,
            "labelSeparation": 6,
            "title": None if calendar else say("figures.former_adversaries.since"),
            **({} if calendar else {"labelExpr": since}),
        },
    }
    headings = {**rows_axis([top + _NAME for top in tops], "names"), "labelFontWeight": 600, "labelFontSize": 13}
    y = {"type": "quantitative", "scale": rows_scale(height), "axis": headings}
    return {"height": height, "layer": [*_partner_layers(x, y), *_step_layers(x, y)]}


def _partner_layers(x: Spec, y: Spec) -> list[Spec]:
    """Head each block with how many steps it rests on, and draw year zero through it with its name at the foot."""
    partners = {"data": {"name": "partners"}}
    zero = {
        **partners,
        "transform": [
            {"filter": "datum.when >= span[0] && datum.when <= span[1]"},
            {"calculate": _no_room("datum.zero"), "as": "left"},
        ],
    }
    when = {**x, "field": "when"}
    foot = {"type": "text", "align": {"expr": "datum.left ? 'right' : 'left'"}, "dx": {"expr": "datum.left ? -5 : 5"}}
    return [
        {
            **partners,
            "transform": [_TOLD],
            "mark": {"type": "text", "align": "left", "x": 0, "limit": {"expr": "width"}},
            "encoding": {"y": {**y, "field": "y"}, "text": {"field": "told"}},
        },
        {
            **zero,
            "mark": {"type": "rule", "strokeWidth": 1.5, "opacity": 0.4},
            "encoding": {"x": when, "y": {**y, "field": "from"}, "y2": {"field": "to"}},
        },
        {
            **zero,
            "mark": {**foot, "fontSize": 11, "limit": {"expr": _room(5)}},
            "encoding": {"x": when, "y": {**y, "field": "to"}, "text": {"field": "zero"}},
        },
    ]


def _step_layers(x: Spec, y: Spec) -> list[Spec]:
    """Mark and name the first steps, a stair down from each to the next; a name stands where there is room for it."""
    sides = [
        _TOLD,
        {"calculate": _no_room("datum.told"), "as": "left"},
        {
            "calculate": f"datum.left ? datum.when - ({_LETTER} * length(datum.told) + 20) / ({_YEAR}) : datum.when",
            "as": "free",
        },
    ]
    firsts = {"data": {"name": "firsts"}, "transform": sides}
    when, here = {**x, "field": "when"}, {**y, "field": "y"}
    previous = {**x, "field": "previous"}
    stairs = {
        "data": {"name": "firsts"},
        "transform": [*sides, {"filter": "datum.previous <= datum.free"}],  # else it would cross the name
        "mark": {"type": "rule", "strokeWidth": 1.5, "opacity": 0.35},
    }
    words = {
        "type": "text",
        "align": {"expr": "datum.left ? 'right' : 'left'"},
        "dx": {"expr": "datum.left ? -10 : 10"},
        "limit": {"expr": _room(10)},
    }
    return [
        {**stairs, "encoding": {"x": previous, "y": {**y, "field": "above"}, "y2": {"field": "y"}}},
        {**stairs, "encoding": {"x": previous, "x2": {"field": "free"}, "y": here}},
        {
            **firsts,
            "mark": {"type": "rule", "strokeWidth": 7, "opacity": 0.45},
            "encoding": {"x": {**x, "field": "from"}, "x2": {"field": "to"}, "y": here, **dimension_channels("color")},
        },
        {
            **firsts,
            "mark": {"type": "point", "filled": True, "size": 100},
            "encoding": {"x": when, "y": here, "tooltip": step_tooltip(), **dimension_channels("color", "shape")},
        },
        {**firsts, "mark": words, "encoding": {"x": when, "y": here, "text": {"field": "told"}}},
        {
            "data": {"name": "missing"},
            "mark": {"type": "text", "align": "left", "x": 0, "fontStyle": "italic", "limit": {"expr": "width"}},
            "encoding": {"y": here, "text": {"field": "words"}},
        },
    ]


def _no_room(words: str) -> str:
    """Return an expression: whether words do not fit to the right of a place that has more room to its left."""
    right, left = f"(span[1] - datum.when) * {_YEAR}", f"(datum.when - span[0]) * {_YEAR}"
    return f"{right} < {_LETTER} * length({words}) + 12 && {left} > {right}"


def _room(offset: int) -> str:
    """Return an expression: how many pixels words have on their side of a place, from `offset` pixels beside it."""
    return f"(datum.left ? datum.when - span[0] : span[1] - datum.when) * {_YEAR} - {offset}"
