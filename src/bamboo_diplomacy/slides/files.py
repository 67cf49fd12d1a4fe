"""Decks as files: which lessons have one, and writing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bamboo_diplomacy import notebookfile, topics, wholefile
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.slides import deck, page
from bamboo_diplomacy.strings import say


class SlidesNotWrittenError(BambooError):
    """A deck cannot be written where it was asked for."""


@dataclass(frozen=True)
class Written:
    """A deck that was written.

    Attributes
    ----------
    notebook
        The lesson, as ``04_us_trust``.
    file
        The page.
    slides
        How many it has.
    """

    notebook: str
    file: Path
    slides: int


def lessons(root: Path, wanted: Sequence[str] = ()) -> list[Path]:
    """Return the notebooks of a workbook that declare slides, or those of some topics.

    Raises
    ------
    UnknownTopicError
        If a topic is not there.

    Examples
    --------
    >>> from bamboo_diplomacy import workbook
    >>> [path.stem[:2] for path in lessons(workbook.root())]
    ['01', '02', '03', '04', '05', '06']
    """
    found = topics.notebooks(root / "notebooks")
    if wanted:
        return topics.chosen(found, wanted)
    return [path for path in found if deck.declares_slides(notebookfile.read(path))]


def write(path: Path, folder: Path) -> Written:
    """Write the deck of a lesson into a folder.

    Raises
    ------
    SlidesNotWrittenError
        If the folder cannot be made or written to.
    NoSlidesError, NotebookFileError, TitleCardError, UnknownTopicError, QuizFileError, RevealMissingError
        As `deck.read` and `page.html` say.
    """
    made = deck.read(path)
    content = page.html(made)
    file = folder / f"{path.stem}.html"
    try:
        wholefile.write(file, content.encode())
    except OSError as error:
        raise SlidesNotWrittenError(say("slides.not_written", file=file, reason=error.strerror)) from error
    return Written(path.stem, file, len(made.slides))
