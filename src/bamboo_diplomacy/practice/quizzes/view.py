"""A quiz on the page, alive: what the reader chooses comes in, what is said to it goes out."""

from pathlib import Path
from typing import Any

import ipywidgets
import traitlets

from bamboo_diplomacy.page_widget import PageWidget
from bamboo_diplomacy.practice import progress
from bamboo_diplomacy.practice.quizzes import markup
from bamboo_diplomacy.practice.quizzes.content import Question, Quiz, answer, asked_by, progress_name
from bamboo_diplomacy.practice.verdict import Verdict
from bamboo_diplomacy.strings import say

NO_CHOICE = -1


class QuizView(PageWidget):
    """The questions of a quiz, each with radio buttons, a button to check it, and a card that answers.

    Parameters
    ----------
    quiz
        The questions.
    before
        A view of the same quiz to go on from.

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

    def __init__(self, quiz: Quiz, before: "QuizView | None" = None) -> None:
        self._quiz = quiz
        self._right = set(before.right) if before else set()
        count = len(quiz.questions)
        super().__init__(
            css=markup.css(),
            questions=[_asked_of(one) for one in quiz.questions],
            check_label=say("quiz.check"),
            chosen=before.chosen if before else [NO_CHOICE] * count,
            feedback=before.feedback if before else [""] * count,
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
        verdict = Verdict.RIGHT if said.right else Verdict.WRONG
        progress.record(progress_name(self._quiz, question), verdict, asked=asked_by(question))
        if said.right:
            self._right.add(place)
        self._say(place, markup.card(said))
        self.score = self._count()

    @property
    def right(self) -> frozenset[int]:
        """The places of the questions that were answered rightly so far."""
        return frozenset(self._right)

    def copy(self) -> "QuizView":
        """Return another view of the quiz as it stands; the page is told all of it at once."""
        return QuizView(self._quiz, before=self)

    def _requested(self, _: object, content: dict[str, Any], __: object) -> None:
        if "check" in content:
            self.chosen = content["chosen"]
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


class QuizPlace:
    """Where a quiz stands on the page; a view that the page stopped listening to is replaced when it is next used.

    Attributes
    ----------
    root
        The widget to display.
    """

    def __init__(self, view: QuizView) -> None:
        self.root = ipywidgets.Box()
        self._stand(view)

    def _stand(self, view: QuizView) -> None:
        view.on_msg(self._replace_if_deaf)
        self.root.children = (view,)

    def _replace_if_deaf(self, view: QuizView, content: dict[str, Any], _: object) -> None:
        if "check" in content and view.deaf:
            self._stand(view.copy())
            view.close()


def _asked_of(question: Question) -> dict[str, Any]:
    """Return what the page may know of a question: not which option is right."""
    return {"text": question.text, "options": [option.text for option in question.options]}
