"""Measures of trade between two states: growth, balance, growth around an event, and the gap between two sets of books.

A yearly series is a pandas Series of values of zero or more, in one unit, with the years as its index. A year that is
not known may be left out or be NaN: it stays missing, and no rate is computed across it. Rates are fractions: 0.07 is
seven per cent.
"""

import math
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd

from bamboo_diplomacy.models.checks import YearlySeries, number, one_of, whole_number, yearly
from bamboo_diplomacy.models.errors import ModelError

__all__ = [
    "EVENT_YEAR",
    "EventWindow",
    "GrowthSpan",
    "balance",
    "cagr",
    "doubling_time",
    "event_window",
    "growth",
    "index_to",
    "mean_growth",
    "mirror_gap",
    "normalized_balance",
    "relative_mirror_gap",
]

EVENT_YEAR = {"neither": (-1, +1), "before": (0, 0), "after": (-1, -1)}
"""Where the event year belongs: the last year of the span before and the first of the span after, from the event."""

Amount = TypeVar("Amount", float, YearlySeries)


def growth(series: YearlySeries) -> YearlySeries:
    """Return the growth of each year on the year before.

    Every year from the first to the last stands in the result. The rate is missing for the first year, for a missing
    year and for the year after it, and where the year before was zero: growth from nothing has no rate.

    Parameters
    ----------
    series
        Values by year.

    Returns
    -------
    pandas.Series
        Fractions by year, called ``growth``.

    Raises
    ------
    ModelError
        If `series` is not a usable yearly series.

    Examples
    --------
    >>> growth(pd.Series({1995: 100.0, 1996: 150.0, 1998: 300.0, 1999: 330.0})).round(2).to_dict()
    {1995: nan, 1996: 0.5, 1997: nan, 1998: nan, 1999: 0.1}
    """
    values = _every_year(yearly("series", series))
    base = values.shift()
    return (values / base.where(base > 0) - 1).rename("growth")


def cagr(first: float, last: float, years: float) -> float:
    """Return the compound annual growth rate: the steady rate that leads from `first` to `last`.

    ``(last / first) ** (1 / years) - 1``. It looks at the two ends only.

    Parameters
    ----------
    first, last
        Values at the two ends, in one unit and from one source.
    years
        Years between the ends: from 1995 to 2024 there are 29.

    Returns
    -------
    float
        A fraction; -1 if nothing is left.

    Raises
    ------
    ModelError
        If `first` or `years` is not above zero, or `last` is negative.

    Examples
    --------
    >>> round(cagr(100, 121, 2), 10)
    0.1
    """
    start = number("first", first, above=0)
    end = number("last", last, at_least=0)
    span = number("years", years, above=0)
    return float((end / start) ** (1 / span) - 1)


def mean_growth(series: YearlySeries) -> float:
    """Return the arithmetic mean of the yearly growth rates, which is *not* the steady rate.

    It is never below the compound rate, and above it as soon as growth varies: a fall by half and a doubling lead
    back to the start, yet their mean is 25 per cent. Keep it for showing that difference.

    Raises
    ------
    ModelError
        If `series` is not a usable yearly series of two years or more, or one of its rates is not known.

    Examples
    --------
    >>> mean_growth(pd.Series({2000: 100.0, 2001: 50.0, 2002: 100.0}))
    0.25
    >>> cagr(100, 100, 2)
    0.0
    """
    rates = growth(series).iloc[1:]
    if rates.empty:
        raise ModelError("`series` has one year only: growth needs at least two.")
    unknown = rates.index[rates.isna()]
    if len(unknown):
        raise ModelError(f"The growth of {unknown[0]} is not known: choose a span without missing or zero years.")
    return float(rates.mean())


def doubling_time(rate: float) -> float:
    """Return the years that steady growth takes to double a value: ``ln 2 / ln(1 + rate)``.

    The rule of seventy (70 divided by the per cent) approximates it for small rates.

    Parameters
    ----------
    rate
        Growth a year as a fraction.

    Raises
    ------
    ModelError
        If `rate` is not above zero: what does not grow never doubles.

    Examples
    --------
    >>> doubling_time(1.0)
    1.0
    >>> round(doubling_time(0.07), 1)
    10.2
    """
    return math.log(2) / math.log1p(number("rate", rate, above=0))


def balance(exports: Amount, imports: Amount) -> Amount:
    """Return the trade balance, exports minus imports; a deficit is negative.

    Parameters
    ----------
    exports, imports
        Two numbers, or two yearly series, from the same side's books and in one unit.

    Returns
    -------
    float or pandas.Series
        As the input; a year that one of two series lacks is missing.

    Raises
    ------
    ModelError
        If a flow is negative, not a number, or not a usable yearly series.

    Examples
    --------
    >>> balance(40, 100)
    -60.0
    """
    sold, bought = _flows("exports", exports, "imports", imports)
    return sold - bought


def normalized_balance(exports: Amount, imports: Amount) -> Amount:
    """Return the balance as a share of all trade: ``(exports - imports) / (exports + imports)``.

    It lies between -1 (only imports) and +1 (only exports), so years of very different size can be compared
    (Mikic and Gilbert 2009, *Trade Statistics in Policymaking*, United Nations ESCAP).

    Raises
    ------
    ModelError
        If a flow is negative, not a number, or not a usable yearly series, or if two numbers are both zero.
        In two series such a year is missing.

    Examples
    --------
    >>> normalized_balance(40, 160)
    -0.6
    """
    sold, bought = _flows("exports", exports, "imports", imports)
    return _share(sold - bought, sold + bought)


def mirror_gap(reporter: Amount, partner: Amount) -> Amount:
    """Return the difference between two sides' figures of one flow, reporter minus partner.

    What one state books as imports, the other books as exports. The two differ for honest reasons: freight and
    insurance (imports usually count them, exports do not), country of origin against country of destination, goods
    that pass through a third port, timing, exchange rates (Javorsek 2016, *Asymmetries in International Merchandise
    Trade Statistics*, ARTNeT Working Paper 156).

    Parameters
    ----------
    reporter, partner
        Two numbers, or two yearly series: the same flow, years and unit, from the books of either side.

    Returns
    -------
    float or pandas.Series
        In the unit of the input; a year that one of two series lacks is missing.

    Raises
    ------
    ModelError
        If a flow is negative, not a number, or not a usable yearly series.

    Examples
    --------
    >>> mirror_gap(110, 90)
    20.0
    """
    own, mirror = _flows("reporter", reporter, "partner", partner)
    return own - mirror


def relative_mirror_gap(reporter: Amount, partner: Amount) -> Amount:
    """Return the mirror gap as a share of the mean of the two figures: ``(r - p) / ((r + p) / 2)``.

    The mean is the base because neither side's books are the truth: exchanging the sides changes the sign only.
    It lies between -2 and +2; at either end, one side booked nothing.

    Raises
    ------
    ModelError
        If a flow is negative, not a number, or not a usable yearly series, or if two numbers are both zero.
        In two series such a year is missing.

    Examples
    --------
    >>> relative_mirror_gap(110, 90)
    0.2
    >>> relative_mirror_gap(90, 110)
    -0.2
    """
    own, mirror = _flows("reporter", reporter, "partner", partner)
    return _share(own - mirror, (own + mirror) / 2)


def index_to(series: YearlySeries, base_year: int) -> YearlySeries:
    """Return the series as an index with the base year at 100, so that series of different size share one scale.

    Every year from the first to the last stands in the result.

    Raises
    ------
    ModelError
        If `series` is not a usable yearly series, or has no value above zero in `base_year`.

    Examples
    --------
    >>> index_to(pd.Series({1995: 50.0, 1996: 75.0}), base_year=1995).to_dict()
    {1995: 100.0, 1996: 150.0}
    """
    values = _every_year(yearly("series", series))
    base = values.get(whole_number("base_year", base_year, at_least=0), math.nan)
    if not base > 0:
        known = values.index[values > 0]
        between = f"between {known[0]} and {known[-1]}" if len(known) else "in any year"
        raise ModelError(
            f"`series` has no value above zero in the base year {base_year}: choose another year {between}."
        )
    return (100 * values / base).rename("index")


@dataclass(frozen=True)
class GrowthSpan:
    """Growth between two years.

    Attributes
    ----------
    first, last
        The years at the two ends.
    cagr, mean_growth
        Compound rate and arithmetic mean of the yearly rates, as fractions; None if a year of the span is unknown.
    unknown
        The years of the span that have no value above zero.
    """

    first: int
    last: int
    cagr: float | None
    mean_growth: float | None
    unknown: tuple[int, ...]


@dataclass(frozen=True)
class EventWindow:
    """Growth before and after an event.

    Attributes
    ----------
    year
        The year of the event.
    event_year
        Where that year belongs: a key of `EVENT_YEAR`.
    before, after
        Growth on either side.
    """

    year: int
    event_year: str
    before: GrowthSpan
    after: GrowthSpan

    @property
    def complete(self) -> bool:
        """Whether both sides have a value in every year."""
        return not (self.before.unknown or self.after.unknown)

    @property
    def change(self) -> float | None:
        """Compound rate after minus before, as a fraction (0.05 is five percentage points); None if incomplete."""
        if self.before.cagr is None or self.after.cagr is None:
            return None
        return self.after.cagr - self.before.cagr

    @property
    def note(self) -> str:
        """What is missing, in words; empty if the window is complete."""
        gaps = [
            f"Growth {side} {self.year} is not given: {span.first} to {span.last} has no value above zero in "
            f"{', '.join(str(year) for year in span.unknown)}."
            for side, span in (("before", self.before), ("after", self.after))
            if span.unknown
        ]
        return " ".join(gaps)


def event_window(
    series: YearlySeries, year: int, *, before: int = 5, after: int = 5, event_year: str = "neither"
) -> EventWindow:
    """Compare growth before an event with growth after it.

    The event falls somewhere within its year, so that year's value mixes the time before with the time after.
    `event_year` says where it belongs, and a finding that depends on this choice is a weak one:

    ========= ================================= ============================ =======================================
    choice    span before ends with             span after starts from       fits
    ========= ================================= ============================ =======================================
    neither   the year before the event         the year after the event     when in doubt; loses the two mixed steps
    before    the event year                    the event year               an event in the last weeks of its year
    after     the year before the event         the year before the event    an event in the first weeks of its year
    ========= ================================= ============================ =======================================

    A difference in growth is no proof of cause: something else may have changed in the same years.

    Parameters
    ----------
    series
        Values by year.
    year
        Year of the event, within the years of the series.
    before, after
        Number of yearly growth steps on each side.
    event_year
        ``"neither"``, ``"before"`` or ``"after"``.

    Returns
    -------
    EventWindow
        A side that lacks a year has no rates; `EventWindow.note` names the years.

    Raises
    ------
    ModelError
        If `series` is not a usable yearly series, `year` lies outside it, a side is shorter than one step, or
        `event_year` is unknown.

    Examples
    --------
    >>> trade = pd.Series({1999: 100.0, 2000: 110.0, 2001: 121.0, 2002: 242.0, 2003: 484.0})
    >>> window = event_window(trade, 2001, before=2, after=2, event_year="before")
    >>> round(window.before.cagr, 3), round(window.after.cagr, 3), round(window.change, 3)
    (0.1, 1.0, 0.9)
    >>> event_window(trade, 2001, before=3, after=2, event_year="before").note
    'Growth before 2001 is not given: 1998 to 2001 has no value above zero in 1998.'
    """
    values = yearly("series", series)
    event = whole_number("year", year, at_least=0)
    steps_before = whole_number("before", before, at_least=1)
    steps_after = whole_number("after", after, at_least=1)
    belongs = one_of("choice of `event_year`", event_year, EVENT_YEAR)
    if not values.index[0] <= event <= values.index[-1]:
        raise ModelError(f"`series` runs from {values.index[0]} to {values.index[-1]}: {event} lies outside.")
    end, start = (event + offset for offset in EVENT_YEAR[belongs])
    return EventWindow(
        year=event,
        event_year=belongs,
        before=_span(values, end - steps_before, end),
        after=_span(values, start, start + steps_after),
    )


def _span(values: YearlySeries, first: int, last: int) -> GrowthSpan:
    part = values.reindex(pd.RangeIndex(first, last + 1, name="year"))
    unknown = tuple(int(year) for year in part.index[~(part > 0)])
    if unknown:
        return GrowthSpan(first, last, None, None, unknown)
    compound = cagr(part.iloc[0], part.iloc[-1], last - first)
    return GrowthSpan(first, last, compound, mean_growth(part), ())


def _every_year(values: YearlySeries) -> YearlySeries:
    return values.reindex(pd.RangeIndex(values.index[0], values.index[-1] + 1, name="year"))


def _flows(first_name: str, first: Amount, second_name: str, second: Amount) -> tuple[Amount, Amount]:
    """Check two flows, which are two numbers or two yearly series."""
    if isinstance(first, pd.Series) != isinstance(second, pd.Series):
        raise ModelError(f"`{first_name}` and `{second_name}` must be of one kind: two numbers, or two yearly series.")
    if isinstance(first, pd.Series):
        return yearly(first_name, first), yearly(second_name, second)
    return number(first_name, first, at_least=0), number(second_name, second, at_least=0)


def _share(part: Amount, whole: Amount) -> Amount:
    if isinstance(whole, pd.Series):
        return part / whole.replace(0, np.nan)
    if whole == 0:
        raise ModelError("Both figures are zero, so there is nothing to take a share of.")
    return part / whole
