"""The order in which the dimensions of a relation opened: partial dates, ties, starts, distances."""

from collections.abc import Callable

import pandas as pd
import pytest

from bamboo_diplomacy.models import sequencing
from bamboo_diplomacy.models.errors import ModelError


def milestones(*events: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(events, columns=["date", "dimension"])


OPENING = milestones(("1994-02-03", "trade"), ("1988-09", "aid"), ("1995-07-11", "talks"), ("1985", "aid"))


# First dates


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest"),
    [
        ("1995", "year", "1995-01-01", "1995-12-31"),
        ("1996-02", "month", "1996-02-01", "1996-02-29"),
        ("1995-07-11", "day", "1995-07-11", "1995-07-11"),
    ],
)
def test_a_date_spans_all_days_that_it_may_mean(text: str, precision: str, earliest: str, latest: str) -> None:
    row = sequencing.first_dates(milestones((text, "talks"))).iloc[0]

    assert (row["date"], row["precision"]) == (text, precision)
    assert (row["earliest"], row["latest"]) == (pd.Timestamp(earliest), pd.Timestamp(latest))


def test_first_dates_stand_in_the_order_of_the_earliest_possible_day() -> None:
    firsts = sequencing.first_dates(OPENING)

    assert firsts["dimension"].tolist() == ["aid", "trade", "talks"]
    assert firsts["date"].tolist() == ["1985", "1994-02-03", "1995-07-11"]


def test_among_equal_days_the_most_precise_date_is_the_first() -> None:
    firsts = sequencing.first_dates(milestones(("1995", "aid"), ("1995-01-01", "aid"), ("1995-01", "aid")))

    assert firsts["date"].tolist() == ["1995-01-01"]


def test_a_later_but_more_precise_event_limits_when_the_dimension_opened() -> None:
    firsts = sequencing.first_dates(milestones(("1973", "aid"), ("1973-03", "aid")))

    assert firsts["date"].item() == "1973"
    assert firsts["latest"].item() == pd.Timestamp("1973-03-31")


# Cumulative counts


def test_events_are_counted_up_for_every_year_and_dimension() -> None:
    counts = sequencing.cumulative(milestones(("1990", "aid"), ("1992-05", "aid"), ("1992-06-01", "talks")))

    assert counts.columns.tolist() == ["year", "dimension", "count"]
    assert counts.set_index(["dimension", "year"])["count"].to_dict() == {
        ("aid", 1990): 1,
        ("aid", 1991): 1,
        ("aid", 1992): 2,
        ("talks", 1990): 0,
        ("talks", 1991): 0,
        ("talks", 1992): 1,
    }


# Orders


def test_dimensions_that_opened_on_one_day_share_a_rank() -> None:
    order = sequencing.order_of_dimensions(
        milestones(("1995", "talks"), ("1995-01-01", "trade"), ("1996", "security"), ("1988", "aid"))
    )

    assert order.to_dict() == {"aid": 1, "talks": 2, "trade": 2, "security": 4}


# Verdicts


@pytest.mark.parametrize(
    ("aid", "talks", "value", "candidates"),
    [
        ("1988-09", "1995-07-11", "first", ("aid",)),
        ("1995-07-11", "1988-09", "not first", ("talks",)),
        ("1995-07-11", "1995-07-11", "tied", ("aid", "talks")),
        ("1973", "1973-01-27", "tied", ("aid", "talks")),
        ("1973-02", "1973-01-27", "not first", ("talks",)),
        ("1973", "1974", "first", ("aid",)),
        ("1973-12", "1973", "tied", ("aid", "talks")),
    ],
)
def test_a_verdict_holds_on_every_reading_of_the_dates(
    aid: str, talks: str, value: str, candidates: tuple[str, ...]
) -> None:
    verdict = sequencing.is_first(milestones((aid, "aid"), (talks, "talks")), "aid")

    assert (verdict.value, verdict.candidates) == (value, candidates)


def test_one_certain_predecessor_is_enough_not_to_be_first() -> None:
    events = milestones(("1990", "aid"), ("1990-03", "talks"), ("1990-02", "trade"))

    assert sequencing.is_first(events, "talks").value == "not first"
    assert sequencing.is_first(events, "trade").candidates == ("aid", "trade")


def test_only_a_certain_first_is_true() -> None:
    tied = milestones(("1973", "aid"), ("1973", "talks"))

    assert sequencing.is_first(OPENING, "aid")
    assert not sequencing.is_first(OPENING, "talks")
    assert not sequencing.is_first(tied, "aid")


def test_the_verdict_changes_with_the_start_of_counting() -> None:
    events = milestones(("1973-01-27", "talks"), ("1985", "aid"), ("1988-09", "aid"), ("1991-04-09", "talks"))

    table = sequencing.verdict_by_start(events, "aid", starts=(1973, 1975, 1988, 1991, 2000))

    assert table.to_dict("list") == {
        "start": [1973, 1975, 1988, 1991, 2000],
        "verdict": ["not first", "first", "first", "no event", "no event"],
        "candidates": ["talks", "aid", "aid", "talks", ""],
    }


# Lead times


def test_the_lead_is_negative_when_the_other_came_first() -> None:
    there = sequencing.lead_time(OPENING, "aid", "talks")
    back = sequencing.lead_time(OPENING, "talks", "aid")

    assert there.years == -back.years > 0
    assert (there.least, there.most) == (-back.most, -back.least)


def test_exact_dates_leave_no_doubt_about_the_lead() -> None:
    lead = sequencing.lead_time(milestones(("1991-01-01", "aid"), ("1995-01-01", "talks")), "aid", "talks")

    assert lead.least == lead.years == lead.most == 4


def test_imprecise_dates_bound_the_lead() -> None:
    lead = sequencing.lead_time(milestones(("1991", "aid"), ("1995", "talks")), "aid", "talks")

    assert lead.years == 4
    assert lead.least == pytest.approx(4 - 364 / 365.25)
    assert lead.most == pytest.approx(4 + 364 / 365.25)


# Distance between orders


@pytest.mark.parametrize(
    ("other", "distance"),
    [
        (["aid", "talks", "trade", "security"], 0),
        (["security", "trade", "talks", "aid"], 1),
        (["talks", "aid", "trade", "security"], 1 / 6),
        (["trade", "aid", "talks", "security"], 2 / 6),
    ],
)
def test_the_distance_is_the_share_of_pairs_in_opposite_order(other: list[str], distance: float) -> None:
    assert sequencing.sequence_distance(["aid", "talks", "trade", "security"], other) == pytest.approx(distance)


def test_a_tie_in_one_order_only_is_half_a_disagreement() -> None:
    ranks = pd.Series({"aid": 1, "talks": 1, "trade": 3})

    assert sequencing.sequence_distance(ranks, ["aid", "talks", "trade"]) == pytest.approx(0.5 / 3)
    assert sequencing.sequence_distance(ranks, ranks) == 0


def test_the_distance_looks_only_at_what_both_orders_have() -> None:
    assert sequencing.sequence_distance(["x", "aid", "y", "talks"], ["talks", "z", "aid"]) == 1


def test_the_orders_of_two_partners_can_be_compared() -> None:
    other = milestones(("1973-09-21", "talks"), ("1992", "aid"), ("2000", "trade"))

    distance = sequencing.sequence_distance(
        sequencing.order_of_dimensions(OPENING), sequencing.order_of_dimensions(other)
    )

    assert distance == pytest.approx(2 / 3)


# Wrong input

Measure = Callable[[pd.DataFrame], object]
MEASURES = {
    "first_dates": sequencing.first_dates,
    "cumulative": sequencing.cumulative,
    "order_of_dimensions": sequencing.order_of_dimensions,
    "is_first": lambda frame: sequencing.is_first(frame, "aid"),
    "verdict_by_start": lambda frame: sequencing.verdict_by_start(frame, "aid"),
    "lead_time": lambda frame: sequencing.lead_time(frame, "aid", "talks"),
}


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        ([("1995", "aid")], "must be a pandas DataFrame, not a list"),
        (pd.DataFrame({"date": ["1995"]}), "no column 'dimension'"),
        (pd.DataFrame({"when": ["1995"]}), "no column 'date' and no column 'dimension'"),
        (milestones(), "The milestones are empty"),
        (milestones(("1995", "aid"), ("11 July 1995", "aid")), "Row 1 has the date '11 July 1995': write it as text"),
        (milestones(("1995-13", "aid")), "Row 0 has the date '1995-13'"),
        (milestones(("1995-02-30", "aid")), "a day that exists"),
        (milestones((1995, "aid")), "Row 0 has the date 1995: write it as text"),
        (milestones((None, "aid")), "Row 0 has the date"),
        (milestones(("1995", None)), "Row 0 has no dimension"),
        (milestones(("1995", " ")), "Row 0 has no dimension"),
    ],
)
@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES.keys())
def test_an_unusable_frame_of_milestones_is_named(measure: Measure, frame: pd.DataFrame, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        measure(frame)


@pytest.mark.parametrize("name", ["is_first", "verdict_by_start"])
def test_an_unknown_dimension_is_refused_with_the_nearest(name: str) -> None:
    with pytest.raises(ModelError, match=r'no dimension "trades"\. Did you mean "trade"'):
        getattr(sequencing, name)(OPENING, "trades")


@pytest.mark.parametrize(("a", "b"), [("culture", "aid"), ("aid", "culture")])
def test_a_lead_needs_two_dimensions_of_the_frame(a: str, b: str) -> None:
    with pytest.raises(ModelError, match='no dimension "culture"'):
        sequencing.lead_time(OPENING, a, b)


@pytest.mark.parametrize(
    ("starts", "message"),
    [([], "must be a list of years"), ("1973", "must be a list of years"), ([1973.5], "must be a whole number")],
)
def test_starts_that_are_no_years_are_refused(starts: list[float], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        sequencing.verdict_by_start(OPENING, "aid", starts=starts)


@pytest.mark.parametrize(
    ("order_a", "message"),
    [
        ([], "`order_a` is empty"),
        ("aid", "`order_a` must be names in order"),
        (None, "`order_a` must be names in order"),
        (["aid", "talks", "aid"], "`order_a` has aid more than once"),
        (pd.Series({"aid": 1.0, "talks": None}), "`order_a` has a dimension without a rank"),
        (["aid", "culture"], "share 1 of their dimensions: an order needs at least two"),
    ],
)
def test_orders_that_cannot_be_compared_are_refused(order_a: list[str], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        sequencing.sequence_distance(order_a, ["aid", "talks"])
