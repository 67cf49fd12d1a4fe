"""Reach: the same draws for every choice, the sentence and the picture tell one result."""

import pytest

from bamboo_diplomacy import load, strings
from bamboo_diplomacy.explore import reach
from bamboo_diplomacy.explore.gallery.reach import ReachExplorer
from bamboo_diplomacy.models.diffusion import exact_reach
from bamboo_diplomacy.models.network import graph_from_ties


@pytest.fixture
def explorer() -> ReachExplorer:
    return reach()


def test_every_strategy_chooses_as_many_seeds_as_are_asked_for(explorer: ReachExplorer) -> None:
    explorer.set(seeds=4)
    assert [len(found.seeds) for found in explorer.result.reaches.values()] == [4, 4, 4, 4]


def test_the_same_seeds_have_the_same_reach_whatever_strategy_chose_them(explorer: ReachExplorer) -> None:
    explorer.set(seeds=1)
    degree, betweenness = (explorer.result.reaches[name] for name in ("degree", "betweenness"))
    assert degree == betweenness


def test_greedy_spends_no_seed_where_the_word_arrives_anyway(explorer: ReachExplorer) -> None:
    explorer.set(chance=0.9)
    reaches = explorer.result.reaches
    assert "Hoi An" in reaches["greedy"].seeds
    assert reaches["greedy"].mean > reaches["degree"].mean + 4 * reaches["greedy"].standard_error


def test_one_round_of_one_seed_is_its_degree_times_the_chance(explorer: ReachExplorer) -> None:
    explorer.set(seeds=1, rounds=1, chance=0.5)
    found = explorer.result.reaches["degree"]
    assert found.seeds == ("VUFO",)
    assert abs(found.mean - (1 + 15 * 0.5)) < 4 * found.standard_error


def test_another_draw_is_another_estimate_of_the_same_reach(explorer: ReachExplorer) -> None:
    first = explorer.result.reaches["degree"]
    explorer.set(draw=2)
    second = explorer.result.reaches["degree"]
    assert first.mean != second.mean
    assert abs(first.mean - second.mean) < 6 * first.standard_error


def test_hoi_an_and_its_four_cities_can_be_reckoned_by_hand() -> None:
    assert exact_reach(graph_from_ties(load("p2p_ties")), ["Hoi An"], 0.6) == pytest.approx(1 + 4 * 0.6)


def test_the_title_names_the_better_choice(explorer: ReachExplorer) -> None:
    best = explorer.result.reaches["greedy"].mean
    assert explorer.static().title.endswith(f"; chosen greedily, {best:.1f}")
    explorer.set(strategy="greedy")
    assert explorer.static().title.endswith("; no choice here reaches more")


def test_the_sentence_gives_seeds_mean_error_and_band(explorer: ReachExplorer) -> None:
    found = explorer.result.reaches["degree"]
    assert explorer.describe().startswith(
        f"Those told first are VUFO, Ho Chi Minh City, MOFA; after 4 rounds {found.mean:.1f} of 72 actors have heard"
    )
    assert f"(standard error {found.standard_error:.1f})" in explorer.describe()


def test_it_speaks_vietnamese(explorer: ReachExplorer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    assert explorer.static().title.startswith("Chọn theo bậc, những chủ thể được báo trước đưa tin đến")
    assert "Thành phố Hồ Chí Minh" in explorer.describe()
