"""Progress added up: how many checks and quiz questions of each topic are right."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bamboo_diplomacy import topics
from bamboo_diplomacy.practice import asked, feedback, quizzes
from bamboo_diplomacy.practice.progress import Attempted
from bamboo_diplomacy.practice.quizzes.content import asked_by, progress_name
from bamboo_diplomacy.practice.verdict import Verdict


@dataclass(frozen=True)
class Count:
    """Of so many, so many were tried, and so many of these are right; others were tried before they changed."""

    of: int
    tried: int
    right: int
    changed: int = 0


@dataclass(frozen=True)
class TopicProgress:
    """What was done in one topic; the quiz counts apart from the checks of the exercise."""

    topic: str
    checks: Count
    quiz: Count


def by_topic(root: Path, done: Mapping[str, Attempted]) -> tuple[TopicProgress, ...]:
    """Return the progress of each topic that has an exercise or a quiz.

    Parameters
    ----------
    root
        Folder of the workbook.
    done
        What a working folder recorded, from `progress.read`.

    Raises
    ------
    FeedbackFileError
        If a feedback file is damaged.
    QuizFileError
        If a quiz's file is damaged.
    """
    checks = {path.stem: _checks(root, path.stem) for path in topics.notebooks(root / "exercises")}
    questions = {path.stem: _questions(path) for path in quizzes.files(root)}
    return tuple(
        TopicProgress(topic, _count(checks.get(topic, {}), done), _count(questions.get(topic, {}), done))
        for topic in sorted(checks | questions)
    )


def _checks(root: Path, topic: str) -> dict[str, str]:
    """Return from the name under which progress keeps a check to the mark of what it asks."""
    file = feedback.folder(root) / f"{topic}.json"
    checks = feedback.read(file).checks if file.is_file() else {}
    return {name: asked.of_check(check.expected.to_json()) for name, check in checks.items()}


def _questions(path: Path) -> dict[str, str]:
    quiz = quizzes.read(path)
    return {progress_name(quiz, question): asked_by(question) for question in quiz.questions}


def _count(marks: Mapping[str, str], done: Mapping[str, Attempted]) -> Count:
    known = {name: done[name] for name in marks if name in done}
    tried = [one for name, one in known.items() if one.is_about(marks[name])]
    right = sum(one.verdict is Verdict.RIGHT for one in tried)
    return Count(len(marks), len(tried), right, len(known) - len(tried))
