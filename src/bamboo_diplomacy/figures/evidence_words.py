"""A claim and its evidence in words: as labels, as tooltips, and as alt text."""

import math

from bamboo_diplomacy.figures.evidence import COURSE, DATES, Claim, Evidence, Statement
from bamboo_diplomacy.figures.figure import Spec
from bamboo_diplomacy.figures.rowwise import Row
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.dates import written_date
from bamboo_diplomacy.strings.numbers import number

_STEPS = (1, 2, 5, 10, 20, 50, 100)  # years from tick to tick
_TICKS = 9


def claimed_figure(claim: Claim, evidence: Evidence) -> str:
    """Write what the reading claims: a time, or a value with its unit."""
    if evidence.kind == DATES:
        return claim.told_period
    if evidence.span:
        low, high = map(number, evidence.span)
        return say("claim_checker.picture.span", low=low, high=high, unit=evidence.unit)
    if claim.value is None:
        return say("claim_checker.picture.no_number")
    return say("claim_checker.picture.value", value=number(claim.value), unit=claim.told_unit)


def figure_of(statement: Statement, evidence: Evidence) -> str:
    """Write what a statement gives: its date, or its value."""
    if evidence.kind == DATES:
        return written_date(statement.date)
    if statement.value is None:
        return say("claim_checker.picture.not_read")
    text = f"{statement.value:.2f}".rstrip("0")
    return number(statement.value, len(text.partition(".")[2]))


def whole_years(domain: tuple[float, float]) -> list[int]:
    """Return years for the ticks of an axis, few enough to be read on a narrow page.

    Examples
    --------
    >>> whole_years((1993.4, 1995.6)), whole_years((1972.0, 2026.0))
    ([1994, 1995], [1980, 1990, 2000, 2010, 2020])
    """
    first, last = math.ceil(domain[0]), math.floor(domain[1])
    step = next(step for step in _STEPS if (last - first) / step < _TICKS)
    return list(range(first + -first % step, last + 1, step))


def statement_row(statement: Statement, evidence: Evidence) -> Row:
    """Return what a picture needs of a statement, besides its place."""
    return {
        "label": statement.label,
        "figure": figure_of(statement, evidence),
        "date": written_date(statement.date),
        "source": statement.source,
        "series": statement.series,
        "when": statement.when,
        "value": statement.value,
        "at": statement.when if evidence.kind == DATES else statement.value,
    }


def evidence_tooltip() -> list[Spec]:
    """Return what is told about a statement under the mouse."""
    fields = {"label": "tip_what", "date": "tip_when", "figure": "tip_value", "source": "tip_source"}
    return [
        {"field": field, "type": "nominal", "title": say(f"claim_checker.picture.{key}")}
        for field, key in fields.items()
    ]


def evidence_told(evidence: Evidence) -> str:
    """Tell every statement with its date or value and its source, for a reader who does not see the picture."""
    key = "alt_row_course" if evidence.kind == COURSE else "alt_row"
    return "; ".join(
        say(
            f"claim_checker.picture.{key}",
            label=statement.label,
            date=written_date(statement.date),
            figure=figure_of(statement, evidence),
            source=statement.source,
        )
        for statement in evidence.statements
    )
