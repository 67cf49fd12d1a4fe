"""How far word of something spreads over ties: the independent cascade model.

Some actors, the seeds, know at first. Who has just heard tells each contact once, and each telling succeeds with one
probability; then that actor is done. Whoever hears, tells in the next round (Goldenberg, Libai and Muller 2001). The
number of actors that have heard in the end, seeds included, is the reach.

Whether a tie would carry the word can be drawn for every tie beforehand, since it is used once at most (Kempe,
Kleinberg and Tardos 2003). The seeds then reach whoever is linked to them by ties that carry, within as many steps as
there are rounds. So seeds are compared on the same draws: what differs is the choice and not the luck.

References
----------
Goldenberg, J., B. Libai and E. Muller (2001). Talk of the network: a complex systems look at the underlying process of
word-of-mouth. *Marketing Letters*, 12(3), 211-223.

Kempe, D., J. Kleinberg and E. Tardos (2003). Maximizing the spread of influence through a social network. *Proceedings
of the Ninth ACM SIGKDD International Conference on Knowledge Discovery and Data Mining*, 137-146.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TypeAlias

import networkx as nx
import numpy as np

from bamboo_diplomacy.models.checks import one_of, probability, whole_number
from bamboo_diplomacy.models.errors import ModelError, unknown_name
from bamboo_diplomacy.models.network import Network, undirected

__all__ = ["STRATEGIES", "Reach", "RoundReach", "cascade", "choose_seeds", "exact_reach", "expected_reach"]

STRATEGIES = ("degree", "betweenness", "greedy", "lot")
"""Ways to choose seeds; see `choose_seeds`."""

MOST_RUNS = 10_000
MOST_ROUNDS = 100
MOST_TIES_EXACT = 16
"""Every draw of all ties is looked at for the exact reach, and each tie doubles their number."""

SPREAD = 0.8
"""Share of the runs that lie between `RoundReach.low` and `RoundReach.high`."""

Flags: TypeAlias = "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]"


@dataclass(frozen=True)
class RoundReach:
    """How many actors have heard after a round, over many runs.

    Attributes
    ----------
    round
        0 is the time before the first telling.
    mean
        Mean number of actors.
    low, high
        The middle 80 per cent of the runs lie between them.
    """

    round: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Reach:
    """The reach of seeds, over many runs.

    Attributes
    ----------
    seeds
        Who knows at first.
    mean
        Mean number of actors that have heard after the last round, seeds included.
    standard_error
        Standard error of that mean: it comes from chance alone and shrinks with the number of runs. It says nothing of
        whether the model is right.
    by_round
        The course, round by round from 0.
    share_of_runs
        For each actor, the share of the runs in which it has heard.
    runs
        Number of runs.
    """

    seeds: tuple[str, ...]
    mean: float
    standard_error: float
    by_round: tuple[RoundReach, ...]
    share_of_runs: dict[str, float]
    runs: int


def cascade(
    graph: Network, seeds: Iterable[Hashable], chance: float, *, rounds: int = MOST_ROUNDS, seed: int = 1
) -> tuple[tuple[str, ...], ...]:
    """Let the word spread once and return who hears it in each round.

    Parameters
    ----------
    graph
        A network of `network.graph_from_ties`, or any undirected graph of networkx.
    seeds
        Actors that know at first.
    chance
        Probability that a telling succeeds (0 to 1), the same for every tie.
    rounds
        Rounds after which the word has no time left (0 to 100). Fewer are returned if nobody new hears.
    seed
        Start of the random numbers: the same arguments give the same run.

    Returns
    -------
    tuple of tuple of str
        The seeds first; then, for each round, who hears in it, in alphabetical order.

    Raises
    ------
    ModelError
        If `graph` is not an undirected networkx graph, a seed is not in it, or a number is out of range.

    Examples
    --------
    >>> cascade(nx.path_graph(["a", "b", "c", "d"]), ["a"], chance=1, rounds=2)
    (('a',), ('b',), ('c',))
    """
    ties = _Ties.of(graph)
    start = _seeds(ties, seeds)
    carries = ties.draws(probability("chance", chance), 1, seed)
    states = [flags[0] for flags in _course(ties, start, carries, _rounds(rounds))]
    return (ties.names(states[0]), *(ties.names(now & ~before) for before, now in pairwise(states)))


def expected_reach(
    graph: Network,
    seeds: Iterable[Hashable],
    chance: float,
    *,
    rounds: int = MOST_ROUNDS,
    runs: int = 1_000,
    seed: int = 1,
) -> Reach:
    """Estimate the reach of seeds by letting the word spread many times.

    Parameters
    ----------
    graph, seeds, chance, rounds
        As in `cascade`.
    runs
        Number of runs (2 to 10,000).
    seed
        Start of the random numbers. The same seed gives the same draws of the ties to other seeds of the word.

    Returns
    -------
    Reach

    Raises
    ------
    ModelError
        As in `cascade`.

    Examples
    --------
    >>> reach = expected_reach(nx.path_graph(["a", "b"]), ["a"], chance=0.5, runs=4_000)
    >>> abs(reach.mean - 1.5) < 3 * reach.standard_error
    True
    """
    ties = _Ties.of(graph)
    start = _seeds(ties, seeds)
    count = whole_number("runs", runs, at_least=2, at_most=MOST_RUNS)
    last = _rounds(rounds)
    course = _course(ties, start, ties.draws(probability("chance", chance), count, seed), last)
    sizes = [flags.sum(axis=1) for flags in course]
    sizes += [sizes[-1]] * (last + 1 - len(sizes)) if last < MOST_ROUNDS else []
    shares = course[-1].mean(axis=0)
    return Reach(
        seeds=tuple(ties.actors[actor] for actor in start),
        mean=float(sizes[-1].mean()),
        standard_error=float(sizes[-1].std(ddof=1) / np.sqrt(count)),
        by_round=tuple(_round_reach(number, size) for number, size in enumerate(sizes)),
        share_of_runs={actor: float(share) for actor, share in zip(ties.actors, shares, strict=True)},
        runs=count,
    )


def exact_reach(graph: Network, seeds: Iterable[Hashable], chance: float, *, rounds: int = MOST_ROUNDS) -> float:
    """Return the expected reach without chance: the mean over every draw of the ties, each with its probability.

    Only ties in the seeds' parts of the network count. Finding the expected reach is a hard problem (#P-hard; Chen,
    Wang and Wang 2010), so there may be 16 such ties at most; beyond, use `expected_reach`.

    Raises
    ------
    ModelError
        As in `cascade`, and if too many ties count.

    References
    ----------
    Chen, W., C. Wang and Y. Wang (2010). Scalable influence maximization for prevalent viral marketing in large-scale
    social networks. *Proceedings of the Sixteenth ACM SIGKDD International Conference*, 1029-1038.

    Examples
    --------
    >>> triangle = nx.Graph([("a", "b"), ("b", "c"), ("a", "c")])
    >>> exact_reach(triangle, ["a"], chance=0.5)  # 1 + 2 (1/2 + 1/2 * 1/4)
    2.25
    """
    everyone = _Ties.of(graph)
    names = [everyone.actors[actor] for actor in _seeds(everyone, seeds)]
    chance = probability("chance", chance)
    circle = set().union(*(nx.node_connected_component(graph, name) for name in names))
    ties = _Ties.of(graph.subgraph(circle))
    count = len(ties.ends)
    if count > MOST_TIES_EXACT:
        raise ModelError(
            f"The seeds can be heard over {count} ties, and the exact reach looks at 2 ** {count} draws: "
            f"at most {MOST_TIES_EXACT} ties can be reckoned. Estimate it with expected_reach."
        )
    carries = np.array(list(product([False, True], repeat=count)), dtype=bool).reshape(2**count, count)
    weights = np.where(carries, chance, 1 - chance).prod(axis=1)
    heard = _course(ties, _seeds(ties, names), carries, _rounds(rounds))[-1]
    return float(weights @ heard.sum(axis=1))


def choose_seeds(
    graph: Network,
    count: int,
    strategy: str,
    chance: float,
    *,
    rounds: int = MOST_ROUNDS,
    runs: int = 400,
    seed: int = 1,
) -> tuple[str, ...]:
    """Choose whom to tell first.

    =========== =====================================================================================================
    strategy    whom it takes
    =========== =====================================================================================================
    degree      the actors with most ties
    betweenness the actors that stand on most shortest paths between others (Freeman 1977)
    greedy      one after the other, who adds most to the reach of those chosen before. With enough runs it comes to
                at least 63 per cent (1 - 1/e) of what the best possible choice reaches (Kempe and others 2003)
    lot         actors drawn by lot: what the others have to be better than
    =========== =====================================================================================================

    Equals are taken in alphabetical order.

    Parameters
    ----------
    graph, chance, rounds
        As in `cascade`; only ``greedy`` looks at `chance` and `rounds`.
    count
        Number of seeds, at most that of the actors.
    strategy
        One of `STRATEGIES`.
    runs, seed
        Draws of the ties that ``greedy`` looks at, and start of the random numbers of ``greedy`` and ``lot``.

    Returns
    -------
    tuple of str
        In the order in which they are chosen.

    Raises
    ------
    ModelError
        As in `cascade`, and if `strategy` is unknown or there are fewer actors than `count`.

    Examples
    --------
    >>> two_stars = nx.Graph([("a", leaf) for leaf in "pqrs"] + [("b", leaf) for leaf in "stu"])
    >>> choose_seeds(two_stars, 2, "degree", chance=0.9)
    ('a', 'b')
    """
    ties = _Ties.of(graph)
    number = whole_number("count", count, at_least=1, at_most=len(ties.actors))
    name = one_of("strategy", strategy, STRATEGIES)
    if name == "greedy":
        draws = whole_number("runs", runs, at_least=1, at_most=MOST_RUNS)
        carries = ties.draws(probability("chance", chance), draws, seed)
        return _greedy(ties, number, carries, _rounds(rounds))
    if name == "lot":
        order = np.random.default_rng(seed).permutation(len(ties.actors))
        return tuple(ties.actors[actor] for actor in order[:number])
    score = dict(graph.degree) if name == "degree" else nx.betweenness_centrality(graph)
    return tuple(sorted(ties.actors, key=lambda actor: (-score[actor], actor))[:number])


@dataclass(frozen=True)
class _Ties:
    """A network as numbers: the actors in alphabetical order, and the places of the two ends of each tie."""

    actors: tuple[str, ...]
    ends: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, graph: object) -> "_Ties":
        network = undirected(graph)
        actors = tuple(sorted(network))
        place = {actor: number for number, actor in enumerate(actors)}
        return cls(
            actors, tuple(sorted((place[a], place[b]) if a < b else (place[b], place[a]) for a, b in network.edges))
        )

    def draws(self, chance: float, runs: int, seed: int) -> Flags:
        """Draw which ties carry in each run. A greater chance carries wherever a smaller one does."""
        start = whole_number("seed", seed, at_least=0)
        return np.random.default_rng(start).random((runs, len(self.ends))) < chance

    def names(self, flags: Flags) -> tuple[str, ...]:
        return tuple(self.actors[place] for place in np.flatnonzero(flags))


def _course(ties: _Ties, seeds: Sequence[int], carries: Flags, rounds: int) -> list[Flags]:
    """Return who has heard after each round, from 0: runs by actors. It ends early if no run changes any more."""
    heard: Flags = np.zeros((len(carries), len(ties.actors)), dtype=bool)
    heard[:, list(seeds)] = True
    course = [heard]
    for _ in range(rounds):
        before = course[-1]
        now = before.copy()
        for tie, (a, b) in enumerate(ties.ends):
            now[:, a] |= before[:, b] & carries[:, tie]
            now[:, b] |= before[:, a] & carries[:, tie]
        if (now == before).all():
            break
        course.append(now)
    return course


def _greedy(ties: _Ties, count: int, carries: Flags, rounds: int) -> tuple[str, ...]:
    """Choose seeds one by one. Several seeds reach, draw by draw, whom any of them reaches alone."""
    alone = np.stack([_course(ties, [actor], carries, rounds)[-1] for actor in range(len(ties.actors))])
    heard = np.zeros_like(alone[0])
    chosen: list[int] = []
    for _ in range(count):
        gains = (alone & ~heard).sum(axis=(1, 2))
        gains[chosen] = -1
        chosen.append(int(gains.argmax()))
        heard |= alone[chosen[-1]]
    return tuple(ties.actors[actor] for actor in chosen)


def _round_reach(number: int, sizes: np.ndarray) -> RoundReach:
    low, high = np.quantile(sizes, [(1 - SPREAD) / 2, (1 + SPREAD) / 2])
    return RoundReach(number, float(sizes.mean()), float(low), float(high))


def _seeds(ties: _Ties, seeds: Iterable[Hashable]) -> list[int]:
    """Return the places of the seeds, each once, in the order given."""
    names = list(dict.fromkeys([seeds] if isinstance(seeds, str) else seeds))
    if not names:
        raise ModelError("`seeds` is empty: somebody has to know first.")
    for name in names:
        if name not in ties.actors:
            raise unknown_name("actor", name, map(str, ties.actors))
    return [ties.actors.index(name) for name in names]


def _rounds(rounds: object) -> int:
    return whole_number("rounds", rounds, at_least=0, at_most=MOST_ROUNDS)
