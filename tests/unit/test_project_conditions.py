"""Conditions of a project: each sentence has a project that hears it, and no project makes a condition fail."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamboo_diplomacy import load
from bamboo_diplomacy.models.portfolio import best_portfolio
from bamboo_diplomacy.models.sampling import margin_of_error
from bamboo_diplomacy.project import conditions, measures
from bamboo_diplomacy.strings import catalogue

INDICATOR = {
    "name": "pupils who can name one Vietnamese writer",
    "kind": "outcome",
    "baseline": "survey of November 2026",
    "target": 0.3,
    "unit": "share of those asked",
    "year": 2029,
}
OUTPUT = {**INDICATOR, "name": "readings held", "kind": "output", "target": 24, "unit": "readings"}
EVALUATION = {
    "design": "difference-in-differences",
    "comparison": "provinces in which the programme starts a year later",
    "waves": ["2026-11", "2030-02"],
    "smallest_effect": 0.1,
    "per_group": 385,
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9) | st.just(...),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=6),
    max_leaves=12,
)
SENSIBLE = st.sampled_from(["IDN", "VNM", "youth", "elites", "image", "identity", ["P01", "P05"], [INDICATOR, OUTPUT]])

PROGRAMMES = [
    ("P01", ["no_list"]),
    (["P01", 5], ["no_list"]),
    (["P01", "P99"], ["unknown_programmes"]),
    (["P05", "P05", "P06"], ["repeated"]),
    (["P06"], ["too_few", "beside_the_gap"]),
    (["P05", "P06", "P07"], ["over_budget"]),
    (["P03", "P01", "P12"], ["nothing_for_group", "beside_the_gap"]),
    ([], ["too_few", "nothing_for_group", "beside_the_gap"]),
]

INDICATOR_LISTS = [
    ([INDICATOR], ["number_of_indicators"]),
    ("two", ["number_of_indicators"]),
    ([OUTPUT, {**OUTPUT, "name": "visitors"}], ["only_outputs"]),
    ([INDICATOR, INDICATOR], ["same_indicator"]),
    ([INDICATOR, {**OUTPUT, "unit": " "}], ["indicator_words"]),
    ([INDICATOR, {**OUTPUT, "kind": "result"}], ["indicator_kind"]),
    ([INDICATOR, {**OUTPUT, "target": "many"}], ["indicator_target"]),
    ([INDICATOR, {**OUTPUT, "target": True}], ["indicator_target"]),
    ([INDICATOR, {**OUTPUT, "target": float("inf")}], ["indicator_target"]),
    ([INDICATOR, {**OUTPUT, "target": float("nan")}], ["indicator_target"]),
    ([INDICATOR, {**OUTPUT, "year": 2020}], ["indicator_year"]),
    ([INDICATOR, {**OUTPUT, "year": 2028.5}], ["indicator_year"]),
    ([INDICATOR, {**OUTPUT, "baseline": ...}], ["indicator_fields"]),
    ([INDICATOR, "readings held"], ["indicator_fields"]),
]

EVALUATIONS = [
    ({"design": "before-after"}, ["before_after"]),
    ({"design": "interviews"}, ["unknown_design"]),
    ({"comparison": ""}, ["no_comparison"]),
    ({"comparison": ...}, ["evaluation_fields"]),
    ({"waves": ["2027-02", "2030-02"]}, ["no_wave_before"]),
    ({"waves": ["2026-11", "2028-02"]}, ["no_wave_after"]),
    ({"waves": "2026-11"}, ["waves"]),
    ({"waves": ["2026-13"]}, ["waves"]),
    ({"waves": ["2026-11", "\uff12\uff10\uff13\uff10-02"]}, ["waves"]),
    ({"smallest_effect": 0.01}, ["effect_size"]),
    ({"smallest_effect": "0.1"}, ["effect_size"]),
    ({"per_group": 384}, ["too_few_answers"]),
    ({"per_group": "all"}, ["too_few_answers"]),
    ({"per_group": float("inf")}, ["too_few_answers"]),
    ({"per_group": float("nan")}, ["too_few_answers"]),
]


def codes(condition, *parts):
    return [finding.code for finding in condition(*parts)]


def test_a_project_that_meets_all_conditions_hears_nothing():
    assert codes(conditions.audience, "IDN", "elites") == []
    assert codes(conditions.gap, "IDN", "elites", "values") == []
    assert codes(conditions.programme, "elites", "values", ["P10", "P02", "P04"]) == []
    assert codes(conditions.indicators, [INDICATOR, OUTPUT]) == []
    assert codes(conditions.evaluation, EVALUATION) == []


@pytest.mark.parametrize(
    ("audience", "group", "code"),
    [("VNM", "youth", "home"), ("THA", "youth", "example"), ("FRA", "youth", "unknown_member"), (7, [], None)],
)
def test_an_audience_is_a_neighbour_and_a_group_that_is_counted(audience, group, code):
    assert codes(conditions.audience, audience, group) == ([code] if code else ["unknown_member", "unknown_group"])


def test_a_cell_at_the_median_is_no_gap_and_one_below_it_is():
    table = measures.cells("IDN")
    assert (table.loc["youth", "understanding"], table.loc["youth", "image"]) == (17, 4)
    assert codes(conditions.gap, "IDN", "youth", "understanding") == ["no_gap"]
    assert codes(conditions.gap, "IDN", "youth", "image") == []
    assert codes(conditions.gap, "TLS", "youth", "values") == ["no_gap"]  # one activity, and the median is one


def test_every_gap_can_be_served_within_the_budget():
    programmes = load("synthetic_programmes").set_index("id")
    for group, objective in product(measures.GROUPS, measures.objectives()):
        plans = [
            best_portfolio(programmes["cost"], programmes[objective], measures.BUDGET, required=[one])
            for one in programmes.index[programmes["audience"] == group]
        ]
        plan = max(plans, key=lambda own: own.value)
        assert codes(conditions.programme, group, objective, list(plan.chosen)) == []


@pytest.mark.parametrize(
    ("programme", "expected"),
    PROGRAMMES,
)
def test_a_programme_is_paid_for_and_serves_the_gap(programme, expected):
    assert codes(conditions.programme, "youth", "image", programme) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    INDICATOR_LISTS,
)
def test_indicators_can_be_measured_by_somebody_else(given, expected):
    assert codes(conditions.indicators, given) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    EVALUATIONS,
)
def test_an_evaluation_can_tell_the_effect_from_everything_else(change, expected):
    assert codes(conditions.evaluation, {**EVALUATION, **change}) == expected


def test_the_answers_needed_make_the_margin_of_the_difference_as_wide_as_the_effect():
    for samples, design in ((2, "with-without"), (4, "difference-in-differences")):
        needed = measures.per_group_needed(0.1, design)
        assert samples * margin_of_error(0.5, needed) ** 2 <= 0.1**2 < samples * margin_of_error(0.5, needed - 1) ** 2


@given(st.lists(JSON | SENSIBLE, min_size=3, max_size=3))
def test_whatever_a_student_hands_in_a_condition_answers_in_sentences(parts):
    one, two, three = parts
    findings = [
        *conditions.audience(one, two),
        *conditions.gap(one, two, three),
        *conditions.programme(one, two, three),
        *conditions.indicators(one),
        *conditions.evaluation(one),
        *conditions.evaluation({**EVALUATION, **dict.fromkeys(["waves", "per_group"], one), "smallest_effect": two}),
    ]
    assert all(finding.sentence for finding in findings)


@pytest.mark.parametrize("given", [10**400, "word " * 200_000, "\ud800", float("-inf")], ids=range(4))
def test_what_is_huge_or_odd_is_answered_in_short_sentences(given):
    evaluation = {**EVALUATION, "per_group": given, "comparison": given}
    findings = [
        *conditions.audience(given, given),
        *conditions.programme(given, "image", [str(given)] * 1000),
        *conditions.indicators([{**INDICATOR, "target": given, "unit": given}, {**OUTPUT, "year": given}]),
        *conditions.evaluation(evaluation),
    ]
    assert max(len(finding.sentence) for finding in findings) < 300


def test_numbers_in_sentences_are_written_as_the_readers_language_does(monkeypatch):
    monkeypatch.setenv("BAMBOO_LANGUAGE", "vi")
    (finding,) = conditions.evaluation({**EVALUATION, "smallest_effect": 0.125, "per_group": 1.5})
    assert "1,5 câu trả lời" in finding.sentence
    assert "lệch hơn 0,125" in finding.sentence


def test_every_sentence_of_the_catalogue_is_heard_in_one_of_these_tests():
    heard = {code for _, expected in [*PROGRAMMES, *INDICATOR_LISTS, *EVALUATIONS] for code in expected}
    heard |= {*codes(conditions.audience, "VNM", 0), *codes(conditions.audience, "THA", 0)}
    heard |= {*codes(conditions.gap, 0, 0, 0), *codes(conditions.gap, "IDN", "youth", "understanding")}
    assert heard == {key.rpartition(".")[2] for key in catalogue("en") if key.startswith("project.unmet.")}
