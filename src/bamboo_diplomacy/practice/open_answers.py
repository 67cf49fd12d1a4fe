"""Open answers: a check that accepts whatever meets its conditions, where a task has many right answers.

A project, a plan or a choice has no key. What can be checked without reading it are conditions: the budget is kept,
the indicators can be measured. Each is a function of the package, which takes the parts of an answer by name and yields
what they do not meet; no finding means that the answer is accepted. The judge calls it outside the student's process,
and the student's card calls the same one, so nothing need be locked.
"""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from bamboo_diplomacy.practice.canonical import Form
from bamboo_diplomacy.practice.canonical.plain import NotPlainError, plain
from bamboo_diplomacy.practice.expected import PredictedMistake
from bamboo_diplomacy.practice.verdict import Finding, Judgement, Verdict
from bamboo_diplomacy.strings import say

__all__ = ["OpenAnswer", "UnknownConditionError"]

Condition = Callable[..., Iterable[Finding]]

_HOMES = {"project": "bamboo_diplomacy.project.conditions"}


class UnknownConditionError(LookupError):
    """A check names a condition that the package does not have; the message is a sentence for the author."""


@dataclass(frozen=True)
class OpenAnswer:
    """What an answer without a key must meet.

    Parameters
    ----------
    condition
        The name of the condition, ``area.function``.
    why
        What an accepted answer earns: why it matters.
    mistakes
        Typical answers that are not accepted, each with a sentence that the condition must say; for proofs.

    Examples
    --------
    >>> from bamboo_diplomacy.practice.canonical import canonical
    >>> OpenAnswer("project.audience").judge(canonical({"audience": "LAO", "group": "youth"})).verdict
    <Verdict.RIGHT: 'right'>
    """

    condition: str
    why: str = ""
    mistakes: tuple[PredictedMistake, ...] = ()

    def judge(self, form: Form) -> Judgement:
        """Return whether an answer is accepted, and if not, everything that it does not meet.

        Raises
        ------
        UnknownConditionError
            If the package has no such condition.
        """
        condition = find(self.condition)
        try:
            parts = plain(form)
        except NotPlainError as error:
            kind = say(f"practice.kind.{str(error).replace(' ', '_')}")
            return _not_met(Finding("not_plain", {"given": kind}))
        if not isinstance(parts, dict) or parts.keys() != inspect.signature(condition).parameters.keys():
            return _not_met(Finding("parts", {"names": _quoted(inspect.signature(condition).parameters)}))
        open_parts = [name for name, part in parts.items() if part is ...]
        if open_parts:
            return Judgement(Verdict.NOT_ATTEMPTED, (Finding("open", {"names": _quoted(open_parts)}),))
        findings = tuple(condition(**parts))
        return _not_met(*findings) if findings else Judgement(Verdict.RIGHT, message=self.why)

    def locked(self, salt: str) -> "OpenAnswer":  # noqa: ARG002 - as `Key.locked`
        """Return what students may have of it: all but the foreseen mistakes."""
        return OpenAnswer(self.condition, self.why)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        return {"condition": self.condition, "why": self.why}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "OpenAnswer":
        """Return what `to_json` wrote."""
        return cls(str(stored["condition"]), str(stored["why"]))


def find(name: str) -> Condition:
    """Return the condition of a name.

    Raises
    ------
    UnknownConditionError
        If the package has no such condition.

    Examples
    --------
    >>> find("project.colour")
    Traceback (most recent call last):
    bamboo_diplomacy.practice.open_answers.UnknownConditionError: There is no condition 'project.colour'. Those of ...
    """
    area, _, function = name.partition(".")
    if area not in _HOMES:
        raise UnknownConditionError(f"There is no condition {name!r}: its area must be one of {', '.join(_HOMES)}.")
    home = import_module(_HOMES[area])
    if function not in home.__all__:
        known = ", ".join(f"{area}.{own}" for own in home.__all__)
        raise UnknownConditionError(f"There is no condition {name!r}. Those of the area are {known}.")
    condition: Condition = getattr(home, function)
    return condition


def _not_met(*findings: Finding) -> Judgement:
    return Judgement(Verdict.WRONG, findings)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
