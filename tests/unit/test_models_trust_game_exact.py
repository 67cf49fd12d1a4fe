"""The exact chain of the trust game: against matches without chance, against the simulation, against the literature."""

import math
from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest

from bamboo_diplomacy.models.errors import ModelError
from bamboo_diplomacy.models.trust_game import (
    MEMORY_ONE,
    Incident,
    Settings,
    average_over_seeds,
    expected,
    outcomes,
    play,
)

DETERMINISTIC = [name for name in MEMORY_ONE if name != "generous_tit_for_tat"]


@pytest.mark.parametrize(("a", "b"), list(product(DETERMINISTIC, repeat=2)))
@pytest.mark.parametrize("war", [0, 3])
@pytest.mark.parametrize("incidents", [(), (Incident(1, "B"), Incident(3, "A"))], ids=["no incident", "two incidents"])
def test_without_chance_the_chain_is_the_match(a: str, b: str, war: int, incidents: tuple[Incident, ...]) -> None:
    settings = Settings(a=a, b=b, rounds=8, memory_of_war=war, incidents=incidents)
    both = ["round", "side", "payoff"]

    pd.testing.assert_frame_equal(expected(settings)[both], play(settings).frame()[both])


@pytest.mark.parametrize(("a", "b"), [pair for pair in product(MEMORY_ONE, repeat=2) if pair[0] <= pair[1]])
def test_the_simulation_agrees_with_the_chain(a: str, b: str) -> None:
    runs, rounds, doubt = 1000, 10, 1e-6
    settings = Settings(
        a=a, b=b, rounds=rounds, slip=0.1, misperception=0.3, memory_of_war=1, incidents=(Incident(4, "B"),)
    )
    # Hoeffding: the mean of n independent values within [0, 1] is off by more than e with probability below
    # 2 exp(-2 n e^2); the doubt is shared among the two sides, the rounds and the two columns.
    bound = math.sqrt(math.log(2 * 4 * rounds / doubt) / (2 * runs))

    simulated = average_over_seeds(settings, runs)
    exact = expected(settings)

    assert (simulated["cooperation"] - exact["cooperation"]).abs().max() < bound
    assert (simulated["payoff"] - exact["payoff"]).abs().max() < 5 * bound


@pytest.mark.parametrize("error", ["slip", "misperception"])
def test_the_two_sides_err_independently_of_each_other(error: str) -> None:
    runs, doubt = 2000, 1e-6
    settings = Settings(a="tit_for_tat", b="tit_for_tat", rounds=2, **{error: 0.3})
    bound = math.sqrt(math.log(2 * 4 / doubt) / (2 * runs))

    matches = [play(replace(settings, seed=seed)) for seed in range(runs)]
    together = pd.Series([match.a.moves[-1] + match.b.moves[-1] for match in matches]).value_counts() / runs

    assert (together - outcomes(settings).iloc[-1]).abs().max() < bound


def test_the_simulation_ends_as_often_as_the_chain_expects() -> None:
    runs, rounds, doubt = 2000, 12, 1e-6
    settings = Settings(rounds=rounds, continuation=0.8)
    bound = math.sqrt(math.log(2 * rounds / doubt) / (2 * runs))

    reached = expected(settings).query("side == 'A'")["reached"].to_numpy()
    played = average_over_seeds(settings, runs).query("side == 'A'")["matches"].to_numpy() / runs

    assert reached == pytest.approx([0.8**round_ for round_ in range(rounds)])
    assert np.abs(played - reached[: len(played)]).max() < bound


@pytest.mark.parametrize("error", [{"slip": 0.03}, {"misperception": 0.03}, {"slip": 0.03, "misperception": 0.1}])
def test_two_tit_for_tats_with_errors_end_in_each_outcome_equally_often(error: dict[str, float]) -> None:
    settings = Settings(a="tit_for_tat", b="tit_for_tat", rounds=1000, **error)

    assert outcomes(settings).iloc[-1].tolist() == pytest.approx([0.25] * 4)
    assert expected(settings).iloc[-1]["payoff"] == pytest.approx((5 + 3 + 1 + 0) / 4)


def test_rare_slips_leave_win_stay_lose_shift_cooperating_far_more_than_tit_for_tat() -> None:
    settings = Settings(a="win_stay_lose_shift", b="win_stay_lose_shift", rounds=1000, slip=0.01)

    assert expected(settings).iloc[-1]["cooperation"] > 0.95


def test_the_probabilities_of_a_round_add_up_to_one() -> None:
    settings = Settings(a="generous_tit_for_tat", b="win_stay_lose_shift", slip=0.1, misperception=0.2)

    assert outcomes(settings).sum(axis="columns").to_numpy() == pytest.approx(1)


def test_a_longer_memory_has_no_exact_result() -> None:
    with pytest.raises(ModelError, match=r"grim_trigger has no exact result here: average it with average_over_seeds"):
        expected(Settings(a="grim_trigger"))


def test_a_function_that_borrows_a_name_has_no_exact_result() -> None:
    def tit_for_tat(own: str, other: str) -> float:
        return float(own == other)

    with pytest.raises(ModelError, match="tit_for_tat has no exact result"):
        expected(Settings(a=tit_for_tat))
