"""Former adversaries side by side: whether trust was built in the same order with four partners."""

from dataclasses import dataclass
from functools import cached_property
from math import comb
from typing import TYPE_CHECKING

from bamboo_diplomacy.data import load
from bamboo_diplomacy.data.wording import worded, worded_text
from bamboo_diplomacy.explore.controls import Choice, Control, Many, Slider
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.first_steps import first_steps
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure, style
from bamboo_diplomacy.figures.adversaries import AXES, REFERENCE, PartnerSteps, order_in_words, partner_name
from bamboo_diplomacy.figures.adversaries import former_adversaries as draw_adversaries
from bamboo_diplomacy.figures.dimensions import dimension_name
from bamboo_diplomacy.models.sequencing import is_first, order_of_dimensions, sequence_distance
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.dates import written_date
from bamboo_diplomacy.strings.numbers import number

if TYPE_CHECKING:
    import pandas as pd

YEAR_ZERO = {
    REFERENCE: "Relations normalised",
    "Japan": "Diplomatic relations",
    "France": "Diplomatic relations",
    "China": "Relations normalised",
}
"""The milestone that opened today's relations; with China the one after the border war, not the one of 1950."""

_DATASETS = {
    REFERENCE: "us_vietnam_milestones",
    "Japan": "japan_ties",
    "France": "france_ties",
    "China": "china_ties",
}
_ALL = tuple(style.DIMENSIONS)
_LATEST_START = 2000


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    partners
        Those shown; distances are always to the United States.
    dimensions
        Those that are compared.
    axis
        ``"calendar"``, or ``"relations"`` for years since relations were established or normalised.
    start
        The first year that is counted.
    """

    partners: tuple[str, ...] = tuple(YEAR_ZERO)
    dimensions: tuple[str, ...] = _ALL
    axis: str = "calendar"
    start: int = 1973


@dataclass(frozen=True)
class Result:
    """What follows: the first steps with each partner that is shown."""

    partners: tuple[PartnerSteps, ...]


class FormerAdversaries(Explorer[Settings, Result]):
    """The first milestone of each dimension with four partners, and how far their orders are apart."""

    name = "former_adversaries"

    @cached_property
    def _steps(self) -> "dict[str, pd.DataFrame]":
        return {partner: _forward(load(dataset)) for partner, dataset in _DATASETS.items()}

    @cached_property
    def _years_zero(self) -> dict[str, tuple[str, str]]:
        rows = {partner: steps[steps["label"] == YEAR_ZERO[partner]] for partner, steps in self._steps.items()}
        return {partner: (str(row["date"].item()), YEAR_ZERO[partner]) for partner, row in rows.items()}

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """The partners, the dimensions, the axis, and the first year that is counted."""
        partners = tuple(YEAR_ZERO)
        earliest = min(int(steps["year"].min()) for steps in self._steps.values())
        return (
            Many("partners", partners, tuple(map(partner_name, partners))),
            Many("dimensions", _ALL, tuple(map(dimension_name, _ALL))),
            Choice("axis", AXES),
            Slider("start", earliest, _LATEST_START),
        )

    def compute(self, settings: Settings) -> Result:
        """Find the first steps with each partner, and compare their order with the one with the United States."""
        order = _order_of(_from(settings.start, self._compared(REFERENCE, settings)))
        shown = (partner for partner in YEAR_ZERO if partner in settings.partners)
        return Result(tuple(self._partner(partner, order, settings) for partner in shown))

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw a block of first steps per partner."""
        return draw_adversaries(
            result.partners,
            start=settings.start,
            end=max(int(steps["year"].max()) for steps in self._steps.values()),
            axis=settings.axis,
            dimensions=[dimension for dimension in _ALL if dimension in settings.dimensions],
            datasets=[_DATASETS[partner.partner] for partner in result.partners] or list(_DATASETS.values()),
        )

    def tell(self, settings: Settings, result: Result) -> str:
        """Say the orders, how far they are apart, what year zero is if it matters, and how uneven the tables are."""
        if not result.partners:
            return say(f"{self.name}.tell.nobody")
        return say(
            f"{self.name}.tell.{settings.axis}",
            start=settings.start,
            orders="; ".join(map(_order, result.partners)),
            zeros=", ".join(map(_zero, result.partners)),
            steps=", ".join(f"{partner_name(partner.partner)} {partner.steps}" for partner in result.partners),
        )

    def _partner(self, partner: str, reference: "pd.Series[int]", settings: Settings) -> PartnerSteps:
        compared = self._compared(partner, settings)
        counted = _from(settings.start, compared)
        firsts = first_steps(worded(counted, _DATASETS[partner]))
        pairs = comb(sum(step.dimension in reference for step in firsts), 2)
        date, label = self._years_zero[partner]
        return PartnerSteps(
            partner=partner,
            zero_date=date,
            zero_label=worded_text(label, _DATASETS[partner], "label"),
            firsts=firsts,
            candidates=is_first(counted, firsts[0].dimension).candidates if firsts else (),
            distance=sequence_distance(reference, _order_of(counted)) if pairs and partner != REFERENCE else None,
            pairs=pairs,
            steps=len(counted),
            earlier=len(compared) - len(counted),
        )

    def _compared(self, partner: str, settings: Settings) -> "pd.DataFrame":
        steps = self._steps[partner]
        return steps[steps["dimension"].isin(settings.dimensions)]


def _forward(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return the milestones of a table that are no setbacks; a row that is a figure has no dimension."""
    milestones = rows[rows["dimension"].notna()]
    steps = milestones[~milestones["setback"].astype(bool)]
    return steps[["date", "year", "dimension", "label"]].astype({"dimension": "str"})


def _from(start: int, steps: "pd.DataFrame") -> "pd.DataFrame":
    return steps[steps["year"] >= start]


def _order_of(steps: "pd.DataFrame") -> "pd.Series[int]":
    return order_of_dimensions(steps) if len(steps) else steps["year"].head(0)


def _order(partner: PartnerSteps) -> str:
    key = "unknown" if not partner.firsts else "order" if partner.distance is None else "apart"
    return say(
        f"former_adversaries.tell.{key}",
        partner=partner_name(partner.partner),
        order=order_in_words(partner.firsts),
        distance=number(partner.distance or 0, 2),
        pairs=partner.pairs,
    )


def _zero(partner: PartnerSteps) -> str:
    name, date = partner_name(partner.partner), written_date(partner.zero_date)
    return say("former_adversaries.tell.zero", partner=name, label=partner.zero_label, date=date)


@keywords_of(Settings)
def former_adversaries(settings: Settings) -> FormerAdversaries:
    """Explore the order of first steps with the United States, Japan, France and China.

    Examples
    --------
    >>> japan = former_adversaries(partners=("Japan",)).result.partners[0]
    >>> [step.dimension for step in japan.firsts], japan.distance
    (['diplomatic', 'war legacy', 'economic', 'people', 'security'], 0.4)
    """
    return FormerAdversaries(settings)
