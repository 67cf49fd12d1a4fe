"""Lead times as the reader's language writes them, never more exact than their dates."""

from typing import TYPE_CHECKING

from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number

if TYPE_CHECKING:
    from bamboo_diplomacy.models.sequencing import LeadTime

_DAYS_PER_YEAR = 365.25
_DAYS_PER_MONTH = _DAYS_PER_YEAR / 12
_LAST_IN_DAYS = 60
_LAST_IN_MONTHS = 24


def written_lead(lead: "LeadTime") -> str:
    r"""Write how long one thing came before another: in days, months or years; “about” if dates are rough.

    Examples
    --------
    >>> from bamboo_diplomacy.models.sequencing import LeadTime
    >>> written_lead(LeadTime(years=2.1, least=2.0, most=2.1))
    'about 2.1\xa0years'
    >>> written_lead(LeadTime(years=48 / 365.25, least=48 / 365.25, most=48 / 365.25))
    '48\xa0days'
    """
    days = lead.years * _DAYS_PER_YEAR
    if days < _LAST_IN_DAYS:
        unit, size, digits = "days", 1.0, 0
    elif days < _LAST_IN_MONTHS * _DAYS_PER_MONTH:
        unit, size, digits = "months", _DAYS_PER_MONTH, 0
    else:
        unit, size, digits = "years", _DAYS_PER_YEAR, 1
    written, *bounds = (number(years * _DAYS_PER_YEAR / size, digits) for years in (lead.years, lead.least, lead.most))
    length = say("figures.lead.day") if (unit, written) == ("days", "1") else say(f"figures.lead.{unit}", count=written)
    return length if set(bounds) == {written} else say("figures.lead.about", length=length)
