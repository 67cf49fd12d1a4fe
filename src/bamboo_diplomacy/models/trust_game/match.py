"""One match: what each side means, does, sees, gets and comes to believe."""

from dataclasses import dataclass
from itertools import accumulate, product
from numbers import Real

import numpy as np
import pandas as pd

from bamboo_diplomacy.models.checks import instance
from bamboo_diplomacy.models.errors import ModelError
from bamboo_diplomacy.models.trust_game.payoffs import COOPERATE, DEFECT, Payoffs
from bamboo_diplomacy.models.trust_game.settings import SIDES, Settings, strategy_function, strategy_name
from bamboo_diplomacy.models.trust_game.strategies import Strategy

_OPPOSITE = {COOPERATE: DEFECT, DEFECT: COOPERATE}
_DRAWS = 7  # random numbers of a round: a choice, a slip and a sight for each side, and whether it is played at all


@dataclass(frozen=True)
class Record:
    """What one side did, saw, got and believed; one letter or number for each round.

    Attributes
    ----------
    strategy
        Name of the strategy.
    intended, moves
        What the side meant to do, and what it did: ``C`` or ``D``.
    seen
        The other side's moves as this side saw them.
    payoffs
        What the side got.
    trust
        How likely the side holds the other's cooperation after the round, judging by all that it has seen, war
        included: (cooperative moves seen + 1) / (moves seen + 2), Laplace's rule of succession. It starts at one half
        without a past, and after a war of k rounds it takes k cooperative rounds to come back to one half. Trust as a
        belief that is revised follows Kydd (2005); no strategy here looks at it.
    """

    strategy: str
    intended: str
    moves: str
    seen: str
    payoffs: tuple[float, ...]
    trust: tuple[float, ...]

    @property
    def total(self) -> float:
        """The sum of the payoffs."""
        return sum(self.payoffs)

    @property
    def cooperation(self) -> float:
        """The share of rounds in which the side cooperated."""
        return self.moves.count(COOPERATE) / len(self.moves)


@dataclass(frozen=True)
class Match:
    """A match that was played.

    Attributes
    ----------
    settings
        What decided it.
    a, b
        The records of the two sides.
    """

    settings: Settings
    a: Record
    b: Record

    @property
    def rounds(self) -> int:
        """The number of rounds that were played."""
        return len(self.a.moves)

    @property
    def together(self) -> tuple[bool, ...]:
        """Whether both sides cooperated, round by round."""
        return tuple(a == b == COOPERATE for a, b in zip(self.a.moves, self.b.moves, strict=True))

    def frame(self) -> pd.DataFrame:
        """Return the match as a tidy table: one row is one side in one round.

        Columns: ``round`` (from 1), ``side`` (A, B), ``strategy``, ``intended``, ``move`` and ``seen`` (C, D; `seen` is
        what this side saw of the other), ``payoff``, ``total`` (payoffs so far), ``trust`` (after the round).
        """
        sides = [
            pd.DataFrame(
                {
                    "round": range(1, self.rounds + 1),
                    "side": side,
                    "strategy": record.strategy,
                    "intended": list(record.intended),
                    "move": list(record.moves),
                    "seen": list(record.seen),
                    "payoff": record.payoffs,
                    "total": list(accumulate(record.payoffs)),
                    "trust": record.trust,
                }
            )
            for side, record in zip(SIDES, (self.a, self.b), strict=True)
        ]
        return pd.concat(sides).sort_values(["round", "side"], ignore_index=True)


def play(settings: Settings) -> Match:
    """Play one match.

    Parameters
    ----------
    settings
        Everything that decides it.

    Returns
    -------
    Match
        The records of both sides.

    Raises
    ------
    ModelError
        If `settings` are not `Settings`, or a strategy answers with anything but a probability.

    Examples
    --------
    >>> match = play(Settings(a="tit_for_tat", b="always_defect", rounds=5))
    >>> match.a.moves, match.a.total, match.b.moves, match.b.total
    ('CDDDD', 4.0, 'DDDDD', 9.0)
    """
    instance("settings", settings, Settings)
    a = _Side(settings.a, settings.memory_of_war)
    b = _Side(settings.b, settings.memory_of_war)
    incidents = {(incident.round, incident.side) for incident in settings.incidents}
    chances = np.random.default_rng(settings.seed).random((settings.rounds, _DRAWS)).tolist()
    for round_, (choice_a, choice_b, slip_a, slip_b, sight_a, sight_b, end) in enumerate(chances, start=1):
        if round_ > 1 and end >= settings.continuation:
            break
        a.decide(choice_a, slips=slip_a < settings.slip or (round_, "A") in incidents)
        b.decide(choice_b, slips=slip_b < settings.slip or (round_, "B") in incidents)
        a.see(b.own[-1], mistaken=sight_a < settings.misperception)
        b.see(a.own[-1], mistaken=sight_b < settings.misperception)
    return Match(settings, a.record(settings.payoffs, b), b.record(settings.payoffs, a))


class _Side:
    """One side while the match runs; its two records begin with the war."""

    def __init__(self, strategy: str | Strategy, war: int) -> None:
        self.name = strategy_name(strategy)
        self.choose = strategy_function(strategy)
        self.war = war
        self.own = self.seen = DEFECT * war
        self.intended = ""

    @property
    def moves(self) -> str:
        return self.own[self.war :]

    def decide(self, chance: float, *, slips: bool) -> None:
        meant = COOPERATE if chance < self._cooperation() else DEFECT
        self.intended += meant
        self.own += _OPPOSITE[meant] if slips else meant

    def see(self, move: str, *, mistaken: bool) -> None:
        self.seen += _OPPOSITE[move] if mistaken else move

    def record(self, payoffs: Payoffs, other: "_Side") -> Record:
        seen = self.seen[self.war :]
        kept = accumulate(move == COOPERATE for move in seen)
        worth = {outcome: payoffs.of(*outcome) for outcome in product(_OPPOSITE, repeat=2)}
        return Record(
            strategy=self.name,
            intended=self.intended,
            moves=self.moves,
            seen=seen,
            payoffs=tuple(worth[outcome] for outcome in zip(self.moves, other.moves, strict=True)),
            trust=tuple((count + 1) / (self.war + round_ + 2) for round_, count in enumerate(kept, start=1)),
        )

    def _cooperation(self) -> float:
        answer: object = self.choose(self.own, self.seen)
        # float is asked first: asking the abstract Real takes longer than a strategy's answer.
        if not isinstance(answer, (float, Real)) or not 0 <= float(answer) <= 1:
            raise ModelError(
                f"The strategy {self.name} answered {answer!r} in round {len(self.intended) + 1}: it must return the "
                f"probability of cooperating, from 0 (defect) to 1 (cooperate)."
            )
        return float(answer)
