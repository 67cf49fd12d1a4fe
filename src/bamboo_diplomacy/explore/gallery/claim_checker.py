"""The claim checker: a claim of a reading beside the rows of the datasets; first the reader's verdict, then ours."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from bamboo_diplomacy.data import load
from bamboo_diplomacy.data.wording import worded
from bamboo_diplomacy.explore.claim_evidence import evidence_for
from bamboo_diplomacy.explore.controls import UNDECIDED, Choice, Control, Reveal, SettingError
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.figures.claims import claim_beside_evidence
from bamboo_diplomacy.figures.evidence import Claim, Evidence
from bamboo_diplomacy.figures.verdict_board import VERDICTS, Judgement, verdict_name
from bamboo_diplomacy.strings import say


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    claim
        Which claim is checked: its ``id`` in the dataset ``claims``.
    verdict
        What the reader says of it: one of `VERDICTS`, or ``"undecided"``.
    revealed
        Whether the workbook's verdict is to be seen; never before the reader's own.
    judged
        The claims that were judged so far, each with the reader's verdict.
    """

    claim: str = "trust2025-jfa-143"
    verdict: str = UNDECIDED
    revealed: bool = False
    judged: tuple[tuple[str, str], ...] = ()

    @property
    def shown(self) -> bool:
        """Whether the reader may see the workbook's verdict."""
        return self.revealed and self.verdict != UNDECIDED


@dataclass(frozen=True)
class Opinion:
    """What the workbook says of a claim, and why."""

    verdict: str
    reason: str


@dataclass(frozen=True)
class Result:
    """What follows: the claim, its evidence if there is any, the workbook's opinion once it may be seen."""

    claim: Claim
    evidence: Evidence | None
    opinion: Opinion | None
    judged: tuple[Judgement, ...]


class ClaimChecker(Explorer[Settings, Result]):
    """A claim beside what the datasets say, a verdict of the reader's own, and then the workbook's."""

    name = "claim_checker"

    def __init__(self, settings: Settings) -> None:
        self._reading = str(settings.claim).partition("-")[0]
        super().__init__(_counted(settings))
        self._initial = Settings(claim=settings.claim)

    @cached_property
    def _claims(self) -> dict[str, tuple[Claim, Opinion]]:
        """The claims of the reading at hand by name, in the order of the text."""
        return _read_claims(self._reading)

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """The claim; the reader's verdict, and the button that asks for the workbook's."""
        claims = [claim for claim, _ in self._claims.values()]
        labels = tuple(f"{place} · {claim.text}" for place, claim in enumerate(claims, start=1))
        notes = tuple(claim.locator for claim in claims)
        return (
            Choice("claim", tuple(self._claims), labels, menu=True, notes=notes),
            Choice("verdict", (UNDECIDED, *VERDICTS)),
            Reveal("revealed", after="verdict"),
        )

    def adjust(self, settings: Settings) -> Settings:
        """Turn to what was said of another claim; a new verdict covers the workbook's, and what is read counts."""
        if settings.claim != self.settings.claim:
            verdict = dict(settings.judged).get(settings.claim)
            return replace(settings, verdict=verdict or UNDECIDED, revealed=verdict is not None)
        new_verdict = self.settings.revealed and settings.verdict != self.settings.verdict
        if settings.revealed is True and (new_verdict or settings.verdict == UNDECIDED):
            return replace(settings, revealed=False, judged=_others(settings))
        return _counted(settings)

    def compute(self, settings: Settings) -> Result:
        """Gather the evidence and, once the reader has judged, the workbook's opinion."""
        claim, opinion = self._claims[settings.claim]
        judged = tuple(map(self._judgement, settings.judged))
        return Result(claim, evidence_for(claim.id), opinion if settings.shown else None, judged)

    def draw(self, settings: Settings, result: Result) -> Figure:  # noqa: ARG002 - the result says it all
        """Draw the claim beside its evidence, or its card, and the verdicts so far."""
        return claim_beside_evidence(
            result.claim,
            result.evidence,
            verdict=result.opinion.verdict if result.opinion else "",
            judged=result.judged,
            total=len(self._claims),
        )

    def tell(self, settings: Settings, result: Result) -> str:
        """Ask for a verdict, then for the button, then give the workbook's verdict and its reason."""
        if settings.verdict == UNDECIDED:
            return say(f"{self.name}.tell.undecided", judged=len(result.judged), total=len(self._claims))
        yours = verdict_name(settings.verdict)
        if result.opinion is None:
            return say(f"{self.name}.tell.chosen", yours=yours)
        same = result.opinion.verdict == settings.verdict
        return say(
            f"{self.name}.tell.{'same' if same else 'other'}",
            verdict=verdict_name(result.opinion.verdict),
            yours=yours,
            reason=result.opinion.reason,
        )

    def _judgement(self, pair: tuple[str, str]) -> Judgement:
        if not isinstance(pair, tuple) or len(pair) != len(("claim", "verdict")):
            raise SettingError(say(f"{self.name}.error.judged", value=pair))
        name, verdict = pair
        if name not in self._claims:
            raise _not_an_option("judged", name, self._claims)
        if verdict not in VERDICTS:
            raise _not_an_option("judged", verdict, VERDICTS)
        claim, opinion = self._claims[name]
        return Judgement(claim.text, verdict, opinion.verdict)


def _read_claims(reading: str) -> dict[str, tuple[Claim, Opinion]]:
    """Return the claims of a reading by name, each with the workbook's opinion; of all, if it has none."""
    every = load("claims").fillna({"unit": "", "period": "", "dataset": ""})
    its_own = every[every["reading"] == reading]
    rows = every if its_own.empty else its_own
    told = worded(rows, "claims")
    return {
        row["id"]: (
            Claim(
                id=row["id"],
                reading=row["reading"],
                locator=row["locator"],
                text=text,
                value=None if math.isnan(row["value"]) else row["value"],
                unit=row["unit"],
                period=row["period"],
                datasets=tuple(row["dataset"].split("; ")) if row["dataset"] else (),
            ),
            Opinion(row["verdict"], reason),
        )
        for row, text, reason in zip(rows.to_dict("records"), told["claim"], told["reason"], strict=True)
    }


def _others(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Return what was said of other claims."""
    return tuple(pair for pair in settings.judged if pair[:1] != (settings.claim,))


def _counted(settings: Settings) -> Settings:
    """Count a claim as judged once the workbook's verdict is to be seen."""
    if not settings.shown:
        return settings
    return replace(settings, judged=(*_others(settings), (settings.claim, settings.verdict)))


def _not_an_option(name: str, value: object, options: Iterable[str]) -> SettingError:
    return SettingError(say("explore.error.option", name=name, value=value, options=", ".join(options)))


@keywords_of(Settings)
def claim_checker(settings: Settings) -> ClaimChecker:
    """Check the claims of a reading against the datasets: your verdict first, then the workbook's with its reason.

    The reading is that of the claim to begin with; its other claims are in the menu.

    Examples
    --------
    >>> checker = claim_checker(claim="trust2025-embargo-1994")
    >>> checker.set(verdict="consistent", revealed=True)
    >>> checker.describe()
    "The workbook's verdict is “consistent”, as yours: 3 February 1994 in the chronologies of both embassies."
    """
    return ClaimChecker(settings)
