"""The map of the course, its words and the progress panel."""

import re
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from bamboo_diplomacy import course, load, notebookfile, topics, workbook
from bamboo_diplomacy.course import titlecards
from bamboo_diplomacy.course.coursemap import contents_of, first_pages
from bamboo_diplomacy.course.records import panel
from bamboo_diplomacy.course.titlecards import TitleCardError
from bamboo_diplomacy.course.words import NoWordsError
from bamboo_diplomacy.practice import progress
from bamboo_diplomacy.practice.summary import Count, TopicProgress, by_topic
from bamboo_diplomacy.practice.verdict import Verdict

DEFINED = re.compile(r"\*\*([^*]+)\*\*\s*\(\*([^*]+)\*\)")
CARD = "# {number} · {title}\n\n> **{title} of what?**\n\n**40 minutes** for everyone"


def bare(term: str) -> str:
    """Return a term without what stands in brackets behind it."""
    return re.sub(r"\s*\([^)]*\)", "", term).strip().casefold()


def put(root: Path, name: str, cell: str) -> Path:
    path = root / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=[new_markdown_cell(cell)]), path)
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for number, title in (("00", "Start"), ("02", "Community"), ("04", "Trust")):
        put(tmp_path, f"notebooks/{number}_{title.lower()}", CARD.format(number=number, title=title))
    put(tmp_path, "exercises/04_trust", "An exercise")
    return tmp_path


@pytest.mark.parametrize(
    "path",
    [*topics.notebooks(workbook.root() / "notebooks"), *first_pages(workbook.root())],
    ids=lambda path: path.stem,
)
def test_every_notebook_begins_with_a_title_card_of_its_own_number(path: Path) -> None:
    assert titlecards.read(path).number == path.stem[:2]


def test_the_map_lists_the_topics_that_are_there_in_order_and_not_the_start(root: Path) -> None:
    assert contents_of(root).content.splitlines()[2:] == [
        "| [02 · Community](02_community.ipynb) | Community of what? | 40 |  |",
        "| [04 · Trust](04_trust.ipynb) | Trust of what? | 40 | [open](../exercises/04_trust.ipynb) |",
    ]


def test_a_topic_that_is_added_is_on_the_map(root: Path) -> None:
    put(root, "notebooks/05_culture", CARD.format(number="05", title="Culture"))
    assert "(05_culture.ipynb)" in contents_of(root).content


def test_an_exercise_without_a_lesson_is_on_the_map_and_is_its_own_first_page(root: Path) -> None:
    put(root, "exercises/07_capstone", CARD.format(number="07", title="Capstone"))
    assert contents_of(root).content.splitlines()[-1] == (
        "| [07 · Capstone](../exercises/07_capstone.ipynb) | Capstone of what? | 40 "
        "| [open](../exercises/07_capstone.ipynb) |"
    )


def test_every_link_of_the_map_leads_to_a_file() -> None:
    folder = workbook.root() / "notebooks"
    links = [part.partition(")")[0] for part in course.contents().content.split("](")[1:]]
    assert links
    assert [link for link in links if not (folder / link).is_file()] == []


@pytest.mark.parametrize("cell", ["", "# 04 · Trust", "# 04 · Trust\n\n> **Why?**", "> **Why?**\n\n**5 minutes**"])
def test_a_notebook_without_a_title_card_is_named_with_what_is_missing(root: Path, cell: str) -> None:
    put(root, "notebooks/06_autonomy", cell)
    with pytest.raises(TitleCardError, match=r"06_autonomy\.ipynb does not begin with a title card"):
        contents_of(root)


def test_the_words_of_a_topic_are_ten() -> None:
    assert len(course.glossary("04").text.splitlines()) == 10


def test_all_words_are_shown_in_alphabetical_order_with_their_vietnamese() -> None:
    lines = course.glossary().text.splitlines()
    assert lines == sorted(lines, key=str.casefold)
    assert any(line.startswith("strategic patience (kiên nhẫn chiến lược): ") for line in lines)


def test_every_term_that_a_text_defines_in_both_languages_stands_in_the_glossary() -> None:
    known = {bare(term) for term in load("glossary")["term_vi"]}
    defined = {
        (path.stem, english, vietnamese)
        for folder in ("notebooks", "exercises")
        for path in topics.notebooks(workbook.root() / folder)
        for cell in notebookfile.read(path).cells
        if cell.cell_type == "markdown"
        for english, vietnamese in DEFINED.findall(notebookfile.source_of(cell))
    }
    assert len(defined) > 100
    assert sorted(term for term in defined if bare(term[2]) not in known) == []


def test_a_topic_without_words_is_told_in_a_sentence() -> None:
    with pytest.raises(NoWordsError, match="belongs to the topic 'trust': give its two digits"):
        course.glossary("trust")


def test_nothing_recorded_is_the_same_sentence_in_any_folder(tmp_path: Path) -> None:
    (tmp_path / "mine" / progress.MARKER).mkdir(parents=True)
    assert course.progress(tmp_path / "mine") == course.progress(tmp_path)
    assert "Nothing is recorded yet." in course.progress(tmp_path).content


def test_what_is_right_is_counted_by_topic_and_quizzes_apart(tmp_path: Path) -> None:
    (tmp_path / progress.MARKER).mkdir()
    progress.record("first-steps", Verdict.RIGHT, tmp_path)
    progress.record("first-name", Verdict.WRONG, tmp_path)
    progress.record("quiz:04_us_trust/memory-of-war", Verdict.RIGHT, tmp_path)
    shown = {one.topic: one for one in by_topic(workbook.root(), progress.read(tmp_path))}
    assert shown["00_first_steps"] == TopicProgress("00_first_steps", Count(2, 2, 1), Count(0, 0, 0))
    assert shown["04_us_trust"].quiz == Count(6, 1, 1)
    assert "04_us_trust: checks 0 of " in course.progress(tmp_path).text
    assert "quiz 1 of 6" in course.progress(tmp_path).text


def test_a_check_that_changed_since_it_was_answered_is_said_beside_the_count() -> None:
    shown = panel((TopicProgress("04_us_trust", Count(12, 5, 3, changed=2), Count(0, 0, 0)),))
    assert "3 of 12; 2 changed since you answered" in shown.text


def test_the_progress_table_has_a_caption_and_headings_for_rows_and_columns() -> None:
    html = panel((TopicProgress("04_us_trust", Count(12, 5, 3), Count(0, 0, 0)),)).content
    assert html.count("<caption>") == 1
    assert html.count('<th scope="col">') == 3
    assert '<th scope="row">04_us_trust</th>' in html
    assert 'max="12" value="3"' in html
    assert "3 of 12" in html
    assert "<td>none</td>" in html


def test_the_progress_panel_names_its_language(monkeypatch):
    monkeypatch.setenv("BAMBOO_LANGUAGE", "vi")
    assert panel(()).content.startswith('<table lang="vi">')
