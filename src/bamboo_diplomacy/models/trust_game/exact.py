"""What a match leads to on average, computed instead of played, for strategies that remember one round.

A strategy of memory one looks at the last round only. Two of them make a Markov chain on the four outcomes of a round,
CC, CD, DC and DD (side A's move first), so the probability of each outcome in each round follows by multiplication
(Nowak and Sigmund 1992). The chain is built from the probabilities in `MEMORY_ONE` and shares no
step with `play`, and so it checks the simulation.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from bamboo_diplomacy.models.checks import instance
from bamboo_diplomacy.models.errors import ModelError
from bamboo_diplomacy.models.trust_game.payoffs import COOPERATE
from bamboo_diplomacy.models.trust_game.settings import SIDES, Settings, strategy_function, strategy_name
from bamboo_diplomacy.models.trust_game.strategies import GENEROSITY, STRATEGIES, Strategy

OUTCOMES = ("CC", "CD", "DC", "DD")

_FROM_B = [0, 2, 1, 3]  # the outcomes in the same order, side B's move first


@dataclass(frozen=True)
class MemoryOne:
    """A strategy that looks at the last round only.

    Attributes
    ----------
    opening
        Probability of cooperating in a first round without a past.
    after
        Probability of cooperating after CC, CD, DC and DD: one's own move first, then the other's as one saw it.
    """

    opening: float
    after: tuple[float, float, float, float]


MEMORY_ONE = {
    "always_cooperate": MemoryOne(1, (1, 1, 1, 1)),
    "always_defect": MemoryOne(0, (0, 0, 0, 0)),
    "tit_for_tat": MemoryOne(1, (1, 0, 1, 0)),
    "generous_tit_for_tat": MemoryOne(1, (1, GENEROSITY, 1, GENEROSITY)),
    "win_stay_lose_shift": MemoryOne(1, (1, 0, 0, 1)),
}
"""The strategies of memory one. The others look further back: they can be played, but not computed here."""


def outcomes(settings: Settings) -> pd.DataFrame:
    """Return the probability of each outcome in each round.

    Parameters
    ----------
    settings
        What decides the match; both strategies of memory one. The seed plays no part.

    Returns
    -------
    pandas.DataFrame
        Index ``round``; columns CC, CD, DC, DD (side A's move first). A row adds up to 1: it tells what is played if
        the round is played.

    Raises
    ------
    ModelError
        If `settings` are not `Settings`, or a strategy is not of memory one.

    Examples
    --------
    >>> outcomes(Settings(a="generous_tit_for_tat", b="always_defect", rounds=2)).round(2).loc[2].to_dict()
    {'CC': 0.0, 'CD': 0.33, 'DC': 0.0, 'DD': 0.67}
    """
    instance("settings", settings, Settings)
    a, b = _memory_one(settings.a), _memory_one(settings.b)
    after_a = _seen(a.after, settings.misperception)
    after_b = _seen(b.after, settings.misperception)[_FROM_B]
    incidents = {(incident.round, incident.side) for incident in settings.incidents}

    def next_round(round_: int, will_a: np.ndarray, will_b: np.ndarray) -> np.ndarray:
        does_a = _done(will_a, settings.slip, forced=(round_, "A") in incidents)
        does_b = _done(will_b, settings.slip, forced=(round_, "B") in incidents)
        return np.stack([does_a * does_b, does_a * (1 - does_b), (1 - does_a) * does_b, (1 - does_a) * (1 - does_b)])

    # A war is known to both as it was, so its last round is not misperceived.
    first_a, first_b = (a.after[3], b.after[3]) if settings.memory_of_war else (a.opening, b.opening)
    rows = [next_round(1, np.array(first_a), np.array(first_b))]
    for round_ in range(2, settings.rounds + 1):
        rows.append(next_round(round_, after_a, after_b) @ rows[-1])
    index = pd.RangeIndex(1, settings.rounds + 1, name="round")
    return pd.DataFrame(np.stack(rows), columns=list(OUTCOMES), index=index)


def expected(settings: Settings) -> pd.DataFrame:
    """Return the expected cooperation and payoff of each side in each round.

    The mean of ``payoff`` over the rounds is the expected payoff of a round; with a `continuation` below 1, the sum of
    ``payoff * reached`` is the expected payoff of the match.

    Returns
    -------
    pandas.DataFrame
        One row is one side in one round: ``round``, ``side``, ``cooperation``, ``payoff``, ``reached`` (probability
        that the round is played).

    Raises
    ------
    ModelError
        If `settings` are not `Settings`, or a strategy is not of memory one.

    Examples
    --------
    >>> echo = expected(Settings(a="tit_for_tat", b="tit_for_tat", slip=0.05, rounds=500))
    >>> echo.iloc[-1][["cooperation", "payoff"]].astype(float).round(3).tolist()
    [0.5, 2.25]
    """
    chances = outcomes(settings)
    reached = settings.continuation ** (chances.index - 1)
    frames = []
    for place, side in enumerate(SIDES):
        worth = [settings.payoffs.of(outcome[place], outcome[1 - place]) for outcome in OUTCOMES]
        cooperative = [float(outcome[place] == COOPERATE) for outcome in OUTCOMES]
        frames.append(
            pd.DataFrame(
                {
                    "round": chances.index,
                    "side": side,
                    "cooperation": chances.to_numpy() @ cooperative,
                    "payoff": chances.to_numpy() @ worth,
                    "reached": reached,
                }
            )
        )
    return pd.concat(frames).sort_values(["round", "side"], ignore_index=True)


def _memory_one(strategy: str | Strategy) -> MemoryOne:
    function = strategy_function(strategy)
    for name, memory_one in MEMORY_ONE.items():
        if function is STRATEGIES[name]:
            return memory_one
    raise ModelError(
        f"The strategy {strategy_name(strategy)} has no exact result here: average it with average_over_seeds, "
        f"or choose a strategy that remembers one round ({', '.join(MEMORY_ONE)})."
    )


def _seen(after: tuple[float, ...], misperception: float) -> np.ndarray:
    """Mix the answers to what was done with the answers to what it was taken for."""
    right = np.array(after)
    taken_for = right[[1, 0, 3, 2]]
    return (1 - misperception) * right + misperception * taken_for


def _done(will: np.ndarray, slip: float, *, forced: bool) -> np.ndarray:
    """Turn the probability of meaning to cooperate into that of cooperating."""
    if forced:
        return 1 - will
    return (1 - slip) * will + slip * (1 - will)
