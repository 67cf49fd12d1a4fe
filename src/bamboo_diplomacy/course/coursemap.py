"""The map of the course, made from the notebooks that are there."""

from pathlib import Path

from bamboo_diplomacy import topics, workbook
from bamboo_diplomacy.course import titlecards
from bamboo_diplomacy.course.shown import Shown, markdown_table
from bamboo_diplomacy.course.titlecards import TitleCard
from bamboo_diplomacy.strings import say

START = "00"


def contents() -> Shown:
    """Return the topics of this workbook: what each one asks, how long it takes, and links to its notebooks.

    Returns
    -------
    Shown
        A table with a row for each topic notebook that exists, except the one that begins the course. An exercise
        without a topic notebook, such as the capstone, has a row too, and is its own first page.

    Raises
    ------
    TitleCardError
        If a notebook does not begin with a title card.

    Examples
    --------
    >>> print(contents())
    01 Soft power: theory and measurement
    ...
    """
    return contents_of(workbook.root())


def contents_of(root: Path) -> Shown:
    """Return the topics of the workbook in a folder."""
    cards = [titlecards.read(path) for path in first_pages(root)]
    heads = [say(f"course.contents.{head}") for head in ("topic", "question", "minutes", "exercise")]
    rows = [
        (
            f"[{card.number} · {card.title}]({_link(root, card)})",
            card.question,
            str(card.minutes),
            _exercise(root, card),
        )
        for card in cards
    ]
    text = "\n\n".join(f"{card.number} {card.title}\n   {card.question}" for card in cards)
    return Shown(markdown_table(heads, rows), text)


def first_pages(root: Path) -> list[Path]:
    """Return the notebook that opens each topic: the lesson, or the exercise of a topic that has no lesson."""
    lessons = topics.notebooks(root / "notebooks")
    numbers = {path.stem[:2] for path in lessons}
    alone = [path for path in topics.notebooks(root / "exercises") if path.stem[:2] not in numbers]
    return sorted((path for path in (*lessons, *alone) if path.stem[:2] != START), key=lambda path: path.name)


def _link(root: Path, card: TitleCard) -> str:
    """Return the way to the first page of a topic, seen from the folder of notebooks."""
    folder = card.file.parent.relative_to(root).as_posix()
    return card.file.name if folder == "notebooks" else f"../{folder}/{card.file.name}"


def _exercise(root: Path, card: TitleCard) -> str:
    """Return a link to the exercise, seen from the folder of notebooks; nothing if there is none."""
    file = root / "exercises" / card.file.name
    return f"[{say('course.contents.open')}](../exercises/{file.name})" if file.is_file() else ""
