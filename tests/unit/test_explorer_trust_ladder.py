"""The trust ladder: setbacks are no steps, the verdict follows the start, and hiding a row changes nothing."""

import pytest

from bamboo_diplomacy import load, strings
from bamboo_diplomacy.explore import trust_ladder
from bamboo_diplomacy.explore.gallery.trust_ladder import TrustLadder
from bamboo_diplomacy.figures import style
from bamboo_diplomacy.models.sequencing import first_dates, is_first


@pytest.fixture
def ladder() -> TrustLadder:
    return trust_ladder()


def rows(ladder: TrustLadder, dataset: str) -> list[dict[str, object]]:
    return list(ladder.static().spec["datasets"][dataset])


def test_the_first_steps_are_those_of_the_model_without_setbacks(ladder: TrustLadder) -> None:
    milestones = load("us_vietnam_milestones")
    dated = first_dates(milestones[~milestones["setback"]])
    assert [(step.dimension, step.date) for step in ladder.result.firsts] == [
        *dated[["dimension", "date"]].itertuples(index=False, name=None)
    ]


def test_a_setback_is_never_a_step(ladder: TrustLadder) -> None:
    ladder.set(start=1975, end=1976)
    assert ladder.result.firsts == ()
    assert ladder.result.setbacks == 1
    assert ladder.result.verdict.value == "no event"
    assert ladder.static().title == "From 1975 to 1976 no step is dated"


def test_setbacks_that_are_hidden_are_still_said(ladder: TrustLadder) -> None:
    said = ladder.describe()
    ladder.set(setbacks=False)
    assert ladder.describe() == said
    assert "setbacks in these years: 7, not counted" in said


@pytest.mark.parametrize(
    ("start", "verdict", "candidates"),
    [
        (1975, "first", ("humanitarian",)),
        (1986, "first", ("humanitarian",)),
        (1989, "not first", ("security",)),
        (1991, "not first", ("diplomatic", "war legacy")),
        (1992, "tied", ("humanitarian", "people")),
        (2002, "no event", ("economic", "security")),
    ],
)
def test_the_verdict_follows_the_start(
    ladder: TrustLadder, start: int, verdict: str, candidates: tuple[str, ...]
) -> None:
    ladder.set(start=start)
    assert (ladder.result.verdict.value, ladder.result.verdict.candidates) == (verdict, candidates)


@pytest.mark.parametrize("end", [1980, 1995, 2026])
def test_the_strip_says_what_each_start_would_say(ladder: TrustLadder, end: int) -> None:
    milestones = load("us_vietnam_milestones")
    steps = milestones[~milestones["setback"]]
    for start, verdict in ladder.result.by_start.items():
        counted = steps[steps["year"].between(start, end)]
        if "humanitarian" in set(counted["dimension"]):
            assert is_first(counted, "humanitarian") == verdict


def test_hiding_a_dimension_does_not_change_who_was_first(ladder: TrustLadder) -> None:
    ladder.set(start=1989)
    title = ladder.static().title
    ladder.set(dimensions=("humanitarian",))
    assert ladder.static().title == title
    assert {row["dimension"] for row in rows(ladder, "firsts")} == {"humanitarian"}


def test_another_claim_is_judged_in_its_turn(ladder: TrustLadder) -> None:
    ladder.set(claim="economic", start=1994)
    assert ladder.result.verdict
    assert "“economic” was first: “Trade embargo lifted”" in ladder.describe()


def test_rows_stand_in_the_order_of_the_first_steps(ladder: TrustLadder) -> None:
    heights = {row["dimension"]: row["y"] for row in rows(ladder, "firsts")}
    assert list(heights) == [step.dimension for step in ladder.result.firsts]
    assert list(heights.values()) == sorted(heights.values())


def test_a_pile_has_a_step_for_every_counted_milestone(ladder: TrustLadder) -> None:
    ladder.set(start=1990, end=1999)
    milestones = load("us_vietnam_milestones")
    counted = milestones[~milestones["setback"] & milestones["year"].between(1990, 1999)]
    steps = [row["dimension"] for row in rows(ladder, "piles") if row["step"]]
    assert {name: steps.count(name) for name in style.DIMENSIONS} == {
        name: int((counted["dimension"] == name).sum()) for name in style.DIMENSIONS
    }


def test_a_lead_that_rests_on_rough_dates_is_about_so_long(ladder: TrustLadder) -> None:
    ladder.set(start=1975)
    assert ladder.static().title.endswith("48\xa0days before “diplomatic”")
    ladder.set(start=1986)
    assert ladder.static().title.endswith("about 2.1\xa0years before “security”")


def test_named_starts_say_what_happened(ladder: TrustLadder) -> None:
    ladder.set(start=1986)
    assert ladder.describe().startswith("Counting from 1986, the year of Đổi Mới, to 2026,")
    ladder.set(start=1987)
    assert ladder.describe().startswith("Counting from 1987 to 2026,")


def test_it_speaks_vietnamese(ladder: TrustLadder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    assert ladder.static().title == "Tính từ 1973, lĩnh vực “nhân đạo” đi trước, sớm hơn “ngoại giao” 4,2\xa0năm"
