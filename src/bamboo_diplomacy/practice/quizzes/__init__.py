"""Quizzes: a few questions at the end of a topic, with a word on every option, right or wrong."""

from pathlib import Path

from bamboo_diplomacy import topics, workbook
from bamboo_diplomacy.practice.quizzes.content import (
    Feedback,
    Option,
    Question,
    Quiz,
    QuizFileError,
    answer,
    parse,
)

__all__ = ["Feedback", "Option", "Question", "Quiz", "QuizFileError", "answer", "files", "quiz", "read"]


def quiz(name: str) -> Quiz:
    """Return the quiz of a topic; a cell that ends with it shows it.

    Parameters
    ----------
    name
        The topic, by any of the names that people use: ``us_trust``, ``04`` or ``04_us_trust``.

    Returns
    -------
    Quiz

    Raises
    ------
    UnknownTopicError
        If the topic has no quiz; the sentence offers near names.
    QuizFileError
        If the quiz's file is damaged; a sentence for each thing that is wrong in it.

    Examples
    --------
    >>> quiz("us_trust").name
    '04_us_trust'
    """
    return read(topics.choose(files(workbook.root()), name, sentences="quiz"))


def files(root: Path) -> list[Path]:
    """Return the files of all quizzes of a workbook, in the order of their topics."""
    return sorted((root / "notebooks" / "quizzes").glob("*.yml"))


def read(path: Path) -> Quiz:
    """Return the quiz in a file.

    Raises
    ------
    QuizFileError
        If the file is not UTF-8, not YAML, or not a quiz.
    """
    return parse(path.stem, path.read_bytes())
