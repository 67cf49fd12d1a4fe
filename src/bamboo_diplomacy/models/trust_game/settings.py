"""Everything that decides a match: two strategies, a history, chances of error, a horizon."""

from dataclasses import dataclass, field

from bamboo_diplomacy.models.checks import instance, one_of, probability, whole_number
from bamboo_diplomacy.models.errors import ModelError
from bamboo_diplomacy.models.trust_game.payoffs import Payoffs
from bamboo_diplomacy.models.trust_game.strategies import STRATEGIES, Strategy

SIDES = ("A", "B")

MOST_ROUNDS = 1_000
"""A strategy may weigh its whole record in every round, so the length of a match is limited."""


@dataclass(frozen=True)
class Incident:
    """A move that comes out as the other one, at a round and on a side of one's choice: the error without the chance.

    Attributes
    ----------
    round
        Round, from 1.
    side
        ``"A"`` or ``"B"``: whose move it is.
    """

    round: int
    side: str

    def __post_init__(self) -> None:
        """Refuse a round before the first and an unknown side."""
        whole_number("round", self.round, at_least=1)
        one_of("side", self.side, SIDES)


@dataclass(frozen=True)
class Settings:
    """Everything that decides a match.

    Two kinds of error are kept apart, because they ask for different remedies:

    - a *slip* changes what is done: an order is not carried out, a patrol crosses a line. Both sides see the same
      wrong move and are paid for it; only its author knows that it was not meant;
    - a *misperception* changes what is seen (Jervis 1976): the move was made as it was meant and is paid as it was
      made, but the other side takes it for the opposite and remembers it so. The two records then disagree.

    Attributes
    ----------
    a, b
        Strategy of each side: a name of `STRATEGIES`, or a function of two records.
    payoffs
        Payoffs of a round, the same for both.
    rounds
        Rounds to be played; with `continuation` below 1, the most that are played (1 to 1,000).
    continuation
        Probability that another round follows; at 1 the match has exactly `rounds` rounds.
    misperception
        Probability that a side sees the other's move as the opposite one, in each round and for each side apart.
    slip
        Probability that a side's move comes out as the opposite one, in each round and for each side apart.
    memory_of_war
        Rounds of mutual defection that both sides remember when the match begins. They are not paid.
    incidents
        Slips at chosen rounds.
    seed
        Start of the random numbers: the same settings give the same match, and a longer match begins as the shorter.

    Raises
    ------
    ModelError
        If a setting is out of its range, or a strategy is unknown.

    Examples
    --------
    >>> Settings(a="tit_for_tat", b="always_defect", rounds=5).names
    ('tit_for_tat', 'always_defect')
    """

    a: str | Strategy = "tit_for_tat"
    b: str | Strategy = "tit_for_tat"
    payoffs: Payoffs = field(default_factory=Payoffs)
    rounds: int = 50
    continuation: float = 1.0
    misperception: float = 0.0
    slip: float = 0.0
    memory_of_war: int = 0
    incidents: tuple[Incident, ...] = ()
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be played."""
        strategy_function(self.a)
        strategy_function(self.b)
        instance("payoffs", self.payoffs, Payoffs)
        whole_number("rounds", self.rounds, at_least=1, at_most=MOST_ROUNDS)
        for name in ("continuation", "misperception", "slip"):
            probability(name, getattr(self, name))
        whole_number("memory_of_war", self.memory_of_war, at_least=0, at_most=MOST_ROUNDS)
        whole_number("seed", self.seed, at_least=0)
        if not isinstance(self.incidents, tuple) or not all(isinstance(one, Incident) for one in self.incidents):
            raise ModelError("`incidents` must be a tuple of Incident(round, side), such as (Incident(3, 'A'),).")

    @property
    def names(self) -> tuple[str, str]:
        """The names of the two strategies."""
        return strategy_name(self.a), strategy_name(self.b)


def strategy_function(strategy: object) -> Strategy:
    """Return the function of a strategy that is given by its name or as a function.

    Raises
    ------
    ModelError
        If there is no strategy of that name.
    """
    if callable(strategy):
        return strategy
    return STRATEGIES[one_of("strategy", strategy, STRATEGIES)]


def strategy_name(strategy: str | Strategy) -> str:
    """Return the name of a strategy that is given by its name or as a function."""
    return strategy if isinstance(strategy, str) else getattr(strategy, "__name__", type(strategy).__name__)
