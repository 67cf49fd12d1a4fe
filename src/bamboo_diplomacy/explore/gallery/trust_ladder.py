"""Trust ladder: which dimension of the relationship came first, and whether that depends on where counting starts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bamboo_diplomacy.data import load
from bamboo_diplomacy.data.wording import worded
from bamboo_diplomacy.explore.controls import Choice, Control, Many, Span, Switch
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.first_steps import first_steps
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure, style
from bamboo_diplomacy.figures.dimensions import dimension_name
from bamboo_diplomacy.figures.ladder import trust_ladder as draw_ladder
from bamboo_diplomacy.figures.leads import written_lead
from bamboo_diplomacy.figures.timeline import FirstStep, joined
from bamboo_diplomacy.models.sequencing import STARTS, LeadTime, Verdict, is_first, lead_time, verdict_by_start
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.dates import written_date

if TYPE_CHECKING:
    import pandas as pd

_ALL = tuple(style.DIMENSIONS)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    claim
        The dimension of which it is claimed that it came first.
    start, end
        First and last year that are counted.
    dimensions
        Those shown; the verdict is always among all six.
    setbacks
        Whether setbacks are marked; they are never counted.
    """

    claim: str = "humanitarian"
    start: int = 1973
    end: int = 2026
    dimensions: tuple[str, ...] = _ALL
    setbacks: bool = True


@dataclass(frozen=True)
class Result:
    """What follows.

    Attributes
    ----------
    verdict
        Whether the claimed dimension came first.
    firsts
        The first step of each dimension within the years that are counted.
    lead
        From the very first step to the first one of the claimed dimension; if that is first, to the next one of
        another; None without a second one.
    by_start
        The verdict for each year in which counting may start.
    setbacks
        How many setbacks fall within the years that are counted.
    """

    verdict: Verdict
    firsts: tuple[FirstStep, ...]
    lead: LeadTime | None
    by_start: Mapping[int, Verdict]
    setbacks: int


class TrustLadder(Explorer[Settings, Result]):
    """Milestones by dimension over the years, the first ones named, and the verdict for every start of counting."""

    name = "trust_ladder"

    @cached_property
    def _milestones(self) -> "pd.DataFrame":
        return worded(load("us_vietnam_milestones"), "us_vietnam_milestones")

    @cached_property
    def _steps(self) -> "pd.DataFrame":
        return self._milestones[~self._milestones["setback"]]

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """The claim, the years that are counted, the dimensions shown, setbacks."""
        years = self._milestones["year"]
        names = tuple(map(dimension_name, _ALL))
        return (
            Choice("claim", _ALL, names, menu=True),
            Span("start", "end", int(years.min()), int(years.max()), signal="window"),
            Many("dimensions", _ALL, names),
            Switch("setbacks"),
        )

    def compute(self, settings: Settings) -> Result:
        """Judge the claim on the steps within the years that are counted, and from every other start."""
        counted = _within(self._steps, settings)
        firsts = first_steps(counted)
        years = self._milestones["year"]
        starts = verdict_by_start(self._steps, settings.claim, range(int(years.min()), int(years.max()) + 1))
        return Result(
            _verdict(counted, firsts, settings.claim),
            firsts,
            _lead(counted, firsts, settings.claim),
            {
                start: Verdict(settings.claim, value, tuple(filter(None, candidates.split(", "))))
                for start, value, candidates in zip(*(starts[column] for column in starts), strict=True)
            },
            int(_within(self._milestones, settings)["setback"].sum()),
        )

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw the piles of steps in the order of the first ones, and the verdicts below."""
        return draw_ladder(
            self._milestones,
            result.firsts,
            result.verdict,
            result.by_start,
            years=(settings.start, settings.end),
            lead=result.lead,
            dimensions=settings.dimensions,
            setbacks=settings.setbacks,
        )

    def tell(self, settings: Settings, result: Result) -> str:
        """Say the verdict, the steps that it rests on, and for which other starts it would be the same."""
        start = settings.start if settings.start in STARTS else "any"
        return say(
            f"{self.name}.tell.sentence",
            start=say(f"{self.name}.start.{start}", year=settings.start),
            end=settings.end,
            finding=_finding(result),
            starts=_starts(result.by_start),
            setbacks=result.setbacks,
        )


def _within(milestones: "pd.DataFrame", settings: Settings) -> "pd.DataFrame":
    return milestones[milestones["year"].between(settings.start, settings.end)]


def _verdict(counted: "pd.DataFrame", firsts: tuple[FirstStep, ...], claim: str) -> Verdict:
    """Judge the claim, also where its dimension has no step at all."""
    if any(step.dimension == claim for step in firsts):
        return is_first(counted, claim)
    others = is_first(counted, firsts[0].dimension).candidates if firsts else ()
    return Verdict(claim, "no event", others)


def _lead(counted: "pd.DataFrame", firsts: tuple[FirstStep, ...], claim: str) -> LeadTime | None:
    order = [step.dimension for step in firsts]
    if claim not in order or len(order) == 1:
        return None
    return lead_time(counted, order[0], order[1] if order[0] == claim else claim)


def _finding(result: Result) -> str:
    claim = dimension_name(result.verdict.dimension)
    own = [_told(step) for step in result.firsts if step.dimension == result.verdict.dimension]
    others = [_told(step) for step in result.firsts if step.dimension != result.verdict.dimension]
    first = [_told(step) for step in result.firsts if step.dimension in result.verdict.candidates]
    match result.verdict.value:
        case "tied":
            return say("trust_ladder.tell.tied", claim=claim, steps=joined(first))
        case "first" if result.lead:
            lead = written_lead(result.lead)
            return say("trust_ladder.tell.first", claim=claim, own=own[0], lead=lead, rival=others[0])
        case "first":
            return say("trust_ladder.tell.alone", claim=claim, own=own[0])
        case "not first":
            return say("trust_ladder.tell.not_first", claim=claim, own=own[0], steps=joined(first))
        case _ if first:
            return say("trust_ladder.tell.absent", claim=claim, steps=joined(first))
        case _:
            return say("trust_ladder.tell.none")


def _told(step: FirstStep) -> str:
    name, date = dimension_name(step.dimension), written_date(step.date)
    return say("trust_ladder.tell.step", label=step.label, dimension=name, date=date)


def _starts(by_start: Mapping[int, Verdict]) -> str:
    right, tied = _runs(by_start, "first"), _runs(by_start, "tied")
    key = "both" if right and tied else "right" if right else "tied" if tied else "never"
    return say(f"trust_ladder.starts.{key}", right=joined(right, last="or"), tied=joined(tied, last="or"))


def _runs(by_start: Mapping[int, Verdict], value: str) -> list[str]:
    """Return the unbroken runs of starting years that give a verdict, as they are written."""
    runs: list[list[int]] = []
    for year, verdict in by_start.items():
        if verdict.value == value:
            if runs and runs[-1][1] == year - 1:
                runs[-1][1] = year
            else:
                runs.append([year, year])
    return [str(first) if first == last else f"{first}–{last}" for first, last in runs]


@keywords_of(Settings)
def trust_ladder(settings: Settings) -> TrustLadder:
    """Explore which dimension of the relationship with the United States came first.

    Examples
    --------
    >>> ladder = trust_ladder(start=1989)
    >>> ladder.result.verdict.value, ladder.result.verdict.candidates
    ('not first', ('security',))
    """
    return TrustLadder(settings)
