"""A claim of a reading beside the rows of the datasets that bear on it, with the verdicts given so far."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from bamboo_diplomacy.figures import claim_card, evidence_course, evidence_rows, verdict_board
from bamboo_diplomacy.figures.evidence import COURSE, Claim, Evidence
from bamboo_diplomacy.figures.evidence_words import claimed_figure, evidence_told
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.rowwise import Row
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.figures.verdict_board import Judgement, verdict_name
from bamboo_diplomacy.strings import say

_CARD = "card"
_GAP = 30  # pixels between the evidence and the board


@dataclass(frozen=True)
class _Panel:
    """What stands above the board: how it is called and drawn, and how high it is."""

    kind: str
    height: int
    data: dict[str, list[Row]]
    layers: Callable[[int], Iterable[Spec]]


def claim_beside_evidence(
    claim: Claim,
    evidence: Evidence | None = None,
    *,
    verdict: str = "",
    judged: Sequence[Judgement] = (),
    total: int = 1,
) -> Figure:
    """Draw a claim beside its evidence: dates on the years, figures side by side or over the years, or a card.

    Parameters
    ----------
    claim
        What the reading states.
    evidence
        What the datasets state; None if no row decides the claim.
    verdict
        The workbook's verdict; empty while it is not to be seen.
    judged
        The verdicts given so far.
    total
        How many claims there are.

    Returns
    -------
    Figure
    """
    panel = _panel(claim, evidence)
    height = panel.height + _GAP + verdict_board.HEIGHT
    title = _title(claim, verdict)
    return chart(
        {"height": height, "layer": [*panel.layers(height), *verdict_board.board_layers()]},
        title=title,
        subtitle=say(f"claim_checker.picture.{panel.kind}", reading=claim.reading, locator=claim.locator),
        alt=f"{_alt(title, claim, evidence)} {verdict_board.board_told(judged, total)}",
        source=source_line("claims", *(evidence.datasets if evidence else ())),
        data=panel.data | verdict_board.board_data(judged, total, panel.height + _GAP),
    )


def _panel(claim: Claim, evidence: Evidence | None) -> _Panel:
    if evidence is None:
        return _Panel(_CARD, claim_card.card_height(claim), claim_card.card_data(claim), claim_card.card_layers)
    if evidence.kind == COURSE:
        layers = partial(evidence_course.course_layers, claim, evidence)
        return _Panel(COURSE, evidence_course.HEIGHT, evidence_course.course_data(claim, evidence), layers)
    layers = partial(evidence_rows.rows_layers, claim, evidence)
    height = evidence_rows.rows_height(evidence)
    return _Panel(evidence.kind, height, evidence_rows.rows_data(claim, evidence), layers)


def _title(claim: Claim, verdict: str) -> str:
    if not verdict:
        return say("claim_checker.picture.open", claim=claim.text)
    return say("claim_checker.picture.judged", claim=claim.text, verdict=verdict_name(verdict))


def _alt(title: str, claim: Claim, evidence: Evidence | None) -> str:
    if evidence is None:
        return say("claim_checker.picture.alt_card", title=title, locator=claim.locator, period=claim.told_period)
    claimed = claimed_figure(claim, evidence)
    rows = evidence_told(evidence)
    return say(f"claim_checker.picture.alt_{evidence.kind}", title=title, claimed=claimed, rows=rows)
