"""Index trajectories: what becomes of a rank when the number of countries ranked changes with it."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bamboo_diplomacy.data import load
from bamboo_diplomacy.explore.controls import Choice, Control
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.figures.countries import ASEAN, country_name
from bamboo_diplomacy.figures.index_editions import (
    DATASET,
    MEASURES,
    Place,
    index_editions,
    known_places,
    written_value,
)
from bamboo_diplomacy.figures.source import reporter
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number, percent

if TYPE_CHECKING:
    import pandas as pd

_REPORT = " · "  # between the index and the report that is believed where two of them disagree


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    index
        Name of the index; where two reports of one edition disagree, followed by the one that is believed.
    country
        ISO 3166 code of the country in colour.
    measure
        One of `MEASURES`.
    """

    index: str = "Global Soft Power Index · vnexpress_4239941"
    country: str = "VNM"
    measure: str = "rank"

    @property
    def name(self) -> str:
        """The index alone."""
        return self.index.partition(_REPORT)[0]


@dataclass(frozen=True)
class Result:
    """What follows: every place that was read, and those of the chosen country of which the measure is known."""

    places: tuple[Place, ...]
    own: tuple[Place, ...]


class IndexTrajectories(Explorer[Settings, Result]):
    """Ranks, shares or scores of countries in a published index, edition by edition."""

    name = "index_trajectories"

    @cached_property
    def _editions(self) -> "pd.DataFrame":
        return load(DATASET)

    @cached_property
    def _reports(self) -> dict[str, tuple[int, str]]:
        """Return each option that decides between reports: the edition in question, and the source that is believed."""
        disputed = self._editions[self._editions.duplicated(["index", "edition", "iso3"], keep=False)]
        reports = disputed.drop_duplicates(["index", "edition", "source"])
        return {
            f"{index}{_REPORT}{source}": (int(edition), str(source))
            for index, edition, source in zip(reports["index"], reports["edition"], reports["source"], strict=True)
        }

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """The index, with what it measures; the country; what the height shows."""
        disputed = {option.partition(_REPORT)[0] for option in self._reports}
        plain = [str(index) for index in self._editions["index"].unique() if index not in disputed]
        options = (*self._reports, *plain)
        notes = tuple(_about(option.partition(_REPORT)[0]) for option in options)
        return (
            Choice("index", options, tuple(map(self._label, options)), menu=True, notes=notes),
            Choice("country", ASEAN, tuple(map(country_name, ASEAN)), menu=True),
            Choice("measure", MEASURES),
        )

    def _label(self, option: str) -> str:
        if option not in self._reports:
            return option
        edition, source = self._reports[option]
        index = option.partition(_REPORT)[0]
        return say(f"{self.name}.option.by_report", index=index, edition=edition, report=reporter(DATASET, source))

    def compute(self, settings: Settings) -> Result:
        """Gather the places of the index, as the believed report has them."""
        rows = self._editions[self._editions["index"] == settings.name]
        if settings.index in self._reports:
            edition, source = self._reports[settings.index]
            rows = rows[(rows["edition"] != edition) | (rows["source"] == source)]
        places = tuple(map(_place, rows.astype(object).where(rows.notna(), None).to_dict("records")))
        return Result(places, tuple(known_places(places, settings.country, settings.measure)))

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw the places of all countries, the chosen one in colour."""
        return index_editions(settings.name, result.places, settings.country, measure=settings.measure)

    def tell(self, settings: Settings, result: Result) -> str:
        """Say how far the country moved, and how far the field did."""
        country = country_name(settings.country)
        if not result.own:
            return say(f"{self.name}.tell.none", country=country, index=settings.name)
        first, last = result.own[0], result.own[-1]
        if first is last:
            return say(f"{self.name}.tell.one", country=country, first=first.edition, place=_told(first))
        words: dict[str, Any] = {
            "country": country,
            "first": first.edition,
            "last": last.edition,
            "field": _field(first, last),
        }
        if settings.measure == "score":
            before, after = (written_value(place, "score") for place in (first, last))
            return say(f"{self.name}.tell.score", before=before, after=after, **words)
        before, after = (percent(place.behind or 0) for place in (first, last))
        return say(f"{self.name}.tell.moved", move=_move(first, last), before=before, after=after, **words)


def _place(row: Mapping[Hashable, Any]) -> Place:
    rank, score = row["rank"], row["score"]
    return Place(
        iso3=str(row["iso3"]),
        edition=int(row["edition"]),
        rank=None if rank is None else int(rank),
        score=None if score is None else float(score),
        ranked=int(row["of_n"]),
        read=row["status"] == "reported",
        report="; ".join(reporter(DATASET, key) for key in row["source"].split("; ")),
    )


def _told(place: Place) -> str:
    if place.rank is None:
        return say("index_trajectories.tell.points", score=number(place.score or 0, 1))
    return say("index_trajectories.tell.rank", rank=place.rank, ranked=place.ranked)


def _move(first: Place, last: Place) -> str:
    before, after = first.rank or 0, last.rank or 0
    key = "fell" if before < after else "rose" if before > after else "stayed"
    return say(f"index_trajectories.tell.{key}", before=before, after=after)


def _field(first: Place, last: Place) -> str:
    key = "same" if first.ranked == last.ranked else "grew" if first.ranked < last.ranked else "shrank"
    return say(f"index_trajectories.tell.{key}", before=first.ranked, after=last.ranked)


def _about(index: str) -> str:
    """Say who publishes an index, and what it measures."""
    return say(f"index_trajectories.about.{index.casefold().replace(': ', '_').replace(' ', '_')}")


@keywords_of(Settings)
def index_trajectories(settings: Settings) -> IndexTrajectories:
    """Explore how a country moves through the editions of a published index, and how the field moves with it.

    Examples
    --------
    >>> index_trajectories().describe()
    'From 2020 to 2024 Viet Nam fell from place 50 to 53, while the number of countries ranked grew from 60 to 193: ...'
    """
    return IndexTrajectories(settings)
