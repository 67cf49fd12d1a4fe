"""Agreement of two rankings: Spearman's rho counts how far apart the ranks lie, Kendall's tau how many pairs agree."""

import math

import numpy as np

from bamboo_diplomacy.models.composite.tables import Numbers, listed, numbers
from bamboo_diplomacy.models.errors import ModelError

__all__ = ["kendall_tau_b", "spearman"]

_FEWEST = 3  # two countries agree wholly or not at all


def spearman(a: Numbers, b: Numbers) -> float:
    """Return Spearman's rank correlation: Pearson's correlation of the ranks; ties share the mean of their places.

    Both must count in the same direction: a score and a rank of the same index correlate at -1.

    Parameters
    ----------
    a, b
        Scores or ranks by country; only countries that both have are compared.

    Returns
    -------
    float
        1 for the same order, -1 for the reverse, about 0 for orders that have nothing to do with each other.

    Raises
    ------
    ModelError
        If fewer than three countries are in both, or one side is the same for all of them.

    References
    ----------
    Spearman, C. (1904). The proof and measurement of association between two things. *American Journal of Psychology*,
    15(1), 72-101.

    Examples
    --------
    >>> import pandas as pd
    >>> spearman(pd.Series({"Ant": 1, "Bee": 2, "Cat": 3}), pd.Series({"Ant": 10, "Bee": 900, "Cat": 20}))
    0.5
    """
    first, second = (values.rank(method="average").to_numpy() for values in _paired(a, b))
    first, second = first - first.mean(), second - second.mean()
    return _within_bounds(float(first @ second) / math.sqrt(float(first @ first) * float(second @ second)))


def kendall_tau_b(a: Numbers, b: Numbers) -> float:
    """Return Kendall's tau-b: pairs of countries in the same order less those in opposite order, over the pairs.

    Pairs that are tied on one side count for neither, and the divisor is corrected for them (tau-b, Kendall 1945).

    Parameters
    ----------
    a, b
        Scores or ranks by country; only countries that both have are compared.

    Returns
    -------
    float
        1 for the same order, -1 for the reverse.

    Raises
    ------
    ModelError
        If fewer than three countries are in both, or one side is the same for all of them.

    References
    ----------
    Kendall, M. G. (1938). A new measure of rank correlation. *Biometrika*, 30(1/2), 81-93. For ties: Kendall, M. G.
    (1945). The treatment of ties in ranking problems. *Biometrika*, 33(3), 239-251.

    Examples
    --------
    >>> import pandas as pd
    >>> round(kendall_tau_b(pd.Series({"Ant": 1, "Bee": 2, "Cat": 3}), pd.Series({"Ant": 1, "Bee": 3, "Cat": 2})), 3)
    0.333
    """
    first, second = (values.to_numpy() for values in _paired(a, b))
    pairs = np.triu_indices(len(first), k=1)
    one, other = (np.sign(values[pairs[0]] - values[pairs[1]]) for values in (first, second))
    return _within_bounds(float(one @ other) / math.sqrt(float(one @ one) * float(other @ other)))


def _paired(a: object, b: object) -> tuple[Numbers, Numbers]:
    first, second = numbers("a", a).dropna(), numbers("b", b).dropna()
    shared = first.index[first.index.isin(second.index)]
    if len(shared) < _FEWEST:
        named = f": {listed(shared)}" if len(shared) else ""
        raise ModelError(f"The two rankings share {len(shared)} countries{named}. It takes three to compare them.")
    for name, values in (("a", first[shared]), ("b", second[shared])):
        if values.min() == values.max():
            raise ModelError(f"`{name}` is the same for every country that both have: it has no order to compare.")
    return first[shared], second[shared]


def _within_bounds(value: float) -> float:
    # Rounding may leave the bounds by a hair, and a printed 1.0000000000000002 helps nobody.
    return max(-1.0, min(1.0, value))
