"""The verdicts that a reader has given so far: a mark per claim, in the row of the verdict."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.figure import Spec
from bamboo_diplomacy.figures.rowwise import Row, look, pixels
from bamboo_diplomacy.strings import say

VERDICTS = ("consistent", "inconsistent", "outdated", "ambiguous")

_FIRST = 28  # from the heading to the first row
_ROW = 21
_NAMES = 128  # pixels kept for the names of the verdicts
_MARK = 13  # from mark to mark
HEIGHT = _FIRST + _ROW * len(VERDICTS)


@dataclass(frozen=True)
class Judgement:
    """What the reader and the workbook say of one claim."""

    claim: str
    yours: str
    workbook: str

    @property
    def same(self) -> bool:
        """Whether they agree."""
        return self.yours == self.workbook


def verdict_name(verdict: str) -> str:
    """Return the name of a verdict in the reader's language."""
    return say(f"claim_checker.options.verdict.{verdict}")


def board_data(judged: Sequence[Judgement], total: int, top: int) -> dict[str, list[Row]]:
    """Return the datasets of the board, which begins `top` pixels below the top of the picture."""
    y = {verdict: top + _FIRST + _ROW * row for row, verdict in enumerate(VERDICTS)}
    seen = dict.fromkeys(VERDICTS, 0)
    marks = []
    for judgement in judged:
        marks.append(
            {
                "x": _NAMES + _MARK * seen[judgement.yours],
                "y": y[judgement.yours],
                "fill": style.GREEN if judgement.same else "transparent",
                "claim": judgement.claim,
                "yours": verdict_name(judgement.yours),
                "workbook": verdict_name(judgement.workbook),
            }
        )
        seen[judgement.yours] += 1
    return {
        "board_heading": [{"text": _heading(judged, total), "y": top}],
        "board": [{"name": verdict_name(verdict), "y": y[verdict]} for verdict in VERDICTS],
        "judged": marks,
    }


def _heading(judged: Sequence[Judgement], total: int) -> str:
    if not judged:
        return say("claim_checker.picture.board_none", total=total)
    same = sum(judgement.same for judgement in judged)
    return say("claim_checker.picture.board", judged=len(judged), total=total, same=same)


def board_told(judged: Sequence[Judgement], total: int) -> str:
    """Tell how many claims are judged, and how many as the workbook does, for a reader who does not see the board."""
    same = sum(judgement.same for judgement in judged)
    return say("claim_checker.picture.alt_board", judged=len(judged), total=total, same=same)


def board_layers() -> Iterator[Spec]:
    """Yield the layers that draw the board."""
    y = pixels()
    text = {"type": "text", "align": "left", "x": 0, "baseline": "middle"}
    yield {"data": {"name": "board_heading"}, "mark": text, "encoding": {"y": y, "text": {"field": "text"}}}
    yield {"data": {"name": "board"}, "mark": text, "encoding": {"y": y, "text": {"field": "name"}}}
    line = {"type": "rule", "x": _NAMES - _MARK / 2, "x2": {"expr": "width"}, "opacity": 0.14}
    yield {"data": {"name": "board"}, "mark": line, "encoding": {"y": y}}
    yield {
        "data": {"name": "judged"},
        "mark": {
            "type": "point",
            "shape": "circle",
            "x": {"expr": "datum.x"},
            "size": 70,
            "stroke": style.GREEN,
            "strokeWidth": 1.75,
        },
        "encoding": {
            "y": y,
            "fill": look("fill"),
            "tooltip": [
                {"field": "claim", "type": "nominal", "title": say("claim_checker.picture.tip_what")},
                {"field": "yours", "type": "nominal", "title": say("claim_checker.picture.tip_yours")},
                {"field": "workbook", "type": "nominal", "title": say("claim_checker.picture.tip_workbook")},
            ],
        },
    }
