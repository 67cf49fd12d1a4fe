"""Which programmes a budget should pay for: the best choice, the quick choice, and how far they lie apart.

A programme is taken or left. Each has a cost and a value; the value is what one weighs it to be, so two ministries with
one budget and one list choose differently. Choosing the most valuable set that the budget can pay is the knapsack
problem (Dantzig 1957). Taking the programmes in the order of value for money is quick and often good, but one large
programme left at the end can be worth more than several small ones taken before.

The model adds values up. That two programmes help each other, or reach the same people twice, it does not know.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from bamboo_diplomacy.models.checks import number, whole_number
from bamboo_diplomacy.models.errors import ModelError, unknown_name
from bamboo_diplomacy.models.shares import amounts

__all__ = [
    "OBJECTIVES",
    "Portfolio",
    "best_portfolio",
    "by_budget",
    "greedy_portfolio",
    "split_bound",
    "synthetic_programmes",
    "weighted_values",
]

Amounts: TypeAlias = "pd.Series[float] | Mapping[str, float]"

OBJECTIVES = ("understanding", "image", "cooperation", "identity", "values")
"""The five objectives of Viet Nam's cultural diplomacy with ASEAN, as mai2025 lists them."""

_IDEAS = (
    ("Open-air film nights", "public"),
    ("Touring water puppets", "public"),
    ("Food streets", "public"),
    ("Heritage exhibition", "public"),
    ("Summer language school", "youth"),
    ("Youth song contest", "youth"),
    ("Game on legends", "youth"),
    ("Scholarships", "youth"),
    ("Writers in residence", "elites"),
    ("Museum fellowships", "elites"),
    ("Round table on the sea", "elites"),
    ("New Year with neighbours", "diaspora"),
    ("Teachers of Vietnamese", "diaspora"),
    ("Community radio", "diaspora"),
)
_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Portfolio:
    """A choice of programmes.

    Attributes
    ----------
    chosen
        Their names, in the order of the list they were chosen from.
    cost, value
        What they cost and are worth together.
    left
        What is left of the budget.
    """

    chosen: tuple[Hashable, ...]
    cost: float
    value: float
    left: float


def weighted_values(
    programmes: pd.DataFrame,
    objectives: Mapping[str, float],
    audiences: Mapping[str, float] | None = None,
    *,
    audience: str = "audience",
) -> "pd.Series[float]":
    """Return what each programme is worth to somebody who weighs objectives and audiences like this.

    The effects on the objectives are multiplied by their weights and added; the sum is multiplied by the weight of the
    audience. Weights need not add up to anything: twice the weights give twice the values and the same choice.

    Parameters
    ----------
    programmes
        One row is one programme: a column of effects for each objective that is weighed, and one with its audience.
    objectives
        Weight of each objective, zero or more.
    audiences
        Weight of each audience, zero or more; without it, all audiences count alike.
    audience
        Name of the column of audiences.

    Returns
    -------
    pandas.Series
        Values by the index of `programmes`, called ``value``.

    Raises
    ------
    ModelError
        If a weight is no number of zero or more, or a column or an audience is missing.

    Examples
    --------
    >>> programmes = pd.DataFrame(
    ...     {"audience": ["youth", "elites"], "image": [4, 1], "values": [0, 5]}, index=["contest", "fellowship"]
    ... )
    >>> weighted_values(programmes, {"image": 1, "values": 1}, {"youth": 2, "elites": 1}).to_dict()
    {'contest': 8.0, 'fellowship': 6.0}
    """
    effects = _effects(programmes, amounts("objectives", dict(objectives)))
    if audiences is not None:
        weights = amounts("audiences", dict(audiences))
        reached = _column(programmes, audience)
        for name in reached.unique():
            if name not in weights:
                raise unknown_name("weight for the audience", name, [str(known) for known in weights.index])
        effects = effects * reached.map(weights).astype(float)
    return effects.rename("value")


def greedy_portfolio(cost: Amounts, value: Amounts, budget: float) -> Portfolio:
    """Choose by value for money: the best ratio of value to cost first, then the next that can still be paid.

    Parameters
    ----------
    cost
        Cost of each programme, above zero.
    value
        Value of each programme, zero or more. One without value is left.
    budget
        What can be spent, in the unit of the costs.

    Returns
    -------
    Portfolio

    Raises
    ------
    ModelError
        If costs and values are not of the same programmes, or a number is out of its range.

    References
    ----------
    Dantzig, G. B. (1957). Discrete-variable extremum problems. *Operations Research*, 5(2), 266-288.

    Examples
    --------
    >>> cost = {"songs": 4, "food": 3, "films": 6}
    >>> value = {"songs": 8, "food": 5, "films": 9}
    >>> greedy_portfolio(cost, value, budget=9)
    Portfolio(chosen=('songs', 'food'), cost=7.0, value=13.0, left=2.0)
    """
    costs, values = _checked(cost, value)
    left = number("budget", budget, at_least=0)
    taken: set[Hashable] = set()
    for name in (values / costs).sort_values(ascending=False, kind="stable").index:
        if values[name] > 0 and costs[name] <= left + _TOLERANCE:
            taken.add(name)
            left -= costs[name]
    return _portfolio(costs, values, budget, [name in taken for name in costs.index])


def best_portfolio(
    cost: Amounts,
    value: Amounts,
    budget: float,
    *,
    required: Sequence[Hashable] = (),
    groups: "pd.Series[str] | Mapping[str, str] | None" = None,
    at_least: int = 1,
) -> Portfolio:
    """Choose the most valuable set that the budget can pay, exactly; of sets of equal value the cheapest.

    The integer programme: maximise the sum of the values of the programmes taken, so that their costs stay within the
    budget and every programme is taken whole or not at all. It is solved by branch and bound (HiGHS).

    Parameters
    ----------
    cost, value, budget
        As for `greedy_portfolio`.
    required
        Programmes that must be taken, whatever they are worth.
    groups
        Group of each programme, such as its audience; if given, `at_least` programmes of every group must be taken.
    at_least
        How many of every group.

    Returns
    -------
    Portfolio

    Raises
    ------
    ModelError
        If costs and values are not of the same programmes, a number is out of its range, or the budget cannot pay what
        is required.

    References
    ----------
    Dantzig, G. B. (1957). Discrete-variable extremum problems. *Operations Research*, 5(2), 266-288.

    Examples
    --------
    >>> cost = {"songs": 4, "food": 3, "films": 6}
    >>> value = {"songs": 8, "food": 5, "films": 9}
    >>> best_portfolio(cost, value, budget=9)
    Portfolio(chosen=('food', 'films'), cost=9.0, value=14.0, left=0.0)
    >>> best_portfolio(cost, value, budget=9, required=["songs"]).chosen
    ('songs', 'food')
    """
    costs, values = _checked(cost, value)
    spend = number("budget", budget, at_least=0)
    rules = [LinearConstraint(costs.to_numpy(), ub=spend), *_group_rules(costs, groups, at_least)]
    must = _required(costs, required)
    taken = _solve(-np.asarray(values, dtype=np.float64), rules, must)
    # A second programme among those of the greatest value, so that money is not spent for nothing.
    enough = LinearConstraint(values.to_numpy(), lb=float(values.to_numpy() @ taken) - _TOLERANCE)
    return _portfolio(
        costs, values, budget, (_solve(np.asarray(costs, dtype=np.float64), [*rules, enough], must) > 0).tolist()
    )


def split_bound(cost: Amounts, value: Amounts, budget: float) -> float:
    """Return the value that could be bought if programmes could be taken in part: no choice can be worth more.

    Dantzig's bound: take the best value for money, and of the first programme that is too large only the part that can
    be paid. It tells how good a quick choice is at least, without the best one being known.

    Parameters
    ----------
    cost, value, budget
        As for `greedy_portfolio`.

    Raises
    ------
    ModelError
        As for `greedy_portfolio`.

    Examples
    --------
    >>> split_bound({"songs": 4, "food": 3, "films": 6}, {"songs": 8, "food": 5, "films": 9}, budget=9)
    16.0
    """
    costs, values = _checked(cost, value)
    left, worth = number("budget", budget, at_least=0), 0.0
    for name in (values / costs).sort_values(ascending=False).index:
        part = min(1.0, left / costs[name])
        worth += part * values[name]
        left -= part * costs[name]
    return float(worth)


def by_budget(cost: Amounts, value: Amounts, budgets: Sequence[float]) -> pd.DataFrame:
    """Compare the quick and the best choice over several budgets.

    Returns
    -------
    pandas.DataFrame
        One row is one budget: ``budget``, ``greedy`` and ``best`` (values), ``bound`` (`split_bound`), ``lost`` (the
        share of the best value that the quick choice leaves lying).

    Raises
    ------
    ModelError
        As for `greedy_portfolio`.

    Examples
    --------
    >>> by_budget({"songs": 4, "food": 3, "films": 6}, {"songs": 8, "food": 5, "films": 9}, [7, 9])[
    ...     ["budget", "greedy", "best"]
    ... ].values.tolist()
    [[7.0, 13.0, 13.0], [9.0, 13.0, 14.0]]
    """
    rows = []
    for budget in budgets:
        greedy, best = greedy_portfolio(cost, value, budget).value, best_portfolio(cost, value, budget).value
        rows.append(
            {
                "budget": float(budget),
                "greedy": greedy,
                "best": best,
                "bound": split_bound(cost, value, budget),
                "lost": 1 - greedy / best if best else 0.0,
            }
        )
    return pd.DataFrame(rows, columns=["budget", "greedy", "best", "bound", "lost"])


def synthetic_programmes(count: int = len(_IDEAS), seed: int = 2026) -> pd.DataFrame:
    """Invent programmes to choose from: costs and effects are drawn by lot and describe nothing that exists.

    A programme has one strong objective and weaker effects on the others; a larger one costs more, with luck on both
    sides. That is all that the numbers know.

    Parameters
    ----------
    count
        How many, at most 14.
    seed
        Start of the random numbers; the default gives the dataset ``synthetic_programmes``.

    Returns
    -------
    pandas.DataFrame
        One row is one invented programme: ``id``, ``programme``, ``audience``, ``cost`` (million units of an invented
        currency, whole) and a column of effects (points from 0 to 10) for each of `OBJECTIVES`.

    Raises
    ------
    ModelError
        If `count` or `seed` is out of its range.

    Examples
    --------
    >>> synthetic_programmes(2)[["id", "programme", "audience"]].values.tolist()
    [['P01', 'Open-air film nights', 'public'], ['P02', 'Touring water puppets', 'public']]
    """
    ideas = _IDEAS[: whole_number("count", count, at_least=1, at_most=len(_IDEAS))]
    chance = np.random.default_rng(whole_number("seed", seed, at_least=0))
    rows = []
    for place, (programme, audience) in enumerate(ideas, 1):
        size, luck, strong, *rest = chance.random(3 + len(OBJECTIVES)).tolist()
        effects = [int(part * 5) for part in rest]
        effects[int(strong * len(OBJECTIVES))] = 5 + int(size * 6)
        cost = 5 + int(30 * size + 15 * luck)
        named = dict(zip(OBJECTIVES, effects, strict=True))
        rows.append({"id": f"P{place:02}", "programme": programme, "audience": audience, "cost": cost, **named})
    return pd.DataFrame(rows)


def _checked(cost: Amounts, value: Amounts) -> tuple["pd.Series[float]", "pd.Series[float]"]:
    costs = amounts("cost", cost if isinstance(cost, pd.Series) else dict(cost))
    for name, one in costs.items():
        number(f"cost of {name}", one, above=0)
    values = pd.Series(value, dtype=float)
    if set(costs.index) != set(values.index):
        odd = sorted(map(str, set(costs.index) ^ set(values.index)))
        raise ModelError(f"Give a cost and a value for the same programmes: {', '.join(odd)} has only one of them.")
    for name, one in values.items():
        number(f"value of {name}", one, at_least=0)
    return costs, values.reindex(costs.index)


def _required(costs: "pd.Series[float]", required: Sequence[Hashable]) -> "NDArray[np.bool_]":
    for name in required:
        if name not in costs.index:
            raise unknown_name("programme", name, map(str, costs.index))
    return np.array([name in required for name in costs.index], dtype=bool)


def _group_rules(
    costs: "pd.Series[float]", groups: "pd.Series[str] | Mapping[str, str] | None", at_least: int
) -> list[LinearConstraint]:
    if groups is None:
        return []
    least = whole_number("at_least", at_least, at_least=0)
    group = pd.Series(groups).reindex(costs.index)
    if group.isna().any():
        raise ModelError(f"`groups` has no group for {group.index[group.isna()][0]}: name one for every programme.")
    return [LinearConstraint((group == name).to_numpy(dtype=float), lb=least) for name in group.unique()]


def _solve(
    objective: "NDArray[np.float64]",
    rules: Sequence[LinearConstraint],
    must: "NDArray[np.bool_]",
) -> "NDArray[np.float64]":
    found = milp(
        objective,
        constraints=rules,
        integrality=np.ones(len(objective), dtype=int),
        bounds=Bounds(must.astype(float), np.ones_like(objective)),
        options={"mip_rel_gap": 0},
    )
    if found.x is None:
        raise ModelError("The budget cannot pay for everything that must be in: raise it, or ask for less.")
    return np.round(found.x)


def _portfolio(
    costs: "pd.Series[float]", values: "pd.Series[float]", budget: float, taken: Sequence[bool]
) -> Portfolio:
    chosen = costs.index[np.array(taken, dtype=bool)]
    spent = float(costs[chosen].sum())
    return Portfolio(tuple(chosen), spent, float(values[chosen].sum()), float(budget) - spent)


def _effects(programmes: pd.DataFrame, weights: "pd.Series[float]") -> "pd.Series[float]":
    columns = [_column(programmes, str(name)).astype(float) * weight for name, weight in weights.items()]
    return sum(columns[1:], start=columns[0])


def _column(programmes: pd.DataFrame, name: str) -> "pd.Series[float]":
    if name not in programmes.columns:
        raise unknown_name("column", name, map(str, programmes.columns))
    return programmes[name]
