"""Enlargement: who is in ASEAN at the end of a year, and how much of the region's people and product that is."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bamboo_diplomacy.data import load
from bamboo_diplomacy.explore.controls import Choice, Control, Slider
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.figures.asean import member_names
from bamboo_diplomacy.figures.enlargement import FOUNDED, LATEST, Member, share_of_all
from bamboo_diplomacy.figures.enlargement import enlargement as draw_enlargement
from bamboo_diplomacy.figures.timeline import joined
from bamboo_diplomacy.models.shares import shares
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.dates import written_date

if TYPE_CHECKING:
    import pandas as pd

SIZES = ("then", "now")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    year
        The picture is taken at its end.
    sizes
        ``"then"``: populations and products of that year, or of the nearest that was read; ``"now"``: the latest.
    """

    year: int = 1995
    sizes: str = "then"


@dataclass(frozen=True)
class Result:
    """What follows.

    Attributes
    ----------
    members
        The eleven members of today, in the order in which they joined, with their shares of all eleven.
    people_year, product_year
        When the sizes were measured, as text.
    """

    members: tuple[Member, ...]
    people_year: str
    product_year: str

    @property
    def inside(self) -> tuple[Member, ...]:
        """Those that were members by the end of the year."""
        return tuple(member for member in self.members if member.inside)


class Enlargement(Explorer[Settings, Result]):
    """A map of tiles, two bars and a flight of stairs that follow the year."""

    name = "enlargement"

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """The year, and whose sizes count."""
        return (Slider("year", FOUNDED, LATEST), Choice("sizes", SIZES))

    @cached_property
    def _members(self) -> "pd.DataFrame":
        return load("asean_members").sort_values("joined", kind="stable").set_index("iso3")

    @cached_property
    def _series(self) -> "dict[str, pd.DataFrame]":
        panel = load("asean_panel")
        return {
            str(indicator): rows.pivot_table(index="iso3", columns="year", values="value", observed=True)
            for indicator, rows in panel.groupby("indicator", observed=True)
        }

    def compute(self, settings: Settings) -> Result:
        """Find the members of the year and the share of each in the eleven of today."""
        people, people_year = self._sizes("population", settings)
        product, product_year = self._sizes("gdp", settings)
        members = (
            Member(
                iso3=iso3,
                name=member_names()[iso3],
                joined=str(row["joined"]),
                column=int(row["tile_column"]),
                row=int(row["tile_row"]),
                inside=int(row["joined_year"]) <= settings.year,
                people=float(people[iso3]),
                product=float(product[iso3]),
            )
            for iso3, row in zip(map(str, self._members.index), self._members.to_dict("records"), strict=True)
        )
        return Result(tuple(members), people_year, product_year)

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw the map, the bars and the stairs."""
        return draw_enlargement(
            result.members,
            year=settings.year,
            people_year=result.people_year,
            product_year=result.product_year,
            datasets=["asean_members", "asean_panel"],
        )

    def tell(self, settings: Settings, result: Result) -> str:
        """Say how many members there are, who joined in the year, and how much of the region they are."""
        new = [member for member in result.inside if member.year == settings.year]
        waiting = [member.name for member in result.members if not member.inside]
        return say(
            f"{self.name}.tell.sentence",
            year=settings.year,
            count=len(result.inside),
            joined=say(f"{self.name}.tell.{'joined' if new else 'nobody'}", members=joined(list(map(_told, new)))),
            waiting=say(f"{self.name}.tell.{'waiting' if waiting else 'complete'}", members=joined(waiting)),
            people=share_of_all(member.people for member in result.inside),
            product=share_of_all(member.product for member in result.inside),
            people_year=result.people_year,
            product_year=result.product_year,
        )

    def _sizes(self, indicator: str, settings: Settings) -> "tuple[pd.Series[float], str]":
        """Return each member's share of the eleven, and when it was measured."""
        if settings.sizes == "now":
            latest = self._members[indicator]
            years = sorted(set(self._members[f"{indicator}_year"].astype(str)))
            return shares(indicator, latest), "–".join(years)
        by_year = self._series[indicator]
        year = min(max(settings.year, int(by_year.columns.min())), int(by_year.columns.max()))
        return shares(indicator, by_year[year]), str(year)


def _told(member: Member) -> str:
    return f"{member.name} ({written_date(member.joined)})"


@keywords_of(Settings)
def enlargement(settings: Settings) -> Enlargement:
    """Explore how ASEAN grew from five members to eleven.

    Examples
    --------
    >>> [len(enlargement(year=year).result.inside) for year in (1967, 1995, 1999, 2025)]
    [5, 7, 10, 11]
    """
    return Enlargement(settings)
