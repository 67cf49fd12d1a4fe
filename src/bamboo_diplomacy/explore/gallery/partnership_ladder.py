"""Partnership ladder: who stood on which rung, on how many partners it rests, and what one step changed."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from bamboo_diplomacy.data import load
from bamboo_diplomacy.explore.controls import Choice, Control, Slider, Switch
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.figures.countries import country_name, told_name
from bamboo_diplomacy.figures.rungs import DATASET, Gauge, Step, rung_name, rungs
from bamboo_diplomacy.models.concentration import effective_partners
from bamboo_diplomacy.models.ladder import COUNTING, LEVELS, Without, counts, standing_at, without_step
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.dates import written_date
from bamboo_diplomacy.strings.numbers import number

if TYPE_CHECKING:
    import pandas as pd

    from bamboo_diplomacy.models.ladder import Counting


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    year
        At whose end the rungs are counted (2001 to 2026).
    partner
        ISO 3166 code of the partner that is looked at; EUU for the European Union.
    without
        Whether its last step up to the year is taken away.
    counting
        ``"exclusive"`` if a partner counts on its own rung only, ``"cumulative"`` if on every rung up to it.
    weight
        How many times as much the highest rung weighs as the lowest (1 to 10); the middle one stands halfway.
    """

    year: int = 2025
    partner: str = "USA"
    without: bool = False
    counting: str = "exclusive"
    weight: int = 3


@dataclass(frozen=True)
class Result:
    """What follows.

    Attributes
    ----------
    levels
        The rung of each partner at the end of the year, the highest first.
    since
        The date of the step onto it.
    tally, changed
        Partners on each rung by the rule of counting; `changed` without the step, None if none is taken away.
    gauges
        On how many equal partners the ladder rests: as it was and, if a step is taken away, without it.
    without
        What the missing step changes, if one is taken away.
    """

    levels: dict[str, str]
    since: dict[str, str]
    tally: dict[str, int]
    changed: dict[str, int] | None
    gauges: tuple[Gauge, ...]
    without: Without | None


class PartnershipLadder(Explorer[Settings, Result]):
    """The steps of Viet Nam's partners, counted at the end of a year, with or without one of them."""

    name = "partnership_ladder"

    @cached_property
    def _steps(self) -> "pd.DataFrame":
        return load(DATASET).assign(partner=lambda steps: steps["iso3"])

    @cached_property
    def _listed(self) -> tuple[Step, ...]:
        steps = self._steps
        return tuple(
            Step(str(iso3), str(date), str(level))
            for iso3, date, level in zip(steps["iso3"], steps["date"], steps["level"], strict=True)
        )

    @cached_property
    def _years(self) -> tuple[int, int]:
        return int(self._steps["year"].min()), int(self._steps["year"].max())

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """The year; the partner, and whether its step is taken away; how rungs are counted and weighed."""
        partners = sorted(self._steps["iso3"].unique(), key=country_name)
        return (
            Slider("year", *self._years, signal="year"),
            Choice("partner", tuple(partners), tuple(map(country_name, partners)), menu=True),
            Switch("without"),
            Choice("counting", COUNTING, notes=tuple(say(f"{self.name}.note.{rule}") for rule in COUNTING)),
            Slider("weight", 1, 10),
        )

    def compute(self, settings: Settings) -> Result:
        """Count the rungs at the end of the year, with all steps and without the one that is taken away."""
        standing = standing_at(self._steps, str(settings.year))
        levels = {str(partner): str(level) for partner, level in standing["level"].items()}
        since = {str(partner): str(date) for partner, date in standing["since"].items()}
        gauges = [_gauge(levels, settings.weight)]
        missing, changed = None, None
        if settings.without and settings.partner in levels:
            date = since[settings.partner]
            missing = without_step(self._steps, settings.partner, date, str(settings.year))
            taken = (self._steps["partner"] == settings.partner) & (self._steps["date"] == date)
            changed = self._tally(self._steps[~taken], settings)
            others = {partner: level for partner, level in levels.items() if partner != settings.partner}
            own = {settings.partner: missing.instead} if missing.instead else {}
            gauges.append(_gauge(others | own, settings.weight))
        return Result(
            levels,
            since,
            self._tally(self._steps, settings),
            changed,
            tuple(gauge for gauge in gauges if gauge is not None),
            missing,
        )

    def _tally(self, steps: "pd.DataFrame", settings: Settings) -> dict[str, int]:
        rule = cast("Counting", settings.counting)  # the control has checked it
        found = counts(steps, str(settings.year), counting=rule)
        return {level: int(found[level]) for level in LEVELS}

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw the tally, the gauge and a track for each partner: first who stands highest, last who comes later."""
        later = (step.iso3 for step in self._listed if step.iso3 not in result.levels)
        return rungs(
            self._listed,
            tuple(dict.fromkeys((*result.levels, *later))),
            tally=result.tally,
            changed=result.changed,
            gauges=result.gauges,
            removed=self._removed(result),
            chosen=settings.partner,
            year=settings.year,
            years=self._years,
            title=_title(settings, result),
        )

    def _removed(self, result: Result) -> Step | None:
        if result.without is None:
            return None
        partner = result.without.partner
        return next(step for step in self._listed if (step.iso3, step.date) == (partner, result.since[partner]))

    def tell(self, settings: Settings, result: Result) -> str:
        """Say how many stand on each rung, on how many equal ones they rest, and what the step changes."""
        real = result.gauges[0]
        return say(
            f"{self.name}.tell.sentence",
            year=settings.year,
            top=result.tally[LEVELS[2]],
            middle=result.tally[LEVELS[1]],
            low=result.tally[LEVELS[0]],
            rule=say(f"{self.name}.rule.{settings.counting}"),
            effective=number(real.effective, 1),
            partners=real.partners,
            weight=settings.weight,
            step=_told(settings, result),
        )


def _gauge(levels: dict[str, str], weight: int) -> Gauge | None:
    """Return on how many equal partners a ladder rests; None if nobody stands on it."""
    weights = {level: 1 + (weight - 1) * rung / (len(LEVELS) - 1) for rung, level in enumerate(LEVELS)}
    if not levels:
        return None
    return Gauge(effective_partners({partner: weights[level] for partner, level in levels.items()}), len(levels))


def _title(settings: Settings, result: Result) -> str:
    top = LEVELS[-1]
    if result.without is None:
        on_top = result.tally[top]
        return say("partnership_ladder.picture.title", year=settings.year, partners=len(result.levels), top=on_top)
    return say(
        f"partnership_ladder.picture.{'instead' if result.without.instead else 'nowhere'}",
        partner=told_name(settings.partner),
        date=written_date(result.since[settings.partner]),
        instead=rung_name(result.without.instead or top),
        level=rung_name(result.without.level),
    )


def _told(settings: Settings, result: Result) -> str:
    partner = told_name(settings.partner)
    if settings.partner not in result.levels:
        return say("partnership_ladder.tell.not_yet", partner=partner)
    words = {
        "partner": partner,
        "level": rung_name(result.levels[settings.partner]),
        "date": written_date(result.since[settings.partner]),
    }
    if result.without is None:
        return say("partnership_ladder.tell.stands", **words)
    if result.without.instead is None:
        return say("partnership_ladder.tell.nowhere", **words)
    return say("partnership_ladder.tell.instead", instead=rung_name(result.without.instead), **words)


@keywords_of(Settings)
def partnership_ladder(settings: Settings) -> PartnershipLadder:
    """Explore the ladder of Viet Nam's partnerships, and what it would be without one of its steps.

    The counts are those of `models.ladder`, the gauge is `models.concentration.effective_partners` of invented weights.

    Examples
    --------
    >>> ladder = partnership_ladder(year=2023, partner="USA", without=True)
    >>> ladder.result.without.level, ladder.result.without.instead
    ('comprehensive strategic', 'comprehensive')
    """
    return PartnershipLadder(settings)
