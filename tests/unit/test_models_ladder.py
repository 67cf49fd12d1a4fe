"""The ladder of partnerships: steps by hand, the published counts as an independent source, steps taken away."""

import pandas as pd
import pytest

from bamboo_diplomacy.data import load
from bamboo_diplomacy.models import ladder
from bamboo_diplomacy.models.errors import ModelError

STEPS = pd.DataFrame(
    [
        ("Japan", "2009", "strategic"),
        ("Japan", "2023-11-27", "comprehensive strategic"),
        ("Chile", "2007", "comprehensive"),
        ("Algeria", "2025-11", "strategic"),
    ],
    columns=["partner", "date", "level"],
)


def test_a_partner_stands_where_its_last_step_put_it() -> None:
    assert ladder.standing_at(STEPS, "2008")["level"].to_dict() == {"Chile": "comprehensive"}
    assert ladder.standing_at(STEPS, "2023-11-26")["level"]["Japan"] == "strategic"
    assert ladder.standing_at(STEPS, "2023-11-27")["level"]["Japan"] == "comprehensive strategic"


def test_the_highest_rung_comes_first_whatever_the_order_of_the_rows() -> None:
    expected = ["Japan", "Algeria", "Chile"]

    assert ladder.standing_at(STEPS, "2026").index.tolist() == expected
    assert ladder.standing_at(STEPS[::-1], "2026").index.tolist() == expected


def test_a_step_dated_by_its_month_is_uncertain_within_the_month() -> None:
    assert not ladder.standing_at(STEPS, "2025-11-10")["certain"]["Algeria"]
    assert ladder.standing_at(STEPS, "2025-11")["certain"]["Algeria"]
    assert "Algeria" not in ladder.standing_at(STEPS, "2025-10-31").index


def test_one_day_has_two_counts_by_two_rules() -> None:
    assert ladder.counts(STEPS, "2026").tolist() == [1, 1, 1]
    assert ladder.counts(STEPS, "2026", counting="cumulative").tolist() == [3, 2, 1]


def test_before_the_first_step_every_rung_is_empty() -> None:
    assert ladder.counts(STEPS, "1999").tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("day", "published"),
    [("2023-12", [12, 12, 6]), ("2024-03", [12, 11, 7]), ("2025-08-22", [15, 10, 13])],
)
def test_the_counts_are_those_that_officials_published(day: str, published: list[int]) -> None:
    assert ladder.counts(load("partnerships"), day).tolist() == published


def test_a_year_is_counted_at_its_end() -> None:
    rows = ladder.counts_by_year(STEPS, 2022, 2024)
    top = rows[rows["level"] == "comprehensive strategic"]

    assert top[["year", "partners"]].to_numpy().tolist() == [[2022, 0], [2023, 1], [2024, 1]]


def test_without_its_upgrade_a_partner_falls_back_one_step() -> None:
    changed = ladder.without_step(STEPS, "Japan", "2023-11-27", "2026")

    assert (changed.level, changed.instead) == ("comprehensive strategic", "strategic")
    assert changed.counts == {"comprehensive": 1, "strategic": 2, "comprehensive strategic": 0}
    assert changed.change == {"comprehensive": 0, "strategic": 1, "comprehensive strategic": -1}


def test_without_its_only_step_a_partner_is_on_no_rung() -> None:
    assert ladder.without_step(STEPS, "Chile", "2007", "2026").instead is None


def test_a_step_that_was_followed_by_another_can_be_missing_without_a_trace() -> None:
    changed = ladder.without_step(STEPS, "Japan", "2009", "2026")

    assert changed.level == changed.instead == "comprehensive strategic"
    assert set(changed.change.values()) == {0}


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: ladder.standing_at(STEPS, "November"), "`day` has the date 'November'"),
        (lambda: ladder.standing_at(STEPS.assign(date="2009-13"), "2020"), "Row 0 has the date '2009-13'"),
        (lambda: ladder.standing_at(STEPS.assign(level="stategic"), "2020"), 'Did you mean "strategic"'),
        (lambda: ladder.standing_at(STEPS.drop(columns="level"), "2020"), 'no column "level"'),
        (lambda: ladder.counts(STEPS, "2020", counting="inclusive"), 'no rule of counting "inclusive"'),
        (lambda: ladder.counts_by_year(STEPS, 2020, 2010), "`last` must be at least 2020"),
        (lambda: ladder.without_step(STEPS, "Japan", "2010", "2026"), 'no step "Japan 2010"'),
        (lambda: ladder.without_step(STEPS, "Algeria", "2025-11", "2020"), "look at a later day"),
    ],
)
def test_wrong_input_is_named(call, sentence: str) -> None:
    with pytest.raises(ModelError, match=sentence):
        call()
