"""The outcomes of a check: the whole vocabulary on one screen."""

from dataclasses import dataclass, field
from enum import StrEnum

from bamboo_diplomacy.strings import say


class Verdict(StrEnum):
    """What is said of one task."""

    RIGHT = "right"
    WRONG = "wrong"
    NOT_ATTEMPTED = "not attempted"
    ERROR = "error"
    LIMIT = "limit"
    TO_MARK = "to mark"
    NOT_GRADABLE = "not gradable"
    RECORDED = "recorded"

    @property
    def word(self) -> str:
        """The verdict in the language in use."""
        return say(f"practice.verdict.{self.name.lower()}")


@dataclass(frozen=True)
class Finding:
    """One difference between an answer and what is asked: a key of the catalogue of sentences and its values."""

    code: str
    values: dict[str, object] = field(default_factory=dict)
    table: str = "practice.finding"

    @property
    def sentence(self) -> str:
        """The difference in words that do not tell the answer."""
        return say(f"{self.table}.{self.code}", None, **self.values)


@dataclass(frozen=True)
class Judgement:
    """A verdict, what was found, and what an author had to say about it."""

    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    message: str = ""
    mistake: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a learner reads under the verdict: the author's message first, else what was found."""
        if self.message:
            return (self.message,)
        return tuple(finding.sentence for finding in self.findings)
