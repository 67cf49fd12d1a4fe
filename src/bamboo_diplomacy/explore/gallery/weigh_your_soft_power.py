"""Weigh your own soft power: choose indicators, scale, mean and weights, and see how much of a rank was a choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from bamboo_diplomacy.data import load
from bamboo_diplomacy.explore.controls import Choice, Control, Many, Slider, Switch
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.figures.countries import ASEAN, country_name
from bamboo_diplomacy.figures.rank_bands import Strip, rank_bands
from bamboo_diplomacy.figures.timeline import joined
from bamboo_diplomacy.models import composite
from bamboo_diplomacy.models.rank_correlation import kendall_tau_b, spearman
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number

if TYPE_CHECKING:
    from bamboo_diplomacy.models.composite import CompositeIndex, RankStability

DRAWS = 500
OWN = "VNM"

_DOMAINS = ("economy", "openness", "knowledge", "culture")
_INDICATORS = (
    "gdp",
    "gdp_per_head",
    "high_tech_exports",
    "arrivals",
    "internet_users",
    "articles",
    "patents",
    "world_heritage",
    "languages",
)
_COUNTS = ("gdp", "high_tech_exports", "arrivals", "articles", "patents")  # of which a larger country has more
_COMPLETE = tuple(name for name in _INDICATORS if name != "patents")  # most members of ASEAN publish their number
_GDP = "gdp"
_HEAVIEST = 5


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    indicators
        Those that count.
    economy, openness, knowledge, culture
        Weight of each domain, 0 to 5; its indicators share it.
    per_person
        Whether counts are divided by population.
    normalisation, mean, gaps
        As in `models.composite.Design`.
    published
        The order that is compared with: an index with its edition, or ``"gdp"``.
    """

    indicators: tuple[str, ...] = _COMPLETE
    economy: int = 1
    openness: int = 1
    knowledge: int = 1
    culture: int = 1
    per_person: bool = False
    normalisation: str = "min_max"
    mean: str = "arithmetic"
    gaps: str = "reweighted"
    published: str = "Global Soft Power Index 2026"


@dataclass(frozen=True)
class Result:
    """What follows from the design; nothing if nothing is weighed.

    Attributes
    ----------
    index, stability
        As in `models.composite`.
    published
        The published order of the countries that are ranked.
    rho, tau
        Agreement of the two orders: Spearman's rank correlation, Kendall's tau-b.
    lacking
        The countries that lack one of the figures that count.
    """

    index: "CompositeIndex | None" = None
    stability: "RankStability | None" = None
    published: "pd.Series[int] | None" = None
    rho: float = 0.0
    tau: float = 0.0
    lacking: tuple[str, ...] = ()


class WeighYourSoftPower(Explorer[Settings, Result]):
    """A composite index of the reader's own, its ranking, and the ranks that other weights would give."""

    name = "weigh_your_soft_power"

    @cached_property
    def _rows(self) -> pd.DataFrame:
        return load("soft_power_indicators")

    @cached_property
    def _table(self) -> pd.DataFrame:
        """The indicators, one row for each country and one column for each indicator."""
        return self._rows.pivot_table(index="iso3", columns="indicator", values="value").reindex(list(ASEAN))

    @cached_property
    def _domain(self) -> Mapping[str, str]:
        return dict(zip(self._rows["indicator"], self._rows["domain"].astype(str), strict=True))

    @cached_property
    def _published(self) -> Mapping[str, "pd.Series[float]"]:
        """The scores that can be compared with: of editions that score every member, and economic output."""
        editions = load("soft_power_editions").dropna(subset="score")
        named = editions.groupby(["index", "edition"], observed=True)
        scores = {
            f"{index} {edition}": rows.set_index("iso3")["score"]
            for (index, edition), rows in named
            if set(rows["iso3"]) == set(ASEAN)
        }
        return {**scores, _GDP: self._table[_GDP]}

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """Indicators; the weights of their domains; scale, mean and gaps; the published order."""
        names = tuple(say(f"{self.name}.indicator.{indicator}") for indicator in _INDICATORS)
        options = tuple(self._published)
        return (
            Many("indicators", _INDICATORS, names),
            *(Slider(domain, 0, _HEAVIEST) for domain in _DOMAINS),
            Choice("normalisation", tuple(composite.NORMALISATIONS)),
            Choice("mean", tuple(composite.MEANS)),
            Choice("gaps", composite.GAPS),
            Choice("published", options, tuple(map(self._published_name, options)), menu=True),
            Switch("per_person"),
        )

    def _published_name(self, option: str) -> str:
        return say(f"{self.name}.published.gdp") if option == _GDP else option

    def compute(self, settings: Settings) -> Result:
        """Build the index, draw other weights, and compare with the published order."""
        weights = self._weights(settings)
        if not any(weights.values()):
            return Result()
        table = self._table[list(weights)].copy()
        if settings.per_person:
            counts = [name for name in _COUNTS if name in weights]
            table[counts] = table[counts].div(self._table["population"], axis="index")
        design = composite.Design(settings.normalisation, settings.mean, weights, gaps=settings.gaps)
        index = composite.composite_index(table, design)
        counted = table[index.weights.index]
        scores = self._published[settings.published]
        return Result(
            index,
            composite.rank_stability(table, design, draws=DRAWS),
            composite.ranks(scores[index.ranks.index]),
            spearman(index.scores, scores),
            kendall_tau_b(index.scores, scores),
            tuple(map(str, counted.index[counted.isna().any(axis=1)])),
        )

    def _weights(self, settings: Settings) -> dict[str, float]:
        """Return the weight of each indicator that counts: its share of the weight of its domain."""
        domains = [self._domain[name] for name in settings.indicators]
        return {
            name: getattr(settings, domain) / domains.count(domain)
            for name, domain in zip(settings.indicators, domains, strict=True)
        }

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw a strip of ranks for each country."""
        return rank_bands(_strips(result), own=OWN, published=self._published_name(settings.published), draws=DRAWS)

    def tell(self, settings: Settings, result: Result) -> str:
        """Say who is first, where Viet Nam stands and could stand, who moves most, and how far the orders agree."""
        if result.stability is None:
            return say(f"{self.name}.tell.empty")
        return say(
            f"{self.name}.tell.sentence",
            standing=_standing(result.stability.bands["rank"]),
            draws=result.stability.draws,
            moves=_moves(result.stability.bands),
            published=self._published_name(settings.published),
            rho=number(result.rho, 2),
            tau=number(result.tau, 2),
            gaps=_gaps(settings.gaps, result.lacking),
        )


def _standing(ranks: "pd.Series[int]") -> str:
    """Say who is first and, unless it is, where Viet Nam stands."""
    first = joined(country_name(str(iso3)) for iso3 in ranks.index[ranks == 1])
    words = {"first": first, "country": country_name(OWN), "rank": ranks[OWN], "count": len(ranks)}
    return say(f"weigh_your_soft_power.tell.{'leads' if ranks[OWN] == 1 else 'behind'}", None, **words)


def _moves(bands: pd.DataFrame) -> str:
    """Say between which ranks most draws put Viet Nam and the country that moves most."""
    width = bands["high"] - bands["low"]
    if not width.any():
        return say("weigh_your_soft_power.tell.nobody")
    most = str(width.idxmax())
    own, widest = (_range(bands["low"][iso3], bands["high"][iso3]) for iso3 in (OWN, most))
    words = {"country": country_name(OWN), "range": own, "most": country_name(most), "widest": widest}
    return say(f"weigh_your_soft_power.tell.{'itself' if most == OWN else 'other'}", None, **words)


def _range(low: int, high: int) -> str:
    return say(f"weigh_your_soft_power.tell.{'at' if low == high else 'between'}", low=low, high=high)


def _gaps(gaps: str, lacking: tuple[str, ...]) -> str:
    names = joined(map(country_name, lacking))
    return say(f"weigh_your_soft_power.tell.{gaps}", names=names) if lacking else ""


def _strips(result: Result) -> tuple[Strip, ...]:
    """Return a strip for each country: the ranked ones in their order, then the others."""
    if result.stability is None or result.published is None:
        return tuple(map(Strip, ASEAN))
    bands, shares = result.stability.bands, result.stability.shares.T
    ranked = tuple(
        Strip(iso3, rank, low, high, shares[iso3].to_dict(), int(result.published[iso3]))
        for iso3, rank, low, high in bands[["rank", "low", "high"]].itertuples(name=None)
    )
    return (*ranked, *(Strip(iso3) for iso3 in ASEAN if iso3 not in bands.index))


@keywords_of(Settings)
def weigh_your_soft_power(settings: Settings) -> WeighYourSoftPower:
    """Explore how the design of an index decides its ranking, for the eleven members of ASEAN.

    The model is `models.composite`, with its sources and limits.

    Examples
    --------
    >>> weights = weigh_your_soft_power(indicators=("arrivals", "world_heritage"))
    >>> weights.describe()
    'Thailand first and Viet Nam 3 of 11: ...'
    """
    return WeighYourSoftPower(settings)
