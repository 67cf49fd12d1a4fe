"""What each outcome of a round is worth, and what follows from the numbers alone."""

from dataclasses import dataclass

from bamboo_diplomacy.models.checks import instance, number, one_of
from bamboo_diplomacy.models.errors import ModelError

COOPERATE = "C"
DEFECT = "D"


@dataclass(frozen=True)
class Payoffs:
    """The payoffs of a prisoner's dilemma, to one side; the defaults are Axelrod's (1984).

    Trust is at stake because each side gains most by defecting alone, and both together lose by it.

    Attributes
    ----------
    temptation
        T: this side defects, the other cooperates.
    reward
        R: both cooperate.
    punishment
        P: both defect.
    sucker
        S: this side cooperates, the other defects.

    Raises
    ------
    ModelError
        Unless T > R > P > S, and 2R > T + S (taking turns at exploiting must not pay better than cooperating).

    Examples
    --------
    >>> Payoffs().of("C", "D")
    0.0
    """

    temptation: float = 5.0
    reward: float = 3.0
    punishment: float = 1.0
    sucker: float = 0.0

    def __post_init__(self) -> None:
        """Refuse numbers that are no prisoner's dilemma."""
        names = ("temptation", "reward", "punishment", "sucker")
        values = [number(name, getattr(self, name)) for name in names]
        for higher, lower in ((0, 1), (1, 2), (2, 3)):
            if values[higher] <= values[lower]:
                raise ModelError(
                    f"In a prisoner's dilemma T > R > P > S: `{names[higher]}` ({values[higher]:g}) must be "
                    f"greater than `{names[lower]}` ({values[lower]:g})."
                )
        if 2 * self.reward <= self.temptation + self.sucker:
            raise ModelError(
                f"In a prisoner's dilemma 2R > T + S: twice the reward ({2 * self.reward:g}) must be greater than "
                f"temptation and sucker together ({self.temptation + self.sucker:g})."
            )

    def of(self, own: str, other: str) -> float:
        """Return this side's payoff when it makes the move `own` and the other side `other`, each C or D.

        Raises
        ------
        ModelError
            If a move is neither.
        """
        table = {"CC": self.reward, "CD": self.sucker, "DC": self.temptation, "DD": self.punishment}
        return table[one_of("outcome", f"{own}{other}", table)]


def minimum_patience(payoffs: Payoffs) -> float:
    """Return the least weight of the next round at which grim trigger keeps both sides cooperating: (T-R)/(T-P).

    Defecting wins T - R once and loses R - P in every later round. With weight ``w`` on each next round (discount
    factor, or probability that there is one) cooperation pays if ``w >= (T - R) / (T - P)``: the shadow of the future
    is long enough (Friedman 1971; Axelrod 1984). With misperception the condition no longer suffices.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ModelError
        If `payoffs` are not `Payoffs`.

    Examples
    --------
    >>> minimum_patience(Payoffs())
    0.5
    """
    instance("payoffs", payoffs, Payoffs)
    return (payoffs.temptation - payoffs.reward) / (payoffs.temptation - payoffs.punishment)


def greatest_generosity(payoffs: Payoffs) -> float:
    """Return the highest probability of forgiving a defection that invites no exploitation.

    ``min(1 - (T-R)/(R-S), (R-P)/(T-P))`` (Molander 1985; Nowak and Sigmund 1992), for rare errors and a long future.

    Raises
    ------
    ModelError
        If `payoffs` are not `Payoffs`.

    Examples
    --------
    >>> round(greatest_generosity(Payoffs()), 3)
    0.333
    """
    instance("payoffs", payoffs, Payoffs)
    no_gain_from_one_defection = 1 - (payoffs.temptation - payoffs.reward) / (payoffs.reward - payoffs.sucker)
    no_gain_from_constant_defection = (payoffs.reward - payoffs.punishment) / (payoffs.temptation - payoffs.punishment)
    return min(no_gain_from_one_defection, no_gain_from_constant_defection)
