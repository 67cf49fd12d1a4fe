"""Hedging under polarization: what is best between two powers, what the Nos cost, and what would be regretted."""

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING

from bamboo_diplomacy.explore.controls import Choice, Control, Many, Slider
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.figures.postures import (
    Posture,
    Stretch,
    least_regret,
    named,
    posture_name,
    postures_compared,
)
from bamboo_diplomacy.figures.timeline import joined
from bamboo_diplomacy.models.hedging import (
    NOS,
    POSTURES,
    WORLDS,
    Stakes,
    best_response,
    expected_payoffs,
    payoffs,
    regret,
    switch_points,
)
from bamboo_diplomacy.models.hedging import Choice as Response
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number, percent

if TYPE_CHECKING:
    import pandas as pd

_NOTHING = 1e-9


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    polarization
        Chance of a showdown, 0 to 1.
    challenger_odds
        Chance that the challenger wins it, 0 to 1.
    nos
        The Nos in force, names out of `models.hedging.NOS`.
    stake
        The stake that is changed, a field of `models.hedging.Stakes`.
    change
        By how much, as a share of itself (-0.5 to 0.5).
    """

    polarization: float = 0.3
    challenger_odds: float = 0.6
    nos: tuple[str, ...] = ()
    stake: str = "pressure"
    change: float = 0.0


@dataclass(frozen=True)
class Result:
    """What follows.

    Attributes
    ----------
    postures
        What each posture is worth, ruled out or not.
    response
        The best of those that the Nos leave, and what the Nos cost.
    stretches
        The best posture at every level of polarization.
    """

    postures: tuple[Posture, ...]
    response: Response
    stretches: tuple[Stretch, ...]


class Hedging(Explorer[Settings, Result]):
    """A smaller state between a challenger and its rival: three postures, three worlds, invented stakes."""

    name = "hedging"

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """Polarization and odds; the Nos; one stake, explained in plain words, and its change."""
        stakes = {field.name: getattr(Stakes(), field.name) for field in fields(Stakes)}
        notes = tuple(say(f"{self.name}.note.{stake}", value=number(value, 1)) for stake, value in stakes.items())
        return (
            Slider("polarization", 0.0, 1.0, 0.05, signal="polarization", readout=".0%"),
            Slider("challenger_odds", 0.0, 1.0, 0.05, readout=".0%"),
            Many("nos", tuple(NOS)),
            Choice("stake", tuple(stakes), menu=True, notes=notes),
            Slider("change", -0.5, 0.5, 0.05, readout="+.0%"),
        )

    def compute(self, settings: Settings) -> Result:
        """Weigh the postures, choose among those that the Nos leave, and find where the choice changes."""
        stakes, odds = _stakes(settings), settings.challenger_odds
        worth = payoffs(stakes)
        at = {
            level: expected_payoffs(level, challenger_odds=odds, stakes=stakes)
            for level in (0.0, 1.0, settings.polarization)
        }
        sorry = regret(nos=settings.nos, stakes=stakes)
        spans = switch_points(challenger_odds=odds, nos=settings.nos, stakes=stakes)
        return Result(
            tuple(
                Posture(
                    name,
                    _by_world(worth, name),
                    float(at[0.0][name]),
                    float(at[1.0][name]),
                    float(at[settings.polarization][name]),
                    _by_world(sorry, name) if name in sorry.index else None,
                )
                for name in POSTURES
            ),
            best_response(settings.polarization, challenger_odds=odds, nos=settings.nos, stakes=stakes),
            tuple(
                Stretch(float(since), float(until), tuple(str(best).split(" or ")))
                for since, until, best in zip(spans["since"], spans["until"], spans["best"], strict=True)
            ),
        )

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw the lines, the strip of the best postures and the table of payoffs and regrets."""
        return postures_compared(
            result.postures,
            result.stretches,
            polarization=settings.polarization,
            title=_title(settings, result.response),
        )

    def tell(self, settings: Settings, result: Result) -> str:
        """Say which posture is best, where that changes, what the Nos cost, and which would be regretted least."""
        calmest = least_regret(result.postures)
        levels = [percent(stretch.since) for stretch in result.stretches[1:]]
        return say(
            f"{self.name}.tell.sentence",
            level=percent(settings.polarization),
            best=named(result.response.best),
            value=number(result.response.value, 1),
            rule=_rule(settings.nos),
            switch=say(f"{self.name}.tell.{'switch' if levels else 'always'}", levels=joined(levels)),
            price=_price(result.response),
            calmest=posture_name(calmest.name),
            regret=number(calmest.greatest_regret or 0, 1),
        )


def _stakes(settings: Settings) -> Stakes:
    """Return the invented stakes with one of them changed."""
    usual = Stakes()
    changed = getattr(usual, settings.stake) * (1 + settings.change)
    return replace(usual, **{settings.stake: changed})


def _by_world(table: "pd.DataFrame", posture: str) -> dict[str, float]:
    return {world: float(table[world][posture]) for world in WORLDS}


def _title(settings: Settings, response: Response) -> str:
    return say(
        f"hedging.picture.{'costly' if response.price > _NOTHING else 'title'}",
        level=percent(settings.polarization),
        best=named(response.best),
        other=named(response.unconstrained),
        price=number(response.price, 1),
    )


def _rule(nos: tuple[str, ...]) -> str:
    if not nos:
        return say("hedging.tell.free")
    return say("hedging.tell.bound", nos=joined(say(f"hedging.options.nos.{name}") for name in nos))


def _price(response: Response) -> str:
    if response.price <= _NOTHING:
        return say("hedging.tell.no_price")
    return say("hedging.tell.price", other=named(response.unconstrained), price=number(response.price, 1))


@keywords_of(Settings)
def hedging(settings: Settings) -> Hedging:
    """Explore a smaller state's choice between two great powers while polarization rises.

    The model is `models.hedging`, with its sources, assumptions and limits.

    Examples
    --------
    >>> hedging(polarization=0.6).result.response.best
    ('bandwagon',)
    >>> hedging(polarization=0.6, nos=("alliances",)).result.response.best
    ('hedge',)
    """
    return Hedging(settings)
