"""A quiz as HTML and as text: what is read where no kernel runs, and the cards that answer a choice."""

from html import escape
from pathlib import Path

from bamboo_diplomacy.practice import cards
from bamboo_diplomacy.practice.quizzes.content import Feedback, Question, Quiz, answer
from bamboo_diplomacy.practice.verdict import Verdict
from bamboo_diplomacy.strings import say

_STYLE = Path(__file__).resolve().with_name("quiz.css")


def css() -> str:
    """Return the style sheet of a quiz and of its cards."""
    return f"{cards.style()}\n{_STYLE.read_text(encoding='utf-8').strip()}"


def card(feedback: Feedback) -> str:
    """Return what is said to a choice as a card."""
    verdict = Verdict.RIGHT if feedback.right else Verdict.WRONG
    return cards.framed(verdict, f"<p>{cards.with_code(feedback.text)}</p>")


def note(sentence: str) -> str:
    """Return a sentence that is no verdict."""
    return f"<p>{escape(sentence)}</p>"


def twin(quiz: Quiz) -> str:
    """Return the quiz as HTML that needs no kernel: every option unfolds to what is said about it."""
    questions = "".join(_section(number, question) for number, question in enumerate(quiz.questions, start=1))
    return f'<style>{css()}</style><div class="bamboo-quiz-twin">{note(say("quiz.hint"))}{questions}</div>'


def plain(quiz: Quiz) -> str:
    """Return the questions and their options as text, without the answers."""
    lines = [quiz.title]
    for number, question in enumerate(quiz.questions, start=1):
        lines += ["", f"{number}. {question.text}", *(f"   - {option.text}" for option in question.options)]
    return "\n".join(lines)


def _section(number: int, question: Question) -> str:
    options = "".join(
        f"<details><summary>{escape(option.text)}</summary>{card(answer(question, place))}</details>"
        for place, option in enumerate(question.options)
    )
    return (
        f'<section class="bamboo-question"><p><strong>{number}. {escape(question.text)}</strong></p>{options}</section>'
    )
