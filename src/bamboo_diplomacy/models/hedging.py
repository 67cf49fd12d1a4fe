"""Balance, bandwagon or hedge: a smaller state's choice between two great powers while polarization rises.

The model in plain words. A state lives beside a *challenger*, a great power that is near and rising, and has a *rival*
of it far away as the only possible counterweight. It can take one of three postures: *balance*, that is join the rival
against the challenger (Walt 1987); *bandwagon*, that is join the challenger, out of fear or for gain (Walt 1987;
Schweller 1994); *hedge*, that is join neither and keep several policies that insure against opposite risks (Goh 2005;
Kuik 2008, 2016). Then one of three worlds comes: *calm*, in which nobody must choose; or a showdown, which the
challenger or the rival wins.

Polarization is the chance of a showdown. What is at stake are seven numbers, `Stakes`; they are invented so that a
lesson can turn them, and estimate nothing. The assumptions that carry the result:

- in the calm world, who has joined a side loses part of the trade with the other; who hedges keeps all of it;
- joining a side costs freedom of choice in every world, hedging costs the upkeep of several policies;
- in a showdown the winner protects who stood with it and punishes who stood against it;
- who hedged is protected by nobody and pressed by both, but not punished by either;
- the state cannot change who wins or how likely a showdown is. Diplomacy that lowers polarization, the very hope of
  those who hedge, stands outside the model: it is what the slider of polarization stands for.

The Nos are constraints: they rule postures out (`NOS`). Their price is what the best posture ruled out is worth more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise

import pandas as pd

from bamboo_diplomacy.models.checks import instance, number, one_of, probability
from bamboo_diplomacy.models.errors import ModelError

__all__ = [
    "NOS",
    "POSTURES",
    "WORLDS",
    "Choice",
    "Stakes",
    "admissible",
    "best_response",
    "by_polarization",
    "expected_payoffs",
    "payoffs",
    "regret",
    "sensitivity",
    "switch_points",
]

POSTURES = ("balance", "hedge", "bandwagon")
"""Join the rival, neither, or the challenger."""

WORLDS = ("calm", "challenger wins", "rival wins")
"""What may come."""

NOS: Mapping[str, frozenset[str]] = {
    "alliances": frozenset({"balance", "bandwagon"}),
    "siding": frozenset({"balance", "bandwagon"}),
    "bases": frozenset({"balance"}),
    "force": frozenset({"balance"}),
}
"""Which postures each No rules out: our reading, to be argued with.

Joining either power is an alliance in all but name and sides with one country against another. A rival that is far away
can help only from bases at home, and what makes balancing work is the threat of force.
"""

LEVELS = tuple(step / 20 for step in range(21))
"""Levels of polarization for a chart: every twentieth from 0 to 1."""

_SAME = 1e-9


@dataclass(frozen=True)
class Stakes:
    """What is at stake, in points of an invented scale on which only differences count.

    Attributes
    ----------
    trade
        What open doors to both powers bring.
    closed
        Share of the trade that is lost by joining a side (0 to 1).
    dependence
        What joining a side costs in freedom of choice.
    upkeep
        What hedging costs: several policies at once, and the mistrust of both.
    protection
        What the winner of a showdown gives to who stood with it.
    punishment
        What the winner takes from who stood against it.
    pressure
        What both powers take in a showdown from who stood with neither.

    Raises
    ------
    ModelError
        If a number is below zero, or `closed` above 1.
    """

    trade: float = 10.0
    closed: float = 0.5
    dependence: float = 1.0
    upkeep: float = 1.0
    protection: float = 6.0
    punishment: float = 8.0
    pressure: float = 12.0

    def __post_init__(self) -> None:
        """Refuse stakes that turn a gain into a loss."""
        for field in fields(self):
            number(field.name, getattr(self, field.name), at_least=0)
        probability("closed", self.closed)


@dataclass(frozen=True)
class Choice:
    """The best posture, with and without constraints.

    Attributes
    ----------
    best
        The posture of the greatest expected payoff among those allowed; several if they are worth the same.
    value
        Its expected payoff.
    unconstrained
        The best if nothing were ruled out.
    price
        What the constraints cost: the payoff of `unconstrained` less `value`.
    """

    best: tuple[str, ...]
    value: float
    unconstrained: tuple[str, ...]
    price: float


def payoffs(stakes: Stakes | None = None) -> pd.DataFrame:
    """Return what each posture is worth in each world.

    Parameters
    ----------
    stakes
        What is at stake; without it, the invented defaults.

    Returns
    -------
    pandas.DataFrame
        Index ``posture`` (as `POSTURES`), one column for each of `WORLDS`.

    Raises
    ------
    ModelError
        If `stakes` are no `Stakes`.

    References
    ----------
    Walt, S. M. (1987). *The Origins of Alliances*. Cornell University Press.

    Schweller, R. L. (1994). Bandwagoning for profit: bringing the revisionist state back in. *International Security*,
    19(1), 72-107.

    Goh, E. (2005). *Meeting the China Challenge: The U.S. in Southeast Asian Regional Security Strategies*. Policy
    Studies 16, East-West Center Washington.

    Kuik, C.-C. (2008). The essence of hedging: Malaysia and Singapore's response to a rising China. *Contemporary
    Southeast Asia*, 30(2), 159-185.

    Kuik, C.-C. (2016). How do weaker states hedge? Unpacking ASEAN states' alignment behavior towards China. *Journal
    of Contemporary China*, 25(100), 500-514.

    Examples
    --------
    >>> payoffs().loc["hedge"].to_dict()
    {'calm': 9.0, 'challenger wins': -3.0, 'rival wins': -3.0}
    """
    at_stake = _stakes(stakes)
    joined = at_stake.trade * (1 - at_stake.closed) - at_stake.dependence
    alone = at_stake.trade - at_stake.upkeep
    won, lost = joined + at_stake.protection, joined - at_stake.punishment
    rows = {
        "balance": (joined, lost, won),
        "hedge": (alone, alone - at_stake.pressure, alone - at_stake.pressure),
        "bandwagon": (joined, won, lost),
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(WORLDS), dtype=float).rename_axis("posture")


def expected_payoffs(
    polarization: float, *, challenger_odds: float = 0.5, stakes: Stakes | None = None
) -> "pd.Series[float]":
    """Return the expected payoff of each posture.

    Parameters
    ----------
    polarization
        Chance of a showdown, 0 to 1.
    challenger_odds
        Chance that the challenger wins it, 0 to 1.
    stakes
        What is at stake.

    Returns
    -------
    pandas.Series
        By posture, called ``expected``.

    Raises
    ------
    ModelError
        If a chance does not lie between 0 and 1.

    Examples
    --------
    >>> expected_payoffs(0.25).to_dict()
    {'balance': 3.75, 'hedge': 6.0, 'bandwagon': 3.75}
    """
    showdown = probability("polarization", polarization)
    odds = probability("challenger_odds", challenger_odds)
    chances = pd.Series([1 - showdown, showdown * odds, showdown * (1 - odds)], index=list(WORLDS))
    return (payoffs(stakes) * chances).sum(axis="columns").rename("expected")


def admissible(nos: Iterable[str] = tuple(NOS)) -> tuple[str, ...]:
    """Return the postures that the Nos in force leave.

    Parameters
    ----------
    nos
        Names out of `NOS`.

    Raises
    ------
    ModelError
        If a No is unknown.

    Examples
    --------
    >>> admissible(["bases"])
    ('hedge', 'bandwagon')
    >>> admissible()
    ('hedge',)
    """
    ruled_out: set[str] = set()
    for name in _names(nos):
        ruled_out |= NOS[one_of("No", name, NOS)]
    return tuple(posture for posture in POSTURES if posture not in ruled_out)


def best_response(
    polarization: float,
    *,
    challenger_odds: float = 0.5,
    nos: Iterable[str] = (),
    stakes: Stakes | None = None,
) -> Choice:
    """Return the best posture among those that the Nos leave, and what the Nos cost.

    Parameters
    ----------
    polarization, challenger_odds, stakes
        As for `expected_payoffs`.
    nos
        The Nos in force, names out of `NOS`.

    Raises
    ------
    ModelError
        If a chance does not lie between 0 and 1, or a No is unknown.

    Examples
    --------
    >>> best_response(0.2).best
    ('hedge',)
    >>> choice = best_response(0.9, challenger_odds=0.8, nos=["alliances", "siding"])
    >>> choice.best, choice.unconstrained, round(choice.price, 2)
    (('hedge',), ('bandwagon',), 8.68)
    """
    expected = expected_payoffs(polarization, challenger_odds=challenger_odds, stakes=stakes)
    allowed = expected[list(admissible(nos))]
    return Choice(
        best=_best(allowed),
        value=float(allowed.max()),
        unconstrained=_best(expected),
        price=float(expected.max() - allowed.max()),
    )


def by_polarization(
    levels: Sequence[float] = LEVELS,
    *,
    challenger_odds: float = 0.5,
    stakes: Stakes | None = None,
) -> pd.DataFrame:
    """Return the expected payoffs at several levels of polarization.

    Returns
    -------
    pandas.DataFrame
        One row is one posture at one level: ``polarization``, ``posture``, ``expected``.

    Raises
    ------
    ModelError
        As for `expected_payoffs`.

    Examples
    --------
    >>> by_polarization([0.0]).values.tolist()
    [[0.0, 'balance', 4.0], [0.0, 'hedge', 9.0], [0.0, 'bandwagon', 4.0]]
    """
    rows = [
        {"polarization": float(level), "posture": posture, "expected": value}
        for level in levels
        for posture, value in expected_payoffs(level, challenger_odds=challenger_odds, stakes=stakes).items()
    ]
    return pd.DataFrame(rows, columns=["polarization", "posture", "expected"])


def switch_points(
    *, challenger_odds: float = 0.5, nos: Iterable[str] = (), stakes: Stakes | None = None
) -> pd.DataFrame:
    """Return the levels of polarization at which another posture becomes the best, exactly.

    Expected payoffs are straight lines in polarization, so the best posture can change only where two lines cross.

    Parameters
    ----------
    challenger_odds, nos, stakes
        As for `best_response`.

    Returns
    -------
    pandas.DataFrame
        One row is one stretch with the same best posture: ``since`` and ``until`` (levels of polarization), ``best``
        (names joined by "or" where several are worth the same).

    Raises
    ------
    ModelError
        As for `best_response`.

    Examples
    --------
    >>> switch_points(challenger_odds=0.6).round(3).values.tolist()
    [[0.0, 0.403, 'hedge'], [0.403, 1.0, 'bandwagon']]
    """
    allowed = admissible(nos)
    start = expected_payoffs(0, challenger_odds=challenger_odds, stakes=stakes)[list(allowed)]
    rise = expected_payoffs(1, challenger_odds=challenger_odds, stakes=stakes)[list(allowed)] - start
    crossings = {
        (start[two] - start[one]) / (rise[one] - rise[two])
        for one in allowed
        for two in allowed
        if abs(rise[one] - rise[two]) > _SAME
    }
    levels = sorted({0.0, 1.0, *(level for level in crossings if 0 < level < 1)})
    rows: list[dict[str, object]] = []
    for since, until in pairwise(levels):
        best = " or ".join(_best(start + rise * (since + until) / 2))
        if rows and rows[-1]["best"] == best:
            rows[-1]["until"] = until
        else:
            rows.append({"since": since, "until": until, "best": best})
    return pd.DataFrame(rows, columns=["since", "until", "best"])


def regret(*, nos: Iterable[str] = (), stakes: Stakes | None = None) -> pd.DataFrame:
    """Return what a state would be sorry for: in each world, the payoff of the best posture less that of the chosen.

    Who does not know the chances can choose the posture of the least greatest regret (Savage 1951).

    Parameters
    ----------
    nos, stakes
        As for `best_response`. What is ruled out is not regretted.

    Returns
    -------
    pandas.DataFrame
        Index ``posture`` (those that the Nos leave), one column for each of `WORLDS`, and ``greatest``.

    Raises
    ------
    ModelError
        If a No is unknown.

    References
    ----------
    Savage, L. J. (1951). The theory of statistical decision. *Journal of the American Statistical Association*,
    46(253), 55-67.

    Examples
    --------
    >>> regret()["greatest"].to_dict()
    {'balance': 14.0, 'hedge': 13.0, 'bandwagon': 14.0}
    """
    table = payoffs(stakes).loc[list(admissible(nos))]
    sorry = table.max(axis="index") - table
    return sorry.assign(greatest=sorry.max(axis="columns"))


def sensitivity(
    polarization: float,
    *,
    challenger_odds: float = 0.5,
    nos: Iterable[str] = (),
    stakes: Stakes | None = None,
    change: float = 0.25,
) -> pd.DataFrame:
    """Change one stake at a time, and see whether the best posture stays.

    A result that hangs on one invented number is a result about that number.

    Parameters
    ----------
    polarization, challenger_odds, nos, stakes
        As for `best_response`.
    change
        By how much each stake is lowered and raised, as a share of itself (0 to 1).

    Returns
    -------
    pandas.DataFrame
        One row is one stake changed one way: ``stake``, ``changed_to``, ``best`` (names joined by "or"), ``same``.

    Raises
    ------
    ModelError
        As for `best_response`, or if `change` does not lie between 0 and 1.

    Examples
    --------
    >>> table = sensitivity(0.36, challenger_odds=0.6)
    >>> table.loc[~table["same"], ["stake", "changed_to", "best"]].values.tolist()
    [['trade', 7.5, 'bandwagon'], ['closed', 0.375, 'bandwagon'], ['pressure', 15.0, 'bandwagon']]
    """
    share = probability("change", change)
    in_force, at_stake = _names(nos), _stakes(stakes)
    usual = best_response(polarization, challenger_odds=challenger_odds, nos=in_force, stakes=at_stake).best
    rows = []
    for field in fields(at_stake):
        for factor in (1 - share, 1 + share):
            value = getattr(at_stake, field.name) * factor
            if field.name == "closed":
                value = min(value, 1.0)
            other = replace(at_stake, **{field.name: value})
            best = best_response(polarization, challenger_odds=challenger_odds, nos=in_force, stakes=other).best
            rows.append({"stake": field.name, "changed_to": value, "best": " or ".join(best), "same": best == usual})
    return pd.DataFrame(rows)


def _best(expected: "pd.Series[float]") -> tuple[str, ...]:
    top = expected.max()
    return tuple(str(posture) for posture, value in expected.items() if top - value <= _SAME)


def _stakes(stakes: Stakes | None) -> Stakes:
    return Stakes() if stakes is None else instance("stakes", stakes, Stakes)


def _names(nos: Iterable[str]) -> tuple[str, ...]:
    if isinstance(nos, str):
        raise ModelError(f'`nos` must be a list of names, such as ["{nos}"].')
    return tuple(nos)
