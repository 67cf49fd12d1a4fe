"""Numbers as the reader's language writes them: 1,234.5 in English, 1.234,5 in Vietnamese."""

from bamboo_diplomacy.strings import language

_SWAPPED = str.maketrans(",.", ".,")


def number(value: float, digits: int = 0, *, sign: bool = False) -> str:
    """Write a number with a fixed count of decimals.

    Examples
    --------
    >>> number(1234.56, 1)
    '1,234.6'
    """
    return _in_language(f"{value:{'+' if sign else ''}z,.{digits}f}")


def points(value: float, most_digits: int = 2) -> str:
    """Write points, or another number that is often whole, with the decimals that it needs and at most so many.

    Parameters
    ----------
    value
        The number.
    most_digits
        The most decimals, one or more.

    Examples
    --------
    >>> points(4.0), points(2.5), points(0.125, 3)
    ('4', '2.5', '0.125')
    """
    return _in_language(f"{value:z,.{most_digits}f}".rstrip("0").rstrip("."))


def percent(fraction: float, digits: int = 0, *, sign: bool = False) -> str:
    """Write a fraction as a percentage.

    Examples
    --------
    >>> percent(0.125, 1), percent(-0.5, sign=True)
    ('12.5%', '−50%')
    """
    return f"{number(100 * fraction, digits, sign=sign)}%"


def _in_language(text: str) -> str:
    text = text.replace("-", "\N{MINUS SIGN}")
    return text.translate(_SWAPPED) if language() == "vi" else text
