"""Reach: how far word spreads over the ties of people-to-people diplomacy, and whom to tell first."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from bamboo_diplomacy.data import load
from bamboo_diplomacy.data.wording import worded
from bamboo_diplomacy.explore.controls import Choice, Control, Slider
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.figures.contacts import short_name
from bamboo_diplomacy.figures.reach import best_choice, reach_compared
from bamboo_diplomacy.models.diffusion import STRATEGIES, Reach, choose_seeds, expected_reach
from bamboo_diplomacy.models.network import graph_from_ties
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number

if TYPE_CHECKING:
    import networkx as nx

RUNS = 400

_CHOICE = 1_000
"""Added to the draw when seeds are chosen: a choice is judged on other draws than it was made on."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    chance
        Probability that a telling succeeds (0.05 to 0.95).
    seeds
        How many are told first (1 to 5).
    rounds
        Rounds of telling (1 to 8).
    strategy
        Whom to tell first: ``"degree"``, ``"betweenness"``, ``"greedy"`` or ``"lot"``.
    draw
        Which draw of chance (1 to 20).
    """

    chance: float = 0.6
    seeds: int = 3
    rounds: int = 4
    strategy: str = "degree"
    draw: int = 1


@dataclass(frozen=True)
class Result:
    """What follows: the reach of the seeds that each strategy chooses."""

    reaches: dict[str, Reach]


class ReachExplorer(Explorer[Settings, Result]):
    """The course of a word from the chosen seeds, and the reach of every choice of seeds."""

    name = "reach"

    @cached_property
    def _graph(self) -> "nx.Graph[str]":
        graph = graph_from_ties(load("p2p_ties"), worded(load("p2p_actors"), "p2p_actors"))
        graph.remove_nodes_from([actor for actor, degree in graph.degree if not degree])
        return graph

    @cached_property
    def _names(self) -> dict[str, str]:
        return {actor: short_name(actor, data) for actor, data in self._graph.nodes(data=True)}

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """Chance, seeds and rounds; whom to tell; the draw."""
        notes = tuple(say(f"{self.name}.note.{strategy}") for strategy in STRATEGIES)
        return (
            Slider("chance", 0.05, 0.95, 0.05, readout=".0%"),
            Slider("seeds", 1, 5),
            Slider("rounds", 1, 8),
            Choice("strategy", STRATEGIES, notes=notes),
            Slider("draw", 1, 20),
        )

    def compute(self, settings: Settings) -> Result:
        """Choose seeds by every strategy and let the word spread from each choice, on the same draws."""
        return Result(_reaches(self._graph, settings.chance, settings.seeds, settings.rounds, settings.draw))

    def draw(self, settings: Settings, result: Result) -> Figure:
        """Draw the course of the chosen strategy, and all strategies below it."""
        return reach_compared(
            result.reaches,
            settings.strategy,
            chance=settings.chance,
            rounds=settings.rounds,
            names=self._names,
        )

    def tell(self, settings: Settings, result: Result) -> str:
        """Say who is told first, how far the word comes, and what lots and the best choice reach."""
        chosen = result.reaches[settings.strategy]
        best = best_choice(result.reaches)
        end = chosen.by_round[-1]
        return say(
            f"{self.name}.tell.reach",
            seeds=", ".join(self._names[seed] for seed in chosen.seeds),
            rounds=settings.rounds,
            mean=number(chosen.mean, 1),
            everybody=len(self._names),
            error=number(chosen.standard_error, 1),
            runs=chosen.runs,
            low=number(end.low),
            high=number(end.high),
            lot=number(result.reaches["lot"].mean, 1),
            best=say(f"{self.name}.by.{best}"),
            most=number(result.reaches[best].mean, 1),
        )


@lru_cache(maxsize=32)
def _reaches(graph: "nx.Graph[str]", chance: float, seeds: int, rounds: int, draw: int) -> dict[str, Reach]:
    """Return the reach of each strategy; kept, because another strategy to look at leaves all as they are."""

    def reach(strategy: str) -> Reach:
        chosen = choose_seeds(graph, seeds, strategy, chance, rounds=rounds, runs=RUNS, seed=draw + _CHOICE)
        return expected_reach(graph, chosen, chance, rounds=rounds, runs=RUNS, seed=draw)

    return {strategy: reach(strategy) for strategy in STRATEGIES}


@keywords_of(Settings)
def reach(settings: Settings) -> ReachExplorer:
    """Explore how far word spreads over the ties of people-to-people diplomacy, and whom to tell first.

    The model is `models.diffusion`, with its sources and limits.

    Examples
    --------
    >>> reach(seeds=2).describe()
    'Those told first are VUFO, Ho Chi Minh City; after 4 rounds ...'
    """
    return ReachExplorer(settings)
