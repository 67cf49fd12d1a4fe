"""The title card of a topic: the first cell of its notebook, in a fixed form that the course map reads."""

import re
from dataclasses import dataclass
from pathlib import Path

from bamboo_diplomacy import notebookfile
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.strings import say

_HEADING = re.compile(r"# (?P<number>\d\d) · (?P<title>.+)")
_QUESTION = re.compile(r"> \*\*(?P<question>.+)\*\*")
_MINUTES = re.compile(r"\*\*(?P<minutes>\d+) minutes\*\*")


class TitleCardError(BambooError):
    """The first cell of a topic notebook has not the form of a title card."""


@dataclass(frozen=True)
class TitleCard:
    """What a topic asks of whom.

    Attributes
    ----------
    file
        The notebook.
    number, title
        As in its heading.
    question
        What the topic asks, in one sentence.
    minutes
        Time in class.
    """

    file: Path
    number: str
    title: str
    question: str
    minutes: int


def read(path: Path) -> TitleCard:
    """Return the title card of a topic notebook.

    Raises
    ------
    TitleCardError
        If the first cell lacks the heading, the question or the minutes.
    NotebookFileError
        If the file is not a notebook.
    """
    cells = notebookfile.read(path).cells
    return parse(path, notebookfile.source_of(cells[0]) if cells else "")


def parse(path: Path, cell: str) -> TitleCard:
    r"""Return the title card in the text of a first cell.

    Raises
    ------
    TitleCardError
        If it lacks the heading, the question or the minutes.

    Examples
    --------
    >>> cell = "# 04 · Trust\n\n> **How is trust made?**\n\n**75 minutes** for beginners"
    >>> parse(Path("04_us_trust.ipynb"), cell).question
    'How is trust made?'
    """
    heading, question, minutes = (pattern.search(cell) for pattern in (_HEADING, _QUESTION, _MINUTES))
    if heading is None or question is None or minutes is None:
        raise TitleCardError(say("course.no_title_card", file=path.name))
    return TitleCard(path, heading["number"], heading["title"], question["question"], int(minutes["minutes"]))
