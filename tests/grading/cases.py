"""The corpus: hostile, broken and unusual submissions, a page each, with the verdict that each must get.

A page has a title, perhaps a remark, a list of expectations, and the cells that a student typed. Every task that is
not mentioned is solved and must be right.

    # A loop that never ends

    - rate: limit, says: stopped after

    ```python rate
    while True:
        pass
    ```

An expectation is ``task: verdict[ or verdict], [N points], [says: words of the message]``. Points are all for right and
none for everything else, unless they are given. ``- harmless`` marks a case that may run without a sandbox.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

from support.submissions import POINTS

FOLDER = Path(__file__).with_name("corpus")
_CELL = re.compile(r"^```python (?P<task>\w+)\n(?P<source>.*?)\n```$", re.MULTILINE | re.DOTALL)
_EXPECTED = re.compile(
    r"^- (?P<task>\w+): (?P<verdicts>[a-z ]+?)(?:, (?P<points>\d+) points)?(?:, says: (?P<words>.+))?$", re.MULTILINE
)


@dataclass(frozen=True)
class Expected:
    """What one task must get."""

    verdicts: frozenset[str]
    points: float
    words: str = ""


@dataclass(frozen=True)
class Case:
    """One page of the corpus."""

    name: str
    title: str
    answers: Mapping[str, str]
    expected: Mapping[str, Expected] = field(default_factory=dict)
    harmless: bool = False

    def typed_answers(self, places: Mapping[str, object]) -> dict[str, str]:
        """Return the answers with the names of the outside, such as ``$out``, filled in."""
        return {task: Template(source).safe_substitute(places) for task, source in self.answers.items()}


def cases() -> list[Case]:
    """Return all cases, in the order of their names."""
    return [read(path) for path in sorted(FOLDER.glob("*.md"))]


def read(path: Path) -> Case:
    """Return the case on a page."""
    text = path.read_text(encoding="utf-8")
    told = {match["task"]: _expected(match) for match in _EXPECTED.finditer(text)}
    right = {task: Expected(frozenset({"right"}), points) for task, points in POINTS.items()}
    answers = {match["task"]: match["source"] for match in _CELL.finditer(text)}
    title = text.partition("\n")[0].removeprefix("# ")
    return Case(path.stem, title, answers, {**right, **told}, harmless="\n- harmless\n" in text)


def _expected(match: re.Match[str]) -> Expected:
    verdicts = frozenset(match["verdicts"].split(" or "))
    points = float(match["points"]) if match["points"] else POINTS[match["task"]] if verdicts == {"right"} else 0.0
    return Expected(verdicts, points, match["words"] or "")
