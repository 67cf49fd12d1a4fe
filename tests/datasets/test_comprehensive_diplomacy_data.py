"""Cross-checks of the datasets on comprehensive diplomacy: an assessment and its links, and what is synthetic."""

import pytest

from bamboo_diplomacy import course
from bamboo_diplomacy.data import describe, load
from bamboo_diplomacy.models.evaluation import difference_in_differences, synthetic_survey
from bamboo_diplomacy.models.portfolio import OBJECTIVES, synthetic_programmes

ANSWERS = {"lesson", "recommendation", "shift", "task"}


@pytest.fixture(scope="module")
def points():
    return load("cultural_assessment").set_index("id")


@pytest.fixture(scope="module")
def links():
    return load("assessment_links")


def test_the_points_are_as_many_as_the_readings_count(points):
    whole = points[points["part_of"].isna()]
    counts = whole.groupby(["reading", "kind"], observed=True).size()
    assert counts["mai2025"][["advantage", "limitation", "lesson", "recommendation"]].tolist() == [3, 5, 6, 5]
    assert counts["bui2026"].to_dict() == {"shift": 5}
    assert counts["dong2026"][["limitation", "task"]].tolist() == [4, 5]


def test_a_part_is_named_after_its_whole_and_of_its_kind(points):
    parts = points.dropna(subset="part_of")
    assert all(name[:-1] == whole for name, whole in parts["part_of"].items())
    assert (parts["kind"].astype(str) == parts["part_of"].map(points["kind"]).astype(str)).all()


def test_every_kind_of_indicator_is_proposed(points):
    assert set(points["kpi_kind"]) == {"input", "output", "outcome", "impact"}


def test_the_indicators_are_called_proposals(points):
    assert describe("cultural_assessment").sidecar.column("proposed_kpi").derived.startswith("proposed")


def test_a_link_leads_from_an_answer_to_a_limitation(points, links):
    assert set(links["answer"].map(points["kind"])) == ANSWERS
    assert set(links["limitation"].map(points["kind"])) == {"limitation"}


def test_a_link_carries_the_reading_of_its_answer(points, links):
    assert (links["answer"].map(points["reading"]).astype(str) == links["source"]).all()


def test_every_limitation_is_answered_and_one_lesson_answers_none(points, links):
    limitations = points.index[points["kind"] == "limitation"]
    answers = points.index[points["kind"].isin(ANSWERS)]
    assert set(limitations) - set(links["limitation"]) == set()
    assert set(answers) - set(links["answer"]) == {"LES6"}


@pytest.mark.parametrize("name", ["synthetic_programmes", "synthetic_survey"])
def test_what_is_synthetic_says_so_in_name_title_and_first_caveat(name):
    sidecar = describe(name).sidecar
    assert sidecar.title.startswith("Synthetic")
    assert sidecar.caveats[0].startswith("Everything here is synthetic")


@pytest.mark.parametrize(
    ("name", "draw"), [("synthetic_programmes", synthetic_programmes), ("synthetic_survey", synthetic_survey)]
)
def test_synthetic_tables_are_what_their_function_draws(name, draw):
    table, drawn = load(name), draw()
    assert list(table.columns) == list(drawn.columns)
    assert table.astype(str).to_numpy().tolist() == drawn.astype(str).to_numpy().tolist()


def test_effects_are_on_the_objectives_that_the_reading_lists():
    assert list(OBJECTIVES) == load("cultural_objectives")["code"].tolist()


def test_the_true_effect_lies_in_the_interval_of_the_survey_and_zero_does_not():
    found = difference_in_differences(load("synthetic_survey"))
    assert found.low < 6 < found.high
    assert found.clear


def test_the_words_of_the_topic_are_ten():
    assert len(course.glossary("05").text.splitlines()) == 10
