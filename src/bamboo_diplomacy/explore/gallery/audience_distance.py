"""Audience distance: how diverse the members are, and how far each is from Viet Nam or another one."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from bamboo_diplomacy.data import load
from bamboo_diplomacy.data.wording import worded
from bamboo_diplomacy.explore.controls import Choice, Control, Slider
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure, style
from bamboo_diplomacy.figures.asean import member_names
from bamboo_diplomacy.figures.audience import Audience
from bamboo_diplomacy.figures.audience import audience_distance as draw_audience
from bamboo_diplomacy.models.distance import bray_curtis, gower, hellinger
from bamboo_diplomacy.models.diversity import effective_groups, fractionalisation, shannon
from bamboo_diplomacy.models.shares import Groups
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number

if TYPE_CHECKING:
    import pandas as pd

INDICES: MappingProxyType[str, tuple[Callable[[Groups], float], int]] = MappingProxyType(
    {"fractionalisation": (fractionalisation, 2), "shannon": (shannon, 2), "effective": (effective_groups, 1)}
)
"""The indices of diversity, each with the decimals that it is written with."""

MEASURES = ("bray_curtis", "hellinger", "traits")
GROUPING = ("family", "group")
_MOVED = 100  # per cent
_HEADING = 16  # characters of a heading's line


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    reference
        Code of the member that distances start from.
    measure
        ``"bray_curtis"`` or ``"hellinger"`` of the religions, or ``"traits"``: Gower's distance of income, population,
        number of languages and greatest religion.
    index
        ``"fractionalisation"``, ``"shannon"`` or ``"effective"`` number of groups.
    grouping
        ``"family"``: Christians together; ``"group"``: as each census names them.
    recount
        What if so many per cent of those in Viet Nam whom the census counts without a religion were counted as
        Buddhists.
    """

    reference: str = "VNM"
    measure: str = "bray_curtis"
    index: str = "fractionalisation"
    grouping: str = "family"
    recount: int = 0


@dataclass(frozen=True)
class Result:
    """What follows: the members, the one that distances start from first, the others from near to far."""

    audiences: tuple[Audience, ...]

    @property
    def reference(self) -> Audience:
        """The member that distances start from."""
        return self.audiences[0]

    @property
    def others(self) -> tuple[Audience, ...]:
        """All the others, the nearest first."""
        return self.audiences[1:]


class AudienceDistance(Explorer[Settings, Result]):
    """A row for each member with its religions, its diversity and its distance."""

    name = "audience_distance"

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """Where distances start, how they and diversity are measured, which groups, and a what-if."""
        names = member_names()
        codes = tuple(sorted(names, key=names.__getitem__))
        return (
            Choice("reference", codes, tuple(names[code] for code in codes), menu=True),
            Choice("measure", MEASURES),
            Choice("index", tuple(INDICES)),
            Choice("grouping", GROUPING),
            Slider("recount", 0, _MOVED, 10),
        )

    @cached_property
    def _religions(self) -> "pd.DataFrame":
        return load("religions").astype({"iso3": "str", "family": "str"})

    @cached_property
    def _members(self) -> "pd.DataFrame":
        return load("asean_members").set_index("iso3")

    @cached_property
    def _languages(self) -> "pd.Series[float]":
        rows = load("languages")
        return rows[rows["measure"] == "living languages"].set_index("iso3")["value"]

    def compute(self, settings: Settings) -> Result:
        """Measure the diversity of each member and its distance from the chosen one."""
        index = INDICES[settings.index][0]
        people = {iso3: self._people(iso3, settings) for iso3 in member_names()}
        distances = self._distances(people, settings)
        audiences = [
            Audience(
                iso3=iso3,
                name=member_names()[iso3],
                shares=_told_shares(rows),
                diversity=index(rows.set_index("group")["share"]),
                distance=None if iso3 == settings.reference else distances[iso3],
            )
            for iso3, rows in people.items()
        ]
        near_first = sorted(audiences, key=lambda audience: -1 if audience.distance is None else audience.distance)
        return Result(tuple(near_first))

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw the rows."""
        digits = INDICES[settings.index][1]
        near, far = result.others[0], result.others[-1]
        what_if = say(f"{self.name}.picture.what_if", share=settings.recount) if settings.recount else ""
        title = say(
            f"{self.name}.picture.title",
            name=result.reference.name,
            near=near.name,
            near_distance=number(near.distance or 0, 2),
            far=far.name,
            far_distance=number(far.distance or 0, 2),
        )
        headings = {
            "shares": style.wrap(say(f"{self.name}.heading.shares"), _HEADING),
            "diversity": style.wrap(say(f"{self.name}.heading.{settings.index}"), _HEADING),
            "distance": style.wrap(say(f"{self.name}.heading.distance", name=result.reference.name), _HEADING),
        }
        return draw_audience(
            result.audiences,
            title=what_if + title,
            subtitle=say(f"{self.name}.picture.subtitle_{settings.measure}"),
            headings=headings,
            digits=digits,
            datasets=["religions", *(["asean_members", "languages"] if settings.measure == "traits" else [])],
        )

    def tell(self, settings: Settings, result: Result) -> str:
        """Say who is near and who is far, which member is most diverse, and what is only supposed."""
        digits = INDICES[settings.index][1]
        most = max(result.audiences, key=lambda audience: audience.diversity)
        return say(
            f"{self.name}.tell.sentence",
            name=result.reference.name,
            near=_told(result.others[:2]),
            far=_told(result.others[-2:]),
            index=say(f"{self.name}.options.index.{settings.index}"),
            most=most.name,
            most_diverse=number(most.diversity, digits),
            own=number(result.reference.diversity, digits),
            what_if=say(f"{self.name}.tell.{'what_if' if settings.recount else 'as_counted'}", share=settings.recount),
        )

    def _people(self, iso3: str, settings: Settings) -> "pd.DataFrame":
        """Return the groups of a member, with family and share, after the what-if."""
        rows = self._religions[self._religions["iso3"] == iso3]
        groups = rows.assign(group=rows[settings.grouping]).groupby(["group", "family"], sort=False)["share"].sum()
        if iso3 == "VNM":
            moved = groups["none", "none"] * settings.recount / _MOVED
            groups["none", "none"] -= moved
            groups["Buddhist", "Buddhist"] += moved
        return groups.reset_index()[["group", "family", "share"]]

    def _distances(self, people: "dict[str, pd.DataFrame]", settings: Settings) -> dict[str, float]:
        if settings.measure == "traits":
            far = gower(self._traits(people))[settings.reference]
            return {iso3: float(far[iso3]) for iso3 in people}
        measure = bray_curtis if settings.measure == "bray_curtis" else hellinger
        profiles = {iso3: rows.set_index("group")["share"] for iso3, rows in people.items()}
        return {iso3: measure(profiles[settings.reference], profile) for iso3, profile in profiles.items()}

    def _traits(self, people: "dict[str, pd.DataFrame]") -> "pd.DataFrame":
        """Return income, population and number of languages as logarithms, and the greatest family of religions."""
        members = self._members.loc[list(people)]
        return members.assign(
            income=(members["gdp"] / members["population"]).map(math.log),
            people=members["population"].map(math.log),
            languages=self._languages.loc[list(people)].map(math.log),
            religion=[str(rows.groupby("family")["share"].sum().idxmax()) for rows in people.values()],
        )[["income", "people", "languages", "religion"]]


def _told_shares(people: "pd.DataFrame") -> tuple[tuple[str, str, float], ...]:
    """Return the groups by the names that a reader sees; their families are codes and stay."""
    rows = worded(people, "religions").to_numpy()
    return tuple((str(group), str(family), float(share)) for group, family, share in rows)


def _told(audiences: Sequence[Audience]) -> str:
    return ", ".join(f"{audience.name} ({number(audience.distance or 0, 2)})" for audience in audiences)


@keywords_of(Settings)
def audience_distance(settings: Settings) -> AudienceDistance:
    """Explore how diverse the publics of ASEAN are, and how far they are from each other.

    Examples
    --------
    >>> audience_distance(reference="IDN").result.others[0].name
    'Brunei'
    """
    return AudienceDistance(settings)
