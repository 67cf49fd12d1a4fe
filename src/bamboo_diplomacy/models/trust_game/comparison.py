"""Many matches: the average course of one pairing, and every strategy against every other."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations_with_replacement

import numpy as np
import pandas as pd

from bamboo_diplomacy.models.checks import instance, whole_number
from bamboo_diplomacy.models.errors import ModelError
from bamboo_diplomacy.models.trust_game.match import Match, Record, play
from bamboo_diplomacy.models.trust_game.payoffs import COOPERATE
from bamboo_diplomacy.models.trust_game.settings import SIDES, Settings, strategy_name
from bamboo_diplomacy.models.trust_game.strategies import STRATEGIES, Strategy

MOST_RUNS = 10_000


def average_over_seeds(settings: Settings, runs: int = 100) -> pd.DataFrame:
    """Play the same settings with `runs` seeds in a row and average each round.

    Run ``i`` is the match of ``seed + i``, so each of them can be played again alone.

    Parameters
    ----------
    settings
        What decides the matches; the first seed is its `seed`.
    runs
        Number of matches (1 to 10,000).

    Returns
    -------
    pandas.DataFrame
        One row is one side in one round: ``round``, ``side``, ``cooperation`` (share of matches in which the side
        cooperated), ``payoff`` and ``trust`` (means), ``matches`` (how many came to this round).

    Raises
    ------
    ModelError
        If `settings` are not `Settings`, or `runs` is out of range.

    Examples
    --------
    >>> course = average_over_seeds(Settings(a="tit_for_tat", b="always_defect", rounds=3), runs=10)
    >>> course.query("side == 'A'")["cooperation"].tolist()
    [1.0, 0.0, 0.0]
    """
    matches = _matches(settings, runs)
    played = np.zeros(settings.rounds, dtype=int)
    sums = {side: np.zeros((settings.rounds, 3)) for side in SIDES}
    for match in matches:
        played[: match.rounds] += 1
        for side, record in zip(SIDES, (match.a, match.b), strict=True):
            sums[side][: match.rounds] += _course(record)
    reached = played > 0
    rounds = np.arange(1, settings.rounds + 1)
    sides = []
    for side in SIDES:
        means = sums[side][reached] / played[reached, np.newaxis]
        frame = pd.DataFrame(means, columns=["cooperation", "payoff", "trust"])
        frame.insert(0, "round", rounds[reached])
        frame.insert(1, "side", side)
        sides.append(frame.assign(matches=played[reached]))
    return pd.concat(sides).sort_values(["round", "side"], ignore_index=True)


def tournament(
    settings: Settings, strategies: Sequence[str | Strategy] = tuple(STRATEGIES), runs: int = 1
) -> pd.DataFrame:
    """Let every strategy meet every other and itself, as Axelrod (1984) did.

    Which strategy does best depends on who takes part, on the chances of error and on the past: that is the lesson.

    Parameters
    ----------
    settings
        What decides the matches; its own two strategies are not used.
    strategies
        Names of `STRATEGIES`, or functions of two records; all strategies if not given.
    runs
        Matches of each pair, with seeds in a row; errors and forgiveness make one match a matter of luck.

    Returns
    -------
    pandas.DataFrame
        One row is one strategy against one opponent: ``strategy``, ``opponent``, ``payoff`` and ``cooperation`` (both
        for each round played).

    Raises
    ------
    ModelError
        If `settings` are not `Settings`, there is no strategy, one is unknown or named twice, or `runs` is out of
        range.

    Examples
    --------
    >>> table = tournament(Settings(rounds=5), ["tit_for_tat", "always_defect"])
    >>> table.pivot(index="strategy", columns="opponent", values="payoff").loc["tit_for_tat"].to_dict()
    {'always_defect': 0.8, 'tit_for_tat': 3.0}
    """
    instance("settings", settings, Settings)
    if isinstance(strategies, str) or not strategies:
        raise ModelError('A tournament needs a list of strategies, such as ["tit_for_tat", "always_defect"].')
    names = [strategy_name(replace(settings, a=strategy).a) for strategy in strategies]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise ModelError(f"The strategy {twice[0]} takes part twice: give each strategy once.")
    rows = []
    for first, second in combinations_with_replacement(strategies, 2):
        matches = _matches(replace(settings, a=first, b=second), runs)
        own, other = [match.a for match in matches], [match.b for match in matches]
        if first == second:
            rows.append(_result(own + other, other + own))
        else:
            rows += [_result(own, other), _result(other, own)]
    return pd.DataFrame(rows).sort_values(["strategy", "opponent"], ignore_index=True)


def _matches(settings: Settings, runs: int) -> list[Match]:
    instance("settings", settings, Settings)
    count = whole_number("runs", runs, at_least=1, at_most=MOST_RUNS)
    return [play(replace(settings, seed=settings.seed + run)) for run in range(count)]


def _course(record: Record) -> np.ndarray:
    cooperated = [move == COOPERATE for move in record.moves]
    return np.column_stack([cooperated, record.payoffs, record.trust])


def _result(records: list[Record], opponents: list[Record]) -> dict[str, str | float]:
    rounds = sum(len(record.moves) for record in records)
    return {
        "strategy": records[0].strategy,
        "opponent": opponents[0].strategy,
        "payoff": sum(record.total for record in records) / rounds,
        "cooperation": sum(record.moves.count(COOPERATE) for record in records) / rounds,
    }
