"""The trust ladder: steps of each dimension piled up over the years, and whether one of them came first."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.dimensions import decimal_year, dimension_name
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.leads import written_lead
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.figures.timeline import (
    FirstStep,
    dimension_channels,
    joined,
    quoted,
    rows_axis,
    rows_scale,
    step_tooltip,
    years_axis,
)
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.dates import written_date

if TYPE_CHECKING:
    import pandas as pd

    from bamboo_diplomacy.models.sequencing import LeadTime, Verdict

VERDICTS = ("first", "tied", "not first")

_TOP = 22  # pixels above the first row: room for the year from which steps are counted
_ROW = 64
_PILE = 44  # the highest pile of steps
_NAME = 10  # a row's name stands this far above its baseline, and a step's name above the pile
_LIFT = 24  # a step's name stands at least this far above the baseline
_BELOW = 9  # a setback hangs this far below it
_STRIP = 46  # from the last baseline to the strip of verdicts
_LEVEL = 15  # from one verdict to the next
_LETTER = 6.3  # pixels of a letter, about
_WIDE_YEAR = 12  # pixels of a year on a wide page
_NARROW_YEAR = 5  # and on a narrow one
_CROSS = "M-1,-1L1,1M1,-1L-1,1"

Row = dict[str, Any]


def trust_ladder(
    milestones: "pd.DataFrame",
    firsts: Sequence[FirstStep],
    verdict: "Verdict",
    by_start: Mapping[int, "Verdict"],
    *,
    years: tuple[int, int],
    lead: "LeadTime | None" = None,
    dimensions: Sequence[str] = tuple(style.DIMENSIONS),
    setbacks: bool = True,
) -> Figure:
    """Draw a row of piled-up milestones per dimension, in the order of the first ones, and a strip of verdicts below.

    Parameters
    ----------
    milestones
        Columns ``date`` (ISO text), ``label``, ``dimension`` and ``setback``: one row per event.
    firsts
        The first step of each dimension within `years`, in their order.
    verdict
        Whether the dimension in question came first, from `models.sequencing`.
    by_start
        The same for each year in which counting may start.
    years
        First and last year that are counted.
    lead
        How long the first dimension came before the one in question or, if that one is first, before the next.
    dimensions
        Those that have a row.
    setbacks
        Whether setbacks are marked.

    Returns
    -------
    Figure
    """
    events = _events(milestones)
    counted = [event for event in events if not event["setback"] and years[0] <= event["year"] <= years[1]]
    sizes = Counter(step["dimension"] for step in counted)
    order = [step.dimension for step in firsts if step.dimension in dimensions]
    order += [dimension for dimension in style.DIMENSIONS if dimension in dimensions and dimension not in order]
    base = {dimension: _TOP + _ROW * (row + 1) for row, dimension in enumerate(order)}
    rise = _PILE / max(Counter(event["dimension"] for event in events).values())
    title = _title(firsts, verdict, lead, years)
    span = min(by_start), max(by_start) + 1
    return chart(
        _plot(len(order), verdict.dimension, span),
        title=title,
        subtitle=say("figures.trust_ladder.subtitle"),
        alt=say(
            "figures.trust_ladder.alt",
            title=title,
            start=years[0],
            end=years[1],
            firsts=_told(firsts, sizes),
            claim=dimension_name(verdict.dimension),
            right=sum(map(bool, by_start.values())),
            starts=len(by_start),
        ),
        source=source_line("us_vietnam_milestones"),
        data={
            "piles": list(_pile_rows(counted, base, rise, years[1] + 1)),
            "events": [{**event, "y": base[event["dimension"]]} for event in events if event["dimension"] in base],
            "firsts": list(_first_rows(firsts, counted, base, rise)),
            "ends": [_end_row(sizes[name], base[name], rise, years) for name in order],
            "verdicts": list(_verdict_rows(by_start, _strip(len(order)))),
        },
        signals={
            "window": list(years),
            "names": [*map(dimension_name, order), *map(_verdict_name, VERDICTS)],
            "setbacks": setbacks,
        },
    )


def _events(milestones: "pd.DataFrame") -> list[Row]:
    columns = (milestones[name] for name in ("date", "label", "dimension", "setback"))
    rows = (
        {
            "when": decimal_year(date),
            "year": int(date[:4]),
            "date": written_date(date),
            "label": label,
            "dimension": dimension,
            "setback": bool(setback),
        }
        for date, label, dimension, setback in zip(*columns, strict=True)
    )
    return sorted(rows, key=lambda row: row["when"])


def _title(firsts: Sequence[FirstStep], verdict: "Verdict", lead: "LeadTime | None", years: tuple[int, int]) -> str:
    names = quoted(verdict.candidates)
    words: Row = {"start": years[0], "end": years[1], "claim": dimension_name(verdict.dimension)}
    words |= {"lead": written_lead(lead)} if lead else {}
    match verdict.value:
        case _ if not firsts:
            return say("figures.trust_ladder.none", **words)
        case "tied":
            return say("figures.trust_ladder.tied", candidates=joined(names), **words)
        case "first" if lead:
            return say("figures.trust_ladder.first", rival=dimension_name(firsts[1].dimension), **words)
        case "first":
            return say("figures.trust_ladder.first_alone", **words)
        case _:
            key = "not_first" if lead else "absent"
            return say(f"figures.trust_ladder.{key}", candidates=joined(names, last="or"), **words)


def _told(firsts: Sequence[FirstStep], sizes: Mapping[str, int]) -> str:
    told = (
        say(
            "figures.trust_ladder.alt_first",
            name=dimension_name(step.dimension),
            label=step.label,
            date=written_date(step.date),
            count=sizes[step.dimension],
        )
        for step in firsts
    )
    return "; ".join(told) or say("figures.trust_ladder.alt_none")


def _pile_rows(counted: Sequence[Row], base: Mapping[str, float], rise: float, end: int) -> Iterator[Row]:
    """Yield the top of each pile after every step, and once more where counting ends."""
    height: Counter[str] = Counter()
    for step in counted:
        name = step["dimension"]
        if name in base:
            height[name] += 1
            yield {**step, "y": base[name] - rise * height[name], "base": base[name], "step": True}
    for name, steps in height.items():
        yield {"dimension": name, "when": end, "y": base[name] - rise * steps, "base": base[name], "step": False}


def _first_rows(
    firsts: Sequence[FirstStep], counted: Sequence[Row], base: Mapping[str, float], rise: float
) -> Iterator[Row]:
    """Yield the first steps with their names, lifted above the pile, and how long after the very first they came."""
    for step in firsts:
        if step.dimension in base:
            words = say("figures.trust_ladder.label", label=step.label, date=written_date(step.date))
            pile = [row["when"] for row in counted if row["dimension"] == step.dimension]
            lifts = [_lift(pile, step.when + _LETTER * len(words) / year, rise) for year in (_NARROW_YEAR, _WIDE_YEAR)]
            wait = round(step.when - firsts[0].when)
            yield step.row(
                base[step.dimension],
                words=words,
                narrow_lift=lifts[0],
                wide_lift=lifts[1],
                leader=firsts[0].when,
                wait=wait,
                later=say("figures.trust_ladder.later", years=wait),
            )


def _lift(pile: Sequence[float], end: float, rise: float) -> float:
    """Return how far above the baseline a name that ends at `end` is clear of the pile."""
    return max(_LIFT, rise * sum(when < end for when in pile) + _NAME)


def _end_row(size: int, base: float, rise: float, years: tuple[int, int]) -> Row:
    words = str(size) if size else say("figures.trust_ladder.no_step", start=years[0], end=years[1])
    return {"when": years[1] + 1, "y": base - rise * size, "words": words, "empty": not size}


def _verdict_rows(by_start: Mapping[int, "Verdict"], top: float) -> Iterator[Row]:
    """Yield a cell per starting year, at the height of its verdict; a dimension without a step is not first."""
    for start, verdict in by_start.items():
        level = VERDICTS.index(verdict.value) if verdict.value in VERDICTS else VERDICTS.index("not first")
        yield {
            "start": start,
            "y": top + _LEVEL * level,
            "verdict": verdict.value,
            "answer": _verdict_name(verdict.value),
            "rivals": ", ".join(map(dimension_name, verdict.candidates)),
        }


def _verdict_name(value: str) -> str:
    return say(f"figures.trust_ladder.verdict_{value.replace(' ', '_')}")


def _strip(rows: int) -> float:
    """Return the height of the first level of verdicts."""
    return _TOP + _ROW * rows + _STRIP


def _plot(rows: int, claim: str, span: tuple[int, int]) -> Spec:
    levels = [_strip(rows) + _LEVEL * level for level in range(len(VERDICTS))]
    height = levels[-1] + _LEVEL
    named = [_TOP + _ROW * (row + 1) - _NAME for row in range(rows)]
    x = {
        "type": "quantitative",
        "scale": {"domain": list(span), "nice": False, "zero": False},
        "axis": years_axis(*span),
    }
    y = {"type": "quantitative", "scale": rows_scale(height), "axis": rows_axis([*named, *levels], "names")}
    return {
        "height": height,
        "layer": [
            *_window_layers(x, levels[0] - _STRIP + _BELOW, span),
            *_pile_layers(x, y),
            *_first_layers(x, y, span),
            *_strip_layers(x, y, claim, levels[0]),
        ],
    }


def _window_layers(x: Spec, bottom: float, span: tuple[int, int]) -> list[Spec]:
    """Veil the years that are not counted, and name the year from which counting starts."""
    once: Spec = {"values": [{}]}
    start, end = ({"expr": "window[0]"}, {"expr": "window[1] + 1"})

    def veil(left: object, right: object) -> Spec:
        mark = {"type": "rect", "color": style.NEUTRAL, "opacity": 0.13, "y": _TOP, "y2": bottom}
        return {"data": once, "mark": mark, "encoding": {"x": {**x, "datum": left}, "x2": {"datum": right}}}

    words = f"{json.dumps(say('figures.trust_ladder.from'))} + ' ' + window[0]"
    right_of_it = f"window[0] < {sum(span) / 2}"
    text = {
        "type": "text",
        "text": {"expr": words},
        "y": _TOP - 12,
        "fontWeight": 600,
        "align": {"expr": f"{right_of_it} ? 'left' : 'right'"},
    }
    rule = {"type": "rule", "strokeWidth": 1.5, "y": _TOP - 4, "y2": bottom}
    return [
        veil(span[0], start),
        veil(end, span[1]),
        {"data": once, "mark": rule, "encoding": {"x": {**x, "datum": start}}},
        {"data": once, "mark": text, "encoding": {"x": {**x, "datum": start}}},
    ]


def _pile_layers(x: Spec, y: Spec) -> list[Spec]:
    """Draw the piles, a point per counted step, a hollow one per step that is not counted, a cross per setback."""
    piles = {"data": {"name": "piles"}}
    when, top, bottom = {**x, "field": "when"}, {**y, "field": "y"}, {"field": "base"}
    inside = "datum.year >= window[0] && datum.year <= window[1]"
    tooltip = step_tooltip()
    area = {"type": "area", "interpolate": "step-after", "opacity": 0.22}
    line = {"type": "line", "interpolate": "step-after", "strokeWidth": 2}
    number = {"type": "text", "align": {"expr": "datum.empty ? 'right' : 'left'"}, "dx": 5, "dy": -6, "fontWeight": 600}
    cross = {
        "type": "point",
        "shape": _CROSS,
        "filled": False,
        "size": 60,
        "strokeWidth": 2.5,
        "yOffset": _BELOW,
        "opacity": {"expr": f"{inside} ? 1 : 0.4"},
    }
    hollow = {"type": "point", "filled": False, "size": 22, "strokeWidth": 1.2, "color": style.NEUTRAL}
    return [
        {**piles, "mark": area, "encoding": {"x": when, "y": top, "y2": bottom, **dimension_channels("color")}},
        {**piles, "mark": line, "encoding": {"x": when, "y": top, **dimension_channels("color")}},
        {
            **piles,
            "transform": [{"filter": "datum.step"}],
            "mark": {"type": "point", "filled": True, "size": 18},
            "encoding": {"x": when, "y": top, "tooltip": tooltip, **dimension_channels("color")},
        },
        {
            "data": {"name": "events"},
            "transform": [{"filter": f"!datum.setback && !({inside})"}],
            "mark": hollow,
            "encoding": {"x": when, "y": top, "tooltip": tooltip},
        },
        {
            "data": {"name": "events"},
            "transform": [{"filter": "datum.setback && setbacks"}],
            "mark": cross,
            "encoding": {"x": when, "y": top, "tooltip": tooltip, **dimension_channels("color")},
        },
        {
            "data": {"name": "ends"},
            "mark": number,
            "encoding": {"x": when, "y": top, "text": {"field": "words"}},
        },
    ]


def _first_layers(x: Spec, y: Spec, span: tuple[int, int]) -> list[Spec]:
    """Mark and name the first steps, each with the dotted time by which it came after the very first."""
    year = f"width / {span[1] - span[0]}"
    room = [
        {"calculate": f"({span[1]} - datum.when) * {year}", "as": "right"},
        {"calculate": f"(datum.when - window[0]) * {year}", "as": "before"},
        {
            "calculate": f"datum.right < {_LETTER} * length(datum.words) && datum.before > datum.right",
            "as": "left",
        },
        {"calculate": f"datum.wait * {year} > {_LETTER} * length(datum.later) + 24", "as": "told"},
    ]
    firsts = {"data": {"name": "firsts"}, "transform": room}
    when, leader, here = {**x, "field": "when"}, {**x, "field": "leader"}, {**y, "field": "y"}
    wait = {"type": "rule", "strokeDash": [2, 3], "strokeWidth": 1.5, "opacity": 0.7}
    told = {"expr": "datum.told && !datum.left ? 0.8 : 0"}
    later = {"type": "text", "align": "left", "dx": 14, "dy": -9, "opacity": told}
    possible = {"type": "rule", "strokeWidth": 7, "opacity": 0.45}
    words = {
        "type": "text",
        "align": {"expr": "datum.left ? 'right' : 'left'"},
        "dx": {"expr": "datum.left ? -10 : 4"},
        "dy": {"expr": f"datum.left ? -10 : {year} < 9 ? -datum.narrow_lift : -datum.wide_lift"},
        "limit": {"expr": "datum.left ? datum.before : datum.right"},
    }
    return [
        {**firsts, "mark": wait, "encoding": {"x": leader, "x2": {"field": "when"}, "y": here}},
        {**firsts, "mark": later, "encoding": {"x": leader, "y": here, "text": {"field": "later"}}},
        {
            **firsts,
            "mark": possible,
            "encoding": {"x": {**x, "field": "from"}, "x2": {"field": "to"}, "y": here, **dimension_channels("color")},
        },
        {
            **firsts,
            "mark": {"type": "point", "filled": True, "size": 130},
            "encoding": {"x": when, "y": here, "tooltip": step_tooltip(), **dimension_channels("color", "shape")},
        },
        {**firsts, "mark": words, "encoding": {"x": when, "y": here, "text": {"field": "words"}}},
    ]


def _strip_layers(x: Spec, y: Spec, claim: str, top: float) -> list[Spec]:
    """Draw a cell per starting year at the height of its verdict, and a frame around the one that is chosen."""
    verdicts = {"data": {"name": "verdicts"}}
    heading = {
        "type": "text",
        "align": "left",
        "x": 0,
        "y": top - _LEVEL - 2,
        "limit": {"expr": "width"},
        "text": say("figures.trust_ladder.strip", claim=dimension_name(claim)),
    }
    fill = {
        "condition": {"test": "datum.verdict === 'first'", "value": style.DIMENSIONS[claim]},
        "value": style.NEUTRAL,
    }
    tooltip = [
        {"field": field, "type": "nominal", "title": say(f"figures.trust_ladder.{field}", claim=dimension_name(claim))}
        for field in ("start", "answer", "rivals")
    ]
    years = {"x": {**x, "field": "from"}, "x2": {"field": "to"}, "y": {**y, "field": "y"}}
    cell = [
        {"calculate": "datum.start + 0.08", "as": "from"},
        {"calculate": "datum.start + 0.92", "as": "to"},
    ]
    chosen = {"filter": "datum.start === window[0]"}
    frame = {"type": "rule", "strokeWidth": 15, "color": style.INK}
    return [
        {"data": {"values": [{}]}, "mark": heading},
        {**verdicts, "transform": [*cell, chosen], "mark": frame, "encoding": years},
        {
            **verdicts,
            "transform": cell,
            "mark": {"type": "rule", "strokeWidth": 11},
            "encoding": {**years, "color": fill, "tooltip": tooltip},
        },
    ]
