"""`check`: show a value's canonical form to the judge and a feedback card to the learner."""

import os
from dataclasses import dataclass
from typing import Any

from IPython.display import display

from bamboo_diplomacy.practice import asked, feedback, progress
from bamboo_diplomacy.practice.canonical import Form, NotCanonicalError, canonical
from bamboo_diplomacy.practice.cards import card, plain
from bamboo_diplomacy.practice.judge import judge
from bamboo_diplomacy.practice.protocol import ANSWER_TYPE, FEEDBACK_SWITCH, MISTAKE_TYPE
from bamboo_diplomacy.practice.verdict import Judgement, Verdict
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.workbook import WorkbookNotFoundError


def check(name: str, value: object) -> None:
    """Check an answer, and show a card that says how it went.

    The value is put into a canonical form, which is displayed for whoever grades the notebook. If the workbook has
    feedback for this check, the card says what is right, or what differs, without telling the answer.

    Parameters
    ----------
    name
        The check's name, as given in the exercise: the task's name, with ``/part`` where a task has several checks.
    value
        The answer. ``...`` means that nothing was answered yet.

    Raises
    ------
    TypeError
        If the name is not text: the usual slip is to give only the value.

    Examples
    --------
    >>> check("an-example", 143)
    an-example: recorded. Your answer is kept for whoever grades this notebook; ...
    """
    _require_name(name, "check")
    try:
        form = canonical(value)
    except NotCanonicalError as error:
        _show(name, {"kind": "not gradable", "reason": str(error)}, Judgement(Verdict.ERROR, message=str(error)))
        return
    judgement, mark = _judgement(name, form)
    progress.record(name, judgement.verdict, asked=mark)
    _show(name, form, judgement)


def mistake(name: str, value: object, message: str) -> None:
    """Record a typical wrong answer to a check and the message that it deserves. For authors, in solution notebooks.

    Parameters
    ----------
    name
        The check's name.
    value
        What the check would be given by a student who makes the mistake.
    message
        What that student should read: what probably happened, and what to look at, without the answer.

    Raises
    ------
    TypeError
        If the name or the message is not text.
    """
    _require_name(name, "mistake")
    if not isinstance(message, str) or not message.strip():
        raise TypeError(f'A mistake needs a message for the student: mistake("{name}", value, "…").')
    content = {"check": name, "answer": canonical(value), "message": " ".join(message.split())}
    display(Shown({MISTAKE_TYPE: content, "text/plain": f"{name}: mistake recorded"}))


def _require_name(name: object, function: str) -> None:
    if not isinstance(name, str) or not name.strip():
        raise TypeError(say("practice.check.name_first", function=function, given=type(name).__name__))


def _judgement(name: str, form: Form) -> tuple[Judgement, str]:
    """Return what is said of an answer, and the mark of what was asked."""
    if form["kind"] == "not attempted":
        return Judgement(Verdict.NOT_ATTEMPTED), ""
    if os.environ.get(FEEDBACK_SWITCH, "").lower() == "off":
        return Judgement(Verdict.RECORDED), ""
    try:
        known = feedback.find(name)
    except feedback.FeedbackFileError as error:
        return Judgement(Verdict.RECORDED, message=str(error)), ""
    except WorkbookNotFoundError:
        known = None
    if known is None:
        return Judgement(Verdict.RECORDED), ""
    expected = known[1].expected
    return judge(form, expected), asked.of_check(expected.to_json())


def _show(name: str, form: Form, judgement: Judgement) -> None:
    bundle = {
        ANSWER_TYPE: {"check": name, "answer": form},
        "text/html": card(name, judgement, form),
        "text/plain": plain(name, judgement),
    }
    display(Shown(bundle))


@dataclass(frozen=True)
class Shown:
    """What a check or a mistake displays: the canonical JSON for the judge, and a card or a line for people."""

    bundle: dict[str, Any]

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:  # noqa: ARG002
        return self.bundle

    def __repr__(self) -> str:
        return str(self.bundle["text/plain"])
