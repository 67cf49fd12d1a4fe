"""Slides: what of a lesson is projected, what becomes a note, and what the page of a deck holds."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from bamboo_diplomacy import cli, figures, notebookfile, workbook
from bamboo_diplomacy.slides import deck, files, outputs, page, reveal
from bamboo_diplomacy.slides.paging import WORDS, count_words, pages
from bamboo_diplomacy.slides.parts import (
    Answers,
    Columns,
    Deck,
    Options,
    Picture,
    Points,
    Printed,
    Said,
    Sentences,
    Slide,
)
from bamboo_diplomacy.slides.parts import Table as TableOfSlide
from bamboo_diplomacy.slides.projection import side_by_side, slides_of
from bamboo_diplomacy.slides.prose import passages

ROOT = workbook.root()
TITLE = "# 09 · Bridges\n\n> **Who builds a bridge?**\n\n**75 minutes** in class"
OUTSIDE = re.compile(r"""(?:src|href)=["'](?!data:|#)|@import|url\((?!["']?data:)""")

every_lesson = pytest.mark.parametrize("path", files.lessons(ROOT), ids=lambda path: path.stem)


@cache
def deck_of(path: Path) -> Deck:
    return deck.read(path)


def lesson(folder: Path, *cells: tuple[str, str]) -> Deck:
    """Return the deck of a lesson made of a title and of Markdown cells with their slide types."""
    every = [("slide", TITLE), *cells]
    made = [new_markdown_cell(text, metadata={"slideshow": {"slide_type": kind}}) for kind, text in every]
    return deck.read(saved(folder, made))


def saved(folder: Path, cells: list) -> Path:
    path = folder / "09_bridges.ipynb"
    notebookfile.write(path, new_notebook(cells=cells))
    return path


def words(slide: Slide) -> int:
    """Count what a slide asks a class to read, its heading and what stands in pictures apart."""
    texts: list[str] = []
    for part in slide.parts:
        match part:
            case Sentences() | Points() | Options():
                texts += part.items
            case Answers():
                texts += [text for pair in part.items for text in pair]
            case Columns():
                texts += [text for head, said in part.items for text in (head, *said)]
            case TableOfSlide():
                texts += [*part.heads, *(cell for row in part.rows for cell in row)]
            case Printed():
                texts += [cell for line in part.lines for cell in line]
            case Picture() | Said():
                pass
    return sum(map(count_words, texts))


def test_a_sentence_that_defines_a_term_is_projected_and_its_paragraph_is_a_note() -> None:
    (slide,) = slides_of(passages("## Idea\n\n**Trust** is a belief. It is slow.\n\nNobody measures it.")[0])
    assert slide.parts == (Sentences(("<strong>Trust</strong> is a belief.",)),)
    assert "It is slow." in slide.notes
    assert "Nobody measures it." in slide.notes


def test_a_passage_without_a_term_shows_its_first_sentences() -> None:
    (slide,) = slides_of(passages(f"## A scene\n\nTwo teams dig. They find {'one ' * WORDS}trace.")[0])
    assert slide.parts == (Sentences(("Two teams dig.",)),)


def test_what_is_too_long_for_a_slide_goes_to_the_next() -> None:
    points = "\n".join(f"- **O{number}** {'word ' * 20}" for number in range(1, 6))
    found = slides_of(passages(f"## Key points\n\n{points}")[0])
    assert [len(slide.parts[0].items) for slide in found] == [2, 2, 1]
    assert {slide.heading for slide in found} == {"Key points"}


def test_a_list_is_not_torn_from_itself_when_it_fits_on_a_slide() -> None:
    steps = "\n".join(f"{number}. {'word ' * 10}" for number in range(1, 5))
    found = slides_of(
        passages(f"## Check\n\nSay **yes** or **no**.\n\n{steps}\n\nA **mirror** has {'two ' * 20}sides.")[0]
    )
    assert [[part.kind for part in slide.parts] for slide in found] == [["sentences", "points"], ["sentences"]]


def test_a_long_table_is_continued_under_the_same_heads() -> None:
    rows = "\n".join(f"| {number} | {'word ' * 25} |" for number in range(3))
    found = slides_of(passages(f"## Names\n\n| name | meaning |\n|---|---|\n{rows}")[0])
    assert [slide.parts[0].heads for slide in found] == [("name", "meaning")] * 2


def test_folded_answers_become_questions_with_a_covered_answer(tmp_path: Path) -> None:
    text = "### Check\n\n<details><summary>A promise?</summary>\n\nHardly. Words are free.\n\n</details>"
    made = lesson(tmp_path, ("slide", text))
    assert made.slides[1].parts == (Answers((("A promise?", "Hardly."),)),)
    assert '<dd class="fragment">Hardly.</dd>' in page.html(made)
    assert "Words are free." in made.slides[1].notes


def test_folded_answers_stand_under_the_question_that_they_answer() -> None:
    folded = "<details><summary>A promise?</summary>\n\nHardly.\n\n</details>"
    (slide,) = slides_of(passages(f"### Check\n\nA state asks. What counts? Decide, then open.\n\n{folded}")[0])
    assert slide.parts == (Sentences(("A state asks.", "What counts?")), Answers((("A promise?", "Hardly."),)))


def test_rival_readings_stand_side_by_side(tmp_path: Path) -> None:
    text = "## Idea 2: rivals\n\n**Reading A, patience.** They waited.\n\n**Reading B, interests.** It paid."
    made = lesson(tmp_path, ("slide", text))
    assert made.slides[1].parts == (
        Columns((("Reading A, patience", ("They waited.",)), ("Reading B, interests", ("It paid.",)))),
    )


def test_the_reading_that_has_said_less_goes_on() -> None:
    text = f"## Rivals\n\n**Reading A.** {'Long ' * 30}one. {'More ' * 30}of it.\n\n**Reading B.** Short. Another."
    ((_, first), (_, second)) = side_by_side(passages(text)[1:]).parts[0].items
    assert len(first) == 1
    assert second == ("Short.", "Another.")


def test_each_section_is_a_column_of_its_own(tmp_path: Path) -> None:
    made = lesson(tmp_path, ("slide", "## One\n\nFirst.\n\n### Within\n\nStill."), ("slide", "## Two\n\nSecond."))
    assert [[slide.heading for slide in column] for column in made.columns] == [["Bridges"], ["One", "Within"], ["Two"]]


def test_a_cell_that_is_skipped_leaves_no_trace_and_notes_go_to_the_slide_before(tmp_path: Path) -> None:
    made = lesson(tmp_path, ("slide", "## One\n\nFirst."), ("skip", "## Two\n\nSecret."), ("notes", "Say it slowly."))
    assert len(made.slides) == 2
    assert "Say it slowly." in made.slides[-1].notes
    assert "Secret" not in page.html(made)


def test_a_fragment_is_an_answer_on_the_slide_before_and_nobody_has_bet_yet(tmp_path: Path) -> None:
    printed = new_output("stream", name="stdout", text="It grew 332 times; your bet: 0.\n")
    code = new_code_cell("print()", outputs=[printed], metadata={"slideshow": {"slide_type": "fragment"}})
    text = new_markdown_cell("## Back to your bet", metadata={"slideshow": {"slide_type": "slide"}})
    title = new_markdown_cell(TITLE, metadata={"slideshow": {"slide_type": "slide"}})
    made = deck.read(saved(tmp_path, [title, text, code]))
    assert made.slides[-1].heading == "Back to your bet"
    assert made.slides[-1].parts == (Printed((("It grew 332 times.",),), covered=True),)


def test_a_figure_gives_its_claim_to_the_heading_and_keeps_alt_text_and_source() -> None:
    plot = {"data": {"values": [{"year": 1995}]}, "mark": "point", "encoding": {"x": {"field": "year"}}}
    drawn = figures.chart(plot, title="Trade grew", alt="One point.", source="Source: customs, 2025")
    shown = outputs.picture(drawn.framed())
    assert outputs.claim(drawn.framed()) == "Trade grew"
    assert (shown.alt, shown.source) == ("One point.", "Source: customs, 2025")
    assert shown.address.startswith("data:image/svg+xml;base64,")


def test_a_page_says_who_it_is_for_and_escapes_what_is_not_markup(tmp_path: Path) -> None:
    made = lesson(tmp_path, ("slide", "## One\n\nFirst."))
    picture = Picture("data:,", 2, 'A "line"', "", "A & B")
    content = page.html(Deck(made.name, made.number, made.title, (Slide("Claim", (picture,)),)))
    assert '<html lang="en">' in content
    assert 'alt="A &#34;line&#34;"' in content
    assert "A &amp; B" in content


def test_a_vietnamese_term_names_its_language(tmp_path: Path) -> None:
    made = lesson(tmp_path, ("slide", "## One\n\n**Trust** (*lòng tin*) is *slow*."))
    assert made.slides[1].parts[0].items == ('<strong>Trust</strong> (<em lang="vi">lòng tin</em>) is <em>slow</em>.',)


def test_words_are_spread_evenly_and_a_long_item_stands_alone() -> None:
    assert pages([10, 10, 10, 10], 30) == [slice(0, 2), slice(2, 4)]
    assert pages([10, 90, 10], 30) == [slice(0, 1), slice(1, 2), slice(2, 3)]
    assert pages([], 30) == []


@every_lesson
def test_a_deck_has_twenty_five_to_thirty_five_slides(path: Path) -> None:
    assert 25 <= len(deck_of(path).slides) <= 35


@every_lesson
def test_a_slide_is_read_at_a_glance(path: Path) -> None:
    most = 1.2 * WORDS  # a table of terms in two languages: each Vietnamese syllable counts as a word
    assert [(slide.heading, words(slide)) for slide in deck_of(path).slides if words(slide) > most] == []


@every_lesson
def test_every_slide_has_a_heading_and_every_picture_alt_text_and_a_source(path: Path) -> None:
    slides = deck_of(path).slides
    pictures = [part for slide in slides for part in slide.parts if isinstance(part, Picture)]
    assert all(slide.heading and slide.parts for slide in slides)
    assert pictures
    assert all(picture.alt and picture.source for picture in pictures)


@every_lesson
def test_a_deck_follows_the_lesson_from_the_question_to_the_quiz(path: Path) -> None:
    slides = deck_of(path).slides
    looks = [slide.look for slide in slides]
    assert (looks[0], looks[-1]) == ("title", "quiz")
    assert looks.count("beside") >= 3
    assert any(isinstance(part, Columns) for slide in slides for part in slide.parts)
    headings = [slide.heading for slide in slides]
    order = ["What you will be able to do", "Your bet", "Check the claim", "Back to your bet", "Key points"]
    assert [headings.index(heading) for heading in order] == sorted(headings.index(heading) for heading in order)


@every_lesson
def test_a_page_asks_nothing_of_anybody_and_is_small(path: Path) -> None:
    content = page.html(deck_of(path))
    ours = content.replace(reveal.read(reveal.SCRIPT), "").replace(reveal.read(reveal.NOTES), "")
    assert OUTSIDE.findall(ours) == []
    assert len(content.encode()) < 1_500_000


def test_the_command_writes_a_page_for_a_topic(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["slides", "4", "--out", str(tmp_path / "new"), "--json"]) == 0
    (made,) = json.loads(capsys.readouterr().out)
    assert made["notebook"] == "04_us_trust"
    assert Path(made["file"]).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_notebook_without_slides_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["slides", "00"]) == 1
    assert "00_start_here.ipynb declares no slides" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    assert cli.main(["slides", "04", "--out", str(tmp_path / "taken")]) == 1
    assert "taken" in capsys.readouterr().err


def test_a_missing_file_of_reveal_is_named() -> None:
    with pytest.raises(reveal.RevealMissingError, match=r"dist/none\.js"):
        reveal.read("dist/none.js")


def test_signs_of_markup_in_a_table_stay_signs(tmp_path: Path) -> None:
    frame = "<table><tr><th></th><th>age</th></tr><tr><th>0</th><td>&lt;b&gt; R&amp;D, &lt;30</td></tr></table>"
    shows = [new_output("display_data", {"text/html": frame})]
    cell = new_code_cell("frame", outputs=shows, metadata={"slideshow": {"slide_type": "subslide"}})
    title = new_markdown_cell(TITLE, metadata={"slideshow": {"slide_type": "slide"}})
    assert "&lt;b&gt; R&amp;D, &lt;30" in page.html(deck.read(saved(tmp_path, [title, cell])))


def test_a_cell_without_words_projects_nothing(tmp_path: Path) -> None:
    assert len(lesson(tmp_path, ("slide", ""), ("slide", "\n\n")).slides) == 1
