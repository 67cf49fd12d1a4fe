"""Aid, students, visitors: three flows between peoples by year, in total and per head, with their gaps."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bamboo_diplomacy.data import load
from bamboo_diplomacy.explore.controls import Choice, Control, Many
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.figures.flows import FLOWS, MEASURES, SCALES, Flow, flow_in_words, flows_by_year, unit
from bamboo_diplomacy.models.flows import per_head
from bamboo_diplomacy.strings import say

if TYPE_CHECKING:
    from bamboo_diplomacy.models.checks import YearlySeries

PARTNERS = ("KHM", "LAO", "THA", "MYS", "SGP", "PHL", "IDN", "CHN", "JPN", "KOR", "USA", "AUS", "CAN")

_DATASETS = {"aid": "foreign_ngo_aid", "students": "students", "visitors": "arrivals"}
_MILLION, _STUDENTS_PER, _VISITS_PER = 1e6, 10_000, 1_000
_AT_ONE_TIME = ("enrolled", "visa records")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    flow
        ``"aid"``, ``"students"`` or ``"visitors"``.
    partners
        Countries, in three letters; aid is not told by country.
    measure
        ``"total"`` or ``"per_head"``.
    scale
        ``"linear"`` or ``"log"``.
    """

    flow: str = "visitors"
    partners: tuple[str, ...] = ("KHM", "LAO", "THA", "CHN")
    measure: str = "total"
    scale: str = "linear"


@dataclass(frozen=True)
class Result:
    """What follows: the flows that have a figure, and the chosen partners that have none."""

    flows: tuple[Flow, ...]
    left_out: tuple[str, ...]


class AidStudentsVisitors(Explorer[Settings, Result]):
    """Flows by year, joined only where years follow each other, with a strip of the years that are known."""

    name = "aid_students_visitors"

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """Which flow, with whom, counted how, on which scale."""
        return (
            Choice("flow", FLOWS),
            Many("partners", PARTNERS, tuple(map(country_name, PARTNERS))),
            Choice("measure", MEASURES),
            Choice("scale", SCALES),
        )

    def compute(self, settings: Settings) -> Result:
        """Collect the figures of the flow, and divide them by heads if that is asked for."""
        if settings.flow == "aid":
            return Result((self._aid(settings.measure),), ())
        make = self._students if settings.flow == "students" else self._visitors
        found = {
            partner: tuple(make(partner, settings.measure)) for partner in PARTNERS if partner in settings.partners
        }
        flows = tuple(flow for several in found.values() for flow in several)
        return Result(flows, tuple(partner for partner, several in found.items() if not several))

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw the flows and the strip of known years; students bring the population of their origin with them."""
        heads = ["asean_panel"] if settings.measure == "per_head" and settings.flow != "students" else []
        return flows_by_year(
            result.flows,
            flow=settings.flow,
            measure=settings.measure,
            scale=settings.scale,
            datasets=[_DATASETS[settings.flow], *heads],
        )

    def tell(self, settings: Settings, result: Result) -> str:
        """Say the last figure and the gaps of each flow, and for whom there is none."""
        countries = ", ".join(map(country_name, result.left_out))
        left_out = say(f"{self.name}.tell.left_out", countries=countries) if countries else ""
        if not result.flows:
            return say(f"{self.name}.tell.empty") + left_out
        return say(
            f"{self.name}.tell.flows",
            unit=unit(settings.flow, settings.measure),
            rows="; ".join(map(flow_in_words, result.flows)),
            left_out=left_out,
        )

    def _aid(self, measure: str) -> Flow:
        rows = load("foreign_ngo_aid")
        years = rows.query("span == 'year' and place == 'Viet Nam' and measure == 'received' and currency == 'USD'")
        money = years.set_index("year")["amount"]
        if measure == "per_head":
            money = per_head(money, self._population("VNM", money), per=_MILLION)
        rough = years.loc[years["bound"] != "exact", "year"]
        return Flow(say(f"{self.name}.flow.aid"), money, frozenset(rough))

    def _students(self, partner: str, measure: str) -> Iterator[Flow]:
        """Yield students from Laos here, and Vietnamese students elsewhere, by what was counted."""
        origin, destination = ("LAO", "VNM") if partner == "LAO" else ("VNM", partner)
        rows = load("students")
        pair = rows[(rows["origin"] == origin) & (rows["destination"] == destination)]
        for rule in _AT_ONE_TIME:
            counted = pair[pair["count_rule"] == rule].set_index("year")
            if len(counted):
                heads = counted["origin_population"]
                values = counted["students"].astype(float)
                key = "records" if rule != "enrolled" else "from" if partner == "LAO" else "to"
                yield Flow(
                    say(f"{self.name}.flow.{key}", country=country_name(partner)),
                    per_head(values, heads, per=_STUDENTS_PER) if measure == "per_head" else values,
                    frozenset(counted.index[counted["bound"] != "exact"]),
                )

    def _visitors(self, partner: str, measure: str) -> Iterator[Flow]:
        """Yield the visits from a country; none per head if its population is not in the workbook."""
        rows = load("arrivals")
        visits = rows[rows["origin"] == partner].set_index("year")
        values = visits["arrivals"].astype(float)
        if measure == "per_head":
            heads = self._population(partner, values)
            if heads.empty:
                return
            values = per_head(values, heads, per=_VISITS_PER)
        yield Flow(country_name(partner), values, frozenset(visits.index[visits["basis"] != "exact"]))

    def _population(self, country: str, flow: "YearlySeries") -> "YearlySeries":
        """Return the population in the years of a flow; after the last one that was read, that one."""
        panel = load("asean_panel").query("indicator == 'population'")
        heads = panel[panel["iso3"] == country].set_index("year")["value"].astype(float)
        return heads.reindex(heads.index.union(flow.index)).ffill() if len(heads) else heads


def country_name(iso3: str) -> str:
    """Return the name of a country in the reader's language.

    Examples
    --------
    >>> country_name("KHM")
    'Cambodia'
    """
    return say(f"aid_students_visitors.country.{iso3}")


@keywords_of(Settings)
def aid_students_visitors(settings: Settings) -> AidStudentsVisitors:
    """Explore aid of foreign NGOs, students and visitors by year, in total and per head, with their gaps.

    Examples
    --------
    >>> visitors = aid_students_visitors(partners=("LAO",))
    >>> visitors.result.flows[0].missing
    (2020, 2021, 2022)
    """
    return AidStudentsVisitors(settings)
