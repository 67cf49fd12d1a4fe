"""A match of the trust game: trust of both sides by round, and under it a strip of their moves."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.figure import Spec
from bamboo_diplomacy.figures.numbers import percent
from bamboo_diplomacy.models.trust_game import trust_at_first
from bamboo_diplomacy.strings import say

if TYPE_CHECKING:
    from bamboo_diplomacy.models.trust_game import Match, Settings, UsualCourse

Row = dict[str, Any]

SIDES = {"A": style.BLUE, "B": style.RUST}

# Pixels from the top of the panel.
_TRUST = 180
_KEY = 202
_CELLS = {"A": 218, "B": 248}
_CELL = 15
_SIGN = 7  # from the bottom of a cell to the middle of the sign below it
_AXIS = 280
HEIGHT = 320

_LINE = 15  # least distance of two labels
_GAP = 0.08  # of a round, on each side of a cell
_RIGHT = 44  # room for the labels at the right
_KEY_SIGN = 12  # from the middle of a sign of the key to its name
_KEY_LETTER = 5.6
_KEY_NEXT = 12
_TICK = 5  # rounds

_SLIP = "!"
_MISREAD = "×"


@dataclass(frozen=True)
class Move:
    """One move of one side, and what became of it.

    Attributes
    ----------
    round, side
        When, and whose.
    cooperates
        What was done.
    slip
        Whether it was not meant.
    misread
        Whether the other side saw the opposite.
    """

    round: int
    side: str
    cooperates: bool
    slip: bool
    misread: bool

    def told(self) -> str:
        """Return what happened in words."""
        told = say(f"trust_game.picture.told_{'cooperates' if self.cooperates else 'defects'}", side=self.side)
        told = say("trust_game.picture.told_slip", move=told) if self.slip else told
        other = "B" if self.side == "A" else "A"
        return say("trust_game.picture.told_misread", move=told, other=other) if self.misread else told


def moves_of(match: "Match") -> tuple[Move, ...]:
    """Return every move of a match, those of side A first."""
    return tuple(
        Move(round_, side, move == "C", slip=meant != move, misread=move != seen)
        for side, own, other in (("A", match.a, match.b), ("B", match.b, match.a))
        for round_, (meant, move, seen) in enumerate(zip(own.intended, own.moves, other.seen, strict=True), start=1)
    )


def match_data(settings: "Settings", match: "Match | None", usual: "UsualCourse | None") -> dict[str, list[Row]]:
    """Return the datasets of the panel; without a match, what is known before the first round and nothing else."""
    known: dict[str, list[Row]] = {
        "key": _key_rows(),
        "sides": [{"side": side, "y": top + _CELL / 2} for side, top in _CELLS.items()],
        "war": [{"round": -left, "trust": _in_war(settings, left)} for left in range(settings.memory_of_war, -1, -1)],
        "war_moves": [_cell(-left, side) for left in range(settings.memory_of_war) for side in SIDES],
        "war_name": [{"text": say("trust_game.picture.war")}] if settings.memory_of_war else [],
    }
    if match is None or usual is None:
        return {**known, "trust": [], "usual": [], "ends": [], "moves": [], "covered": [{"text": "?"}]}
    return {
        **known,
        "trust": list(_trust_rows(settings, match)),
        "usual": _usual_rows(usual),
        "ends": _end_rows(match),
        "moves": [_move_row(move) for move in moves_of(match)],
        "covered": [],
    }


def _key_rows() -> list[Row]:
    """Return what the cells and the signs mean, one after the other on a line."""
    entries = (
        ("cooperates", "", style.INK),
        ("defects", "", "transparent"),
        ("misread_key", _MISREAD, ""),
        ("slip_key", _SLIP, ""),
    )
    names = [say(f"trust_game.picture.{key}") for key, _, _ in entries]
    lefts = accumulate((_KEY_SIGN + _KEY_LETTER * len(name) + _KEY_NEXT for name in names), initial=5)
    return [
        {"x": left, "name": name, "sign": sign, "fill": fill}
        for left, name, (_, sign, fill) in zip(lefts, names, entries, strict=False)
    ]


def _in_war(settings: "Settings", left: int) -> float:
    """Return trust when so many rounds of the war were left."""
    return trust_at_first(replace(settings, memory_of_war=settings.memory_of_war - left))


def _trust_rows(settings: "Settings", match: "Match") -> Iterator[Row]:
    for side, record in (("A", match.a), ("B", match.b)):
        for round_, trust in enumerate((trust_at_first(settings), *record.trust)):
            yield {"round": round_, "side": side, "trust": trust, "colour": SIDES[side]}


def _usual_rows(usual: "UsualCourse") -> list[Row]:
    columns = ("round", "side", "low", "high")
    return [
        {"colour": SIDES[side], "round": round_, "side": side, "low": low, "high": high}
        for round_, side, low, high in zip(*(usual.trust[name] for name in columns), strict=True)
    ]


def _end_rows(match: "Match") -> list[Row]:
    """Return a label for the end of each line, moved apart where both would stand on one place."""
    ends = {"A": match.a.trust[-1], "B": match.b.trust[-1]}
    upper, lower = sorted(ends, key=lambda side: -ends[side])
    push = max(0.0, (_LINE - (ends[upper] - ends[lower]) * _TRUST) / 2)
    return [
        {
            "text": say("trust_game.picture.trust_of", side=side, trust=percent(ends[side])),
            "y": (1 - ends[side]) * _TRUST + away,
        }
        for side, away in ((upper, -push), (lower, push))
    ]


def _cell(round_: int, side: str) -> Row:
    top = _CELLS[side]
    return {"from": round_ - 1 + _GAP, "to": round_ - _GAP, "top": top, "bottom": top + _CELL}


def _move_row(move: Move) -> Row:
    colour = SIDES[move.side]
    return {
        **_cell(move.round, move.side),
        "round": move.round,
        "colour": colour,
        "fill": colour if move.cooperates else "transparent",
        "sign": f"{_SLIP if move.slip else ''}{_MISREAD if move.misread else ''}",
        "told": move.told(),
    }


def match_layers(height: int) -> Iterator[Spec]:
    """Yield the layers that draw the panel.

    Parameters
    ----------
    height
        Pixels of the whole picture, whose upper part the panel is. Its signals ``first`` and ``last`` bound the rounds.
    """
    rounds = _rounds(height)
    yield from _trust_layers(rounds)
    yield from _move_layers(rounds)
    middle = {"x": {"expr": f"(width - {_RIGHT}) / 2"}, "y": _TRUST / 2, "baseline": "middle"}
    yield {
        "data": {"name": "covered"},
        "mark": {"type": "text", **middle, "fontSize": 64, "fontWeight": 600, "opacity": 0.25},
        "encoding": {"text": {"field": "text"}},
    }


def _rounds(height: int) -> Spec:
    return {
        "field": "round",
        "type": "quantitative",
        "scale": {
            "domain": [{"expr": "first"}, {"expr": "last"}],
            "range": [0, {"expr": f"width - {_RIGHT}"}],
            "nice": False,
            "zero": False,
        },
        "axis": {
            "title": say("trust_game.picture.round"),
            "values": {"expr": f"sequence({_TICK}, last + 1, {_TICK})"},
            "offset": _AXIS - height,
        },
    }


def _trust(field: str = "trust") -> Spec:
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [0, 1], "range": [_TRUST, 0]},
        "axis": {"title": say("trust_game.picture.trust"), "format": ".0%", "values": [0, 0.25, 0.5, 0.75, 1]},
    }


def _trust_layers(rounds: Spec) -> Iterator[Spec]:
    side = {"detail": {"field": "side"}}
    yield {
        "data": {"name": "usual"},
        "mark": {"type": "area", "opacity": 0.16},
        "encoding": {"x": rounds, "y": _trust("low"), "y2": {"field": "high"}, "fill": _own("colour"), **side},
    }
    yield {
        "data": {"name": "war"},
        "mark": {"type": "line", "color": style.NEUTRAL, "strokeDash": [4, 3]},
        "encoding": {"x": rounds, "y": _trust()},
    }
    yield {
        "data": {"name": "trust"},
        "mark": {"type": "line"},
        "encoding": {"x": rounds, "y": _trust(), "stroke": _own("colour"), **side},
    }
    yield {
        "data": {"name": "ends"},
        "mark": {
            "type": "text",
            "align": "left",
            "x": {"expr": f"width - {_RIGHT} + 6"},
            "baseline": "middle",
            "fontWeight": 600,
        },
        "encoding": {"y": _pixels("y"), "text": {"field": "text"}},
    }


def _move_layers(rounds: Spec) -> Iterator[Spec]:
    tooltip = [
        {"field": "round", "type": "quantitative", "title": say("trust_game.picture.round")},
        {"field": "told", "type": "nominal", "title": say("trust_game.picture.move")},
    ]
    cell = {
        "x": {**rounds, "field": "from"},
        "x2": {"field": "to"},
        "y": _pixels("top"),
        "y2": {"field": "bottom"},
    }
    rect = {"type": "rect", "strokeWidth": 1.25, "cornerRadius": 1}
    yield from _key_layers()
    yield {
        "data": {"name": "sides"},
        "mark": {"type": "text", "align": "right", "x": -8, "baseline": "middle", "fontWeight": 600},
        "encoding": {"y": _pixels("y"), "text": {"field": "side"}},
    }
    yield {
        "data": {"name": "war_moves"},
        "mark": {**rect, "fill": "transparent", "stroke": style.NEUTRAL},
        "encoding": cell,
    }
    yield {
        "data": {"name": "war_name"},
        "transform": [{"calculate": "first / 2", "as": "middle"}],
        "mark": {"type": "text", "y": _AXIS + 8, "baseline": "top"},
        "encoding": {"x": {**rounds, "field": "middle"}, "text": {"field": "text"}},
    }
    yield {
        "data": {"name": "moves"},
        "mark": rect,
        "encoding": {**cell, "stroke": _own("colour"), "fill": _own("fill"), "tooltip": tooltip},
    }
    yield {
        "data": {"name": "moves"},
        "transform": [{"filter": "datum.sign"}, {"calculate": "datum.round - 0.5", "as": "middle"}],
        "mark": {"type": "text", "baseline": "middle", "dy": _SIGN, "fontWeight": 700, "fontSize": 13},
        "encoding": {
            "x": {**rounds, "field": "middle"},
            "y": _pixels("bottom"),
            "text": {"field": "sign"},
            "tooltip": tooltip,
        },
    }


def _key_layers() -> Iterator[Spec]:
    key = {"data": {"name": "key"}}
    place = {"x": {"expr": "datum.x"}, "y": _KEY}
    text = {"type": "text", **place, "baseline": "middle", "fontSize": 11}
    square = {"type": "point", **place, "shape": "square", "size": 80, "stroke": style.INK, "strokeWidth": 1.25}
    yield {**key, "transform": [{"filter": "!datum.sign"}], "mark": square, "encoding": {"fill": _own("fill")}}
    yield {**key, "mark": {**text, "fontWeight": 700}, "encoding": {"text": {"field": "sign"}}}
    yield {**key, "mark": {**text, "align": "left", "dx": _KEY_SIGN - 2}, "encoding": {"text": {"field": "name"}}}


def _own(field: str) -> Spec:
    """Encode a colour that stands in the row itself."""
    return {"field": field, "type": "nominal", "scale": None}


def _pixels(field: str) -> Spec:
    """Encode a height that stands in the row in pixels from the top."""
    return {"field": field, "type": "quantitative", "scale": None}
