"""Canonical form of a networkx graph."""

import json
import sys

from bamboo_diplomacy.practice.canonical.form import MAX_LEAVES, Child, Form, NotCanonicalError
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number


def from_networkx(value: object, child: Child) -> Form | None:
    """Return the form of a graph, or None if the value is no graph.

    Nodes and edges are sorted, and an edge of an undirected graph has its smaller end first, so the order in which a
    student added them does not matter. Attributes stay with their node or edge.
    """
    nx = sys.modules["networkx"]
    if not (hasattr(nx, "Graph") and isinstance(value, nx.Graph)):
        return None
    if value.number_of_nodes() + value.number_of_edges() > MAX_LEAVES:
        raise NotCanonicalError(say("practice.refused.graph", limit=number(MAX_LEAVES)))
    directed = bool(value.is_directed())
    edges = []
    for source, target, attributes in value.edges(data=True):
        ends = [child(source), child(target)]
        edges.append([*(ends if directed else sorted(ends, key=_key)), child(dict(attributes))])
    return {
        "kind": "graph",
        "directed": directed,
        "nodes": sorted(([child(node), child(dict(data))] for node, data in value.nodes(data=True)), key=_key),
        "edges": sorted(edges, key=_key),
    }


def _key(form: object) -> str:
    return json.dumps(form, sort_keys=True, ensure_ascii=False)
