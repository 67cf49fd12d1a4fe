"""The figures behind a project: what was done for an audience, what a budget can reach, how many must be asked."""

import math
from statistics import median

import pandas as pd

from bamboo_diplomacy.data import load
from bamboo_diplomacy.models.coverage import SEPARATOR, cross_coverage
from bamboo_diplomacy.models.portfolio import best_portfolio
from bamboo_diplomacy.models.sampling import quantile

__all__ = [
    "ASKED",
    "BUDGET",
    "DESIGNS",
    "GROUPS",
    "activities_for",
    "attainable",
    "cells",
    "gaps",
    "middle",
    "objectives",
    "per_group_needed",
]

BUDGET = 100
"""What a project may cost, in the invented currency of ``synthetic_programmes``."""

ASKED = 0.5
"""Share of the points that the budget could buy on an objective with which a programme serves it."""

GROUPS = ("public", "youth", "elites", "diaspora")

DESIGNS = {"with-without": 2, "difference-in-differences": 4}
"""Designs that show what else changed, and how many independent samples each subtracts and adds."""


def objectives() -> tuple[str, ...]:
    """Return the codes of the five objectives of Viet Nam's cultural diplomacy with ASEAN.

    Examples
    --------
    >>> objectives()
    ('understanding', 'image', 'cooperation', 'identity', 'values')
    """
    return tuple(load("cultural_objectives")["code"].astype(str))


def activities_for(audience: str) -> pd.DataFrame:
    """Return the recorded activities that name a country among their partners.

    Parameters
    ----------
    audience
        Code of a country.

    Examples
    --------
    >>> len(activities_for("TLS"))
    4
    """
    activities = load("cultural_activities")
    partners = activities["partners"].fillna("").str.split(SEPARATOR)
    return activities[partners.map(lambda codes: audience in {code.strip() for code in codes})]


def cells(audience: str) -> pd.DataFrame:
    """Return how many recorded activities for a country touch each group and objective, counted whole.

    Parameters
    ----------
    audience
        Code of a country.

    Returns
    -------
    pandas.DataFrame
        A row for each of `GROUPS`, a column for each of the five objectives.

    Examples
    --------
    >>> int(cells("IDN").loc["diaspora", "image"])
    1
    """
    return cross_coverage(
        activities_for(audience), "audiences", "objectives", row_codes=list(GROUPS), column_codes=list(objectives())
    )


def middle(table: pd.DataFrame) -> float:
    """Return the median of the counts of all cells: half of them hold so many activities or fewer.

    Parameters
    ----------
    table
        Counts, as from `cells`.

    Examples
    --------
    >>> middle(cells("IDN"))
    7.5
    """
    return float(median(table.to_numpy().ravel().tolist()))


def gaps(table: pd.DataFrame) -> pd.DataFrame:
    """Return which cells are gaps of an audience: those with fewer activities than the median of all.

    Parameters
    ----------
    table
        Counts, as from `cells`.

    Returns
    -------
    pandas.DataFrame
        True or False in the same rows and columns.

    Examples
    --------
    >>> bool(gaps(cells("IDN")).loc["diaspora", "image"])
    True
    """
    return table < middle(table)


def attainable(objective: str, budget: float = BUDGET) -> float:
    """Return the most invented points on one objective that a budget can buy.

    Parameters
    ----------
    objective
        Code of an objective.
    budget
        What may be spent.

    Examples
    --------
    >>> attainable("cooperation")
    17.0
    """
    programmes = load("synthetic_programmes").set_index("id")
    return best_portfolio(programmes["cost"], programmes[objective], budget).value


def per_group_needed(smallest_effect: float, design: str, *, confidence: float = 0.95) -> int:
    """Return how many must answer in each group and wave, so that an effect is not lost in the luck of the draw.

    A difference of independent shares has the sum of their variances; at the worst share of one half, ``k`` samples of
    ``n`` give a margin of ``z * sqrt(k / 4 / n)`` (Cochran 1977). The margin may be as wide as the effect, not wider.

    Parameters
    ----------
    smallest_effect
        The smallest change in a share that would matter, such as 0.08 for eight percentage points.
    design
        A key of `DESIGNS`: ``with-without`` subtracts one sample from another, ``difference-in-differences`` uses four.
    confidence
        Of the method, as a fraction.

    References
    ----------
    Cochran, W. G. (1977). *Sampling Techniques*. 3rd edition. Wiley.

    Examples
    --------
    >>> per_group_needed(0.08, "with-without"), per_group_needed(0.08, "difference-in-differences")
    (301, 601)
    """
    return math.ceil(DESIGNS[design] / 4 * (quantile(confidence) / smallest_effect) ** 2)
