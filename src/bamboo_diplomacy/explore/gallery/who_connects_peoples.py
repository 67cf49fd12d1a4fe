"""Who connects peoples: the network of people-to-people diplomacy by year, and who loses contact without an actor."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bamboo_diplomacy.data import load
from bamboo_diplomacy.data.wording import worded
from bamboo_diplomacy.explore.controls import Choice, Control, Many, Slider, Switch
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.figures.contact_places import places
from bamboo_diplomacy.figures.contacts import MEASURES, PILLARS, actor_name, contacts, leaders_in_words, pillar_name
from bamboo_diplomacy.models.network import Removal, graph_from_ties, removal, standing
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from bamboo_diplomacy.figures.contact_places import Place

NOBODY = "nobody"
FIRST_YEAR, LAST_YEAR = 1990, 2026


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    year
        The year whose network is shown (1990 to 2026).
    uncertain
        Whether ties are shown that may have stood before the first report of them.
    pillars
        Who acts: any of ``"party"``, ``"state"``, ``"people"``, ``"place"``.
    measure
        What the size of a mark means: ``"degree"``, ``"betweenness"`` or ``"brokered"``.
    removed
        The id of the actor that is taken out, or ``"nobody"``.
    """

    year: int = LAST_YEAR
    uncertain: bool = True
    pillars: tuple[str, ...] = tuple(PILLARS)
    measure: str = "degree"
    removed: str = NOBODY


@dataclass(frozen=True)
class Result:
    """What follows: the network, where each actor stands in it, and what is lost without one of them."""

    graph: "nx.Graph[str]"
    standing: "pd.DataFrame"
    removal: Removal | None


class WhoConnectsPeoples(Explorer[Settings, Result]):
    """Actors in columns from the Party to partners abroad, their ties, and what a removal cuts."""

    name = "who_connects_peoples"

    @cached_property
    def _actors(self) -> "pd.DataFrame":
        return worded(load("p2p_actors"), "p2p_actors")

    @cached_property
    def _rows(self) -> list[dict[str, Any]]:
        return [dict(zip(self._actors.columns, row, strict=True)) for row in self._actors.itertuples(index=False)]

    @cached_property
    def _ties(self) -> "pd.DataFrame":
        return load("p2p_ties")

    @cached_property
    def _places(self) -> "dict[str, Place]":
        return places(graph_from_ties(self._ties, self._actors))

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """Year and certainty; who acts; what counts; who is taken out."""
        rows = sorted(self._rows, key=lambda actor: (actor["pillar"] == "place", actor["id"]))
        return (
            Slider("year", FIRST_YEAR, LAST_YEAR),
            Switch("uncertain"),
            Many("pillars", tuple(PILLARS), tuple(map(pillar_name, PILLARS))),
            Choice("measure", MEASURES, menu=True),
            Choice(
                "removed",
                (NOBODY, *(str(actor["id"]) for actor in rows)),
                labels=(say(f"{self.name}.options.removed.nobody"), *map(_menu_label, rows)),
                menu=True,
            ),
        )

    def compute(self, settings: Settings) -> Result:
        """Build the network of the year, and take the chosen actor out if it is in it."""
        actors = self._actors[self._actors["pillar"].isin(settings.pillars)]
        ties = self._ties[self._ties[["from_id", "to_id"]].isin(set(actors["id"])).all(axis="columns")]
        graph = graph_from_ties(ties, actors, year=settings.year, uncertain=settings.uncertain)
        graph.remove_nodes_from([actor for actor, degree in graph.degree if not degree])
        gone = removal(graph, settings.removed) if settings.removed in graph else None
        return Result(graph, standing(graph), gone)

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw the network, with what is cut off if an actor is taken out."""
        return contacts(
            result.graph,
            result.standing,
            self._places,
            year=settings.year,
            measure=settings.measure,
            removal=result.removal,
        )

    def tell(self, settings: Settings, result: Result) -> str:
        """Say how connected the network is, or who loses contact."""
        if not settings.pillars:
            return say(f"{self.name}.tell.nobody")
        if not result.graph.number_of_edges():
            return say(f"{self.name}.tell.empty", year=settings.year)
        if settings.removed != NOBODY:
            return self._told_removal(settings, result)
        return self._told_whole(settings, result)

    def _told_removal(self, settings: Settings, result: Result) -> str:
        actor, gone = self._name(settings.removed), result.removal
        if gone is None:
            return say(f"{self.name}.tell.absent", actor=actor, year=settings.year)
        if not gone.lost:
            return say(f"{self.name}.tell.same", actor=actor)
        degree = result.standing["degree"]
        a, b = (self._name(str(degree[list(part)].idxmax())) for part in gone.parts[:2])
        return say(
            f"{self.name}.tell.without",
            actor=actor,
            parts=len(gone.parts),
            lost=number(len(gone.lost)),
            pairs=number(gone.pairs),
            a=a,
            b=b,
        )

    def _told_whole(self, settings: Settings, result: Result) -> str:
        return say(
            f"{self.name}.tell.whole",
            year=settings.year,
            actors=len(result.graph),
            ties=result.graph.number_of_edges(),
            uncertain=sum(not tie["certain"] for _, _, tie in result.graph.edges(data=True)),
            parts=result.standing["component"].nunique(),
            leaders=leaders_in_words(result.graph, result.standing[settings.measure]),
        )

    def _name(self, actor: str) -> str:
        return next(actor_name(row) for row in self._rows if row["id"] == actor)


def _menu_label(actor: dict[str, Any]) -> str:
    name = actor_name(actor)
    return name if actor["pillar"] == "place" else f"{actor['id']} · {name}"


@keywords_of(Settings)
def who_connects_peoples(settings: Settings) -> WhoConnectsPeoples:
    """Explore the ties of people-to-people diplomacy, and what is lost without an actor.

    The model is `models.network`, with its sources and limits.

    Examples
    --------
    >>> union = who_connects_peoples(removed="VUFO")
    >>> union.describe()
    'Without Viet Nam Union of Friendship Organizations the part of the network around it falls into ...'
    """
    return WhoConnectsPeoples(settings)
