"""The Markdown of a lesson in passages: what stands under one heading, or after one lead in bold.

A lesson is plain Markdown in a fixed form (``docs/lessons.md``), so blocks are told apart by how they begin.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

_DETAILS = re.compile(r"((?:<details>.*?</details>\s*)+)", re.DOTALL)
_ANSWER = re.compile(r"<summary>(?P<asked>.*?)</summary>\s*(?P<answer>.*?)\s*</details>", re.DOTALL)
_BLANK = re.compile(r"\n\s*\n")
_HEADING = re.compile(r"(?P<marks>#+) (?P<text>.+)")
_MARKER = re.compile(r"^(?:-|\d+\.) ", re.MULTILINE)
_LEAD = re.compile(r"\*\*(?P<lead>[^*]+[.?])\*\*\s*")
_TERM = re.compile(r"\*\*[^*]*[^*:]\*\*")
_TRIES = re.compile(r"\bthree things\b", re.IGNORECASE)
_POINTS_BACK = re.compile(r"(?:Such|It|Its|This|That|These|They|He|She) ")
_END = re.compile(r"(?<=[.?!])(?<! [A-Z]\.)(?<!^[A-Z]\.)\s+(?=[A-Z“*\[`])")
_SECTION_LEVEL = 2


@dataclass(frozen=True)
class Block:
    """A paragraph, list, table or group of questions with folded answers.

    Attributes
    ----------
    kind
        ``paragraph``, ``points``, ``steps`` (a numbered list), ``table`` or ``answers``.
    text
        As it stands in the notebook.
    rows
        The items of a list (one each), the cells of a table (its heads first), or question and answer.
    """

    kind: str
    text: str
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Passage:
    """What stands under one heading, or after one lead in bold.

    Attributes
    ----------
    title
        The heading or the lead, in Markdown; empty for what follows an output without either.
    section
        The heading of second level above it.
    blocks
        What it says.
    opens
        Whether it begins a section.
    led
        Whether its title is a lead: then its first sentences say the most, and no term is defined.
    tries
        Whether it is the list of things to try with the explorer that follows, and the text that leads to it.
    """

    title: str
    section: str
    blocks: tuple[Block, ...] = field(default=())
    opens: bool = False
    led: bool = False
    tries: bool = False

    @property
    def paragraphs(self) -> list[str]:
        """The running text, paragraph by paragraph."""
        return [block.text for block in self.blocks if block.kind == "paragraph"]

    @property
    def listed(self) -> list[Block]:
        """Its lists, tables and questions."""
        return [block for block in self.blocks if block.kind != "paragraph"]

    @property
    def markdown(self) -> str:
        """Everything that it says, as it stands in the notebook."""
        return "\n\n".join(block.text for block in self.blocks)


def passages(source: str, section: str = "") -> list[Passage]:
    r"""Return the passages of a Markdown cell.

    Parameters
    ----------
    source
        The text of the cell.
    section
        The section that the cell continues, if it does not begin with a heading.

    Examples
    --------
    >>> text = "## Idea 1: trust\n\n**Trust** is a belief.\n\n**A counter-example.** In 1977 it failed."
    >>> [(passage.title, passage.led) for passage in passages(text)]
    [('Idea 1: trust', False), ('A counter-example', True)]
    """
    found = [Passage("", section)]
    for block in blocks(source):
        heading, lead = _HEADING.match(block.text), _LEAD.match(block.text)
        now = found[-1]
        if heading:
            opens = len(heading["marks"]) <= _SECTION_LEVEL
            found.append(Passage(heading["text"], heading["text"] if opens else now.section, opens=opens))
        elif block.kind == "paragraph" and lead:
            rest = replace(block, text=block.text[lead.end() :])
            found.append(Passage(lead["lead"].removesuffix("."), now.section, (rest,), led=True))
        elif block.kind == "table" and block.rows[0][0].endswith("?"):
            found += [Passage(block.rows[0][0], now.section, (block,)), Passage("", now.section)]
        elif block.kind == "steps" and now.paragraphs and _TRIES.search(now.paragraphs[-1]):
            kept = tuple(block for block in now.blocks if block.kind != "paragraph" or defining(block.text))
            found[-1] = replace(now, blocks=kept)
            found.append(Passage(now.section, now.section, (*now.blocks, block), tries=True))
        else:
            found[-1] = replace(now, blocks=(*now.blocks, block))
    return [passage for passage in found if passage.title or passage.blocks]


def blocks(source: str) -> Iterator[Block]:
    """Yield the blocks of a Markdown text in their order."""
    for piece in _DETAILS.split(source):
        if piece.startswith("<details>"):
            found = tuple((match["asked"], match["answer"]) for match in _ANSWER.finditer(piece))
            yield Block("answers", "\n\n".join(f"*{asked}* {answer}" for asked, answer in found), found)
        else:
            yield from (_block(text) for text in _BLANK.split(piece.strip()) if text.strip())


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph; an initial ends none.

    Examples
    --------
    >>> sentences("It was costly. A. H. Kydd says why. Who would not?")
    ['It was costly.', 'A. H. Kydd says why.', 'Who would not?']
    """
    return [sentence for sentence in _END.split(text.strip()) if sentence]


def defines(sentence: str) -> bool:
    """Whether a sentence names a term in bold.

    Examples
    --------
    >>> defines("**Trust** is a belief."), defines("**Before you begin:** run a cell.")
    (True, False)
    """
    return _TERM.search(sentence) is not None


def defining(text: str) -> list[str]:
    """Return the sentences of a paragraph that name a term in bold, each with the one that it points back to.

    Examples
    --------
    >>> defining("Some steps help. Such a step is **costly**. It is **small**, too.")
    ['Some steps help. Such a step is **costly**.', 'It is **small**, too.']
    """
    said = sentences(text)
    found = []
    for before, now in zip(["", *said], said, strict=False):
        alone = defines(before) or not _POINTS_BACK.match(now)
        if defines(now):
            found.append(now if alone else f"{before} {now}".strip())
    return found


def _block(text: str) -> Block:
    text = text.strip()
    if text.startswith("|"):
        rows = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in text.splitlines()]
        return Block("table", text, (rows[0], *rows[2:]))
    if _MARKER.match(text):
        items = [" ".join(item.split()) for item in _MARKER.split(text) if item.strip()]
        return Block("points" if text.startswith("-") else "steps", text, tuple((item,) for item in items))
    return Block("paragraph", text)
