"""The board of bets: a row per course that a match may take, with the bet, what came, and how often it comes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.figure import Spec
from bamboo_diplomacy.figures.rowwise import Row, pixels
from bamboo_diplomacy.models.trust_game import COURSES
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import percent

if TYPE_CHECKING:
    from bamboo_diplomacy.models.trust_game import UsualCourse

_FIRST = 32  # from the heading to the first row
_ROW = 36
_BAR = 12  # from a row's words to its bar
_THICKNESS = 8
HEIGHT = _FIRST + _ROW * (len(COURSES) - 1) + _BAR + _THICKNESS


def board_data(usual: "UsualCourse | None", outcome: str, bet: str, top: int) -> dict[str, list[Row]]:
    """Return the datasets of the board.

    Parameters
    ----------
    usual
        How often each course comes; None before the match is played.
    outcome
        The course that the match took; empty before.
    bet
        The course that was bet on; empty if none was.
    top
        Pixels from the top of the panel to the board.
    """
    heading = "board_before" if usual is None else "board_after"
    runs = 0 if usual is None else usual.runs
    return {
        "board_heading": [{"text": say(f"trust_game.picture.{heading}", runs=runs), "y": top}],
        "board": [
            {
                "y": top + _FIRST + _ROW * row,
                "bar": top + _FIRST + _ROW * row + _BAR,
                "name": _name(course, bet),
                "result": "" if usual is None else _result(percent(usual.shares[course]), came=course == outcome),
                "share": 0 if usual is None else usual.shares[course],
                "weight": 600 if course == (outcome or bet) else 400,
                "came": course == outcome,
            }
            for row, course in enumerate(COURSES)
        ],
    }


def _name(course: str, bet: str) -> str:
    name = say(f"trust_game.picture.board_{course}")
    return say("trust_game.picture.your_bet", course=name) if course == bet else name


def _result(share: str, *, came: bool) -> str:
    return say("trust_game.picture.this_match", share=share) if came else share


def board_layers() -> Iterator[Spec]:
    """Yield the layers that draw the board."""
    y = pixels()
    board = {"data": {"name": "board"}}
    yield {
        "data": {"name": "board_heading"},
        "mark": {"type": "text", "align": "left", "x": 0, "baseline": "middle"},
        "encoding": {"y": y, "text": {"field": "text"}},
    }
    for field, align, x in (("name", "left", 0), ("result", "right", {"expr": "width"})):
        mark = {"type": "text", "align": align, "x": x, "baseline": "middle", "fontWeight": {"expr": "datum.weight"}}
        yield {**board, "mark": mark, "encoding": {"y": y, "text": {"field": field}}}
    bar = {"type": "rule", "strokeWidth": _THICKNESS, "x": 0, "strokeCap": "butt"}
    full = {**bar, "x2": {"expr": "width"}, "opacity": 0.12}
    part = {**bar, "x2": {"expr": "width * datum.share"}}
    at_bar = {"y": pixels("bar")}
    yield {**board, "mark": full, "encoding": at_bar}
    came = {"condition": {"test": "datum.came", "value": style.GREEN}, "value": style.NEUTRAL}
    yield {**board, "mark": part, "encoding": {**at_bar, "color": came}}
