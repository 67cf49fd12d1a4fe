"""What an answer is compared with: the key itself (teachers), or its locks (students)."""

import hashlib
from dataclasses import dataclass, field
from typing import Any, Protocol

from bamboo_diplomacy.practice.canonical import Form
from bamboo_diplomacy.practice.closeness import same
from bamboo_diplomacy.practice.locks import Lock, lock, opens, seal, unseal
from bamboo_diplomacy.practice.parts import Part, Parts, family, parts_of
from bamboo_diplomacy.practice.rules import Rules

COARSE = 25
"""How many times wider than the tolerance an answer may miss the key and still be called close."""


class Expected(Protocol):
    """One check's expectation; the same questions are answered from the key and from its locks."""

    @property
    def rules(self) -> Rules:
        """The rules of comparison."""

    @property
    def family(self) -> str:
        """The family of the key's form."""

    def is_right(self, answer: Parts) -> bool:
        """Return whether every required part agrees."""

    def is_close(self, answer: Parts) -> bool:
        """Return whether every required part agrees within 25 times the tolerance."""

    def knows(self, name: str) -> bool:
        """Return whether there is a part of that name."""

    def agrees(self, name: str, part: Part) -> bool:
        """Return whether one part agrees."""

    def mistake(self, answer: Parts) -> tuple[str, str] | None:
        """Return the name and message of the predicted mistake that the answer makes, if any."""

    def praise(self, answer: Parts) -> str:
        """Return what a right answer earns: why it matters."""


@dataclass(frozen=True)
class PredictedMistake:
    """A typical wrong answer: its name, its canonical form and the message that it deserves."""

    name: str
    form: Form
    message: str


@dataclass(frozen=True)
class Key:
    """The key of one check, as the executed solution wrote it."""

    form: Form
    rules: Rules = field(default_factory=Rules)
    mistakes: tuple[PredictedMistake, ...] = ()
    why: str = ""

    @property
    def family(self) -> str:
        """The family of the key's form."""
        return family(self.form)

    def parts(self) -> Parts:
        """Return the key taken apart."""
        return parts_of(self.form, self.rules)

    def is_right(self, answer: Parts) -> bool:
        """Return whether every required part agrees."""
        return same(self.parts().whole, answer.whole, self.rules)

    def is_close(self, answer: Parts) -> bool:
        """Return whether every required part agrees within 25 times the tolerance."""
        return same(self.parts().whole, answer.whole, widened(self.rules))

    def knows(self, name: str) -> bool:
        """Return whether there is a part of that name."""
        parts = self.parts()
        return name in parts.required or name in parts.hints

    def agrees(self, name: str, part: Part) -> bool:
        """Return whether one part agrees."""
        parts = self.parts()
        own = {**parts.hints, **parts.required}
        return name in own and same(own[name], part, self.rules)

    def mistake(self, answer: Parts) -> tuple[str, str] | None:
        """Return the name and message of the predicted mistake that the answer makes, if any."""
        for known in self.mistakes:
            if same(parts_of(known.form, self.rules).whole, answer.whole, self.rules):
                return known.name, known.message
        return None

    def praise(self, answer: Parts) -> str:  # noqa: ARG002 - the locks need the answer to read it
        """Return what a right answer earns: why it matters."""
        return self.why

    def to_json(self) -> dict[str, Any]:
        """Return the key as plain JSON."""
        return {
            "form": self.form,
            "rules": self.rules.to_metadata(),
            "mistakes": [[known.name, known.form, known.message] for known in self.mistakes],
            "why": self.why,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Key":
        """Return the key that `to_json` wrote."""
        mistakes = tuple(PredictedMistake(*known) for known in stored["mistakes"])
        return cls(stored["form"], Rules.from_metadata(stored["rules"]), mistakes, stored["why"])

    def locked(self, salt: str) -> "LockedKey":
        """Return the key behind locks, fit to be given to students."""
        parts = self.parts()
        own = {**parts.hints, **parts.required}
        whole = lock(parts.whole, self.rules, salt)
        return LockedKey(
            family=self.family,
            rules=self.rules,
            salt=salt,
            whole=whole,
            coarse=lock(parts.whole, widened(self.rules), salt),
            parts={part_name(name, salt): lock(part, self.rules, salt) for name, part in own.items()},
            mistakes=tuple(self._locked_mistake(known, salt) for known in self.mistakes),
            why=seal(self.why, whole, parts.whole, self.rules, salt) if self.why else "",
        )

    def _locked_mistake(self, known: PredictedMistake, salt: str) -> "LockedMistake":
        whole = parts_of(known.form, self.rules).whole
        locked = lock(whole, self.rules, salt)
        return LockedMistake(locked, seal(f"{known.name}\n{known.message}", locked, whole, self.rules, salt))


@dataclass(frozen=True)
class LockedMistake:
    """A predicted mistake behind a lock; its message can be read by who makes the mistake."""

    lock: Lock
    message: str


@dataclass(frozen=True)
class LockedKey:
    """The key of one check behind locks: it recognises the answer and does not contain it."""

    family: str
    rules: Rules
    salt: str
    whole: Lock
    coarse: Lock
    parts: dict[str, Lock]
    mistakes: tuple[LockedMistake, ...] = ()
    why: str = ""

    def is_right(self, answer: Parts) -> bool:
        """Return whether every required part agrees."""
        return opens(self.whole, answer.whole, self.rules, self.salt)

    def is_close(self, answer: Parts) -> bool:
        """Return whether every required part agrees within 25 times the tolerance."""
        return opens(self.coarse, answer.whole, widened(self.rules), self.salt)

    def knows(self, name: str) -> bool:
        """Return whether there is a part of that name."""
        return part_name(name, self.salt) in self.parts

    def agrees(self, name: str, part: Part) -> bool:
        """Return whether one part agrees."""
        own = self.parts.get(part_name(name, self.salt))
        return own is not None and opens(own, part, self.rules, self.salt)

    def mistake(self, answer: Parts) -> tuple[str, str] | None:
        """Return the name and message of the predicted mistake that the answer makes, if any."""
        for known in self.mistakes:
            if opens(known.lock, answer.whole, self.rules, self.salt):
                name, _, message = unseal(known.message, known.lock, answer.whole, self.rules, self.salt).partition(
                    "\n"
                )
                return name, message
        return None

    def praise(self, answer: Parts) -> str:
        """Return what a right answer earns: why it matters."""
        return unseal(self.why, self.whole, answer.whole, self.rules, self.salt) if self.why else ""

    def to_json(self) -> dict[str, Any]:
        """Return the locks as plain JSON."""
        return {
            "family": self.family,
            "rules": self.rules.to_metadata(),
            "salt": self.salt,
            "whole": self.whole.to_json(),
            "coarse": self.coarse.to_json(),
            "parts": {name: own.to_json() for name, own in sorted(self.parts.items())},
            "mistakes": [[known.lock.to_json(), known.message] for known in self.mistakes],
            "why": self.why,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "LockedKey":
        """Return the locks that `to_json` wrote."""
        return cls(
            family=stored["family"],
            rules=Rules.from_metadata(stored["rules"]),
            salt=stored["salt"],
            whole=Lock.from_json(stored["whole"]),
            coarse=Lock.from_json(stored["coarse"]),
            parts={name: Lock.from_json(own) for name, own in stored["parts"].items()},
            mistakes=tuple(LockedMistake(Lock.from_json(own), message) for own, message in stored["mistakes"]),
            why=stored["why"],
        )


def widened(rules: Rules) -> Rules:
    """Return the rules with a tolerance wide enough for an answer that was rounded too early."""
    absolute = None if rules.absolute is None else rules.absolute * COARSE
    return Rules(**{**vars(rules), "absolute": absolute, "relative": max(rules.relative * COARSE, 0.005)})


def part_name(name: str, salt: str) -> str:
    """Return the name of a part as the locks store it, so that a column's or a country's name gives nothing away."""
    return hashlib.blake2b(f"{salt}|{name}".encode(), digest_size=6).hexdigest()
