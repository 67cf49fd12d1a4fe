"""Dates as the reader's language writes them, never more exact than the source."""

from bamboo_diplomacy.strings import say


def written_date(date: str) -> str:
    """Write an ISO date that may stop at the year or the month.

    Examples
    --------
    >>> written_date("1977-05-03"), written_date("1973-02"), written_date("1992")
    ('3 May 1977', 'February 1973', '1992')
    """
    year, *rest = date.split("-")
    if not rest:
        return year
    month = say("common.date.months").split()[int(rest[0]) - 1]
    if len(rest) == 1:
        return say("common.date.month", month=month, year=year)
    return say("common.date.day", day=int(rest[1]), month=month, year=year)
