"""Ties between actors as a network: who stands between whom, and which pairs lose contact when an actor is gone.

A network is an undirected `networkx.Graph`: its nodes are actors, its edges are ties. It is made from a frame of ties,
so every line of the picture has a row, and with it a source. What networkx already answers (`graph.degree`,
`networkx.shortest_path`) is left to networkx; this module adds what the study of diplomacy asks of it.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeAlias

import networkx as nx
import pandas as pd

from bamboo_diplomacy.models.checks import instance, whole_number
from bamboo_diplomacy.models.errors import ModelError, unknown_name

__all__ = ["Removal", "bridges", "brokered_pairs", "graph_from_ties", "overlap", "removal", "standing"]

Network: TypeAlias = "nx.Graph[Any]"
Pair: TypeAlias = "tuple[str, str]"

_ENDS = ("from_id", "to_id")


def graph_from_ties(
    ties: pd.DataFrame, actors: pd.DataFrame | None = None, *, year: int | None = None, uncertain: bool = True
) -> Network:
    """Build the network of the actors that a frame of ties connects.

    A tie has no direction here: that one body is a member of another means that each can reach the other. Two actors
    with several ties have one edge, which keeps all kinds.

    When a tie began is often not recorded, while a report shows that it stood in some year. From the year of its
    beginning or of its first report on, a tie is *certain*. Before, a tie without a known beginning is *uncertain*: it
    may have stood or not.

    Parameters
    ----------
    ties
        Columns ``from_id`` and ``to_id``: ids of actors. If present, ``kind`` is kept, ``since`` is the year in which
        the tie began and ``reported`` the year of a report of it; both may be missing.
    actors
        Column ``id``; all other columns become attributes of the node, and ``since`` says from which year the actor is
        there. Actors without a tie are part of the network. If not given, the ends of the ties are the actors.
    year
        Keeps what stood in this year. If not given, everything stays and is certain.
    uncertain
        Whether uncertain ties are kept. Both choices err: with them a network shows some ties too early, without them
        it lacks ties that stood. The truth lies between the two networks.

    Returns
    -------
    networkx.Graph
        Edges have the attributes ``kinds`` (a tuple) and ``certain``.

    Raises
    ------
    ModelError
        If a column is missing, an actor stands twice, a tie names an actor that does not exist, or ties an actor to
        itself.

    Examples
    --------
    >>> ties = pd.DataFrame({"from_id": ["union", "union"], "to_id": ["city", "ministry"], "since": [1995, 2010]})
    >>> sorted(graph_from_ties(ties, year=2000).edges)
    [('union', 'city')]
    """
    rows = _certainty(_with_columns("ties", ties, _ENDS), year)
    if not uncertain:
        rows = rows[rows["certain"]]
    graph: Network = nx.Graph()
    known = None if actors is None else _add_actors(graph, actors, year)
    for index, row in zip(rows.index, rows.to_dict("records"), strict=True):
        _add_tie(graph, index, row, known)
    return graph


def standing(graph: Network) -> pd.DataFrame:
    """Return where each actor stands in the network.

    Parameters
    ----------
    graph
        A network of `graph_from_ties`, or any undirected graph of networkx.

    Returns
    -------
    pandas.DataFrame
        One row is one actor (index ``actor``), the best connected first:

        ``degree``
            actors that it is tied to;
        ``betweenness``
            of all shortest paths between two others, the share that runs through it, averaged over the pairs
            (0 to 1; Freeman 1977);
        ``brokered``
            pairs of its contacts that have no tie with each other (see `brokered_pairs`);
        ``effective_size``
            its contacts, less the mean number of ties that they have among themselves: what is left once redundancy is
            taken away (Burt 1992);
        ``component``
            number of the part of the network that it belongs to, 1 being the largest.

    Raises
    ------
    ModelError
        If `graph` is not an undirected networkx graph.

    References
    ----------
    Freeman, L. C. (1977). A set of measures of centrality based on betweenness. *Sociometry*, 40(1), 35-41.

    Burt, R. S. (1992). *Structural Holes: The Social Structure of Competition*. Harvard University Press. For ties
    without weights the effective size is that of Borgatti, S. P. (1997). Structural holes: unpacking Burt's redundancy
    measures. *Connections*, 20(1), 35-38.

    Examples
    --------
    >>> standing(nx.star_graph(["union", "city", "ministry", "school"])).loc["union"].to_dict()
    {'degree': 3.0, 'betweenness': 1.0, 'brokered': 3.0, 'effective_size': 3.0, 'component': 1.0}
    """
    network = undirected(graph)
    between = nx.betweenness_centrality(network)
    components = {actor: number for number, part in enumerate(_parts(network), 1) for actor in part}
    rows = [
        {
            "actor": actor,
            "degree": network.degree(actor),
            "betweenness": between[actor],
            "brokered": len(brokered_pairs(network, actor)),
            "effective_size": _effective_size(network, actor),
            "component": components[actor],
        }
        for actor in network
    ]
    columns = ["actor", "degree", "betweenness", "brokered", "effective_size", "component"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["degree", "betweenness", "actor"], ascending=[False, False, True]).set_index("actor")


def brokered_pairs(graph: Network, actor: Hashable) -> tuple[Pair, ...]:
    """Return the pairs of an actor's contacts that have no tie with each other.

    Between them lies a structural hole (Burt 1992, *Structural Holes*, Harvard University Press): the actor can carry
    news and favours from one to the other, and can also keep them apart.

    Raises
    ------
    ModelError
        If `graph` is not an undirected networkx graph, or `actor` is not in it.

    Examples
    --------
    >>> triangle_and_tail = nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")])
    >>> brokered_pairs(triangle_and_tail, "c")
    (('a', 'd'), ('b', 'd'))
    """
    network = undirected(graph)
    contacts = sorted(network[_member(network, actor)])
    return tuple(pair for pair in combinations(contacts, 2) if not network.has_edge(*pair))


def bridges(graph: Network) -> tuple[Pair, ...]:
    """Return the ties without which the network falls into more parts, in alphabetical order.

    Raises
    ------
    ModelError
        If `graph` is not an undirected networkx graph.

    Examples
    --------
    >>> bridges(nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]))
    (('c', 'd'),)
    """
    return tuple(sorted(_pair(*tie) for tie in nx.bridges(undirected(graph))))


def overlap(graph: Network, first: Hashable, second: Hashable) -> float:
    """Return the share of two tied actors' other contacts that they have in common.

    Strong ties lie within circles: whom one knows, the other soon knows too. A tie with little overlap leads out of the
    circle, and what is new comes over it: that is the strength of weak ties (Granovetter 1973). At zero the tie is a
    local bridge. The measure is that of Onnela and others (2007).

    Returns
    -------
    float
        0 to 1; ``nan`` if the two have no other contact.

    Raises
    ------
    ModelError
        If `graph` is not an undirected networkx graph, or there is no such tie in it.

    References
    ----------
    Granovetter, M. S. (1973). The strength of weak ties. *American Journal of Sociology*, 78(6), 1360-1380.

    Onnela, J.-P., and others (2007). Structure and tie strengths in mobile communication networks. *Proceedings of the
    National Academy of Sciences*, 104(18), 7332-7336.

    Examples
    --------
    >>> triangle_and_tail = nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")])
    >>> overlap(triangle_and_tail, "a", "b"), overlap(triangle_and_tail, "c", "d")
    (1.0, 0.0)
    """
    network = undirected(graph)
    if not network.has_edge(_member(network, first), _member(network, second)):
        raise ModelError(f'There is no tie between "{first}" and "{second}": the overlap is that of two tied actors.')
    own, other = set(network[first]) - {second}, set(network[second]) - {first}
    return len(own & other) / len(own | other) if own | other else float("nan")


@dataclass(frozen=True)
class Removal:
    """What the network loses with one actor.

    Attributes
    ----------
    actor
        Who is gone.
    lost
        The pairs of others that could reach each other before, directly or through others, and now cannot.
    pairs
        The number of pairs of others that could reach each other before.
    parts
        The parts into which the actor's part of the network falls, the largest first; empty if it had no tie.
    """

    actor: str
    lost: tuple[Pair, ...]
    pairs: int
    parts: tuple[tuple[str, ...], ...]

    @property
    def share(self) -> float:
        """The pairs that lose contact as a share of those that had it; 0 if none had."""
        return len(self.lost) / self.pairs if self.pairs else 0.0


def removal(graph: Network, actor: Hashable) -> Removal:
    """Take an actor out of the network and say which pairs of others lose contact.

    Contact is counted along any path, however long. A pair that keeps a long way round counts as in contact, so the
    count is a lower bound of the harm.

    Raises
    ------
    ModelError
        If `graph` is not an undirected networkx graph, or `actor` is not in it.

    Examples
    --------
    >>> gone = removal(nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")]), "c")
    >>> gone.lost, gone.pairs, gone.parts
    ((('a', 'd'), ('b', 'd')), 3, (('a', 'b'), ('d',)))
    """
    network = undirected(graph)
    gone = _member(network, actor)
    others = network.subgraph(set(network) - {gone})
    circle = set(nx.node_connected_component(network, gone)) - {gone}
    parts = tuple(part for part in _parts(others) if circle.issuperset(part))
    lost = [_pair(a, b) for one, two in combinations(parts, 2) for a in one for b in two]
    pairs = sum(len(part) * (len(part) - 1) // 2 for part in _parts(others)) + len(lost)
    return Removal(gone, tuple(sorted(lost)), pairs, parts)


def _with_columns(name: str, frame: object, columns: Iterable[str]) -> pd.DataFrame:
    table = instance(name, frame, pd.DataFrame)
    for column in columns:
        if column not in table.columns:
            raise ModelError(
                f'`{name}` has no column "{column}"; it has {", ".join(map(str, table.columns))}. '
                f'Rename one with frame.rename(columns={{"old": "{column}"}}).'
            )
    return table


def _certainty(ties: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """Return the ties that stood or may have stood in a year, with the column ``certain``."""
    if year is None:
        return ties.assign(certain=True)
    now = whole_number("year", year, at_least=0)
    since, reported = _years(ties, "since"), _years(ties, "reported")
    certain = (since <= now) | (since.isna() & (reported <= now))
    return ties.assign(certain=certain)[certain | since.isna()]


def _years(frame: pd.DataFrame, column: str) -> "pd.Series[float]":
    if column not in frame.columns:
        return pd.Series(float("nan"), index=frame.index)
    years = pd.to_numeric(frame[column], errors="coerce").astype("Float64")
    wrong = frame[column].notna() & years.isna()
    if wrong.any():
        row, text = next(frame[column][wrong].items())
        raise ModelError(f'Row {row} has "{text}" under `{column}`: write a whole year, or nothing.')
    return pd.Series(years.to_numpy(dtype=float, na_value=float("nan")), index=frame.index)


def _add_actors(graph: Network, actors: pd.DataFrame, year: int | None) -> set[str]:
    """Add the actors that were there, and return the ids of all."""
    everyone = _with_columns("actors", actors, ("id",))
    twice = everyone["id"][everyone["id"].duplicated()]
    if len(twice):
        raise ModelError(f'`actors` has "{twice.iloc[0]}" more than once: keep one row for each actor.')
    there = everyone if year is None else everyone[~(_years(everyone, "since") > year)]
    for row in there.to_dict("records"):
        graph.add_node(row.pop("id"), **{str(name): value for name, value in row.items()})
    return set(everyone["id"])


def _add_tie(graph: Network, index: object, row: dict[Hashable, Any], known: set[str] | None) -> None:
    """Add one tie, unless one of its ends was not there yet."""
    ends = (row["from_id"], row["to_id"])
    if ends[0] == ends[1]:
        raise ModelError(f'Row {index} of `ties` ties "{ends[0]}" to itself: a tie has two different ends.')
    for end in ends:
        if known is not None and end not in known:
            problem = unknown_name("actor", end, sorted(known))
            raise ModelError(f"Row {index} of `ties`: {problem}")
        if known is not None and end not in graph:
            return
    tie: dict[str, Any] = graph.get_edge_data(*ends, default={"kinds": (), "certain": False})
    kinds = (*tie["kinds"], row["kind"]) if "kind" in row else tie["kinds"]
    graph.add_edge(*ends, kinds=kinds, certain=tie["certain"] or row["certain"])


def undirected(graph: object) -> Network:
    """Return `graph` if it is an undirected networkx graph with one edge for each pair.

    Raises
    ------
    ModelError
        If it is not.

    Examples
    --------
    >>> undirected(nx.path_graph(3)).number_of_edges()
    2
    """
    network = instance("graph", graph, nx.Graph)
    if network.is_directed() or network.is_multigraph():
        raise ModelError("`graph` must be undirected with one edge for each pair: make it with networkx.Graph(graph).")
    return network


def _member(network: Network, actor: Hashable) -> str:
    if actor not in network:
        raise unknown_name("actor", actor, sorted(map(str, network)))
    return actor  # type: ignore[return-value]  # the id as it was given


def _parts(network: Network) -> list[tuple[str, ...]]:
    """Return the components, the largest first and each in alphabetical order."""
    parts = (tuple(sorted(part)) for part in nx.connected_components(network))
    return sorted(parts, key=lambda part: (-len(part), part))


def _effective_size(network: Network, actor: str) -> float:
    contacts = network.degree(actor)
    if not contacts:
        return 0.0
    among = network.subgraph(network[actor]).number_of_edges()
    return float(contacts - 2 * among / contacts)


def _pair(first: str, second: str) -> Pair:
    return (first, second) if first <= second else (second, first)
