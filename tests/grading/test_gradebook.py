"""The gradebook: verdicts are only ever added, the last one counts, and every trouble with the file is a sentence."""

import sqlite3
from dataclasses import replace

import pytest

from bamboo_diplomacy.grade import gradebook
from bamboo_diplomacy.grade.gradebook import Gradebook, GradebookError, Mark, Record, TaskRecord
from bamboo_diplomacy.practice.verdict import Verdict

RECORD = Record(
    "Nguyễn Văn An",
    "99_sample",
    "abc",
    "v1",
    "graded",
    (TaskRecord("rate", "right", 2, 2), TaskRecord("reply", "wrong", 1, 3, "See the ends.", ("t99-reply-mistake-1",))),
    ("It was mended.",),
    (("essay", "Đà Nẵng, 1995"),),
    seconds=1.5,
    platform_id="7",
    late=True,
)
MARK = Mark("Nguyễn Văn An", "99_sample", "essay", "abc", "Claim", 1.0, "Lan", "Good.")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "gradebook.sqlite"


def add(path, *records):
    with Gradebook(path) as book:
        run = book.begin("2026-11-22T12:00:00+00:00", 7, {"bamboo": "1"})
        for record in records:
            book.add(run.number, record)


def test_a_record_comes_back_as_it_was_added(path):
    add(path, RECORD)
    with Gradebook(path) as book:
        assert book.latest() == [RECORD]
    assert (RECORD.points, RECORD.max_points, RECORD.count(Verdict.WRONG)) == (3, 5, 1)


def test_the_last_state_counts_and_the_earlier_ones_stay(path):
    later = replace(RECORD, sha256="def", status="not gradable", tasks=())
    add(path, RECORD, replace(RECORD, student="Bình"), later)
    with Gradebook(path) as book:
        assert book.latest() == [replace(RECORD, student="Bình"), later]
        assert book.history() == [RECORD, replace(RECORD, student="Bình"), later]


def test_runs_keep_their_seed_and_environment_and_the_last_one_comes_first(path):
    add(path)
    with Gradebook(path) as book:
        book.begin("2026-11-23T12:00:00+00:00", 8, {"bamboo": "2"})
        assert [(run["seed"], run["environment"]) for run in book.runs()] == [
            (8, {"bamboo": "2"}),
            (7, {"bamboo": "1"}),
        ]


def test_a_run_without_a_seed_takes_that_of_the_run_before_even_of_another_grader(path):
    with Gradebook(path) as book, Gradebook(path) as other:
        first = book.begin("now", None, {})
        assert other.begin("now", None, {}).seed == first.seed
        book.begin("now", 5, {})
        assert other.begin("now", None, {}).seed == 5


def test_a_later_mark_of_the_same_marker_replaces_the_earlier_one(path):
    with Gradebook(path) as book:
        for mark in (MARK, replace(MARK, marker="blind"), replace(MARK, level=2.0)):
            book.add_mark(mark)
        assert book.marks() == [replace(MARK, marker="blind"), replace(MARK, level=2.0)]


def test_what_was_added_is_there_for_another_reader_at_once(path):
    with Gradebook(path) as book, Gradebook(path) as other:
        book.add(book.begin("now", 0, {}).number, RECORD)
        assert other.latest() == [RECORD]


def test_a_gradebook_that_another_program_keeps_locked_is_a_sentence(path, monkeypatch):
    monkeypatch.setattr(gradebook, "_WAIT_SECONDS", 0.05)
    with Gradebook(path) as book:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(GradebookError, match="in use by another program"):
            book.begin("now", 0, {})
        other.close()
        assert book.begin("now", 0, {}).number == 1


def test_a_full_disk_is_a_sentence_and_what_was_added_stays(path):
    with Gradebook(path) as book:
        run = book.begin("now", 0, {}).number
        book.add(run, RECORD)
        pages = book._file.execute("PRAGMA page_count").fetchone()[0]  # noqa: SLF001 - SQLite's own way to be full
        book._file.execute(f"PRAGMA max_page_count = {pages}")  # noqa: SLF001
        with pytest.raises(GradebookError, match="is there space"):
            book.add(run, replace(RECORD, student="Bình", notes=("x" * 100_000,)))
        assert book.latest() == [RECORD]


@pytest.mark.parametrize("content", [b"student,points\nAn,3\n" * 100, b"SQLite format 3\x00" + b"\x07" * 5000])
def test_a_file_that_is_no_gradebook_is_a_sentence(path, content):
    path.write_bytes(content)
    with pytest.raises(GradebookError, match="is not a gradebook, or it is damaged"):
        Gradebook(path)


def test_a_gradebook_of_another_version_is_a_sentence(path):
    add(path)
    other = sqlite3.connect(path)
    other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(GradebookError, match="another version"):
        Gradebook(path)


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(GradebookError, match="cannot be written"):
        Gradebook(tmp_path / "nowhere" / "gradebook.sqlite")
