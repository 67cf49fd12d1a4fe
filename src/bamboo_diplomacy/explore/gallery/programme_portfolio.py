"""Programme portfolio: what a budget should pay for, by value for money and by the best choice, all invented."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bamboo_diplomacy.data import load
from bamboo_diplomacy.data.wording import worded
from bamboo_diplomacy.explore.controls import Control, Slider, Switch
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.figures.portfolio import Offer, portfolios
from bamboo_diplomacy.figures.timeline import joined
from bamboo_diplomacy.models.portfolio import (
    OBJECTIVES,
    Portfolio,
    best_portfolio,
    greedy_portfolio,
    weighted_values,
)
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    import pandas as pd

AUDIENCES = ("public", "youth", "elites", "diaspora")

_HEAVIEST = 3
_SMALLEST_BUDGET = 100  # enough for one programme for every audience
_LARGEST_BUDGET = 420


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    budget
        Million units of an invented currency (100 to 420).
    understanding, image, cooperation, identity, values
        Weight of each objective, 0 to 3.
    public, youth, elites, diaspora
        Weight of each audience, 0 to 3.
    everybody
        Whether a third choice is shown: the best one that has a programme for every audience.
    """

    budget: int = 140
    understanding: int = 1
    image: int = 1
    cooperation: int = 1
    identity: int = 1
    values: int = 1
    public: int = 1
    youth: int = 1
    elites: int = 1
    diaspora: int = 1
    everybody: bool = False


@dataclass(frozen=True)
class Result:
    """What follows.

    Attributes
    ----------
    offers
        The programmes, the best value for money first.
    greedy, best
        The quick choice and the best one.
    shared
        The best choice with something for every audience; None if it is not asked for.
    """

    offers: tuple[Offer, ...]
    greedy: Portfolio
    best: Portfolio
    shared: Portfolio | None

    @property
    def choices(self) -> dict[str, Portfolio]:
        """The choices that are shown, by name."""
        choices = {"greedy": self.greedy, "best": self.best}
        return choices if self.shared is None else {**choices, "everybody": self.shared}


class ProgrammePortfolio(Explorer[Settings, Result]):
    """Two or three ways to spend one budget on invented programmes."""

    name = "programme_portfolio"

    @cached_property
    def _programmes(self) -> "pd.DataFrame":
        programmes = worded(load("synthetic_programmes"), "synthetic_programmes")
        return programmes.astype({"audience": "str"}).set_index("programme")

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """The budget; the weights of objectives and of audiences; whether everybody must get something."""
        return (
            Slider("budget", _SMALLEST_BUDGET, _LARGEST_BUDGET, 10),
            *(Slider(objective, 0, _HEAVIEST) for objective in OBJECTIVES),
            *(Slider(audience, 0, _HEAVIEST) for audience in AUDIENCES),
            Switch("everybody"),
        )

    def compute(self, settings: Settings) -> Result:
        """Weigh the programmes and choose by each rule."""
        programmes = self._programmes
        worth = self._worth(settings)
        rows = zip(programmes.index, programmes["audience"], programmes["cost"], worth, strict=True)
        offers = [Offer(str(name), str(audience), float(cost), float(value)) for name, audience, cost, value in rows]
        given = (programmes["cost"], worth, settings.budget)
        return Result(
            offers=tuple(sorted(offers, key=lambda offer: -offer.ratio)),
            greedy=greedy_portfolio(*given),
            best=best_portfolio(*given),
            shared=best_portfolio(*given, groups=programmes["audience"]) if settings.everybody else None,
        )

    def _worth(self, settings: Settings) -> "pd.Series[float]":
        """Return what each programme is worth; nothing, if no objective or no audience is weighed."""
        objectives = {objective: getattr(settings, objective) for objective in OBJECTIVES}
        audiences = {audience: getattr(settings, audience) for audience in AUDIENCES}
        if not any(objectives.values()) or not any(audiences.values()):
            return self._programmes["cost"].astype(float) * 0
        return weighted_values(self._programmes, objectives, audiences)

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw the budget as each choice spends it, over the list of programmes."""
        return portfolios(result.offers, result.choices, budget=settings.budget, title=_title(result))

    def tell(self, settings: Settings, result: Result) -> str:
        """Say what both choices are worth, what they leave, and which programmes make the difference."""
        if not result.best.value:
            return say(f"{self.name}.tell.nothing")
        return say(
            f"{self.name}.tell.sentence",
            budget=number(settings.budget),
            greedy=number(result.greedy.value),
            greedy_left=number(result.greedy.left),
            best=number(result.best.value),
            best_left=number(result.best.left),
            difference=_difference(result),
            everybody=_price_of_everybody(result),
        )


def _title(result: Result) -> str:
    if not result.best.value:
        return say("programme_portfolio.picture.title_nothing")
    return say(
        f"programme_portfolio.picture.{'title_gain' if result.best.value > result.greedy.value else 'title_same'}",
        None,
        greedy=number(result.greedy.value),
        best=number(result.best.value),
    )


def _difference(result: Result) -> str:
    greedy, best = set(result.greedy.chosen), set(result.best.chosen)
    if result.best.value <= result.greedy.value:
        return say("programme_portfolio.tell.same")
    return say(
        "programme_portfolio.tell.swap",
        out=_named(name for name in result.greedy.chosen if name not in best) or say("programme_portfolio.tell.none"),
        into=_named(name for name in result.best.chosen if name not in greedy),
    )


def _price_of_everybody(result: Result) -> str:
    if result.shared is None:
        return ""
    price = result.best.value - result.shared.value
    key = "everybody" if price > 0 else "everybody_free"
    return say(f"programme_portfolio.tell.{key}", None, value=number(result.shared.value), price=number(price))


def _named(programmes: "Iterable[Hashable]") -> str:
    return joined(f"“{name}”" for name in programmes) if (programmes := list(programmes)) else ""


@keywords_of(Settings)
def programme_portfolio(settings: Settings) -> ProgrammePortfolio:
    """Explore what a budget should pay for, and what taking the best value for money first leaves lying.

    The programmes are synthetic. The model is `models.portfolio`, with its sources and limits.

    Examples
    --------
    >>> programme_portfolio(budget=120).describe()
    'With 120 million invented units, value for money buys 65 points and leaves 21; ...'
    """
    return ProgrammePortfolio(settings)
