"""The steps before an event: what the title counts, and what is refused in a sentence."""

import pandas as pd
import pytest

from bamboo_diplomacy import figures, load, strings

MILESTONES = pd.DataFrame(
    {
        "date": ["1985", "1988-09", "1991-12", "1994-02-03", "1995-07-11"],
        "label": ["Dig", "Search", "Travel", "Embargo lifted", "Relations"],
        "dimension": ["humanitarian", "humanitarian", "people", "economic", "diplomatic"],
    }
)


def test_the_title_counts_the_steps_before_the_event_and_those_of_two_dimensions() -> None:
    figure = figures.steps_before(MILESTONES, "Embargo lifted")
    assert figure.title == "Before “Embargo lifted” (1994): 2 of 3 dated steps are humanitarian, 0 economic"
    assert "3 rows" not in figure.alt
    assert "2 rows" in figure.alt


def test_other_dimensions_can_be_compared() -> None:
    figure = figures.steps_before(MILESTONES, "Relations", compare=("people", "economic"))
    assert figure.title == "Before “Relations” (1995): 1 of 4 dated steps are people, 1 economic"


def test_a_step_is_named_on_the_side_that_has_room() -> None:
    rows = figures.steps_before(MILESTONES, "Relations", named=["Dig", "Embargo lifted"]).spec["datasets"]["steps"]
    named = {row["label"]: (row["left"], row["right"]) for row in rows if row["left"] or row["right"]}
    assert named == {"Dig": ("", "1985: Dig"), "Embargo lifted": ("3 February 1994: Embargo lifted", "")}


def test_the_picture_is_drawn_with_its_source() -> None:
    milestones = load("us_vietnam_milestones")
    figure = figures.steps_before(milestones[~milestones["setback"]], "Trade embargo lifted")
    assert figure.svg().startswith("<svg")
    assert figure.source


def test_an_unknown_label_is_refused() -> None:
    with pytest.raises(figures.FigureError, match="No milestone is called 'Peace'"):
        figures.steps_before(MILESTONES, "Peace")
    with pytest.raises(figures.FigureError, match="No milestone is called 'Peace'"):
        figures.steps_before(MILESTONES, "Relations", named=["Peace"])


def test_an_event_with_nothing_before_it_is_refused() -> None:
    with pytest.raises(figures.FigureError, match="No milestone came before 'Dig': choose a later event"):
        figures.steps_before(MILESTONES, "Dig")


def test_in_vietnamese_steps_are_named_in_vietnamese_and_asked_for_by_their_label(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    milestones = load("us_vietnam_milestones")
    figure = figures.steps_before(milestones, "Trade embargo lifted", named=["First joint excavation"])
    assert figure.title.startswith("Trước mốc “Bỏ cấm vận thương mại” (1994)")
    assert "1985: Khai quật chung lần đầu" in {row["left"] for row in figure.spec["datasets"]["steps"]}
