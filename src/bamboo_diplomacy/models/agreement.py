"""Agreement of two coders or markers beyond what chance would give."""

from collections import Counter
from collections.abc import Hashable, Sequence

from bamboo_diplomacy.models.errors import ModelError

__all__ = ["cohen_kappa"]


def cohen_kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Return Cohen's kappa of two coders who judged the same items.

    Kappa is (p_o - p_e) / (1 - p_e): the share of agreement observed, less the share that two coders with these habits
    would reach by chance, over the most that could be reached beyond chance.

    Parameters
    ----------
    first, second
        The categories that each coder chose, item by item.

    Returns
    -------
    float
        1 for full agreement, 0 for what chance would give, below 0 for less. If both coders use one and the same
        category throughout, chance cannot be told from agreement and the result is ``nan``.

    Raises
    ------
    ModelError
        If there is no item, or the coders judged different numbers of items.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. *Educational and Psychological Measurement*,
    20(1), 37-46.

    Examples
    --------
    >>> round(cohen_kappa(["yes", "yes", "no", "no"], ["yes", "no", "no", "no"]), 2)
    0.5
    """
    if len(first) != len(second):
        raise ModelError(
            f"The first coder judged {len(first)} items and the second {len(second)}: give the same items."
        )
    if not first:
        raise ModelError("Agreement needs at least one item that both coders judged.")
    observed = sum(a == b for a, b in zip(first, second, strict=True)) / len(first)
    counts, other_counts = Counter(first), Counter(second)
    expected = sum(counts[category] * other_counts[category] for category in counts) / len(first) ** 2
    return float("nan") if expected == 1 else (observed - expected) / (1 - expected)
