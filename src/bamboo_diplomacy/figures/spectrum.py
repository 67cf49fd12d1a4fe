"""Instruments of power in three columns, from coercion through payment to attraction, each where a reader put it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.rowwise import Row, look, pixels
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.dates import written_date

POSITIONS = ("coercion", "payment", "attraction")

_COLOURS = MappingProxyType({"coercion": style.RUST, "payment": style.OCHRE, "attraction": style.BLUE})
_SHAPES = MappingProxyType({"coercion": "square", "payment": "diamond", "attraction": "circle"})
_EVENT_CHARACTERS = 58
_LABEL_CHARACTERS = 22
_LINE = 19  # of the event
_SMALL_LINE = 14  # of a label
_GAP = 10  # between two instruments of a column
_HEADING = 62  # from the event to the first instruments
_MARK = 0.012  # of the width of all columns, from the edge of a column to its marks
_LABEL = 0.035


@dataclass(frozen=True)
class Instrument:
    """What somebody did to get something from somebody.

    Attributes
    ----------
    id, label, date, actor, audience, event
        Its name in the dataset and in a picture; when, who, towards whom, what.
    position, kind
        Where the workbook places it, and what it calls it.
    reason
        Why.
    rival
        The other reading; empty for a clear case.
    """

    id: str
    label: str
    date: str
    actor: str
    audience: str
    event: str
    position: str
    kind: str
    reason: str
    rival: str = ""

    @property
    def between(self) -> str:
        """Who did it towards whom, and when."""
        date = written_date(self.date)
        return say("spectrum_of_power.picture.between", actor=self.actor, audience=self.audience, date=date)


@dataclass(frozen=True)
class Placed:
    """An instrument where a reader put it."""

    instrument: Instrument
    position: str

    @property
    def same(self) -> bool:
        """Whether the workbook puts it there too."""
        return self.position == self.instrument.position


def position_name(position: str) -> str:
    """Return the name of a position in the reader's language.

    Examples
    --------
    >>> position_name("payment")
    'payment'
    """
    return say(f"spectrum_of_power.options.place.{position}")


def kind_name(kind: str) -> str:
    """Return the name of a kind of instrument in the reader's language.

    Examples
    --------
    >>> kind_name("nation branding")
    'nation branding'
    """
    return say(f"spectrum_of_power.options.kind.{kind.replace(' ', '_')}")


def spectrum(placed: Sequence[Placed], hand: Instrument | None = None) -> Figure:
    """Draw the instruments that were placed, and the one in hand above them.

    Parameters
    ----------
    placed
        In the order in which they were placed.
    hand
        The instrument to be placed, or just placed; None to show the placed ones alone.

    Returns
    -------
    Figure
    """
    title = _title(placed, hand)
    event = style.wrap(hand.event, _EVENT_CHARACTERS) if hand else []
    top = _LINE * len(event) + _GAP if hand else 0
    marks, bottom = _laid_out(placed, hand, top + _HEADING)
    return chart(
        {"height": bottom, "layer": list(_layers())},
        title=title,
        subtitle=say("spectrum_of_power.picture.subtitle"),
        alt=_alt(title, placed, hand),
        source=source_line("instruments"),
        data={
            "hand": [{"event": event, "y": 0}] if hand else [],
            "columns": [_column(place, position, top) for place, position in enumerate(POSITIONS)],
            "marks": marks,
        },
    )


def _title(placed: Sequence[Placed], hand: Instrument | None) -> str:
    if hand is None:
        return say("spectrum_of_power.picture.all", total=len(placed))
    own = [one for one in placed if one.instrument == hand]
    if not own:
        return say("spectrum_of_power.picture.open", label=hand.label)
    key = "agreed" if own[0].same else "placed"
    yours, place = position_name(own[0].position), position_name(hand.position)
    return say(f"spectrum_of_power.picture.{key}", label=hand.label, yours=yours, place=place)


def _alt(title: str, placed: Sequence[Placed], hand: Instrument | None) -> str:
    columns = []
    for position in POSITIONS:
        labels = ", ".join(one.instrument.label for one in placed if one.position == position)
        nobody = say("spectrum_of_power.picture.nobody")
        place = position_name(position)
        columns.append(say("spectrum_of_power.picture.alt_column", place=place, labels=labels or nobody))
    told = "; ".join(columns)
    if hand is None:
        return say("spectrum_of_power.picture.alt_all", title=title, columns=told)
    return say("spectrum_of_power.picture.alt", title=title, event=hand.event, between=hand.between, columns=told)


def _column(place: int, position: str, top: float) -> Row:
    return {
        "start": place / len(POSITIONS),
        "end": (place + 1) / len(POSITIONS) - 0.015,
        "name": position_name(position),
        "means": say(f"spectrum_of_power.picture.{position}"),
        "colour": _COLOURS[position],
        "rule": top + 2,
        "heading": top + 18,
        "under": top + 36,
    }


def _laid_out(placed: Sequence[Placed], hand: Instrument | None, top: float) -> tuple[list[Row], float]:
    """Return a mark for each placed instrument, column by column, and where the longest column ends."""
    rows, bottom = [], top + _SMALL_LINE
    for place, position in enumerate(POSITIONS):
        y = top
        for one in (one for one in placed if one.position == position):
            label = style.wrap(one.instrument.label, _LABEL_CHARACTERS)
            rows.append({**_mark(one, place), "label": label, "y": y, "weight": _weight(one, hand)})
            y += _SMALL_LINE * len(label) + _GAP
        bottom = max(bottom, y)
    return rows, bottom


def _weight(one: Placed, hand: Instrument | None) -> int:
    return 600 if one.instrument == hand else 400


def _mark(one: Placed, place: int) -> Row:
    instrument = one.instrument
    colour = _COLOURS[instrument.position]
    return {
        "at": place / len(POSITIONS) + _MARK,
        "beside": place / len(POSITIONS) + _LABEL,
        "colour": colour,
        "fill": "transparent" if instrument.rival else colour,
        "shape": _SHAPES[instrument.position],
        "date": written_date(instrument.date),
        "event": instrument.event,
        "place": position_name(instrument.position),
        "kind": kind_name(instrument.kind),
        "reason": instrument.reason,
        "rival": instrument.rival or say("spectrum_of_power.picture.nobody"),
    }


def _layers() -> Iterator[Spec]:
    text = {"type": "text", "align": "left", "baseline": "middle"}
    yield {
        "data": {"name": "hand"},
        "mark": {**text, "x": 0, "dy": 6, "fontSize": 14, "lineHeight": _LINE},
        "encoding": {"y": pixels(), "text": {"field": "event"}},
    }
    yield {
        "data": {"name": "columns"},
        "mark": {"type": "rule", "strokeWidth": 5},
        "encoding": {"x": _x("start"), "x2": {"field": "end"}, "y": pixels("rule"), "color": look("colour")},
    }
    headings = (("name", "heading", 14, 600, 1), ("means", "under", 12, 400, 0.75))
    for field, at, size, weight, opacity in headings:
        mark = {**text, "fontSize": size, "fontWeight": weight, "opacity": opacity}
        encoding = {"x": _x("start"), "y": pixels(at), "text": {"field": field}}
        yield {"data": {"name": "columns"}, "mark": mark, "encoding": encoding}
    yield _marks()
    yield {
        "data": {"name": "marks"},
        "mark": {**text, "lineHeight": _SMALL_LINE, "fontWeight": {"expr": "datum.weight"}},
        "encoding": {"x": _x("beside"), "y": pixels(), "text": {"field": "label"}},
    }


def _marks() -> Spec:
    told = {"date": "date", "event": "what", "place": "place", "kind": "kind", "reason": "reason", "rival": "rival"}
    return {
        "data": {"name": "marks"},
        "mark": {"type": "point", "size": 90, "strokeWidth": 2},
        "encoding": {
            "x": _x("at"),
            "y": pixels(),
            "stroke": look("colour"),
            "fill": look("fill"),
            "shape": look("shape"),
            "tooltip": [
                {"field": field, "type": "nominal", "title": say(f"spectrum_of_power.picture.tip_{key}")}
                for field, key in told.items()
            ],
        },
    }


def _x(field: str) -> Spec:
    return {"field": field, "type": "quantitative", "scale": {"domain": [0, 1], "nice": False}, "axis": None}
