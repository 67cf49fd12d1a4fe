"""Where each actor of people-to-people diplomacy stands on the picture: worked out once from all ties, always the same.

Columns lead from the Party on the left to the partners abroad on the right, and within a column each actor stands near
those that it is tied to. An actor keeps its place whatever the reader chooses, so pictures can be compared.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

ROW = 15  # pixels between two labels of one column
_ABROAD = 5
_COLUMNS = {"party": 0, "ministry": 1, "committee": 1, "front": 1, "union": 2, "agency": 2, "city or province": 4}
_OTHER_BODIES = 3
_SWEEPS = 30


@dataclass(frozen=True)
class Place:
    """Where an actor stands.

    Attributes
    ----------
    column
        From 0, the Party, to 5, abroad.
    y
        Pixels from the top of the picture.
    """

    column: int
    y: float


def places(graph: "nx.Graph[str]") -> dict[str, Place]:
    """Return the place of each actor.

    Parameters
    ----------
    graph
        The network of all ties; its nodes have the attributes ``kind`` and ``country``.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph([("ministry", "town")])
    >>> graph.nodes["ministry"].update(kind="ministry", country="VNM")
    >>> graph.nodes["town"].update(kind="city or province", country="LAO")
    >>> {actor: place.column for actor, place in places(graph).items()}
    {'ministry': 1, 'town': 5}
    """
    columns = {actor: _column(data) for actor, data in graph.nodes(data=True)}
    parts = _parts(graph)
    rank = {actor: number for number, part in enumerate(parts) for actor in part}
    y: dict[str, float] = {}
    members = [[actor for actor in rank if columns[actor] == column] for column in range(_ABROAD + 1)]
    height = ROW * (max(map(len, members)) - 1)
    for column in members:
        y.update(_spread(column, height))
    for _ in range(_SWEEPS):
        for number, column in reversed(list(enumerate(members))):
            wanted = {actor: _among(graph, actor, columns, y) for actor in column}
            column.sort(key=lambda actor: (rank[actor], wanted[actor], actor))
            y.update(_spread(column, height) if number == _ABROAD else _apart(column, wanted, height))
    return {actor: Place(columns[actor], y[actor]) for actor in graph}


def _column(actor: Mapping[str, Any]) -> int:
    return _ABROAD if actor["country"] != "VNM" else _COLUMNS.get(actor["kind"], _OTHER_BODIES)


def _parts(graph: "nx.Graph[str]") -> list[list[str]]:
    """Return the parts of the network, the largest first, each actor beside those that it is tied to."""
    import networkx as nx  # noqa: PLC0415 - loads when an explorer is made

    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    return [list(nx.dfs_preorder_nodes(graph, min(part), sort_neighbors=sorted)) for part in parts]


def _among(graph: "nx.Graph[str]", actor: str, columns: Mapping[str, int], y: Mapping[str, float]) -> float:
    """Return the mean height of an actor's contacts, of those in other columns if it has any there."""
    across = [y[other] for other in graph[actor] if columns[other] != columns[actor]]
    return fmean(across or [y[other] for other in graph[actor]] or [y[actor]])


def _spread(column: Sequence[str], height: float) -> dict[str, float]:
    """Place a column evenly from top to bottom."""
    return {actor: height * (number + 0.5) / len(column) for number, actor in enumerate(column)}


def _apart(column: Iterable[str], wanted: Mapping[str, float], height: float) -> dict[str, float]:
    """Place a column near where it is wanted, with room for each label."""
    placed: dict[str, float] = {}
    lowest = 0.0
    for actor in column:
        placed[actor] = max(wanted[actor], lowest)
        lowest = placed[actor] + 2 * ROW
    limit = height
    for actor in reversed(placed):
        placed[actor] = min(placed[actor], limit)
        limit = placed[actor] - 2 * ROW
    return placed
