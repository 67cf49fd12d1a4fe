"""Dates as sources give them: a day, a month or a year, read as the span of days that they may mean."""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple, TypeAlias

from bamboo_diplomacy.models.errors import ModelError

__all__ = ["PossibleDays", "possible_days"]

_Day: TypeAlias = date

_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class PossibleDays(NamedTuple):
    """How exact a date is, ``"year"``, ``"month"`` or ``"day"``, and the first and last day that it may mean."""

    precision: str
    earliest: _Day
    latest: _Day


def possible_days(where: str, text: object) -> PossibleDays:
    """Return the span of days that a date may mean.

    Parameters
    ----------
    where
        What the error calls the place of the date: ``"Row 3"``.
    text
        YYYY, YYYY-MM or YYYY-MM-DD.

    Raises
    ------
    ModelError
        If `text` is no such text, or no day of the calendar.

    Examples
    --------
    >>> possible_days("Row 3", "1988-09").latest
    datetime.date(1988, 9, 30)
    """
    days = _read(text) if isinstance(text, str) else None
    if days is None:
        raise ModelError(
            f"{where} has the date {text!r}: write it as text, YYYY, YYYY-MM or YYYY-MM-DD, and as a day that exists."
        )
    return days


def _read(text: str) -> PossibleDays | None:
    found = _ISO_DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    precision = "year" if found[2] is None else "month" if found[3] is None else "day"
    try:
        match precision:
            case "year":
                return PossibleDays(precision, date(year, 1, 1), date(year, 12, 31))
            case "month":
                return PossibleDays(precision, date(year, month, 1), date(year, month, monthrange(year, month)[1]))
            case _:
                return PossibleDays(precision, date(year, month, day), date(year, month, day))
    except ValueError:  # a month or a day that does not exist
        return None
