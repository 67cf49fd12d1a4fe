"""How far word spreads over ties, as a picture: its course from the chosen seeds, and every choice compared."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.rowwise import Row, look, pixels
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number, percent

if TYPE_CHECKING:
    from bamboo_diplomacy.models.diffusion import Reach

LOOKS = MappingProxyType(
    {"degree": style.BLUE, "betweenness": style.PURPLE, "greedy": style.RUST, "lot": style.NEUTRAL}
)
"""The colour of each strategy."""

_COURSE = 190  # pixels of the upper plot
_BOARD = _COURSE + 88  # from the top to the first row of the lower one
_ROW = 40
_SCALE = {"domain": [0, {"expr": "everybody"}], "nice": False}


def reach_compared(
    reaches: "Mapping[str, Reach]", strategy: str, *, chance: float, rounds: int, names: Mapping[str, str]
) -> Figure:
    """Draw the course of the word from one choice of seeds, and below it the reach of every choice.

    Parameters
    ----------
    reaches
        The reach of the seeds that each strategy chooses, from `models.diffusion.expected_reach`; keys of `LOOKS`.
    strategy
        The one whose course is drawn.
    chance, rounds
        Probability that a telling succeeds, and rounds.
    names
        The name of each actor.

    Returns
    -------
    Figure
    """
    chosen = reaches[strategy]
    everybody = len(names)
    title = _title(reaches, strategy, everybody)
    words: dict[str, Any] = {
        "chance": percent(chance),
        "rounds": rounds,
        "runs": number(chosen.runs),
        "seeds": len(chosen.seeds),
    }
    height = _BOARD + _ROW * len(reaches)
    board = [
        {**_row(name, reach, _told(reach, names), chosen=name == strategy), **_place(line)}
        for line, (name, reach) in enumerate(reaches.items())
    ]
    return chart(
        {"height": height, "layer": [*_course_layers(_COURSE - height), *_board_layers()]},
        title=title,
        subtitle=say("reach.picture.subtitle", **words),
        alt=say("reach.picture.alt", title=title, rows="; ".join(str(row["said"]) for row in board), **words),
        source=f"{source_line('p2p_ties')}. {say('reach.picture.model')}",
        data={
            "course": [
                {"round": step.round, "mean": step.mean, "low": step.low, "high": step.high, "colour": LOOKS[strategy]}
                for step in chosen.by_round
            ],
            "board": board,
            "headings": [{"text": say("reach.picture.board"), "y": _BOARD - 34}],
        },
        signals={"everybody": everybody, "last": rounds},
    )


def best_choice(reaches: "Mapping[str, Reach]") -> str:
    """Return the strategy that reaches most."""
    return max(reaches, key=lambda name: reaches[name].mean)


def _title(reaches: "Mapping[str, Reach]", strategy: str, everybody: int) -> str:
    best = best_choice(reaches)
    mean, most = reaches[strategy].mean, reaches[best].mean
    return say(
        f"reach.picture.{'other' if mean < most else 'best'}",
        by=say(f"reach.by.{strategy}"),
        mean=number(mean, 1),
        everybody=everybody,
        best=say(f"reach.by.{best}"),
        most=number(most, 1),
    )


def _told(reach: "Reach", names: Mapping[str, str]) -> str:
    return ", ".join(names[seed] for seed in reach.seeds)


def _place(line: int) -> Row:
    return {"y": _BOARD + _ROW * line + 18, "text_y": _BOARD + _ROW * line}


def _row(name: str, reach: "Reach", told: str, *, chosen: bool) -> Row:
    end = reach.by_round[-1]
    text = say(
        "reach.picture.row",
        strategy=say(f"reach.options.strategy.{name}"),
        mean=number(reach.mean, 1),
        error=number(reach.standard_error, 1),
        seeds=told,
    )
    return {
        "text": text,
        "weight": 700 if chosen else 400,
        "mean": reach.mean,
        "low": end.low,
        "high": end.high,
        "colour": LOOKS[name],
        "said": say("reach.picture.said", row=text, low=number(end.low), high=number(end.high)),
    }


def _course_layers(axis_offset: int) -> Iterator[Spec]:
    """Yield the band of the runs and the line of their mean, by round."""
    x = {
        "field": "round",
        "type": "quantitative",
        "scale": {"domain": [0, {"expr": "last"}], "nice": False},
        "axis": {"title": say("reach.picture.round"), "tickMinStep": 1, "format": "d", "offset": axis_offset},
    }
    y = {
        "field": "mean",
        "type": "quantitative",
        "scale": {**_SCALE, "range": [_COURSE, 0]},
        "axis": {"title": say("reach.picture.heard"), "tickCount": 5},
    }
    data = {"data": {"name": "course"}}
    yield {
        **data,
        "mark": {"type": "area", "opacity": 0.22},
        "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}, "color": look("colour")},
    }
    yield {
        **data,
        "mark": {"type": "line"},
        "encoding": {"x": x, "y": y, "stroke": look("colour")},
    }
    yield {
        **data,
        "mark": {"type": "point", "filled": True, "size": 40},
        "encoding": {"x": x, "y": y, "color": look("colour"), "tooltip": _tooltip()},
    }


def _board_layers() -> Iterator[Spec]:
    """Yield a row for each strategy: its name and seeds, the middle of its runs as a bar, their mean as a point."""
    across = "datum.{} / everybody * width"
    y = pixels("y")
    yield {
        "data": {"name": "headings"},
        "mark": {"type": "text", "align": "left", "x": 0, "baseline": "top", "fontWeight": 600},
        "encoding": {"y": y, "text": {"field": "text"}},
    }
    yield {
        "data": {"name": "board"},
        "mark": {
            "type": "text",
            "align": "left",
            "x": 0,
            "baseline": "middle",
            "fontWeight": {"expr": "datum.weight"},
            "limit": {"expr": "width"},
        },
        "encoding": {
            "y": pixels("text_y"),
            "text": {"field": "text"},
            "tooltip": {"field": "text", "type": "nominal"},
        },
    }
    yield {
        "data": {"name": "board"},
        "mark": {
            "type": "rule",
            "x": {"expr": across.format("low")},
            "x2": {"expr": across.format("high")},
            "strokeWidth": 8,
            "opacity": 0.35,
        },
        "encoding": {"y": y, "color": look("colour")},
    }
    yield {
        "data": {"name": "board"},
        "mark": {"type": "point", "filled": True, "x": {"expr": across.format("mean")}, "size": 90},
        "encoding": {"y": y, "color": look("colour"), "tooltip": {"field": "said", "type": "nominal"}},
    }


def _tooltip() -> list[Spec]:
    return [
        {"field": "round", "type": "quantitative", "format": "d", "title": say("reach.picture.round")},
        {"field": "mean", "type": "quantitative", "format": ".1f", "title": say("reach.picture.heard")},
        {"field": "low", "type": "quantitative", "format": ".0f", "title": say("reach.picture.low")},
        {"field": "high", "type": "quantitative", "format": ".0f", "title": say("reach.picture.high")},
    ]
