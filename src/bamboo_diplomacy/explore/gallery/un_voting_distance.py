"""Voting in the United Nations: how far a member of ASEAN stood from the powers and from its neighbours, by year."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bamboo_diplomacy.data import load
from bamboo_diplomacy.explore.controls import Choice, Control, Many, Slider
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.figures.countries import ASEAN, country_name, told_name
from bamboo_diplomacy.figures.timeline import joined
from bamboo_diplomacy.figures.voting import (
    DATASET,
    GROUP,
    POWERS,
    Course,
    Neighbour,
    voting_course,
)
from bamboo_diplomacy.models.alignment import distance, distance_to_group, nearest, trend_by_decade
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number

if TYPE_CHECKING:
    import pandas as pd

_DECADE = 10
_LINES = (*POWERS, GROUP)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    country
        ISO 3166 code of the member of ASEAN that is asked about.
    year
        The year of which all are compared (1977 to 2023).
    measure
        ``"place"`` for ideal points, ``"distance"`` for distances from the country.
    lines
        Who is shown beside the country: the powers, and ``"ASEAN"`` for the mean of the other members of each year.
    """

    country: str = "VNM"
    year: int = 2023
    measure: str = "place"
    lines: tuple[str, ...] = _LINES


@dataclass(frozen=True)
class Result:
    """What follows.

    Attributes
    ----------
    courses
        The lines, by year.
    neighbours
        The others in the year, the nearest first; empty if the country has no ideal point then.
    own
        The country's interval in the year, if it has one.
    trends
        Change per year of the distance from each power within the decade of the year, in points; NaN if the decade has
        one year only.
    """

    courses: tuple[Course, ...]
    neighbours: tuple[Neighbour, ...]
    own: tuple[float, float] | None
    trends: Mapping[str, float]


class UnVotingDistance(Explorer[Settings, Result]):
    """Ideal points or distances over the years, and everybody's place in one year."""

    name = "un_voting_distance"

    @cached_property
    def _points(self) -> "pd.DataFrame":
        return load(DATASET)

    @cached_property
    def _counted(self) -> "pd.DataFrame":
        """Return the rows of the powers, and of members of ASEAN in the years of their membership."""
        points = self._points
        return points[points["member"] | points["iso3"].isin(POWERS)]

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """The country, the year, what the height shows, and who is shown."""
        years = self._points["year"]
        return (
            Choice("country", ASEAN, tuple(map(country_name, ASEAN)), menu=True),
            Slider("year", int(years.min()), int(years.max()), signal="year"),
            Choice("measure", ("place", "distance")),
            Many("lines", _LINES, (*map(country_name, POWERS), say(f"{self.name}.group"))),
        )

    def compute(self, settings: Settings) -> Result:
        """Gather the lines, everybody's place in the year, and the trends of its decade."""
        own = self._of(settings.country)
        here = own[own["year"] == settings.year]
        return Result(
            courses=tuple(self._courses(settings)),
            neighbours=tuple(self._neighbours(settings)) if len(here) else (),
            own=(float(here["low"].iloc[0]), float(here["high"].iloc[0])) if len(here) else None,
            trends={power: self._trend(settings, power) for power in POWERS} if len(here) else {},
        )

    def _of(self, iso3: str) -> "pd.DataFrame":
        return self._points[self._points["iso3"] == iso3]

    def _courses(self, settings: Settings) -> list[Course]:
        own = self._of(settings.country).set_index("year")["ideal_point"]
        if settings.measure == "distance":
            lines = {
                line: self._to_group(settings.country)
                if line == GROUP
                else distance(self._points, settings.country, line)
                for line in settings.lines
            }
            return [_course(line, values) for line, values in lines.items()]
        others = self._counted[self._counted["iso3"].isin(ASEAN) & (self._counted["iso3"] != settings.country)]
        lines = {
            line: others.groupby("year")["ideal_point"].mean()
            if line == GROUP
            else self._of(line).set_index("year")["ideal_point"]
            for line in settings.lines
        }
        return [*(_course(line, values) for line, values in lines.items()), _course(settings.country, own)]

    def _to_group(self, country: str) -> "pd.Series[float]":
        """Return the distance from the mean of the members of each year; the country may join later."""
        points = self._points
        counted = points[points["member"] | (points["iso3"] == country)]
        return distance_to_group(counted, country, sorted(set(counted["iso3"])))

    def _neighbours(self, settings: Settings) -> list[Neighbour]:
        rows = self._points[self._points["year"] == settings.year].set_index("iso3")
        others = nearest(self._points, settings.country, settings.year).join(rows[["low", "high", "member"]])
        return [
            Neighbour(
                iso3=str(row["iso3"]),
                point=float(row["ideal_point"]),
                low=float(row["low"]),
                high=float(row["high"]),
                distance=float(row["distance"]),
                overlap=bool(row["overlap"]),
                member=bool(row["member"]),
            )
            for row in others.reset_index().to_dict("records")
        ]

    def _trend(self, settings: Settings, power: str) -> float:
        trend = trend_by_decade(distance(self._points, settings.country, power))
        return float(trend["slope"].loc[settings.year // _DECADE * _DECADE])

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw the lines with the year marked, and the places of the year below."""
        years = self._points["year"]
        return voting_course(
            settings.country,
            result.courses,
            result.neighbours,
            own=result.own,
            year=settings.year,
            measure=settings.measure,
            years=(int(years.min()), int(years.max())),
        )

    def tell(self, settings: Settings, result: Result) -> str:
        """Say who stood near, how far the powers were and where they moved, and who cannot be told apart."""
        country = told_name(settings.country)
        if not result.neighbours:
            return say(f"{self.name}.tell.none", country=country, year=settings.year)
        powers = [near for near in result.neighbours if near.iso3 in POWERS]
        first = result.neighbours[0]
        return say(
            f"{self.name}.tell.sentence",
            country=country,
            year=settings.year,
            nearest=told_name(first.iso3),
            distance=number(first.distance, 2),
            powers=joined(_told(near, result.trends[near.iso3]) for near in powers),
            decade=settings.year // _DECADE * _DECADE,
            alike=sum(near.overlap for near in result.neighbours),
            others=len(result.neighbours),
        )


def _course(code: str, values: "pd.Series[float]") -> Course:
    return Course(code, {int(str(year)): float(value) for year, value in values.dropna().items()})


def _told(near: Neighbour, trend: float) -> str:
    key = "unknown" if trend != trend else "away" if trend > 0 else "nearer"  # noqa: PLR0124 - NaN differs from itself
    return say(
        f"un_voting_distance.tell.{key}",
        power=told_name(near.iso3),
        distance=number(near.distance, 2),
        trend=number(abs(trend), 3),
    )


@keywords_of(Settings)
def un_voting_distance(settings: Settings) -> UnVotingDistance:
    """Explore how far a member of ASEAN stood from the powers and its neighbours in the votes of the United Nations.

    The measure is `models.alignment`, with its source and limits.

    Examples
    --------
    >>> voting = un_voting_distance(year=2023)
    >>> [near.iso3 for near in voting.result.neighbours[:3]]
    ['MYS', 'KHM', 'RUS']
    """
    return UnVotingDistance(settings)
