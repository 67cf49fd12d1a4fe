"""How diverse a population is: the chance that two people differ, the uncertainty about one, the number of groups.

The material is the size of each group, as counts or as shares. Every measure divides by the sum of all groups, so a
table that adds up to 99 or 101 per cent is read as if it were whole; `fractionalisation_bounds` says how much a part
that is truly unknown could matter.

A measure sees the groups that the table has, and no others. Who counts folk religion as a religion gets another
country.
"""

import math
from dataclasses import dataclass

import numpy as np

from bamboo_diplomacy.models.checks import number
from bamboo_diplomacy.models.errors import ModelError
from bamboo_diplomacy.models.shares import Groups, amounts, shares

__all__ = [
    "Bounds",
    "concentration",
    "effective_groups",
    "evenness",
    "fractionalisation",
    "fractionalisation_bounds",
    "shannon",
]

ROUNDING = 0.011  # shares that were rounded one by one may add up to 1.01


@dataclass(frozen=True)
class Bounds:
    """Between which values a measure must lie."""

    least: float
    most: float


def concentration(groups: Groups) -> float:
    """Return Simpson's concentration: the chance that two people drawn at random belong to the same group.

    It is the sum of the squared shares; the second person is drawn as if the first had been put back. Of trading
    partners the same sum is called the Herfindahl-Hirschman index.

    Parameters
    ----------
    groups
        Counts or shares of all groups.

    Returns
    -------
    float
        From 1 divided by the number of groups (all alike) to 1 (only one).

    Raises
    ------
    ModelError
        If there is no group, or an amount is no number of zero or more.

    References
    ----------
    Simpson, E. H. (1949). Measurement of diversity. *Nature*, 163, 688.

    Examples
    --------
    >>> concentration({"Buddhist": 50, "Muslim": 50})
    0.5
    """
    return float((shares("groups", groups) ** 2).sum())


def fractionalisation(groups: Groups) -> float:
    """Return the chance that two people drawn at random belong to different groups.

    It is 1 less `concentration`, in ecology the Gini-Simpson index.

    Returns
    -------
    float
        0 if all belong to one group; at most 1 - 1/n for n groups.

    Raises
    ------
    ModelError
        As for `concentration`.

    References
    ----------
    Alesina, A., Devleeschauwer, A., Easterly, W., Kurlat, S. and Wacziarg, R. (2003). Fractionalization. *Journal of
    Economic Growth*, 8(2), 155-194.

    Examples
    --------
    >>> fractionalisation([0.25, 0.25, 0.25, 0.25])
    0.75
    """
    return 1 - concentration(groups)


def fractionalisation_bounds(groups: Groups) -> Bounds:
    """Return the least and the greatest fractionalisation that shares allow if what they leave out is unknown.

    The unknown part makes the least difference if all of it belongs to the greatest group, and the most if in it no
    two people are alike.

    Parameters
    ----------
    groups
        Shares of the whole population; their sum may be less than 1.

    Returns
    -------
    Bounds

    Raises
    ------
    ModelError
        If there is no group, an amount is no number of zero or more, or the sum is above 1 by more than rounding.

    Examples
    --------
    >>> bounds = fractionalisation_bounds({"Muslim": 0.5, "Buddhist": 0.25})
    >>> bounds.least, bounds.most
    (0.375, 0.6875)
    """
    known = amounts("groups", groups)
    total = float(known.sum())
    if total > 1 + ROUNDING:
        raise ModelError(
            f"The shares add up to {total:g}, more than the whole: give shares from 0 to 1, not per cent or counts."
        )
    known = known / max(total, 1)
    rest = max(1 - total, 0)
    greatest = float(known.max())
    squares = float((known**2).sum())
    return Bounds(least=1 - (squares - greatest**2 + (greatest + rest) ** 2), most=1 - squares)


def shannon(groups: Groups, base: float = math.e) -> float:
    """Return Shannon's entropy: how uncertain one is about the group of a person drawn at random.

    Parameters
    ----------
    groups
        Counts or shares of all groups.
    base
        Of the logarithm: e gives nats, 2 gives bits, the number of yes-or-no questions that an ideal guesser needs.

    Returns
    -------
    float
        0 if all belong to one group; at most the logarithm of the number of groups. Small groups weigh more than in
        `fractionalisation`.

    Raises
    ------
    ModelError
        As for `concentration`, or if `base` is not above 1.

    References
    ----------
    Shannon, C. E. (1948). A mathematical theory of communication. *Bell System Technical Journal*, 27(3), 379-423.

    Examples
    --------
    >>> shannon([0.5, 0.25, 0.25], base=2)
    1.5
    """
    per_unit = math.log(number("base", base, above=1))
    present = shares("groups", groups).to_numpy()
    present = present[present > 0]
    return float(abs((present * np.log(present)).sum()) / per_unit)


def effective_groups(groups: Groups, order: float = 2) -> float:
    """Return how many groups of equal size would be as diverse: Hill's number.

    Unlike an index it is counted in groups, so twice as much is twice as diverse.

    Parameters
    ----------
    groups
        Counts or shares of all groups.
    order
        How little the small groups weigh: 0 counts every group alike, 1 is the exponential of `shannon`, 2 is 1
        divided by `concentration`.

    Returns
    -------
    float
        From 1 to the number of groups that are not empty.

    Raises
    ------
    ModelError
        As for `concentration`, or if `order` is negative.

    References
    ----------
    Hill, M. O. (1973). Diversity and evenness: a unifying notation and its consequences. *Ecology*, 54(2), 427-432.

    Examples
    --------
    >>> effective_groups([0.5, 0.5]), effective_groups([0.9, 0.05, 0.05], order=0)
    (2.0, 3.0)
    """
    order = number("order", order, at_least=0)
    if order == 1:
        return math.exp(shannon(groups))
    present = shares("groups", groups).to_numpy()
    return float((present[present > 0] ** order).sum() ** (1 / (1 - order)))


def evenness(groups: Groups) -> float:
    """Return Pielou's evenness: `shannon` as a share of what it would be if all groups were of one size.

    Returns
    -------
    float
        From 0, almost all in one group, to 1, all groups alike. One group alone has no evenness: ``nan``.

    Raises
    ------
    ModelError
        As for `concentration`.

    References
    ----------
    Pielou, E. C. (1966). The measurement of diversity in different types of biological collections. *Journal of
    Theoretical Biology*, 13, 131-144.

    Examples
    --------
    >>> evenness([10, 10]), round(evenness([90, 10]), 2)
    (1.0, 0.47)
    """
    present = int((shares("groups", groups) > 0).sum())
    return math.nan if present == 1 else shannon(groups) / math.log(present)
