"""How a match runs, in one word, and how matches of its kind usually run: what a bet on it is judged by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import numpy as np
import pandas as pd

from bamboo_diplomacy.models.checks import instance, probability, whole_number
from bamboo_diplomacy.models.trust_game.comparison import MOST_RUNS
from bamboo_diplomacy.models.trust_game.match import Match, play
from bamboo_diplomacy.models.trust_game.settings import SIDES, Settings

LASTS = "lasts"
RETURNS = "returns"
FAILS = "fails"

COURSES = (LASTS, RETURNS, FAILS)
"""Every course that cooperation can take."""

END = 10
"""Rounds that count as the end of a match."""

_BOUNDS = ("low", "middle", "high")


@dataclass(frozen=True)
class UsualCourse:
    """How matches run that differ in nothing but chance.

    Attributes
    ----------
    shares
        Share of the matches that take each course of `COURSES`.
    trust
        One row is one side after one round, 0 being the time before the first: ``round``, ``side``, ``low`` and
        ``high`` (bounds of the trust that the middle matches show), ``middle`` (their median).
    runs
        Number of matches.
    """

    shares: dict[str, float]
    trust: pd.DataFrame
    runs: int


def course(match: Match) -> str:
    """Say how cooperation runs in a match.

    It ``"lasts"`` if both sides cooperate in every round. Else it ``"returns"`` if both cooperate in at least half of
    the last ten rounds (of all rounds, if there are fewer), whether it was broken or missing at first; and it
    ``"fails"`` if they do not. Moves are judged, not trust, which follows them with a delay. Ten and one half are ours.

    Raises
    ------
    ModelError
        If `match` is not a `Match`.

    Examples
    --------
    >>> course(play(Settings(a="tit_for_tat", b="tit_for_tat", memory_of_war=3)))
    'fails'
    >>> course(play(Settings(a="graduated_reciprocation", b="tit_for_tat", memory_of_war=3)))
    'returns'
    """
    instance("match", match, Match)
    if all(match.together):
        return LASTS
    end = match.together[-END:]
    return RETURNS if 2 * sum(end) >= len(end) else FAILS


def trust_at_first(settings: Settings) -> float:
    """Return the trust of either side before the first round: one half, or less after a war that is remembered.

    Raises
    ------
    ModelError
        If `settings` are not `Settings`.

    Examples
    --------
    >>> trust_at_first(Settings()), trust_at_first(Settings(memory_of_war=8))
    (0.5, 0.1)
    """
    instance("settings", settings, Settings)
    return 1 / (settings.memory_of_war + 2)


def usual_course(settings: Settings, runs: int = 100, spread: float = 0.8) -> UsualCourse:
    """Play the same settings with `runs` seeds in a row and say how the matches run.

    Parameters
    ----------
    settings
        What decides the matches; the first seed is its `seed`.
    runs
        Number of matches (1 to 10,000).
    spread
        Share of the matches that lie between ``low`` and ``high`` of `UsualCourse.trust` (0 to 1).

    Returns
    -------
    UsualCourse

    Raises
    ------
    ModelError
        If `settings` are not `Settings`, or `runs` or `spread` is out of range.

    Examples
    --------
    >>> usual_course(Settings(a="tit_for_tat", b="always_defect", rounds=20), runs=5).shares
    {'lasts': 0.0, 'returns': 0.0, 'fails': 1.0}
    """
    instance("settings", settings, Settings)
    count = whole_number("runs", runs, at_least=1, at_most=MOST_RUNS)
    cut = (1 - probability("spread", spread)) / 2
    matches = [play(replace(settings, seed=settings.seed + run)) for run in range(count)]
    courses = [course(match) for match in matches]
    first = trust_at_first(settings)
    a = _bounds((match.a.trust for match in matches), cut, first)
    b = _bounds((match.b.trust for match in matches), cut, first)
    trust = pd.DataFrame(np.stack([a, b], axis=1).reshape(-1, len(_BOUNDS)), columns=list(_BOUNDS))
    trust.insert(0, "round", np.repeat(np.arange(len(a)), len(SIDES)))
    trust.insert(1, "side", list(SIDES) * len(a))
    return UsualCourse({name: courses.count(name) / count for name in COURSES}, trust, count)


def _bounds(trust: Iterable[Sequence[float]], cut: float, first: float) -> np.ndarray:
    """Return low, middle and high: one row per round from 0, over the matches that came to it."""
    rounds = pd.DataFrame(np.array([*zip_longest(*trust, fillvalue=np.nan)]))
    bounds = rounds.quantile([cut, 0.5, 1 - cut], axis="columns").to_numpy().T
    return np.vstack([np.full(len(_BOUNDS), first), bounds])
