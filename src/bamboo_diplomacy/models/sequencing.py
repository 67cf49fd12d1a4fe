"""In what order the dimensions of a relation opened: first dates, ranks, verdicts, and how far two orders differ.

The material is a frame of milestones: one row is one event, with its ``date`` as ISO text and its ``dimension``
(humanitarian, diplomatic, economic ...). Sources often give only a month or a year: ``"1988-09"`` may be any day of
that September. So a date is kept as what it is, a span from its earliest to its latest possible day. Orders and
distances use the earliest possible day; verdicts use the whole span, and say so when it does not decide.

An order of events is no proof of cause, and who codes an event into a dimension helps to decide which came first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from bamboo_diplomacy.models.checks import one_of, whole_number
from bamboo_diplomacy.models.errors import ModelError
from bamboo_diplomacy.models.partial_dates import possible_days

__all__ = [
    "LeadTime",
    "Verdict",
    "cumulative",
    "first_dates",
    "is_first",
    "lead_time",
    "order_of_dimensions",
    "sequence_distance",
    "verdict_by_start",
]

STARTS = (1973, 1975, 1986, 1991)
"""Years from which one may begin to count: Paris agreement, end of the war, Đổi Mới, peace in Cambodia."""

DAYS_PER_YEAR = 365.25

_Day: TypeAlias = date  # an event has a field called `date`


@dataclass(frozen=True)
class Verdict:
    """Whether a dimension came first.

    It is true in an ``if`` only when it is certain, that is for ``"first"``.

    Attributes
    ----------
    dimension
        The dimension that was asked about.
    value
        ``"first"``: on every reading of the dates it came before all others. ``"not first"``: on every reading some
        other came before it. ``"tied"``: the dates do not decide, because they fall on one day or are not precise
        enough. ``"no event"``: it has no event (only in `verdict_by_start`).
    candidates
        All dimensions that may have come first, by name.
    """

    dimension: str
    value: str
    candidates: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.value == "first"


@dataclass(frozen=True)
class LeadTime:
    """Years from the first event of one dimension to the first event of another; negative if the other came first.

    Attributes
    ----------
    years
        From earliest possible day to earliest possible day, in years of 365.25 days.
    least, most
        The bounds that the precision of the dates allows.
    """

    years: float
    least: float
    most: float


def first_dates(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the first date of each dimension with its precision.

    The first event is the one with the earliest possible day (``"1995"`` counts as 1 January); among equals, the one
    that is dated most precisely. `latest` is the day by which the dimension had certainly opened: a later but more
    precise event can set it.

    Parameters
    ----------
    frame
        Milestones with the columns ``date`` (text: YYYY, YYYY-MM or YYYY-MM-DD) and ``dimension``.

    Returns
    -------
    pandas.DataFrame
        One row is one dimension, in the order of `earliest`: ``dimension``, ``date`` (as written), ``precision``
        (day, month, year), ``earliest`` and ``latest`` (the first and last day on which it may have opened).

    Raises
    ------
    ModelError
        If `frame` is no frame of milestones, is empty, or has a date that cannot be read.

    Examples
    --------
    >>> events = pd.DataFrame({"date": ["1973", "1973-03", "1973-01-27"], "dimension": ["aid", "aid", "talks"]})
    >>> first_dates(events)[["dimension", "date", "precision", "latest"]].astype(str).values.tolist()
    [['aid', '1973', 'year', '1973-03-31'], ['talks', '1973-01-27', 'day', '1973-01-27']]
    """
    columns = dict(zip(_Event._fields, zip(*_firsts(_dated(frame)), strict=True), strict=True))
    days = {name: np.array(columns[name], "datetime64[s]") for name in ("earliest", "latest")}
    return pd.DataFrame({**columns, **days})


def cumulative(frame: pd.DataFrame) -> pd.DataFrame:
    """Return how many events each dimension had had by the end of each year.

    Returns
    -------
    pandas.DataFrame
        One row is one dimension in one year: ``year`` (every year from the first event to the last), ``dimension``,
        ``count``.

    Raises
    ------
    ModelError
        If `frame` is no frame of milestones, is empty, or has a date that cannot be read.

    Examples
    --------
    >>> events = pd.DataFrame({"date": ["1988-09", "1990", "1990-05-01"], "dimension": ["aid", "aid", "talks"]})
    >>> cumulative(events).query("dimension == 'aid'")["count"].tolist()
    [1, 1, 2]
    """
    events = _dated(frame)
    years = pd.Series([event.earliest.year for event in events], name="year")
    dimensions = pd.Series([event.dimension for event in events], name="dimension")
    every_year = pd.RangeIndex(years.min(), years.max() + 1, name="year")
    counts = pd.crosstab(years, dimensions).reindex(every_year, fill_value=0).cumsum()
    return counts.melt(ignore_index=False, value_name="count").reset_index()


def order_of_dimensions(frame: pd.DataFrame) -> "pd.Series[int]":
    """Return the rank of each dimension by the earliest possible day of its first event; equal days share a rank.

    Returns
    -------
    pandas.Series
        Ranks from 1, by dimension, called ``rank``.

    Raises
    ------
    ModelError
        If `frame` is no frame of milestones, is empty, or has a date that cannot be read.

    Examples
    --------
    >>> events = pd.DataFrame({"date": ["1995-07", "1988", "1995-07-01"], "dimension": ["talks", "aid", "trade"]})
    >>> order_of_dimensions(events).to_dict()
    {'aid': 1, 'trade': 2, 'talks': 2}
    """
    firsts = _firsts(_dated(frame))
    ranks = [1 + sum(other.earliest < first.earliest for other in firsts) for first in firsts]
    return pd.Series(ranks, index=pd.Index([first.dimension for first in firsts], name="dimension"), name="rank")


def is_first(frame: pd.DataFrame, dimension: str) -> Verdict:
    """Judge whether a dimension opened before all others.

    Parameters
    ----------
    frame
        Milestones, as for `first_dates`.
    dimension
        One of its dimensions.

    Returns
    -------
    Verdict
        ``"first"``, ``"tied"`` or ``"not first"``, and who may have been first.

    Raises
    ------
    ModelError
        If `frame` is no frame of milestones, or has no such dimension.

    Examples
    --------
    >>> events = pd.DataFrame({"date": ["1973", "1973-01-27", "1994-02-03"], "dimension": ["aid", "talks", "trade"]})
    >>> is_first(events, "aid")
    Verdict(dimension='aid', value='tied', candidates=('aid', 'talks'))
    >>> is_first(events, "trade").value
    'not first'
    """
    events = _dated(frame)
    one_of("dimension", dimension, _dimensions(events))
    return _verdict(events, dimension)


def verdict_by_start(frame: pd.DataFrame, dimension: str, starts: Sequence[int] = STARTS) -> pd.DataFrame:
    """Judge again whether a dimension came first, with the count begun in each of several years.

    A finding that holds only from one starting year is a finding about that year.

    Parameters
    ----------
    frame
        Milestones, as for `first_dates`.
    dimension
        One of its dimensions.
    starts
        Years; events before them are left out.

    Returns
    -------
    pandas.DataFrame
        One row is one start: ``start``, ``verdict`` (as in `Verdict`) and ``candidates`` (who may have been first,
        separated by commas).

    Raises
    ------
    ModelError
        If `frame` is no frame of milestones or has no such dimension, or `starts` holds no years.

    Examples
    --------
    >>> events = pd.DataFrame({"date": ["1973-01-27", "1985", "1991-04-09"], "dimension": ["talks", "aid", "talks"]})
    >>> verdict_by_start(events, "aid", starts=[1973, 1975, 1991]).values.tolist()
    [[1973, 'not first', 'talks'], [1975, 'first', 'aid'], [1991, 'no event', 'talks']]
    """
    events = _dated(frame)
    one_of("dimension", dimension, _dimensions(events))
    if not isinstance(starts, (list, tuple, range)) or not starts:
        raise ModelError("`starts` must be a list of years, such as [1973, 1991].")
    rows = []
    for start in starts:
        year = whole_number("starts", start, at_least=1)
        verdict = _verdict([event for event in events if event.earliest.year >= year], dimension)
        rows.append({"start": year, "verdict": verdict.value, "candidates": ", ".join(verdict.candidates)})
    return pd.DataFrame(rows)


def lead_time(frame: pd.DataFrame, a: str, b: str) -> LeadTime:
    """Return by how many years dimension `a` opened before dimension `b`.

    Raises
    ------
    ModelError
        If `frame` is no frame of milestones, or has no such dimension.

    Examples
    --------
    >>> events = pd.DataFrame({"date": ["1988-09-01", "1995"], "dimension": ["aid", "trade"]})
    >>> lead = lead_time(events, "aid", "trade")
    >>> round(lead.years, 1), round(lead.least, 1), round(lead.most, 1)
    (6.3, 6.3, 7.3)
    """
    firsts = {first.dimension: first for first in _firsts(_dated(frame))}
    one, other = firsts[one_of("dimension", a, firsts)], firsts[one_of("dimension", b, firsts)]
    return LeadTime(
        years=_years(one.earliest, other.earliest),
        least=_years(one.latest, other.earliest),
        most=_years(one.earliest, other.latest),
    )


def sequence_distance(order_a: "pd.Series[int] | Sequence[str]", order_b: "pd.Series[int] | Sequence[str]") -> float:
    """Return how far two orders differ, over the dimensions that both have: 0 the same order, 1 the reverse.

    The normalised Kendall tau distance: of all pairs of dimensions, the share that the two orders put in opposite
    order (Kendall 1938). A pair that is tied in one order only counts one half (Fagin and others 2006).

    Parameters
    ----------
    order_a, order_b
        Ranks by dimension, as from `order_of_dimensions`, or names in order.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ModelError
        If an order is empty, names a dimension twice or has no rank for one, or fewer than two are shared.

    Examples
    --------
    >>> sequence_distance(["aid", "talks", "trade"], ["talks", "aid", "trade", "security"]) * 3
    1.0
    """
    ranks_a, ranks_b = _ranks("order_a", order_a), _ranks("order_b", order_b)
    shared = [dimension for dimension in ranks_a if dimension in ranks_b]
    if len(shared) < 2:  # noqa: PLR2004 - a pair
        raise ModelError(
            f"The two orders share {len(shared)} of their dimensions: an order needs at least two. "
            f"order_a has {', '.join(ranks_a)}; order_b has {', '.join(ranks_b)}."
        )
    pairs = list(combinations(shared, 2))
    apart = [abs(_sign(ranks_a[one] - ranks_a[two]) - _sign(ranks_b[one] - ranks_b[two])) / 2 for one, two in pairs]
    return sum(apart) / len(pairs)


class _Event(NamedTuple):
    """One milestone with the span of its possible days."""

    dimension: str
    date: str
    precision: str
    earliest: _Day
    latest: _Day


def _verdict(events: Sequence[_Event], dimension: str) -> Verdict:
    # Whoever may have opened on or before the day by which one of them certainly had is a candidate.
    certain = min((event.latest for event in events), default=date.max)
    candidates = tuple(_dimensions(event for event in events if event.earliest <= certain))
    if dimension not in _dimensions(events):
        value = "no event"
    elif dimension not in candidates:
        value = "not first"
    else:
        value = "first" if candidates == (dimension,) else "tied"
    return Verdict(dimension, value, candidates)


def _firsts(events: Sequence[_Event]) -> list[_Event]:
    """Return the first event of each dimension; its latest day is the one by which the dimension had opened."""
    firsts: dict[str, _Event] = {}
    opened: dict[str, date] = {}
    for event in sorted(events, key=lambda event: (event.earliest, event.latest)):
        firsts.setdefault(event.dimension, event)
        opened[event.dimension] = min(event.latest, opened.get(event.dimension, event.latest))
    found = (event._replace(latest=opened[dimension]) for dimension, event in firsts.items())
    return sorted(found, key=lambda event: (event.earliest, event.latest, event.dimension))


def _dimensions(events: Iterable[_Event]) -> list[str]:
    return sorted({event.dimension for event in events})


def _dated(frame: object) -> list[_Event]:
    if not isinstance(frame, pd.DataFrame):
        raise ModelError(f"The milestones must be a pandas DataFrame, not a {type(frame).__name__}.")
    lacking = [column for column in ("date", "dimension") if column not in frame.columns]
    if lacking:
        raise ModelError(f"The milestones have no column {' and no column '.join(repr(name) for name in lacking)}.")
    if frame.empty:
        raise ModelError("The milestones are empty: there is no event to date.")
    events = []
    for label, text, dimension in zip(frame.index, frame["date"], frame["dimension"], strict=True):
        if not isinstance(dimension, str) or not dimension.strip():
            raise ModelError(f"Row {label} has no dimension: every event needs one.")
        events.append(_Event(dimension, text, *possible_days(f"Row {label}", text)))
    return events


def _ranks(name: str, order: object) -> dict[str, float]:
    if isinstance(order, pd.Series):
        names, ranks = list(order.index), list(order)
    elif isinstance(order, Sequence) and not isinstance(order, str):
        names, ranks = list(order), list(range(len(order)))
    else:
        raise ModelError(f"`{name}` must be names in order, or ranks from order_of_dimensions, not {order!r}.")
    if not names:
        raise ModelError(f"`{name}` is empty.")
    twice = [one for one in names if names.count(one) > 1]
    if twice:
        raise ModelError(f"`{name}` has {twice[0]} more than once.")
    if pd.isna(ranks).any():
        raise ModelError(f"`{name}` has a dimension without a rank.")
    return dict(zip(names, ranks, strict=True))


def _sign(difference: float) -> int:
    return (difference > 0) - (difference < 0)


def _years(start: date, end: date) -> float:
    return (end - start).days / DAYS_PER_YEAR
