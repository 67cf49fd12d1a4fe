"""Rules of conduct between two states: each looks at the record and gives the probability of cooperating next.

A record is text, oldest round first: ``"CCD"`` says cooperated, cooperated, defected. A strategy is any function of two
records, one's own moves and the other side's moves as one saw them. It draws no random number and keeps no state, so
the same record always gets the same answer.
"""

from collections.abc import Callable
from typing import TypeAlias

from bamboo_diplomacy.models.trust_game.payoffs import COOPERATE, DEFECT

Strategy: TypeAlias = Callable[[str, str], float]

GENEROSITY = 1 / 3
"""How often generous tit for tat forgives: `greatest_generosity` of Axelrod's payoffs."""

INITIATIVE = 2
"""Conciliatory moves that graduated reciprocation makes in a row, whatever the answer to the first."""

STALEMATE = 3
"""Rounds of mutual defection after which graduated reciprocation takes a new initiative."""


def always_cooperate(own: str, other: str) -> float:  # noqa: ARG001 - blind to the record by definition
    """Cooperate, whatever happened: unconditional trust (Axelrod 1984)."""
    return 1.0


def always_defect(own: str, other: str) -> float:  # noqa: ARG001 - blind to the record by definition
    """Defect, whatever happened: unconditional distrust (Axelrod 1984)."""
    return 0.0


def tit_for_tat(own: str, other: str) -> float:  # noqa: ARG001 - looks at the other side only
    """Cooperate first, then do what the other side did last.

    Sent in by Anatol Rapoport, it won both of Axelrod's tournaments (Axelrod 1984). One error is enough to set two
    of its kind against each other in turns without end.

    Examples
    --------
    >>> tit_for_tat(own="CC", other="CD")
    0.0
    """
    return 0.0 if other.endswith(DEFECT) else 1.0


def generous_tit_for_tat(own: str, other: str) -> float:  # noqa: ARG001 - looks at the other side only
    """Answer cooperation with cooperation, and forgive one defection in three (Nowak and Sigmund 1992).

    Examples
    --------
    >>> round(generous_tit_for_tat(own="CC", other="CD"), 3)
    0.333
    """
    return GENEROSITY if other.endswith(DEFECT) else 1.0


def contrite_tit_for_tat(own: str, other: str) -> float:
    """Play tit for tat, but accept the punishment of one's own fault without hitting back.

    A side keeps its good standing as long as it defects only against a side in bad standing, and wins it back by
    cooperating once. Defect only if oneself is in good standing and the other is not (Boyd 1989, after Sugden; Wu and
    Axelrod 1995). It heals what went wrong in front of both, but not what only one of them saw (Boerlijst, Nowak and
    Sigmund 1997).

    Examples
    --------
    >>> contrite_tit_for_tat(own="CD", other="CC"), contrite_tit_for_tat(own="CDC", other="CCD")
    (1.0, 1.0)
    """
    own_good = other_good = True
    for mine, theirs in zip(own, other, strict=True):
        own_right, other_right = own_good and not other_good, other_good and not own_good
        own_good = mine == COOPERATE or own_right
        other_good = theirs == COOPERATE or other_right
    return 0.0 if own_good and not other_good else 1.0


def grim_trigger(own: str, other: str) -> float:  # noqa: ARG001 - looks at the other side only
    """Cooperate until the other side has defected once, then never again (Friedman 1971).

    Examples
    --------
    >>> grim_trigger(own="CCC", other="DCC")
    0.0
    """
    return 0.0 if DEFECT in other else 1.0


def win_stay_lose_shift(own: str, other: str) -> float:
    """Repeat a move that the other side met with cooperation, change it otherwise (Nowak and Sigmund 1993).

    Examples
    --------
    >>> win_stay_lose_shift(own="D", other="D"), win_stay_lose_shift(own="D", other="C")
    (1.0, 0.0)
    """
    return 1.0 if own[-1:] == other[-1:] else 0.0


def graduated_reciprocation(own: str, other: str) -> float:
    """Take the first step, answer in kind, and after a stalemate take the first step again (Osgood 1962).

    After Osgood's GRIT, graduated and reciprocated initiatives in tension reduction, as far as two moves can show it:

    - cooperation is answered with cooperation;
    - an initiative is two cooperative moves in a row, the second one even if the first met with defection, because an
      offer must stand long enough to be seen and answered;
    - a defection after that is answered in kind;
    - three rounds of mutual defection are a stalemate, and call for a new initiative.

    The numbers two and three are ours. That Osgood's initiatives are small, various and announced is not modelled.

    Examples
    --------
    >>> graduated_reciprocation(own="DDD", other="DDD"), graduated_reciprocation(own="DDDC", other="DDDD")
    (1.0, 1.0)
    >>> graduated_reciprocation(own="DDDCC", other="DDDDD")
    0.0
    """
    if not other.endswith(DEFECT):
        return 1.0
    if own.endswith(COOPERATE):
        return 0.0 if own.endswith(COOPERATE * INITIATIVE) else 1.0
    stalemate = DEFECT * STALEMATE
    return 1.0 if own.endswith(stalemate) and other.endswith(stalemate) else 0.0


STRATEGIES: dict[str, Strategy] = {
    "always_cooperate": always_cooperate,
    "always_defect": always_defect,
    "tit_for_tat": tit_for_tat,
    "generous_tit_for_tat": generous_tit_for_tat,
    "contrite_tit_for_tat": contrite_tit_for_tat,
    "grim_trigger": grim_trigger,
    "win_stay_lose_shift": win_stay_lose_shift,
    "graduated_reciprocation": graduated_reciprocation,
}
"""The strategies by name, from the simplest to the most demanding."""
