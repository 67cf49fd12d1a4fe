"""Quizzes: what a file must hold, what a choice is told, what is shown and what is kept."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from bamboo_diplomacy import quiz, workbook
from bamboo_diplomacy.practice import progress, quizzes
from bamboo_diplomacy.practice.quizzes import Feedback, QuizFileError, answer, markup
from bamboo_diplomacy.practice.quizzes.content import asked_by, parse
from bamboo_diplomacy.practice.quizzes.view import QuizPlace, QuizView
from bamboo_diplomacy.practice.verdict import Verdict
from bamboo_diplomacy.topics import UnknownTopicError

SHIPPED = quizzes.files(workbook.root())


def table() -> dict[str, Any]:
    options = [
        {"text": "The search", "feedback": "Yes.", "right": True},
        {"text": "Trade", "feedback": "It came <last>."},
    ]
    return {"title": "Trust", "questions": [question("first", options), question("again", options)]}


def question(name: str, options: object) -> dict[str, Any]:
    return {"name": name, "objective": "O1", "question": f"What came {name}?", "options": options}


def read(content: object) -> quizzes.Quiz:
    return parse("04_us_trust", yaml.safe_dump(content).encode())


def problems(content: object) -> tuple[str, ...]:
    with pytest.raises(QuizFileError) as caught:
        read(content)
    return caught.value.problems


@pytest.fixture
def sample() -> quizzes.Quiz:
    return read(table())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_quiz_has_six_questions_with_feedback_for_every_option(path: Path) -> None:
    shown = quizzes.read(path)
    assert len(shown.questions) == 6
    for one in shown.questions:
        said = [answer(one, place) for place in range(len(one.options))]
        assert all(len(feedback.text.split()) > 5 for feedback in said)
        assert sum(feedback.right for feedback in said) == 1


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_right_option_of_a_shipped_quiz_stands_in_no_fixed_place_and_is_not_the_longest(path: Path) -> None:
    questions = quizzes.read(path).questions
    right = [next(option for option in one.options if option.right) for one in questions]
    places = {one.options.index(option) for one, option in zip(questions, right, strict=True)}
    longest = [max(one.options, key=lambda option: len(option.text)) for one in questions]
    assert len(places) > 2
    assert sum(mine is other for mine, other in zip(right, longest, strict=True)) <= len(questions) / 2


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_questions_of_a_shipped_quiz_serve_every_objective_of_its_topic(path: Path) -> None:
    served = {one.objective for one in quizzes.read(path).questions}
    assert served == {f"O{number}" for number in range(1, 6)}


def test_a_quiz_is_asked_for_by_any_name_of_its_topic() -> None:
    assert quiz("us_trust") == quiz("04") == quiz("04_us_trust")


def test_an_unknown_quiz_is_told_with_near_names() -> None:
    with pytest.raises(UnknownTopicError, match=r"There is no quiz 'us_trsut'\. Did you mean: 04_us_trust\?"):
        quiz("us_trsut")


def test_a_choice_is_told_whether_it_is_right_and_why(sample: quizzes.Quiz) -> None:
    assert answer(sample.questions[0], 1) == Feedback(right=False, text="It came <last>.")


def test_a_choice_that_is_not_there_is_refused(sample: quizzes.Quiz) -> None:
    with pytest.raises(ValueError, match="no option 2: give a number from 0 to 1"):
        answer(sample.questions[0], 2)


def test_a_question_without_a_right_option_is_named() -> None:
    content = table()
    content["questions"][1]["options"] = [{"text": "A", "feedback": "No."}, {"text": "B", "feedback": "No."}]
    assert problems(content) == ("Question 2 has 0 right options; it needs exactly one.",)


def test_a_question_with_two_right_options_is_named() -> None:
    content = table()
    content["questions"][0]["options"] = [{"text": letter, "feedback": "Yes.", "right": True} for letter in "AB"]
    assert problems(content) == ("Question 1 has 2 right options; it needs exactly one.",)


def test_an_option_without_feedback_is_named() -> None:
    content = table()
    content["questions"][0]["options"] = [{"text": "A", "feedback": "Yes.", "right": True}, {"text": "B"}]
    assert problems(content) == ("Question 1, option 2 needs text in the field 'feedback'.",)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    content = table()
    del content["title"]
    content["questions"][0]["options"] = [{"text": "A", "feedback": "Yes.", "right": "yes"}]
    content["questions"][1] |= {"name": "first", "hint": "Look."}
    assert problems(content) == (
        "The file needs text in the field 'title'.",
        "Question 1 needs at least 2 options, in a list.",
        "Question 2 has the unknown field 'hint'; the fields are name, objective, question, options.",
        "Two questions are called 'first'; a name is used once.",
    )


def test_a_flag_that_is_no_flag_is_named() -> None:
    content = table()
    content["questions"][0]["options"][1] = {"text": "B", "feedback": "No.", "right": "no"}
    assert "Question 1, option 2: the field 'right' is either true or false." in problems(content)


@pytest.mark.parametrize("content", [None, [], "text", {"title": "Trust"}, {"title": "Trust", "questions": {}}])
def test_a_file_without_questions_is_told_in_a_sentence(content: object) -> None:
    assert "The file has no list of questions in the field 'questions'." in problems(content)


@pytest.mark.parametrize("item", [None, "text", ["a", "b"]])
def test_a_question_or_an_option_that_is_no_mapping_is_named(item: object) -> None:
    content = table()
    content["questions"][0] = item
    content["questions"][1]["options"][1] = item
    found = problems(content)
    assert "Question 1 must have named fields: name, objective, question, options." in found
    assert "Question 2, option 2 must have named fields: text, feedback, right." in found


def test_a_file_in_another_encoding_is_told_in_a_sentence() -> None:
    with pytest.raises(QuizFileError, match=r"04_us_trust(.|\n)*not UTF-8 \(byte 7\)"):
        parse("04_us_trust", "title: Việt".encode("utf-16-le")[:7] + b"\xff")


def test_a_file_that_is_not_yaml_is_told_in_a_sentence() -> None:
    with pytest.raises(QuizFileError, match="It is not YAML"):
        parse("04_us_trust", b"title: [")


def test_the_twin_shows_every_option_with_its_feedback_and_no_markup_of_the_file(sample: quizzes.Quiz) -> None:
    html = markup.twin(sample)
    assert html.count("<details>") == 4
    assert html.count("It came &lt;last&gt;.") == 2


def test_the_text_shows_no_answers(sample: quizzes.Quiz) -> None:
    assert "Trade" in markup.plain(sample)
    assert "It came" not in markup.plain(sample)


def test_a_checked_choice_is_answered_and_counted(sample: quizzes.Quiz) -> None:
    view = QuizView(sample)
    choose(view, 0, 1)
    assert "It came &lt;last&gt;." in view.feedback[0]
    assert "0 of 2" in view.score
    choose(view, 0, 0)
    assert "bamboo-right" in view.feedback[0]
    assert "1 of 2" in view.score
    choose(view, 1, 0)
    assert view.score == "All 2 questions right."


def test_another_choice_takes_the_old_feedback_away_and_no_other(sample: quizzes.Quiz) -> None:
    view = QuizView(sample)
    choose(view, 0, 1)
    choose(view, 1, 1)
    view.chosen = [0, 1]
    assert view.feedback[0] == ""
    assert view.feedback[1] != ""


def test_checking_without_a_choice_asks_for_one(sample: quizzes.Quiz) -> None:
    view = QuizView(sample)
    view.check(0)
    assert view.feedback == ["<p>Choose an answer first.</p>", ""]


def test_a_quiz_that_the_page_does_not_hear_is_replaced_as_it_stands(
    sample: quizzes.Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QuizView, "patience", 0)
    view = QuizView(sample)
    place = QuizPlace(view)
    view.chosen = [0, -1]
    page_sends(view, {"here": True}, {"check": 0, "chosen": [0, -1]})
    (other,) = place.root.children
    assert other is not view
    assert (other.chosen, other.score) == ([0, -1], view.score)
    assert "bamboo-right" in other.feedback[0]


def test_a_quiz_that_the_page_hears_stays(sample: quizzes.Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QuizView, "patience", 0)
    view = QuizView(sample)
    place = QuizPlace(view)
    page_sends(view, {"here": True}, {"heard": True}, {"check": 0, "chosen": [0, -1]})
    assert place.root.children == (view,)


def test_a_reader_quicker_than_the_first_answer_keeps_the_quiz(sample: quizzes.Quiz) -> None:
    view = QuizView(sample)
    place = QuizPlace(view)
    page_sends(view, {"here": True}, {"check": 0, "chosen": [0, -1]})
    assert place.root.children == (view,)


def test_a_check_that_overtakes_its_choice_answers_that_choice(sample: quizzes.Quiz) -> None:
    view = QuizView(sample)
    page_sends(view, {"check": 0, "chosen": [0, -1]})
    view.chosen = [0, -1]
    assert "bamboo-right" in view.feedback[0]


def test_the_page_is_not_told_which_option_is_right(sample: quizzes.Quiz) -> None:
    assert QuizView(sample).questions[0] == {"text": "What came first?", "options": ["The search", "Trade"]}


def test_answers_are_kept_apart_from_the_checks(
    sample: quizzes.Quiz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / progress.MARKER).mkdir()
    monkeypatch.chdir(tmp_path)
    view = QuizView(sample)
    choose(view, 0, 1)
    choose(view, 0, 0)
    kept = progress.read(tmp_path)
    assert list(kept) == ["quiz:04_us_trust/first"]
    assert kept["quiz:04_us_trust/first"].verdict is Verdict.RIGHT
    assert kept["quiz:04_us_trust/first"].tries == 2


def test_another_text_or_another_right_answer_is_another_question(sample: quizzes.Quiz) -> None:
    before = sample.questions[0]
    right, wrong = before.options
    assert asked_by(before) == asked_by(replace(before, options=(right, replace(wrong, text="A treaty"))))
    assert asked_by(before) != asked_by(replace(before, text="What came last?"))
    assert asked_by(before) != asked_by(replace(before, options=(replace(right, text="A treaty"), wrong)))


def choose(view: QuizView, question: int, option: int) -> None:
    view.chosen = [option if place == question else other for place, other in enumerate(view.chosen)]
    view.check(question)


def page_sends(view: QuizView, *contents: dict[str, object]) -> None:
    for content in contents:
        view._handle_custom_msg(content, [])  # noqa: SLF001 - where ipywidgets hand over what the page sends
