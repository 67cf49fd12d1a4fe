"""The ladder of partnerships: who stood on which rung at a date, and what would be different without one step.

A partnership is declared, raised and seldom lowered. The material is a frame of steps: one row is one step of one
``partner`` onto a ``level`` at a ``date`` (text: YYYY, YYYY-MM or YYYY-MM-DD). A date that stops at the year or the
month counts from its first day; whether that decides the answer is told.

A rung is a word that two states chose together. It says that a relation is wanted, not how much of it there is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

import pandas as pd

from bamboo_diplomacy.models.checks import instance, one_of, whole_number
from bamboo_diplomacy.models.errors import ModelError, unknown_name
from bamboo_diplomacy.models.partial_dates import PossibleDays, possible_days

__all__ = [
    "COUNTING",
    "LEVELS",
    "Without",
    "counts",
    "counts_by_year",
    "standing_at",
    "without_step",
]

LEVELS = ("comprehensive", "strategic", "comprehensive strategic")
"""The rungs of Viet Nam's ladder, from the lowest to the highest."""

COUNTING = ("exclusive", "cumulative")
"""Count a partner on its own rung only, or on every rung up to it."""

Counting: TypeAlias = Literal["exclusive", "cumulative"]

_COLUMNS = ("partner", "date", "level")


@dataclass(frozen=True)
class Without:
    """What would be different at a date if one step had not been taken.

    Attributes
    ----------
    partner
        Whose step.
    level
        The rung on which it really stood.
    instead
        The rung on which it would stand, or None if it would be on no rung.
    counts
        Partners on each rung without the step.
    change
        How many more (or fewer) that is than there really were, by rung.
    """

    partner: str
    level: str
    instead: str | None
    counts: dict[str, int]
    change: dict[str, int]


def standing_at(steps: pd.DataFrame, day: str, *, levels: Sequence[str] = LEVELS) -> pd.DataFrame:
    """Return on which rung every partner stood at a date: that of its last step up to then.

    Parameters
    ----------
    steps
        One row is one step: ``partner``, ``date``, ``level``.
    day
        The date asked about; if it stops at the year or the month, its last day.
    levels
        The rungs, from the lowest to the highest.

    Returns
    -------
    pandas.DataFrame
        Index ``partner``, the highest rung first: ``level``, ``since`` (date of the step, as the source gives it) and
        ``certain`` (false if the step may have come only after the day).

    Raises
    ------
    ModelError
        If a column is missing, a date cannot be read, or a level is unknown.

    Examples
    --------
    >>> steps = pd.DataFrame(
    ...     {
    ...         "partner": ["Japan", "Japan", "Chile"],
    ...         "date": ["2009", "2023-11-27", "2007"],
    ...         "level": ["strategic", "comprehensive strategic", "comprehensive"],
    ...     }
    ... )
    >>> standing_at(steps, "2015")["level"].to_dict()
    {'Japan': 'strategic', 'Chile': 'comprehensive'}
    """
    asked = possible_days("`day`", day).latest
    taken = [step for step in _dated(steps, levels) if step.days.earliest <= asked]
    last = {step.partner: step for step in sorted(taken, key=lambda step: (step.days.earliest, step.days.latest))}
    rows = [
        {
            "partner": step.partner,
            "level": step.level,
            "since": step.date,
            "certain": step.days.latest <= asked,
            "rung": -list(levels).index(step.level),
        }
        for step in last.values()
    ]
    frame = pd.DataFrame(rows, columns=["partner", "level", "since", "certain", "rung"])
    return frame.sort_values(["rung", "since", "partner"]).set_index("partner").drop(columns="rung")


def counts(
    steps: pd.DataFrame, day: str, *, counting: Counting = "exclusive", levels: Sequence[str] = LEVELS
) -> "pd.Series[int]":
    """Return how many partners stood on each rung at a date.

    Two reports of one day can differ by the rule alone: a comprehensive strategic partner is also a strategic partner,
    if one counts like that.

    Parameters
    ----------
    steps, day, levels
        As for `standing_at`.
    counting
        ``"exclusive"``: each partner on its own rung only. ``"cumulative"``: on every rung up to its own.

    Returns
    -------
    pandas.Series
        Numbers by level, from the lowest, called ``partners``.

    Raises
    ------
    ModelError
        As for `standing_at`, or if the rule is unknown.

    Examples
    --------
    >>> steps = pd.DataFrame(
    ...     {"partner": ["Japan", "Chile"], "date": ["2009", "2007"], "level": ["strategic", "comprehensive"]}
    ... )
    >>> counts(steps, "2015").tolist(), counts(steps, "2015", counting="cumulative").tolist()
    ([1, 1, 0], [2, 1, 0])
    """
    rule = one_of("rule of counting", counting, COUNTING)
    own = standing_at(steps, day, levels=levels)["level"].value_counts().reindex(list(levels), fill_value=0)
    found = own if rule == "exclusive" else own[::-1].cumsum()[::-1]
    return found.rename("partners").rename_axis("level")


def counts_by_year(
    steps: pd.DataFrame,
    first: int,
    last: int,
    *,
    counting: Counting = "exclusive",
    levels: Sequence[str] = LEVELS,
) -> pd.DataFrame:
    """Return how many partners stood on each rung at the end of each year.

    Returns
    -------
    pandas.DataFrame
        One row is one rung in one year: ``year``, ``level``, ``partners``.

    Raises
    ------
    ModelError
        As for `counts`, or if the years are not in order.

    Examples
    --------
    >>> steps = pd.DataFrame({"partner": ["Japan"], "date": ["2009"], "level": ["strategic"]})
    >>> counts_by_year(steps, 2008, 2009).query("level == 'strategic'")["partners"].tolist()
    [0, 1]
    """
    start = whole_number("first", first, at_least=1000, at_most=2999)
    end = whole_number("last", last, at_least=start, at_most=2999)
    years = [
        counts(steps, str(year), counting=counting, levels=levels).reset_index().assign(year=year)
        for year in range(start, end + 1)
    ]
    return pd.concat(years, ignore_index=True)[["year", "level", "partners"]]


def without_step(
    steps: pd.DataFrame,
    partner: str,
    date: str,
    day: str,
    *,
    levels: Sequence[str] = LEVELS,
) -> Without:
    """Return what would be different at a date if one step of one partner had not been taken.

    Everything else is kept as it was. That is the weakness of such a question: without the step of one partner, others
    might have come sooner or not at all.

    Parameters
    ----------
    steps
        As for `standing_at`.
    partner, date
        Whose step is taken away, and its date as it stands in the table.
    day
        The date at which the difference is looked at.
    levels
        The rungs, from the lowest to the highest.

    Returns
    -------
    Without

    Raises
    ------
    ModelError
        As for `standing_at`, or if there is no such step, or it was taken after `day`.

    Examples
    --------
    >>> steps = pd.DataFrame(
    ...     {
    ...         "partner": ["Japan", "Japan", "Chile"],
    ...         "date": ["2009", "2023-11-27", "2007"],
    ...         "level": ["strategic", "comprehensive strategic", "comprehensive"],
    ...     }
    ... )
    >>> changed = without_step(steps, "Japan", "2023-11-27", "2025")
    >>> changed.instead, changed.change
    ('strategic', {'comprehensive': 0, 'strategic': 1, 'comprehensive strategic': -1})
    """
    real = standing_at(steps, day, levels=levels)
    at = (steps["partner"].astype(str) == partner) & (steps["date"] == date)
    if not at.any():
        raise unknown_name("step", f"{partner} {date}", (steps["partner"].astype(str) + " " + steps["date"]).tolist())
    if possible_days("`date`", date).earliest > possible_days("`day`", day).latest:
        raise ModelError(f"{partner} took the step of {date} after {day}: look at a later day.")
    other = standing_at(steps[~at], day, levels=levels)
    was, now = counts(steps, day, levels=levels), counts(steps[~at], day, levels=levels)
    return Without(
        partner=partner,
        level=str(real["level"].loc[partner]),
        instead=str(other["level"].loc[partner]) if partner in other.index else None,
        counts={level: int(now[level]) for level in levels},
        change={level: int(now[level] - was[level]) for level in levels},
    )


class _Step(NamedTuple):
    """One step of one partner, with the days on which it may have been taken."""

    partner: str
    date: str
    level: str
    days: PossibleDays


def _dated(steps: pd.DataFrame, levels: Sequence[str]) -> list[_Step]:
    frame = instance("steps", steps, pd.DataFrame)
    for column in _COLUMNS:
        if column not in frame.columns:
            raise unknown_name("column", column, map(str, frame.columns))
    rows = zip(frame.index, frame["partner"], frame["date"], frame["level"], strict=True)
    return [
        _Step(str(partner), text, one_of("level", level, levels), possible_days(f"Row {label}", text))
        for label, partner, text, level in rows
    ]
