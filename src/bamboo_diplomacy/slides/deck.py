"""A lesson as a deck: each cell declares whether it is projected, and its form says how."""

from dataclasses import dataclass, field, replace
from html import escape
from itertools import groupby
from pathlib import Path

from nbformat import NotebookNode

from bamboo_diplomacy import notebookfile
from bamboo_diplomacy.course import titlecards
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.practice.quizzes import quiz
from bamboo_diplomacy.slides import outputs
from bamboo_diplomacy.slides.declared import FRAGMENT, NOTES, SKIP, SLIDE, TYPES, slide_type
from bamboo_diplomacy.slides.markup import html, inline
from bamboo_diplomacy.slides.parts import Deck, Part, Picture, Said, Sentences, Slide
from bamboo_diplomacy.slides.projection import headed, question_slide, side_by_side, slides_of, steps_beside
from bamboo_diplomacy.slides.prose import Passage, passages, sentences
from bamboo_diplomacy.strings import say

_QUIZ = "Quiz"
_EXPLORER = "explore."
_WIDE = 1.6
"""Width over height from which a figure fills a slide better below its heading than beside it."""


class NoSlidesError(BambooError):
    """A notebook declares no slides."""


def declares_slides(notebook: NotebookNode) -> bool:
    """Whether any cell of a notebook says if and how it is projected."""
    return any(slide_type(cell) in TYPES for cell in notebook.cells)


def read(path: Path) -> Deck:
    """Return the deck of a topic notebook.

    Raises
    ------
    NoSlidesError
        If no cell of the notebook declares a slide.
    NotebookFileError
        If the file is not a notebook.
    TitleCardError, UnknownTopicError, QuizFileError
        If the notebook does not begin with a title card, or shows a quiz that is not there or damaged.

    Examples
    --------
    >>> from bamboo_diplomacy import workbook
    >>> read(workbook.root() / "notebooks" / "04_us_trust.ipynb").title
    'Building trust with the United States'
    """
    notebook = notebookfile.read(path)
    if not declares_slides(notebook):
        raise NoSlidesError(say("slides.none_declared", notebook=path.name))
    card = titlecards.parse(path, notebookfile.source_of(notebook.cells[0]))
    lesson = _Lesson(path.stem, [_title_slide(card, notebookfile.source_of(notebook.cells[0]))])
    for cell in notebook.cells[1:]:
        lesson.read(cell)
    return Deck(path.stem, card.number, card.title, tuple(lesson.slides))


def _title_slide(card: titlecards.TitleCard, source: str) -> Slide:
    place = Said("slides.place", (("number", card.number), ("minutes", str(card.minutes))))
    parts = (Sentences((inline(card.question),)), place)
    return Slide(inline(card.title), parts, notes=html(source.partition("\n")[2]), look="title", opens=True)


@dataclass
class _Lesson:
    """The slides of a lesson as far as it has been read, and what the next cell needs to know of it.

    Attributes
    ----------
    name
        Of the notebook, and of its quiz.
    slides
        So far; the title at least.
    passage
        The last passage with a title of its own.
    opens
        Whether the next slide begins a column.
    caption
        What the last sentence before an output promises.
    tries
        The things to try with the explorer that follows.
    """

    name: str
    slides: list[Slide]
    passage: Passage = field(default=Passage("", ""))
    opens: bool = False
    caption: str = ""
    tries: Passage | None = None

    def read(self, cell: NotebookNode) -> None:
        """Add what one cell projects."""
        declared, source = slide_type(cell), notebookfile.source_of(cell)
        if declared == SKIP:
            return
        if declared == NOTES:
            self._note(html(source))
        elif cell.cell_type == "markdown":
            self._prose(source, scene=cell.id.endswith("-scene"), columns=declared == SLIDE)
        else:
            self._output(cell, source, covered=declared == FRAGMENT)

    def _prose(self, source: str, *, scene: bool, columns: bool) -> None:
        found = passages(source, self.passage.section)
        for led, group in groupby(found, key=lambda passage: passage.led and not passage.listed):
            run = list(group)
            if led and len(run) > 1:
                self._add([side_by_side(run)])
                continue
            for passage in run:
                self.opens |= columns and passage.opens
                self._passage(passage, scene=scene)
        self.caption = _caption(found[-1]) if found else ""

    def _passage(self, passage: Passage, *, scene: bool) -> None:
        if passage.tries:
            self.tries = passage
        elif passage.title == _QUIZ:
            self.passage = passage
        elif passage.title:
            self.passage = passage
            self._add(slides_of(passage, scene=scene))
        else:
            self._note(html(passage.markdown))

    def _output(self, cell: NotebookNode, source: str, *, covered: bool) -> None:
        spec = outputs.specification(cell)
        if source.startswith("quiz("):
            self._add(_quiz(self.name, self.passage.section))
        elif spec is not None:
            self._add([self._figure(outputs.claim(spec), outputs.picture(spec), source)])
        elif covered:
            self._answer(outputs.shown(cell, covered=True))
        else:
            title = headed(self.caption or self.passage.title, self.passage.section)
            self._add([replace(title, parts=outputs.shown(cell))])

    def _figure(self, claim: str, picture: Picture, source: str) -> Slide:
        """Return the slide of a figure; what is to be tried with an explorer stands beside it."""
        live = (Said("slides.live", (("call", source.strip()),)),) if source.startswith(_EXPLORER) else ()
        tries, self.tries = self.tries, None
        listed = (steps_beside(tries),) if tries else ()
        look = "beside" if tries or picture.shape < _WIDE else "picture"
        notes = (html(tries.markdown) if tries else "") + f"<p>{escape(picture.alt)}</p>"
        return Slide(inline(claim), (*listed, *live, picture), inline(self.passage.section), notes, look)

    def _answer(self, parts: tuple[Part, ...]) -> None:
        """Put parts on the slide before; on one of their own if the heading before them has none yet."""
        if self.opens:
            self._add([replace(headed(self.passage.title, self.passage.section), parts=parts)])
        else:
            self.slides[-1] = replace(self.slides[-1], parts=(*self.slides[-1].parts, *parts))

    def _add(self, slides: list[Slide]) -> None:
        for slide in slides:
            self.slides.append(replace(slide, opens=self.opens))
            self.opens = False

    def _note(self, text: str) -> None:
        self.slides[-1] = replace(self.slides[-1], notes=self.slides[-1].notes + text)


def _quiz(name: str, section: str) -> list[Slide]:
    """Return every second question: the class votes on these, and the others wait in the notebook."""
    slides = [question_slide(question, f"{section} · {question.objective}") for question in quiz(name).questions[::2]]
    return [*slides[:-1], replace(slides[-1], parts=(*slides[-1].parts, Said("slides.more_questions")))]


def _caption(passage: Passage) -> str:
    """Return the last sentence of a passage if it promises what follows: it ends with a colon or asks."""
    said = sentences(passage.paragraphs[-1]) if passage.paragraphs else []
    return said[-1].rstrip(":") if said and said[-1].endswith((":", "?")) else ""
