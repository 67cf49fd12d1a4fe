"""What a deck is made of: slides, and the parts that stand on them. Text is HTML already, made by `markup`."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Sentences:
    """Sentences one below the other."""

    kind: ClassVar[str] = "sentences"
    items: tuple[str, ...]


@dataclass(frozen=True)
class Points:
    """A list; a numbered one says with which number it begins."""

    kind: ClassVar[str] = "points"
    items: tuple[str, ...]
    start: int | None = None


@dataclass(frozen=True)
class Answers:
    """Questions, each with an answer that a key uncovers."""

    kind: ClassVar[str] = "answers"
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A table with one row of heads, whose first column names the rows; covered as what is printed may be."""

    kind: ClassVar[str] = "table"
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    covered: bool = False


@dataclass(frozen=True)
class Columns:
    """Rival readings side by side: a head and sentences in each."""

    kind: ClassVar[str] = "columns"
    items: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Picture:
    """A figure without its title, which is the heading of the slide.

    Attributes
    ----------
    address
        The SVG as a data address.
    shape
        Its width over its height.
    alt, subtitle, source
        What it shows, what is measured, and who published it.
    """

    kind: ClassVar[str] = "picture"
    address: str
    shape: float
    alt: str
    subtitle: str
    source: str


@dataclass(frozen=True)
class Printed:
    """What a cell printed, in lines of even columns; uncovered by a key if it answers the slide's question."""

    kind: ClassVar[str] = "printed"
    lines: tuple[tuple[str, ...], ...]
    covered: bool = False


@dataclass(frozen=True)
class Options:
    """The options of a question; a key marks the right one, counted from 0."""

    kind: ClassVar[str] = "options"
    items: tuple[str, ...]
    right: int


@dataclass(frozen=True)
class Said:
    """A sentence of the interface, by its key in ``strings/``, with what fills its places."""

    kind: ClassVar[str] = "said"
    key: str
    values: tuple[tuple[str, str], ...] = ()


Part = Sentences | Points | Answers | Table | Columns | Picture | Printed | Options | Said


@dataclass(frozen=True)
class Slide:
    """What is projected at once, and what the teacher reads meanwhile.

    Attributes
    ----------
    heading, kicker
        The title, and the short line above it that says where in the lesson it stands.
    parts
        What stands below, in order.
    notes
        Speaker notes.
    look
        ``title``, ``scene``, ``text``, ``picture`` or ``beside`` (a list beside a picture).
    opens
        Whether it begins a column, which reveal.js shows as one section of the lesson.
    """

    heading: str
    parts: tuple[Part, ...] = ()
    kicker: str = ""
    notes: str = ""
    look: str = "text"
    opens: bool = False


@dataclass(frozen=True)
class Deck:
    """The slides of one lesson.

    Attributes
    ----------
    name
        Of the notebook, as ``04_us_trust``.
    number, title
        Of the topic.
    slides
        In the order in which they are shown.
    """

    name: str
    number: str
    title: str
    slides: tuple[Slide, ...]

    @property
    def columns(self) -> list[list[Slide]]:
        """The slides, grouped by the sections of the lesson."""
        grouped: list[list[Slide]] = []
        for slide in self.slides:
            if slide.opens or not grouped:
                grouped.append([])
            grouped[-1].append(slide)
        return grouped
