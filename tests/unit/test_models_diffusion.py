"""The independent cascade: exact values by hand, the estimate against them, another simulation, wrong input named."""

import random
from itertools import combinations
from statistics import fmean

import networkx as nx
import numpy as np
import pytest

from bamboo_diplomacy.models import diffusion
from bamboo_diplomacy.models.errors import ModelError
from bamboo_diplomacy.models.network import Network

PATH = nx.path_graph(["a", "b", "c", "d"])
STAR = nx.star_graph(["hub", "p", "q", "r"])
SMALL = [nx.relabel_nodes(nx.gnp_random_graph(7, 0.35, seed=seed), str) for seed in (1, 2, 3)]


def spread_actor_by_actor(graph: Network, seeds: list[str], chance: float, rounds: int, luck: random.Random) -> int:
    """Follow the words of the definition: who has just heard tells each contact that has not, once."""
    heard, tellers = set(seeds), list(seeds)
    for _ in range(rounds):
        told = {other for teller in tellers for other in graph[teller] if other not in heard and luck.random() < chance}
        heard |= told
        tellers = sorted(told)
    return len(heard)


def test_along_a_path_the_word_fades_step_by_step() -> None:
    assert diffusion.exact_reach(PATH, ["a"], 0.5) == pytest.approx(1 + 0.5 + 0.25 + 0.125)


def test_a_star_is_reached_from_its_middle() -> None:
    assert diffusion.exact_reach(STAR, ["hub"], 0.2) == pytest.approx(1 + 3 * 0.2)
    assert diffusion.exact_reach(STAR, ["p"], 0.2) == pytest.approx(1 + 0.2 + 2 * 0.2**2)


def test_two_seeds_between_which_an_actor_lies_have_two_chances_to_tell_it() -> None:
    assert diffusion.exact_reach(nx.path_graph(["a", "b", "c"]), ["a", "c"], 0.5) == pytest.approx(2 + 3 / 4)


def test_rounds_limit_how_far_the_word_comes() -> None:
    assert diffusion.exact_reach(PATH, ["a"], 0.5, rounds=2) == pytest.approx(1.75)
    assert diffusion.exact_reach(PATH, ["a"], 0.5, rounds=0) == 1


def test_certain_telling_reaches_the_whole_component_and_no_more() -> None:
    graph: Network = nx.Graph([*PATH.edges, ("x", "y")])

    assert diffusion.exact_reach(graph, ["a"], 1) == 4
    assert diffusion.expected_reach(graph, ["a"], 1).mean == 4
    assert diffusion.expected_reach(graph, ["a"], 0).mean == 1


@pytest.mark.parametrize("rounds", [1, 2, 100])
@pytest.mark.parametrize("graph", SMALL, ids=str)
def test_the_estimate_lies_within_four_standard_errors_of_the_exact_reach(graph: Network, rounds: int) -> None:
    exact = diffusion.exact_reach(graph, ["0", "3"], 0.3, rounds=rounds)
    reach = diffusion.expected_reach(graph, ["0", "3"], 0.3, rounds=rounds, runs=4_000)

    assert abs(reach.mean - exact) <= 4 * reach.standard_error


@pytest.mark.parametrize("graph", SMALL, ids=str)
def test_telling_actor_by_actor_reaches_as_many(graph: Network) -> None:
    luck = random.Random(5)
    sizes = [spread_actor_by_actor(graph, ["0"], 0.3, 2, luck) for _ in range(4_000)]

    error = np.std(sizes) / np.sqrt(len(sizes))
    assert abs(fmean(sizes) - diffusion.exact_reach(graph, ["0"], 0.3, rounds=2)) <= 4 * error


def test_the_standard_error_halves_with_four_times_the_runs() -> None:
    few, many = (diffusion.expected_reach(STAR, ["hub"], 0.5, runs=runs).standard_error for runs in (1_000, 4_000))

    assert few / many == pytest.approx(2, rel=0.1)


def test_the_course_starts_with_the_seeds_and_ends_with_the_reach() -> None:
    reach = diffusion.expected_reach(PATH, ["a", "d"], 0.6, rounds=5, runs=200)

    assert [step.round for step in reach.by_round] == [0, 1, 2, 3, 4, 5]
    assert reach.by_round[0] == diffusion.RoundReach(0, 2, 2, 2)
    assert reach.by_round[-1].mean == reach.mean
    assert all(step.low <= step.high for step in reach.by_round)
    assert reach.mean == pytest.approx(sum(reach.share_of_runs.values()))


def test_a_single_run_names_who_hears_in_each_round() -> None:
    assert diffusion.cascade(STAR, ["p"], 1) == (("p",), ("hub",), ("q", "r"))
    assert diffusion.cascade(STAR, ["p"], 0) == (("p",),)


def test_the_same_seed_gives_the_same_run() -> None:
    graph = SMALL[0]

    assert diffusion.cascade(graph, ["0"], 0.5, seed=7) == diffusion.cascade(graph, ["0"], 0.5, seed=7)
    assert len({diffusion.cascade(graph, ["0"], 0.5, seed=seed) for seed in range(20)}) > 1


def test_more_chance_never_reaches_less_on_the_same_draws() -> None:
    means = [diffusion.expected_reach(SMALL[1], ["0"], step / 10, runs=300).mean for step in range(11)]

    assert means == sorted(means)


@pytest.mark.parametrize("graph", SMALL, ids=str)
def test_greedy_keeps_its_promise_against_the_best_choice(graph: Network) -> None:
    best = max(diffusion.exact_reach(graph, pair, 0.4) for pair in combinations(graph, 2))
    chosen = diffusion.choose_seeds(graph, 2, "greedy", 0.4, runs=2_000)

    assert diffusion.exact_reach(graph, chosen, 0.4) >= (1 - np.exp(-1)) * best


def test_greedy_leaves_the_shadow_of_the_first_seed() -> None:
    # Two hubs of four leaves each sit beside each other; a third of three leaves stands apart.
    near = nx.Graph([("a", leaf) for leaf in "ijkl"] + [("b", leaf) for leaf in "ijkl"])
    graph = nx.compose(near, nx.Graph([("z", leaf) for leaf in "uvw"]))

    assert diffusion.choose_seeds(graph, 2, "degree", 0.9) == ("a", "b")
    assert "z" in diffusion.choose_seeds(graph, 2, "greedy", 0.9)


def test_betweenness_finds_the_broker_whom_degree_overlooks() -> None:
    stars = [("a", leaf) for leaf in "ijk"] + [("b", leaf) for leaf in "uvw"]
    graph = nx.Graph([*stars, ("a", "broker"), ("broker", "b")])

    assert "broker" in diffusion.choose_seeds(graph, 3, "betweenness", 0.5)
    assert diffusion.choose_seeds(graph, 2, "degree", 0.5) == ("a", "b")


def test_lots_differ_by_seed_and_never_draw_twice() -> None:
    lots = {diffusion.choose_seeds(SMALL[0], 3, "lot", 0.5, seed=seed) for seed in range(10)}

    assert len(lots) > 1
    assert all(len(set(lot)) == 3 for lot in lots)


def test_a_large_network_is_not_reckoned_exactly() -> None:
    with pytest.raises(ModelError, match=r"over 21 ties.* Estimate it with expected_reach"):
        diffusion.exact_reach(nx.relabel_nodes(nx.complete_graph(7), str), ["0"], 0.1)


@pytest.mark.parametrize(
    ("seeds", "chance", "sentence"),
    [
        ([], 0.5, "`seeds` is empty"),
        (["hbu"], 0.5, 'Did you mean "hub"'),
        (["hub"], 1.5, "`chance` is a probability"),
    ],
)
def test_wrong_input_is_named(seeds: list[str], chance: float, sentence: str) -> None:
    with pytest.raises(ModelError, match=sentence):
        diffusion.expected_reach(STAR, seeds, chance)


def test_an_unknown_strategy_and_too_many_seeds_are_named() -> None:
    with pytest.raises(ModelError, match=r'no strategy "gredy".* Did you mean "greedy"'):
        diffusion.choose_seeds(STAR, 1, "gredy", 0.5)
    with pytest.raises(ModelError, match="`count` must be at most 4"):
        diffusion.choose_seeds(STAR, 5, "degree", 0.5)
