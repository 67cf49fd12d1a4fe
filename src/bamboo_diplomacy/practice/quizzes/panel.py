"""A quiz on the page: radio buttons, a button to check each question, and a card that answers the choice."""

from html import escape

import ipywidgets

from bamboo_diplomacy.practice import progress
from bamboo_diplomacy.practice.quizzes import markup
from bamboo_diplomacy.practice.quizzes.content import Question, Quiz, answer, progress_name
from bamboo_diplomacy.practice.verdict import Verdict
from bamboo_diplomacy.strings import say


class QuestionPanel:
    """One question: its options, its button and its feedback.

    Attributes
    ----------
    root
        The widget to display.
    choice, button, feedback
        What the reader chooses with, checks with, and reads.
    """

    def __init__(self, number: int, question: Question) -> None:
        self.choice = ipywidgets.RadioButtons(
            options=[(option.text, place) for place, option in enumerate(question.options)],
            value=None,
            description=f"{number}. {question.text}",
        )
        self.button = ipywidgets.Button(description=say("quiz.check"), tooltip=say("quiz.check_of", number=number))
        self.feedback = ipywidgets.HTML()
        self.choice.observe(self._forget, names="value")
        self.root = ipywidgets.VBox([self.choice, self.button, self.feedback])
        self.root.add_class("bamboo-question")

    def _forget(self, _: object) -> None:
        """Take away what was said to another choice."""
        self.feedback.value = ""


class QuizPanel:
    """The questions of a quiz, and how many of them are right so far.

    Attributes
    ----------
    root
        The widget to display.
    questions
        A panel for each question.
    score
        The count of right questions, in a sentence.
    """

    def __init__(self, quiz: Quiz) -> None:
        self._quiz = quiz
        self._right: set[str] = set()
        self.questions = [QuestionPanel(number, question) for number, question in enumerate(quiz.questions, start=1)]
        self.score = ipywidgets.HTML()
        for question, shown in zip(quiz.questions, self.questions, strict=True):
            shown.button.on_click(lambda _, question=question, shown=shown: self._check(question, shown))
        style = ipywidgets.HTML(markup.style())
        self.root = ipywidgets.VBox([style, *(shown.root for shown in self.questions), self.score])
        self.root.add_class("bamboo-quiz")
        self._count()

    def _check(self, question: Question, shown: QuestionPanel) -> None:
        if shown.choice.value is None:
            shown.feedback.value = _said(say("quiz.choose"))
            return
        said = answer(question, shown.choice.value)
        shown.feedback.value = markup.card(said)
        progress.record(progress_name(self._quiz, question), Verdict.RIGHT if said.right else Verdict.WRONG)
        if said.right:
            self._right.add(question.name)
            self._count()

    def _count(self) -> None:
        right, count = len(self._right), len(self._quiz.questions)
        key = "quiz.complete" if right == count else "quiz.score"
        self.score.value = _said(say(key, right=right, count=count))


def _said(sentence: str) -> str:
    return f'<p role="status">{escape(sentence)}</p>'
