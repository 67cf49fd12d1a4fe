"""What a quiz is, and how its file becomes one: no widgets, no HTML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.practice import asked
from bamboo_diplomacy.strings import say

FEWEST_OPTIONS = 2
_QUIZ = ("title", "questions")
_QUESTION = ("name", "objective", "question", "options")
_OPTION = ("text", "feedback", "right")


class QuizFileError(BambooError):
    """A quiz's file is damaged.

    Parameters
    ----------
    quiz
        Name of the quiz.
    problems
        A sentence for each thing that is wrong, in the order of the file.
    """

    def __init__(self, quiz: str, problems: tuple[str, ...]) -> None:
        super().__init__(quiz, problems)
        self.quiz = quiz
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join([say("quiz.file.damaged", quiz=self.quiz), *self.problems])


@dataclass(frozen=True)
class Option:
    """One possible answer, and what is said to whoever chooses it."""

    text: str
    feedback: str
    right: bool = False


@dataclass(frozen=True)
class Question:
    """One question with exactly one right option, and the objective of the topic that it serves (``"O1"``)."""

    name: str
    objective: str
    text: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Quiz:
    """The questions at the end of a topic.

    Attributes
    ----------
    name
        The topic, ``"04_us_trust"``.
    title
        What the quiz is about.
    questions
        In the order of the page.
    """

    name: str
    title: str
    questions: tuple[Question, ...]

    def __repr__(self) -> str:
        return f"quiz({self.name.partition('_')[2]!r})"

    def _ipython_display_(self) -> None:
        """Show the questions as widgets and, for a reader without a kernel, as text that unfolds."""
        from bamboo_diplomacy.practice.quizzes.display import display_quiz  # noqa: PLC0415 - widgets load when shown

        display_quiz(self)


@dataclass(frozen=True)
class Feedback:
    """What follows from choosing an option."""

    right: bool
    text: str


def answer(question: Question, option: int) -> Feedback:
    """Return what is said to whoever chooses an option.

    Parameters
    ----------
    question
        The question that is answered.
    option
        Place of the option, from 0.

    Raises
    ------
    ValueError
        If the question has no such option.

    Examples
    --------
    >>> options = (Option("Trade", "Look again."), Option("The search", "Yes.", right=True))
    >>> answer(Question("first", "O1", "What came first?", options), 0)
    Feedback(right=False, text='Look again.')
    """
    if not 0 <= option < len(question.options):
        raise ValueError(say("quiz.no_option", question=question.name, option=option, last=len(question.options) - 1))
    chosen = question.options[option]
    return Feedback(chosen.right, chosen.feedback)


def progress_name(quiz: Quiz, question: Question) -> str:
    """Return the name under which progress keeps a question, apart from the checks of the exercises.

    Examples
    --------
    >>> progress_name(Quiz("04_us_trust", "Trust", ()), Question("order", "O1", "", ()))
    'quiz:04_us_trust/order'
    """
    return f"quiz:{quiz.name}/{question.name}"


def asked_by(question: Question) -> str:
    """Return the mark of a question: its text and its right answer; the other options may change."""
    return asked.mark([question.text, *(option.text for option in question.options if option.right)])


def parse(name: str, content: bytes) -> Quiz:
    """Turn the bytes of a quiz's file into a quiz.

    Parameters
    ----------
    name
        The topic that the file is called after.
    content
        YAML: ``title`` and ``questions``; each question has ``name``, ``objective``, ``question`` and ``options``; each
        option has ``text``, ``feedback`` and, if it is the right one, ``right: true``.

    Raises
    ------
    QuizFileError
        With a sentence for each thing that is wrong.
    """
    try:
        table = yaml.safe_load(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise QuizFileError(name, (say("quiz.file.not_utf8", byte=error.start),)) from None
    except yaml.YAMLError as error:
        raise QuizFileError(name, (say("quiz.file.not_yaml", reason=" ".join(str(error).split())),)) from None
    problems = tuple(_problems(table))
    if problems:
        raise QuizFileError(name, problems)
    return Quiz(name, _line(table["title"]), tuple(_question(item) for item in table["questions"]))


def _question(item: Mapping[str, Any]) -> Question:
    options = (
        Option(_line(option["text"]), _line(option["feedback"]), option.get("right", False))
        for option in item["options"]
    )
    return Question(item["name"], item["objective"], _line(item["question"]), tuple(options))


def _line(text: str) -> str:
    return " ".join(text.split())


def _problems(table: object) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with the content of a file."""
    whole = say("quiz.file.whole")
    yield from _fields(whole, table, _QUIZ, texts=("title",))
    questions = table.get("questions") if isinstance(table, Mapping) else None
    if not isinstance(questions, list) or not questions:
        yield say("quiz.file.no_questions")
        return
    names: list[object] = []
    for number, question in enumerate(questions, start=1):
        place = say("quiz.file.question", number=number)
        yield from _fields(place, question, _QUESTION, texts=("name", "objective", "question"))
        if isinstance(question, Mapping):
            yield from _options(place, question.get("options"))
            names.append(question.get("name"))
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield say("quiz.file.repeated", name=name)


def _options(place: str, options: object) -> Iterator[str]:
    if not isinstance(options, list) or len(options) < FEWEST_OPTIONS:
        yield say("quiz.file.few_options", place=place, fewest=FEWEST_OPTIONS)
        return
    for number, option in enumerate(options, start=1):
        yield from _fields(say("quiz.file.option", place=place, number=number), option, _OPTION, texts=_OPTION[:2])
    right = [option for option in options if isinstance(option, Mapping) and option.get("right") is True]
    if len(right) != 1:
        yield say("quiz.file.one_right", place=place, count=len(right))


def _fields(place: str, item: object, known: tuple[str, ...], texts: tuple[str, ...]) -> Iterator[str]:
    """Yield what is wrong with the fields of one mapping: `known` may be there, `texts` must."""
    if not isinstance(item, Mapping):
        yield say("quiz.file.not_mapping", place=place, fields=", ".join(known))
        return
    for field in texts:
        value = item.get(field)
        if not isinstance(value, str) or not value.strip():
            yield say("quiz.file.no_text", place=place, field=field)
    for field in item:
        if field not in known:
            yield say("quiz.file.unknown_field", place=place, field=field, fields=", ".join(known))
    if not isinstance(item.get("right", False), bool):
        yield say("quiz.file.not_flag", place=place)
