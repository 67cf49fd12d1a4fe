"""The desk of a project: where the gap is, what the money buys there, and how many must be asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.asean import code_name
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.gap_table import GapTable
from bamboo_diplomacy.figures.rowwise import Row, pixels
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number

_ABOVE = 30  # pixels from the table to the first heading
_BLOCK = 62  # from heading to heading
_BAR = 22  # from a heading to its bar
_THICK = 24
_TICK = 7  # of a limit, under the names of the parts
_POINTER = _THICK / 2 + 5  # from the middle of a bar to the triangle under it
_NOTE = 18  # from a heading to its note
_ID, _GROUP = 28, 110  # pixels that a part needs for its id, and for the name of its group too


@dataclass(frozen=True)
class Instrument:
    """An invented programme that was taken.

    Attributes
    ----------
    id, name, group
        Which one, what it is called, and the code of the group that it is for.
    cost
        What it costs.
    points
        Its invented effect on the objective.
    """

    id: str
    name: str
    group: str
    cost: int
    points: int


@dataclass(frozen=True)
class Bar:
    """What the instruments add up to, beside the most that there is.

    Attributes
    ----------
    heading
        Both in words.
    amounts
        What each instrument adds.
    most
        The length of the frame; the instruments may be longer.
    limit
        What a triangle points at: the most to spend, or the least to reach.
    """

    heading: str
    amounts: Sequence[float]
    most: float
    limit: float

    @property
    def unit(self) -> float:
        """The share of the picture's width that stands for one."""
        return 1 / max(sum(self.amounts), self.most)


def project_desk(
    table: GapTable,
    taken: Sequence[Instrument],
    bars: Sequence[Bar],
    *,
    answers: str,
    reason: str,
    title: str,
    datasets: Sequence[str],
) -> Figure:
    """Draw the table of gaps over a bar for each thing that instruments add up to, and words on the evaluation.

    Parameters
    ----------
    table
        The cells of an audience, one of them chosen.
    taken
        The programmes of the project; those for the chosen group are blue.
    bars
        Their costs and their points, each beside the most that there is.
    answers, reason
        How many must be asked, and what for.
    title
        What the picture shows.
    datasets
        Where activities and programmes come from.

    Returns
    -------
    Figure
    """
    headings = [*(bar.heading for bar in bars), answers]
    tops = [table.height + _ABOVE + _BLOCK * place for place in range(len(headings))]
    placed = [(top + _BAR, bar) for top, bar in zip(tops[:-1], bars, strict=True)]
    return chart(
        {"height": tops[-1] + _NOTE + 10, "layer": [*table.layers(), *_bar_layers(), *_word_layers()]},
        title=title,
        subtitle=say("project_desk.picture.subtitle"),
        alt=say(
            "project_desk.picture.alt",
            title=title,
            table=table.told,
            taken=", ".join(f"{own.id} {own.name}" for own in taken) or say("project_desk.picture.nothing"),
            bars="; ".join(headings),
            reason=reason,
        ),
        source=source_line(*datasets),
        data={
            **table.data,
            "headings": [{"y": y, "text": heading} for y, heading in zip(tops, headings, strict=True)],
            "notes": [{"y": tops[-1] + _NOTE, "text": reason}],
            "frames": [{"y": y, "end": bar.most * bar.unit} for y, bar in placed],
            "parts": [part for y, bar in placed for part in _parts(taken, bar, table.group, y)],
            "limits": [{"y": y, "at": bar.limit * bar.unit} for y, bar in placed],
        },
    )


def _parts(taken: Sequence[Instrument], bar: Bar, group: str, y: float) -> Iterator[Row]:
    """Yield what each instrument adds to a bar, side by side."""
    start = 0.0
    for own, amount in zip(taken, bar.amounts, strict=True):
        if amount:
            end = start + amount * bar.unit
            yield {"y": y, "start": start, "end": end, "middle": (start + end) / 2, **_words(own, group)}
            start = end


def _words(own: Instrument, group: str) -> Row:
    serves = own.group == group
    return {
        "id": own.id,
        "name": own.name,
        "group": code_name("audience", own.group),
        "cost": number(own.cost),
        "points": number(own.points),
        "both": f"{own.id} · {code_name('audience', own.group)}",
        "colour": style.BLUE if serves else style.NEUTRAL,
        "weight": 700 if serves else 400,
    }


def _bar_layers() -> Iterator[Spec]:
    """Yield the frames with their limits, and the parts in them with their names."""
    y = {**pixels(), "axis": None}
    bar = {"type": "rect", "height": _THICK, "cornerRadius": 3}
    start, end = "datum.start * width + 1", "datum.end * width - 1"
    tooltip = [
        {"field": field, "type": "nominal", "title": say(f"project_desk.picture.tip_{field}")}
        for field in ("name", "group", "cost", "points")
    ]
    framed = {"fill": "transparent", "stroke": style.INK, "strokeDash": [3, 3], "opacity": 0.6}
    yield {
        "data": {"name": "frames"},
        "mark": {**bar, **framed, "x": 0, "x2": {"expr": "datum.end * width"}},
        "encoding": {"y": y},
    }
    limit = {"x": {"expr": "datum.at * width"}, "fill": style.INK}
    yield {
        "data": {"name": "limits"},
        "mark": {"type": "rect", **limit, "width": 2, "height": _TICK, "yOffset": (_THICK - _TICK) / 2},
        "encoding": {"y": y},
    }
    yield {
        "data": {"name": "limits"},
        "mark": {"type": "point", **limit, "shape": "triangle-up", "size": 70, "strokeWidth": 0, "yOffset": _POINTER},
        "encoding": {"y": y},
    }
    yield {
        "data": {"name": "parts"},
        "mark": {
            **bar,
            "x": {"expr": start},
            "x2": {"expr": end},
            "fill": {"expr": "datum.colour"},
            "opacity": 0.55,
        },
        "encoding": {"y": y, "tooltip": tooltip},
    }
    wide = "(datum.end - datum.start) * width"
    yield {
        "data": {"name": "parts"},
        "mark": {
            "type": "text",
            "x": {"expr": "datum.middle * width"},
            "text": {"expr": f"{wide} > {_GROUP} ? datum.both : {wide} > {_ID} ? datum.id : ''"},
            "fontWeight": {"expr": "datum.weight"},
        },
        "encoding": {"y": y},
    }


def _word_layers() -> Iterator[Spec]:
    """Yield the headings and the notes, from the left edge."""
    for name, weight in (("headings", 600), ("notes", 400)):
        yield {
            "data": {"name": name},
            "mark": {"type": "text", "align": "left", "x": 0, "fontWeight": weight, "limit": {"expr": "width"}},
            "encoding": {"y": {**pixels(), "axis": None}, "text": {"field": "text"}},
        }
