"""What of a passage is projected, and what the teacher reads meanwhile.

Projected are sentences that define a term, lists, tables, and questions with what they are asked about; of a passage
that has none of these, its first sentences. Whole paragraphs are speaker notes. What is more than a slide holds goes to
the next.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile, zip_longest

from bamboo_diplomacy.practice.quizzes import Question
from bamboo_diplomacy.slides.markup import html, inline
from bamboo_diplomacy.slides.paging import WORDS, count_words, pages
from bamboo_diplomacy.slides.parts import Answers, Columns, Options, Part, Points, Said, Sentences, Slide, Table
from bamboo_diplomacy.slides.prose import Block, Passage, defining, sentences

_FIRST_SENTENCES = 46
_BET = "Your bet"
_REQUEST = "Place "


@dataclass(frozen=True)
class _Item:
    """One thing that may be projected: a sentence, a point of a list, a row of a table, a question with its answer."""

    kind: str
    content: tuple[str, ...]
    number: int = 0

    @property
    def words(self) -> int:
        return sum(map(count_words, self.content))


def headed(title: str, section: str = "") -> Slide:
    """Return a slide with its heading and the short line above it, and nothing on it yet.

    Parameters
    ----------
    title
        A heading or a lead, in Markdown. What stands before a colon becomes the line above.
    section
        What stands above a title that has no colon.

    Examples
    --------
    >>> slide = headed("Idea 1: trust grows from small steps")
    >>> slide.kicker, slide.heading
    ('Idea 1', 'Trust grows from small steps')
    """
    before, _, after = title.partition(": ")
    heading, kicker = (after, before) if after else (title, section if section != title else "")
    return Slide(inline(heading[:1].upper() + heading[1:]), kicker=inline(kicker))


def slides_of(passage: Passage, *, scene: bool = False) -> list[Slide]:
    """Return the slides of a passage; none if it is a heading alone.

    Parameters
    ----------
    passage
        What stands under one heading or after one lead.
    scene
        Whether it is the scene that begins a lesson: then its first sentences count, whatever they define.
    """
    look = "scene" if scene else "text"
    empty = replace(headed(passage.title, passage.section), notes=html(passage.markdown), look=look)
    items = _items(passage, first=scene or passage.led)
    found: list[Slide] = []
    for tabular, group in groupby(items, key=lambda item: item.kind == "row"):
        run = list(group)
        parts = _tables(run) if tabular else (tuple(_parts(page)) for page in _spread(run))
        found += [replace(empty, parts=page) for page in parts]
    if found and passage.title == _BET:
        found[-1] = replace(found[-1], parts=(*found[-1].parts, Said("slides.vote")))
    return found


def side_by_side(led: Sequence[Passage]) -> Slide:
    """Return passages with a lead side by side, each with its first sentences: two readings, say."""
    heads = [inline(passage.title) for passage in led]
    columns = [tuple(map(inline, said)) for said in _fairly(led, WORDS)]
    notes = "".join(html(f"**{passage.title}.** {passage.markdown}") for passage in led)
    return replace(headed(led[0].section), parts=(Columns(tuple(zip(heads, columns, strict=True))),), notes=notes)


def question_slide(question: Question, kicker: str) -> Slide:
    """Return the slide of a quiz question; what is said to whoever chooses an option is in the notes."""
    right = next(place for place, option in enumerate(question.options) if option.right)
    options = Options(tuple(inline(option.text) for option in question.options), right)
    said = "\n".join(f"- **{option.text}** {' '.join(option.feedback.split())}" for option in question.options)
    return Slide(inline(question.text), (options,), kicker, html(said), "quiz")


def steps_beside(tries: Passage) -> Points:
    """Return the things to try with an explorer, as the list beside its picture."""
    return Points(tuple(inline(row[0]) for block in tries.listed for row in block.rows), start=1)


def _items(passage: Passage, *, first: bool) -> Iterator[_Item]:
    """Yield what is projected, in the order of the passage."""
    terms = [sentence for text in passage.paragraphs for sentence in defining(text)]
    if passage.title == _BET:
        yield from (_Item("sentence", (sentence,)) for sentence in _before_the_request(passage))
    elif first or not (passage.listed or terms):
        said = [*_first(passage, _FIRST_SENTENCES), *_last_question(passage)]
        yield from (_Item("sentence", (sentence,)) for sentence in said)
    for block, below in zip_longest(passage.blocks, passage.blocks[1:]):
        if block.kind != "paragraph":
            yield from _listed(block)
        elif below and below.kind == "answers":
            yield from (_Item("sentence", (sentence,)) for sentence in _asking(block.text))
        elif not first:
            yield from (_Item("sentence", (sentence,)) for sentence in defining(block.text))


def _listed(block: Block) -> Iterator[_Item]:
    if block.kind == "answers":
        yield from (_Item("answer", (asked, sentences(answer)[0])) for asked, answer in block.rows)
    elif block.kind == "table":
        yield from (_Item("row", row) for row in block.rows)
    else:
        numbers = range(1, len(block.rows) + 1)
        ordered = block.kind == "steps"
        yield from (_Item("point", row, n if ordered else 0) for n, row in zip(numbers, block.rows, strict=True))


def _first(passage: Passage, most: int) -> list[str]:
    """Return the first sentences of a passage, one at least, as far as their words are not too many."""
    return _fairly([passage], most)[0]


def _fairly(led: Sequence[Passage], most: int) -> list[list[str]]:
    """Return the first sentences of passages: whoever has said least goes on, as far as the words of all allow."""
    said = [sentences("".join(passage.paragraphs[:1])) for passage in led]
    shown = [sentence[:1] for sentence in said]
    while True:
        words = [sum(map(count_words, column)) for column in shown]
        least = words.index(min(words))
        rest = said[least][len(shown[least]) :]
        if not rest or sum(words) + count_words(rest[0]) > most:
            return shown
        shown[least].append(rest[0])


def _before_the_request(passage: Passage) -> Iterator[str]:
    """Return the sentences that a bet needs: those before the reader is asked to place it."""
    said = sentences("".join(passage.paragraphs[:1]))
    return takewhile(lambda sentence: not sentence.startswith(_REQUEST), said)


def _asking(text: str) -> list[str]:
    """Return what folded answers answer: the sentences up to the last question, without the request to open them."""
    said = sentences(text)
    while said and not said[-1].endswith("?"):
        said = said[:-1]
    return said


def _last_question(passage: Passage) -> list[str]:
    """Return the question with which a later paragraph ends the passage, if one does."""
    said = sentences(passage.paragraphs[-1]) if len(passage.paragraphs) > 1 else []
    return said[-1:] if said and said[-1].endswith("?") else []


def _spread(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    """Yield the items of each slide; a list is not torn apart as long as it fits on one."""
    lists = [list(group) for _, group in groupby(items, key=lambda item: item.kind)]
    for page in pages([sum(item.words for item in group) for group in lists], WORDS):
        held = [item for group in lists[page] for item in group]
        yield from (held[part] for part in pages([item.words for item in held], WORDS))


def _tables(rows: Sequence[_Item]) -> Iterator[tuple[Table]]:
    """Yield a table, in pieces that each repeat the heads if it is longer than a slide."""
    heads, *body = rows
    for page in pages([row.words for row in body], WORDS - heads.words):
        cells = tuple(tuple(map(inline, row.content)) for row in body[page])
        yield (Table(tuple(map(inline, heads.content)), cells),)


def _parts(items: Sequence[_Item]) -> Iterator[Part]:
    for (kind, numbered), group in groupby(items, key=lambda item: (item.kind, item.number > 0)):
        run = list(group)
        texts = tuple(inline(item.content[0]) for item in run)
        if kind == "answer":
            yield Answers(tuple((text, inline(item.content[1])) for text, item in zip(texts, run, strict=True)))
        elif kind == "point":
            yield Points(texts, run[0].number if numbered else None)
        else:
            yield Sentences(texts)
