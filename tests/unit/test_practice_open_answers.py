"""Open answers: what is accepted without a key, what is said of the rest, and who judges it."""

import json

import pandas as pd
import pytest

from bamboo_diplomacy.grade.jobs import Job, run_from_json
from bamboo_diplomacy.grade.rebuild import Rebuilt, RunCell
from bamboo_diplomacy.grade.reference import Reference, ReferenceCell
from bamboo_diplomacy.practice.canonical import canonical
from bamboo_diplomacy.practice.feedback import CheckFeedback, Feedback, FeedbackFileError, read
from bamboo_diplomacy.practice.judge import judge
from bamboo_diplomacy.practice.open_answers import OpenAnswer, UnknownConditionError
from bamboo_diplomacy.practice.verdict import Verdict

AUDIENCE = OpenAnswer("project.audience", why="A choice.")


def test_whatever_meets_the_condition_is_right_and_earns_the_authors_words():
    for member in ("IDN", "LAO", "TLS"):
        judgement = judge(canonical({"audience": member, "group": "youth"}), AUDIENCE)
        assert (judgement.verdict, judgement.sentences) == (Verdict.RIGHT, ("A choice.",))


def test_every_part_that_is_not_met_is_said():
    judgement = judge(canonical({"audience": "VNM", "group": "cats"}), AUDIENCE)
    assert judgement.verdict is Verdict.WRONG
    assert [finding.code for finding in judgement.findings] == ["home", "unknown_group"]
    assert "`cats` is no group" in judgement.sentences[1]


def test_a_part_that_is_left_open_is_named_and_not_held_against_the_student():
    judgement = judge(canonical({"audience": "LAO", "group": ...}), AUDIENCE)
    assert (judgement.verdict, judgement.sentences) == (Verdict.NOT_ATTEMPTED, ("Still to be filled in: `group`.",))


@pytest.mark.parametrize("answer", ["LAO", ["LAO", "youth"], {"audience": "LAO"}, {"audience": "LAO", 1: 2}])
def test_an_answer_of_another_form_is_told_the_form(answer):
    judgement = judge(canonical(answer), AUDIENCE)
    assert judgement.sentences == ("The check needs a dictionary with `audience`, `group`.",)


def test_a_table_among_the_parts_is_named():
    judgement = judge(canonical({"audience": pd.DataFrame({"iso3": ["LAO"]}), "group": "youth"}), AUDIENCE)
    assert "you gave a table (DataFrame)" in judgement.sentences[0]


HOSTILE = {
    "a million characters": "x" * 999_000,
    "fifty thousand numbers": list(range(50_000)),
    "a deep nest": json.loads("[" * 20 + "]" * 20),
    "a huge number": 10**400,
    "no number": float("nan"),
    "an infinite number": float("-inf"),
    "half a character": "\ud800",
    "a dictionary": {(1, 2): None},
}


@pytest.mark.parametrize("given", HOSTILE.values(), ids=HOSTILE)
def test_whatever_a_part_holds_is_answered_in_short_sentences(given):
    judgement = judge(canonical({"audience": given, "group": "youth"}), AUDIENCE)
    assert judgement.verdict is Verdict.WRONG
    assert max(len(sentence.encode("utf-8")) for sentence in judgement.sentences) < 300


@pytest.mark.parametrize("name", ["project.colour", "project.load", "os.system", "audience", "project."])
def test_only_conditions_of_the_package_can_be_named(name):
    with pytest.raises(UnknownConditionError, match="There is no condition"):
        OpenAnswer(name).judge(canonical({"audience": "LAO"}))


def test_a_feedback_file_keeps_the_condition_and_drops_the_foreseen_mistakes(tmp_path):
    check = CheckFeedback("project/audience", 1.0, AUDIENCE.locked("salt"))
    file = tmp_path / "07_capstone.json"
    file.write_text(json.dumps(Feedback("07_capstone", "v", {check.name: check}).to_json()), "utf-8")
    assert read(file).checks["project/audience"] == check
    file.write_text(file.read_text("utf-8").replace('"why"', '"how"'), "utf-8")
    with pytest.raises(FeedbackFileError):
        read(file)


def test_a_worker_gets_the_condition_with_the_job(tmp_path):
    cell = ReferenceCell("t07-project-check", "check", "code", "check(...)", "project", "project/audience", 1, AUDIENCE)
    rebuilt = Rebuilt(Reference("07_capstone", "v", (cell,)), (RunCell("check(...)", cell),), frozenset(), {}, ())
    run = run_from_json(Job("Mai", rebuilt, tmp_path).to_json(), lambda: tmp_path)
    assert run.rebuilt.cells[0].reference.expected == AUDIENCE
