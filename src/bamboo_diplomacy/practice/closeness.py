"""Whether two parts are the same within the declared tolerance: the comparison that decides a grade."""

from bamboo_diplomacy.practice.parts import Part
from bamboo_diplomacy.practice.rules import Rules

TINY = 1e-12


def same(key: Part, answer: Part, rules: Rules) -> bool:
    """Return whether an answer's part agrees with the key's.

    Numbers agree within `rules.absolute`, or else within `rules.relative` of the key; a truth value is never a number.

    Examples
    --------
    >>> same([0.2218, "asean"], [0.2216, "asean"], Rules(absolute=0.001))
    True
    >>> same(1, True, Rules())
    False
    """
    if isinstance(key, list) and isinstance(answer, list):
        return len(key) == len(answer) and all(same(k, a, rules) for k, a in zip(key, answer, strict=True))
    if is_number(key) and is_number(answer):
        return bool(abs(answer - key) <= tolerance(key, rules))
    return type(key) is type(answer) and bool(key == answer)


def tolerance(key: float, rules: Rules) -> float:
    """Return the largest difference from a number of the key that still counts as the same."""
    if rules.absolute is not None:
        return rules.absolute * (1 + 1e-9)
    return max(rules.relative * abs(key), TINY)


def is_number(leaf: Part) -> bool:
    """Return whether a leaf is a number; ``True`` and ``False`` are not."""
    return isinstance(leaf, int | float) and not isinstance(leaf, bool)
