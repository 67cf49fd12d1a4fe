"""Ties as a network: hand-computed cases, networkx as the second opinion, wrong input named."""

import math
from itertools import combinations

import networkx as nx
import pandas as pd
import pytest

from bamboo_diplomacy.models import network
from bamboo_diplomacy.models.errors import ModelError
from bamboo_diplomacy.models.network import Network

# Two triangles that share nothing but the tie c-d, and a pair that is tied to nobody else.
TIES = pd.DataFrame(
    [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "e"), ("e", "f"), ("d", "f"), ("x", "y")],
    columns=["from_id", "to_id"],
)
RANDOM = [nx.relabel_nodes(nx.gnp_random_graph(14, 0.18, seed=seed), str) for seed in range(6)]


@pytest.fixture
def graph() -> Network:
    return network.graph_from_ties(TIES)


def test_ties_become_edges_and_their_ends_actors(graph: Network) -> None:
    assert sorted(graph) == ["a", "b", "c", "d", "e", "f", "x", "y"]
    assert graph.number_of_edges() == len(TIES)


def test_an_actor_without_a_tie_is_part_of_the_network() -> None:
    graph = network.graph_from_ties(TIES.head(1), pd.DataFrame({"id": ["a", "b", "alone"], "name": ["A", "B", "Z"]}))

    assert graph.nodes["alone"] == {"name": "Z"}
    assert graph.degree("alone") == 0


def test_a_tie_stands_from_its_beginning_or_its_report_on_and_may_have_stood_before_the_report() -> None:
    ties = pd.DataFrame(
        {
            "from_id": list("aaaa"),
            "to_id": ["began", "later", "reported", "undated"],
            "since": [1990, 2005, None, None],
            "reported": [2020, 2020, 2010, None],
        }
    )

    def contacts(year: int, *, uncertain: bool) -> list[str]:
        return sorted(network.graph_from_ties(ties, year=year, uncertain=uncertain)["a"])

    assert contacts(2000, uncertain=False) == ["began"]
    assert contacts(2000, uncertain=True) == ["began", "reported", "undated"]
    assert contacts(2010, uncertain=False) == ["began", "later", "reported"]
    graph = network.graph_from_ties(ties, year=2010)
    assert {actor: tie["certain"] for actor, tie in graph["a"].items()} == {
        "began": True,
        "later": True,
        "reported": True,
        "undated": False,
    }


def test_an_actor_that_was_not_there_yet_has_no_ties() -> None:
    ties = pd.DataFrame({"from_id": ["a", "a"], "to_id": ["b", "c"]})
    actors = pd.DataFrame({"id": ["a", "b", "c"], "since": [None, 1995, 2010]})

    assert sorted(network.graph_from_ties(ties, actors, year=2000)) == ["a", "b"]


def test_several_ties_of_one_pair_are_one_edge_that_keeps_them_all() -> None:
    ties = pd.DataFrame({"from_id": ["a", "b"], "to_id": ["b", "a"], "kind": ["member of", "works with"]})

    assert network.graph_from_ties(ties).edges["a", "b"] == {"kinds": ("member of", "works with"), "certain": True}


def test_standing_of_the_middle_is_as_by_hand(graph: Network) -> None:
    # c lies on the shortest paths of {a, b} x {d, e, f}: 6 of the 21 pairs of seven others.
    row = network.standing(graph).loc["c"]

    assert row.to_dict() == {
        "degree": 3,
        "betweenness": pytest.approx(6 / 21),
        "brokered": 2,
        "effective_size": pytest.approx(3 - 2 / 3),
        "component": 1,
    }


def test_the_best_connected_come_first(graph: Network) -> None:
    assert network.standing(graph).index.tolist() == ["c", "d", "a", "b", "e", "f", "x", "y"]


@pytest.mark.parametrize("graph", RANDOM, ids=str)
def test_effective_size_is_that_of_networkx(graph: Network) -> None:
    theirs = {actor: size for actor, size in nx.effective_size(graph).items() if not math.isnan(size)}

    assert network.standing(graph)["effective_size"][list(theirs)].to_dict() == pytest.approx(theirs)


@pytest.mark.parametrize("graph", RANDOM, ids=str)
def test_brokered_pairs_are_those_that_close_no_triangle(graph: Network) -> None:
    for actor in graph:
        closed = nx.triangles(graph)[actor]
        assert len(network.brokered_pairs(graph, actor)) == math.comb(graph.degree(actor), 2) - closed


@pytest.mark.parametrize("graph", RANDOM, ids=str)
def test_a_removal_loses_the_pairs_whose_paths_are_gone(graph: Network) -> None:
    for actor in graph:
        others = graph.subgraph(set(graph) - {actor})
        had = {pair for pair in combinations(sorted(others), 2) if nx.has_path(graph, *pair)}
        gone = network.removal(graph, actor)

        assert set(gone.lost) == {pair for pair in had if not nx.has_path(others, *pair)}
        assert gone.pairs == len(had)
        assert bool(gone.lost) == (actor in set(nx.articulation_points(graph)))


def test_a_removal_names_the_parts(graph: Network) -> None:
    gone = network.removal(graph, "c")

    assert gone.parts == (("d", "e", "f"), ("a", "b"))
    assert gone.share == pytest.approx(6 / 11)


def test_who_has_no_tie_leaves_no_gap() -> None:
    gone = network.removal(nx.Graph([("a", "b")]).subgraph(["a"]), "a")

    assert (gone.lost, gone.parts, gone.share) == ((), (), 0)


def test_a_bridge_is_named_once_and_in_order(graph: Network) -> None:
    assert network.bridges(graph) == (("c", "d"), ("x", "y"))


def test_the_weak_tie_is_the_one_without_common_contacts(graph: Network) -> None:
    assert network.overlap(graph, "c", "d") == 0
    assert network.overlap(graph, "a", "c") == 1 / 2
    assert math.isnan(network.overlap(graph, "x", "y"))


@pytest.mark.parametrize(
    ("ties", "sentence"),
    [
        ([], "`ties` must be DataFrame"),
        (pd.DataFrame({"from": ["a"], "to_id": ["b"]}), '`ties` has no column "from_id"; it has from, to_id'),
        (pd.DataFrame({"from_id": ["a"], "to_id": ["a"]}), 'Row 0 of `ties` ties "a" to itself'),
        (pd.DataFrame({"from_id": ["a"], "to_id": ["b"], "since": ["long ago"]}), 'Row 0 has "long ago" under `since`'),
    ],
)
def test_a_damaged_frame_of_ties_is_named(ties: object, sentence: str) -> None:
    with pytest.raises(ModelError, match=sentence):
        network.graph_from_ties(ties, year=2000)  # type: ignore[arg-type]  # wrong on purpose


def test_a_tie_to_an_unknown_actor_is_named() -> None:
    with pytest.raises(ModelError, match=r'Row 0 of `ties`: There is no actor "b"\. .*Known: a'):
        network.graph_from_ties(TIES.head(1), pd.DataFrame({"id": ["a"]}))


def test_an_actor_that_stands_twice_is_named() -> None:
    with pytest.raises(ModelError, match='`actors` has "a" more than once'):
        network.graph_from_ties(TIES.head(1), pd.DataFrame({"id": ["a", "b", "a"]}))


def test_an_unknown_actor_gets_the_nearest_name() -> None:
    with pytest.raises(ModelError, match='Did you mean "union"'):
        network.removal(nx.Graph([("union", "city")]), "unoin")


def test_a_tie_that_does_not_exist_has_no_overlap(graph: Network) -> None:
    with pytest.raises(ModelError, match='no tie between "a" and "f"'):
        network.overlap(graph, "a", "f")


def test_a_directed_graph_is_refused() -> None:
    with pytest.raises(ModelError, match="must be undirected"):
        network.bridges(nx.DiGraph([("a", "b")]))
