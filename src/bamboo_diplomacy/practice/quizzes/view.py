"""A quiz on the page, alive: what the reader chooses comes in, what is said to it goes out."""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from bamboo_diplomacy.practice import progress
from bamboo_diplomacy.practice.quizzes import markup
from bamboo_diplomacy.practice.quizzes.content import Question, Quiz, answer, progress_name
from bamboo_diplomacy.practice.verdict import Verdict
from bamboo_diplomacy.strings import say

NO_CHOICE = -1


class QuizView(anywidget.AnyWidget):
    """The questions of a quiz, each with radio buttons, a button to check it, and a card that answers.

    Attributes
    ----------
    chosen
        For each question the place of the chosen option, or `NO_CHOICE`.
    feedback
        For each question the card that answers the choice, as HTML; empty until it is checked.
    score
        How many questions are right so far, in a sentence.
    """

    _esm = Path(__file__).resolve().with_name("quiz.js")

    css = traitlets.Unicode().tag(sync=True)
    questions = traitlets.List(traitlets.Dict()).tag(sync=True)
    check_label = traitlets.Unicode().tag(sync=True)
    chosen = traitlets.List(traitlets.Int()).tag(sync=True)
    feedback = traitlets.List(traitlets.Unicode()).tag(sync=True)
    score = traitlets.Unicode().tag(sync=True)

    def __init__(self, quiz: Quiz) -> None:
        self._quiz = quiz
        self._right: set[int] = set()
        count = len(quiz.questions)
        super().__init__(
            css=markup.css(),
            questions=[
                {"text": one.text, "options": [option.text for option in one.options]} for one in quiz.questions
            ],
            check_label=say("quiz.check"),
            chosen=[NO_CHOICE] * count,
            feedback=[""] * count,
            score=self._count(),
        )
        self.observe(self._forget, names="chosen")
        self.on_msg(self._requested)

    def check(self, place: int) -> None:
        """Answer the choice that was made in a question, record it, and count.

        Parameters
        ----------
        place
            Place of the question, from 0.
        """
        option = self.chosen[place]
        if option == NO_CHOICE:
            self._say(place, markup.note(say("quiz.choose")))
            return
        question = self._quiz.questions[place]
        said = answer(question, option)
        progress.record(progress_name(self._quiz, question), Verdict.RIGHT if said.right else Verdict.WRONG)
        if said.right:
            self._right.add(place)
        self._say(place, markup.card(said))
        self.score = self._count()

    def _requested(self, _: object, content: dict[str, Any], __: object) -> None:
        self.check(int(content["check"]))

    def _forget(self, change: dict[str, Any]) -> None:
        """Take away what was said to another choice."""
        pairs = zip(change["old"], change["new"], self.feedback, strict=True)
        self.feedback = [said if before == now else "" for before, now, said in pairs]

    def _say(self, place: int, html: str) -> None:
        self.feedback = [html if place == other else said for other, said in enumerate(self.feedback)]

    def _count(self) -> str:
        right, count = len(self._right), len(self._quiz.questions)
        return say("quiz.complete" if right == count else "quiz.score", right=right, count=count)


def _asked_of(question: Question) -> dict[str, Any]:
    """Return what the page may know of a question: not which option is right."""
    return {"text": question.text, "options": [option.text for option in question.options]}
