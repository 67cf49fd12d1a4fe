"""The moves of a match of the trust game as two rows of cells: done or not, meant or not, read rightly or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.figure import Spec
from bamboo_diplomacy.figures.rowwise import Row, look, pixels
from bamboo_diplomacy.strings import say

if TYPE_CHECKING:
    from bamboo_diplomacy.models.trust_game import Match, Settings

# Pixels from the top of the strip.
_KEY = 0
_CELLS = {"A": 16, "B": 46}
_CELL = 15
_SIGN = 7  # from the bottom of a cell to the middle of the sign below it
HEIGHT = 78

_GAP = 0.08  # of a round, on each side of a cell
_KEY_FONT = 11
_KEY_SIGN = 12  # from the middle of a sign of the key to its name
_KEY_LETTER = 5.6
_KEY_NEXT = 16

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


def strip_data(settings: "Settings", match: "Match | None", top: int) -> dict[str, list[Row]]:
    """Return the datasets of the strip, which begins `top` pixels below the top of the picture.

    Without a match there are the cells of the war, which both sides remember, and no others.
    """
    war = range(-settings.memory_of_war + 1, 1)
    return {
        "key": [{**row, "y": top + _KEY} for row in _key_rows()],
        "sides": [{"side": side, "y": top + cell + _CELL / 2} for side, cell in _CELLS.items()],
        "war_moves": [_cell(round_, side, top) for round_ in war for side in _CELLS],
        "moves": [] if match is None else [_move_row(move, top) for move in moves_of(match)],
    }


def _key_rows() -> list[Row]:
    """Return what the cells and the signs mean, one after the other on a line."""
    signs = {"cooperates": "", "defects": "", "misread_key": _MISREAD, "slip_key": _SLIP}
    names = [say(f"trust_game.picture.{key}") for key in signs]
    lefts = accumulate((_KEY_SIGN + _KEY_LETTER * len(name) + _KEY_NEXT for name in names), initial=5)
    return [
        {"x": left, "name": name, "sign": sign, "fill": style.INK if key == "cooperates" else "transparent"}
        for left, name, (key, sign) in zip(lefts, names, signs.items(), strict=False)
    ]


def _cell(round_: int, side: str, top: int) -> Row:
    y = top + _CELLS[side]
    return {"from": round_ - 1 + _GAP, "to": round_ - _GAP, "top": y, "bottom": y + _CELL}


def _move_row(move: Move, top: int) -> Row:
    colour = style.SIDES[move.side]
    return {
        **_cell(move.round, move.side, top),
        "round": move.round,
        "colour": colour,
        "fill": colour if move.cooperates else "transparent",
        "sign": f"{_SLIP if move.slip else ''}{_MISREAD if move.misread else ''}",
        "told": move.told(),
    }


def strip_layers(rounds: Spec) -> Iterator[Spec]:
    """Yield the layers that draw the strip on an axis of rounds."""
    yield from _key_layers()
    yield {
        "data": {"name": "sides"},
        "mark": {"type": "text", "align": "right", "x": -8, "baseline": "middle", "fontWeight": 600},
        "encoding": {"y": pixels(), "text": {"field": "side"}},
    }
    cell = {
        "x": {**rounds, "field": "from"},
        "x2": {"field": "to"},
        "y": pixels("top"),
        "y2": {"field": "bottom"},
    }
    rect = {"type": "rect", "strokeWidth": 1.25, "cornerRadius": 1}
    yield {
        "data": {"name": "war_moves"},
        "mark": {**rect, "fill": "transparent", "stroke": style.NEUTRAL},
        "encoding": cell,
    }
    yield {
        "data": {"name": "moves"},
        "mark": rect,
        "encoding": {**cell, "stroke": look("colour"), "fill": look("fill"), "tooltip": _tooltip()},
    }
    yield {
        "data": {"name": "moves"},
        "transform": [{"filter": "datum.sign"}, {"calculate": "datum.round - 0.5", "as": "middle"}],
        "mark": {"type": "text", "baseline": "middle", "dy": _SIGN, "fontWeight": 700, "fontSize": 13},
        "encoding": {
            "x": {**rounds, "field": "middle"},
            "y": pixels("bottom"),
            "text": {"field": "sign"},
            "tooltip": _tooltip(),
        },
    }


def _key_layers() -> Iterator[Spec]:
    key = {"data": {"name": "key"}}
    x = {"x": {"expr": "datum.x"}}
    text = {"type": "text", **x, "baseline": "middle", "fontSize": _KEY_FONT}
    name = {**text, "align": "left", "dx": _KEY_SIGN - 2}
    square = {"type": "point", **x, "shape": "square", "size": 80, "stroke": style.INK, "strokeWidth": 1.25}
    y = {"y": pixels()}
    yield {**key, "transform": [{"filter": "!datum.sign"}], "mark": square, "encoding": {**y, "fill": look("fill")}}
    yield {**key, "mark": {**text, "fontWeight": 700}, "encoding": {**y, "text": {"field": "sign"}}}
    yield {**key, "mark": name, "encoding": {**y, "text": {"field": "name"}}}


def _tooltip() -> list[Spec]:
    return [
        {"field": "round", "type": "quantitative", "title": say("trust_game.picture.round")},
        {"field": "told", "type": "nominal", "title": say("trust_game.picture.move")},
    ]
