"""Two groups of an invented survey by wave, and what several comparisons find, beside the truth that was put in."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.marked import marked
from bamboo_diplomacy.figures.rowwise import Row, look, pixels
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.models.evaluation import WAVES
from bamboo_diplomacy.models.sampling import quantile
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number

if TYPE_CHECKING:
    import pandas as pd

    from bamboo_diplomacy.models.evaluation import Estimate, SurveyDesign

LOOKS = MappingProxyType({"comparison": ("circle", style.BLUE), "programme": ("diamond", style.RUST)})
"""The shape and colour of each group."""

UNSEEN = MappingProxyType({"assumed": style.GREEN, "true": style.OCHRE})
"""The colour of each course that the group with the programme would have had without it."""

_COLOURS = MappingProxyType(
    {"before_after": style.NEUTRAL, "with_without": style.NEUTRAL, "did": style.GREEN, "earlier": style.PURPLE}
)
_CONFIDENCE = 0.95
_LEGEND = 8  # pixels from the top
_TOP = 36  # of the upper plot
_COURSE = 200  # its lower end
_BOARD = _COURSE + 88  # the first row of the lower plot
_ROW = 42
_EDGE = 0.25  # of a wave, left free at either end
_AT = (0.0, 0.27, 0.55, 0.79)  # of the width, for the names of the lines
_DASH = "M-1,-0.22L1,-0.22L1,0.22L-1,0.22Z"  # a short line among the marks of the legend
_TICK = 10  # pixels of the upright lines above and below a bar
_LEAST, _MOST = -12.0, 24.0  # degrees; wider if an interval asks for it


def evaluation(
    design: "SurveyDesign", means: "pd.DataFrame", estimates: "Mapping[str, Estimate]", *, title: str
) -> Figure:
    """Draw the means of both groups with their intervals, and below them the estimates with theirs.

    Parameters
    ----------
    design
        What is true in the invented world.
    means
        As `models.evaluation.cell_means` returns it.
    estimates
        What each comparison finds: ``"before_after"``, ``"with_without"``, ``"did"``, ``"earlier"``.
    title
        What the picture shows.

    Returns
    -------
    Figure
    """
    rows = [_row(name, estimate, place) for place, (name, estimate) in enumerate(estimates.items())]
    height = _BOARD + _ROW * len(rows) + 8
    cells = list(_cells(means))
    return chart(
        {"height": height, "layer": [*_course_layers(_COURSE - height), *_board_layers()]},
        title=title,
        subtitle=say("did_it_work.picture.subtitle"),
        alt=say(
            "did_it_work.picture.alt",
            title=title,
            means="; ".join(str(cell["said"]) for cell in cells),
            estimates="; ".join(str(row["text"]) for row in rows),
        ),
        source=source_line("synthetic_survey"),
        data={
            "legend": list(_legend()),
            "cells": cells,
            "unseen": list(_unseen(design, means)),
            "headings": [{"y": _BOARD - 34, "text": say("did_it_work.picture.board")}],
            "board": rows,
            "across": list(_across(rows, design.effect)),
        },
        signals={
            "least": min(_LEAST, *(estimate.low for estimate in estimates.values())),
            "most": max(_MOST, *(estimate.high for estimate in estimates.values())),
        },
    )


def _legend() -> Iterator[Row]:
    looks = {**LOOKS, **{name: (_DASH, colour) for name, colour in UNSEEN.items()}}
    for at, (name, (shape, colour)) in zip(_AT, looks.items(), strict=True):
        yield {"at": at, "y": _LEGEND, "text": say(f"did_it_work.line.{name}"), "shape": shape, "colour": colour}


def _cells(means: "pd.DataFrame") -> Iterator[Row]:
    z = quantile(_CONFIDENCE)
    columns = ["group", "wave", "n", "mean", "standard_error"]
    for group, wave, asked, mean, error in means[columns].itertuples(index=False):
        shape, colour = LOOKS[group]
        name = say(f"did_it_work.line.{group}")
        margin = z * error
        yield {
            "group": name,
            "wave": wave,
            "mean": mean,
            "low": mean - margin,
            "high": mean + margin,
            "shape": shape,
            "colour": colour,
            "said": say(
                "did_it_work.picture.cell",
                group=name,
                wave=wave,
                mean=number(mean, 1),
                margin=number(margin, 1),
                asked=number(asked),
            ),
        }


def _unseen(design: "SurveyDesign", means: "pd.DataFrame") -> Iterator[Row]:
    """Yield two courses without the programme: as the comparison changed, and as it is in truth."""
    before, after = WAVES[-2:]
    mean = means.set_index(["group", "wave"])["mean"]
    changes = {
        "assumed": mean["comparison", after] - mean["comparison", before],
        "true": design.mean("programme", after) - design.effect - design.mean("programme", before),
    }
    for name, change in changes.items():
        start = mean["programme", before]
        for wave, level in ((before, start), (after, start + change)):
            yield {"line": name, "wave": wave, "mean": level, "colour": UNSEEN[name]}


def _row(name: str, estimate: "Estimate", place: int) -> Row:
    y = _BOARD + _ROW * place
    text = say(
        "did_it_work.picture.row",
        comparison=say(f"did_it_work.comparison.{name}"),
        value=number(estimate.value, 1),
        margin=number(estimate.high - estimate.value, 1),
    )
    return {
        "text_y": y,
        "y": y + 18,
        "text": text,
        "programme": name != "earlier",
        "weight": 700 if name == "did" else 400,
        "value": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "colour": _COLOURS[name],
    }


def _across(rows: list[Row], effect: float) -> Iterator[Row]:
    """Yield upright lines at nothing and at the truth, which is nothing while there is no programme yet."""
    for row in rows:
        truth = effect if row["programme"] else 0.0
        for value in dict.fromkeys((0.0, truth)):
            yield {"value": value, "top": row["y"] - _TICK, "y": row["y"] + _TICK, "strong": value == truth}


def _course_layers(axis_offset: int) -> Iterator[Spec]:
    """Yield the means by wave with their intervals, and the course that nobody sees."""
    yield from marked("legend", "datum.at * width + 7")
    x = {
        "field": "wave",
        "type": "quantitative",
        "scale": {"domain": [WAVES[0] - _EDGE, WAVES[-1] + _EDGE], "nice": False},
        "axis": {
            "title": say("did_it_work.picture.wave"),
            "values": list(WAVES),
            "format": "d",
            "offset": axis_offset,
        },
    }
    y = {
        "field": "mean",
        "type": "quantitative",
        "scale": {"domain": [35, 95], "range": [_COURSE, _TOP], "nice": False, "zero": False},
        "axis": {"title": None, "values": [40, 50, 60, 70, 80, 90]},
    }
    yield {
        "data": {"name": "unseen"},
        "mark": {"type": "line", "strokeDash": [5, 4], "strokeWidth": 2},
        "encoding": {"x": x, "y": y, "stroke": look("colour"), "detail": {"field": "line"}},
    }
    cells = {"data": {"name": "cells"}}
    yield {
        **cells,
        "mark": {"type": "line"},
        "encoding": {"x": x, "y": y, "stroke": look("colour"), "detail": {"field": "group"}},
    }
    yield {
        **cells,
        "mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.7},
        "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}, "color": look("colour")},
    }
    yield {
        **cells,
        "mark": {"type": "point", "filled": True, "size": 80},
        "encoding": {
            "x": x,
            "y": y,
            "color": look("colour"),
            "shape": look("shape"),
            "tooltip": {"field": "said", "type": "nominal"},
        },
    }


def _board_layers() -> Iterator[Spec]:
    """Yield a row for each comparison: words, interval as a bar, value as a point; upright, nothing and the truth."""
    y = {**pixels(), "axis": None}
    across = "(datum.{} - least) / (most - least) * width"
    text = {"type": "text", "align": "left", "x": 0}
    yield {
        "data": {"name": "headings"},
        "mark": {**text, "fontWeight": 600, "limit": {"expr": "width"}},
        "encoding": {"y": y, "text": {"field": "text"}},
    }
    board = {"data": {"name": "board"}}
    yield {
        **board,
        "mark": {**text, "fontWeight": {"expr": "datum.weight"}, "limit": {"expr": "width"}},
        "encoding": {"y": {**y, "field": "text_y"}, "text": {"field": "text"}},
    }
    yield {
        **board,
        "mark": {
            "type": "rule",
            "x": {"expr": across.format("low")},
            "x2": {"expr": across.format("high")},
            "strokeWidth": 8,
            "opacity": 0.4,
        },
        "encoding": {"y": y, "color": look("colour")},
    }
    yield {
        "data": {"name": "across"},
        "mark": {
            "type": "rule",
            "x": {"expr": across.format("value")},
            "color": style.INK,
            "strokeWidth": {"expr": "datum.strong ? 2.5 : 1"},
            "opacity": {"expr": "datum.strong ? 1 : 0.6"},
        },
        "encoding": {"y": {**y, "field": "top"}, "y2": {"field": "y"}},
    }
    yield {
        **board,
        "mark": {"type": "point", "filled": True, "size": 90, "x": {"expr": across.format("value")}},
        "encoding": {"y": y, "color": look("colour"), "tooltip": {"field": "text", "type": "nominal"}},
    }
