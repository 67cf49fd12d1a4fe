"""`check` in a kernel: the card, the canonical bundle, the feedback file, the record of progress."""

import json

import pytest
from IPython.testing.globalipapp import start_ipython
from IPython.utils.capture import capture_output

from bamboo_diplomacy import check, mistake
from bamboo_diplomacy.practice import feedback, progress
from bamboo_diplomacy.practice.canonical import canonical
from bamboo_diplomacy.practice.cards import card, summary
from bamboo_diplomacy.practice.expected import Key
from bamboo_diplomacy.practice.feedback import CheckFeedback, Feedback
from bamboo_diplomacy.practice.protocol import ANSWER_TYPE, MISTAKE_TYPE
from bamboo_diplomacy.practice.rules import Rules
from bamboo_diplomacy.practice.summary import Count, by_topic
from bamboo_diplomacy.practice.verdict import Judgement, Verdict


@pytest.fixture(scope="module", autouse=True)
def _kernel():
    start_ipython()


@pytest.fixture
def workbook(tmp_path, monkeypatch):
    """Return a workbook with feedback for one check, and make its folder a working folder."""
    (tmp_path / "datasets").mkdir()
    (tmp_path / ".bamboo").mkdir()
    folder = feedback.folder(tmp_path)
    folder.mkdir(parents=True)
    key = Key(canonical(0.2218), Rules(absolute=0.0005), why="It compounds.")
    own = Feedback("04_us_trust", "v1", {"cagr": CheckFeedback("cagr", 2, key.locked("s"))})
    (folder / "04_us_trust.json").write_text(json.dumps(own.to_json()), encoding="utf-8")
    monkeypatch.setenv("BAMBOO_WORKBOOK", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shown(function, *arguments):
    """Call a function and return the one bundle that it displays."""
    with capture_output() as captured:
        function(*arguments)
    (output,) = captured.outputs
    return output.data


def test_a_right_answer_earns_a_card_that_says_why_it_matters(workbook):
    bundle = shown(check, "cagr", 0.222)
    assert bundle[ANSWER_TYPE] == {"check": "cagr", "answer": {"kind": "float", "value": 0.222}}
    assert "It compounds." in bundle["text/html"]
    assert bundle["text/plain"] == "cagr: right. It compounds."


def test_a_wrong_answer_is_told_what_differs_and_not_what_is_right(workbook):
    bundle = shown(check, "cagr", 22.2)
    assert "percentage" in bundle["text/plain"]
    assert "0.22" not in bundle["text/plain"]


def test_three_dots_are_not_attempted(workbook):
    assert shown(check, "cagr", ...)["text/plain"].startswith("cagr: not attempted.")


def test_a_check_without_feedback_is_recorded(workbook):
    assert shown(check, "unknown", 3)["text/plain"].startswith("unknown: recorded.")


def test_feedback_can_be_switched_off_for_the_judge_outside(workbook, monkeypatch):
    monkeypatch.setenv("BAMBOO_FEEDBACK", "off")
    assert shown(check, "cagr", 0.222)["text/plain"].startswith("cagr: recorded.")


def test_a_value_that_cannot_be_checked_gets_a_sentence_and_no_traceback(workbook):
    bundle = shown(check, "cagr", len)
    assert bundle[ANSWER_TYPE]["answer"]["kind"] == "not gradable"
    assert "Call it with brackets" in bundle["text/plain"]


@pytest.mark.parametrize("content", ["{", "[]", '{"format": 1}', '{"format": 99}'])
def test_a_damaged_feedback_file_is_said_so_on_the_card(workbook, content):
    (feedback.folder(workbook) / "04_us_trust.json").write_text(content, encoding="utf-8")
    assert "04_us_trust.json" in shown(check, "cagr", 0.222)["text/plain"]


def test_a_check_that_is_given_only_the_value_says_how_to_call_it():
    with pytest.raises(TypeError, match=r'check\("cagr", cagr\)'):
        check(0.222, 0.222)


def test_the_card_speaks_vietnamese_when_asked_to(workbook, monkeypatch):
    monkeypatch.setenv("BAMBOO_LANGUAGE", "vi")
    bundle = shown(check, "cagr", 22.2)
    assert "chưa đúng" in bundle["text/plain"]
    assert 'lang="vi"' in bundle["text/html"]


def test_a_card_shows_a_student_s_text_and_never_runs_it():
    html = card("t", Judgement(Verdict.WRONG, message="Look at `<b>`."), canonical("<script>alert(1)</script>"))
    assert "<script>" not in html
    assert "<code>&lt;b&gt;</code>" in html


def test_a_long_answer_is_shortened_on_the_card():
    assert len(summary(canonical("x" * 5000))) < 100


def test_a_mistake_is_recorded_with_its_message():
    bundle = shown(mistake, "cagr", 0.31, "This is the\n   arithmetic mean.")
    assert bundle[MISTAKE_TYPE]["message"] == "This is the arithmetic mean."
    with pytest.raises(TypeError, match="needs a message"):
        mistake("cagr", 0.31, "")


def test_the_best_verdict_is_kept_with_the_number_of_tries(workbook):
    for value in (0.3, 0.222, 0.3, ...):
        shown(check, "cagr", value)
    kept = progress.read(workbook)["cagr"]
    assert (kept.verdict, kept.tries) == (Verdict.RIGHT, 3)


def release_key(workbook, value, why=""):
    """Release the check with another key, or only with another message."""
    key = Key(canonical(value), Rules(absolute=0.0005), why=why)
    own = Feedback("04_us_trust", "v2", {"cagr": CheckFeedback("cagr", 2, key.locked("s"))})
    (feedback.folder(workbook) / "04_us_trust.json").write_text(json.dumps(own.to_json()), encoding="utf-8")
    (workbook / "exercises" / "04_us_trust.ipynb").write_text("", encoding="utf-8")


def counted(workbook):
    """Return what progress counts of the one exercise."""
    (topic,) = by_topic(workbook, progress.read(workbook))
    return topic.checks


def test_a_verdict_outlives_another_message_and_not_another_key(workbook):
    shown(check, "cagr", 0.222)
    release_key(workbook, 0.2218, "It grows on its growth.")
    assert counted(workbook) == Count(of=1, tried=1, right=1)
    release_key(workbook, 0.31)
    assert counted(workbook) == Count(of=1, tried=0, right=0, changed=1)


def test_the_first_try_on_a_changed_check_begins_its_record_anew(workbook):
    shown(check, "cagr", 0.222)
    release_key(workbook, 0.31)
    shown(check, "cagr", 0.222)
    assert counted(workbook) == Count(of=1, tried=1, right=0)
    assert progress.read(workbook)["cagr"].tries == 1


def test_a_right_verdict_of_old_that_does_not_say_what_was_asked_counts_and_is_not_taken_for_a_newer_one(workbook):
    old = {"verdict": "right", "tries": 2, "first": "2026-01-05", "last": "2026-01-06"}
    (workbook / ".bamboo" / "progress.json").write_text(json.dumps({"cagr": old}), encoding="utf-8")
    release_key(workbook, 0.2218)
    assert counted(workbook).right == 1
    shown(check, "cagr", 0.5)
    assert progress.read(workbook)["cagr"].asked == ""


def test_a_check_that_is_not_asked_any_more_is_not_counted(workbook):
    progress.record("renamed", Verdict.RIGHT, workbook)
    release_key(workbook, 0.2218)
    assert counted(workbook) == Count(of=1, tried=0, right=0)


def test_nothing_is_recorded_outside_a_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    progress.record("cagr", Verdict.RIGHT)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["", "[]", '{"cagr": 1}', '{"cagr": {"verdict": "perfect"}}'])
def test_a_damaged_record_counts_as_empty_and_is_written_anew(workbook, content):
    (workbook / ".bamboo" / "progress.json").write_text(content, encoding="utf-8")
    assert progress.read(workbook) == {}
    progress.record("cagr", Verdict.RIGHT, workbook)
    assert progress.read(workbook)["cagr"].verdict is Verdict.RIGHT


def test_a_record_that_cannot_be_written_never_stops_a_check(workbook):
    (workbook / ".bamboo" / "progress.json").mkdir()
    assert shown(check, "cagr", 0.222)["text/plain"].startswith("cagr: right.")
