"""The folder, the disk or the gradebook fails: a sentence and an exit status, no traceback, and no mark is lost.

All of this is real: a folder that cannot be made, one that is mounted read-only, a table that cannot take its place, a
lock that another program holds, and a limit on the size of files, at which writing fails as on a full disk.
"""

import contextlib
import csv
import os
import sqlite3
import sys

import pytest

from bamboo_diplomacy.cli import main
from bamboo_diplomacy.grade import gradebook, pipeline
from bamboo_diplomacy.grade.collect import Candidate
from bamboo_diplomacy.grade.gradebook import FILE, Gradebook, GradebookError, Record
from bamboo_diplomacy.grade.pool import Answer
from bamboo_diplomacy.kernels.sandbox import Tier, capabilities
from support import supervised
from support.submissions import solved, to_bytes

STUDENTS = ["An", "Binh", "Chi"]
ALL = dict.fromkeys(STUDENTS, "10")


@pytest.fixture
def submissions(tmp_path, exercise):
    """Return a folder with three solved notebooks."""
    for student in STUDENTS:
        (tmp_path / "class" / student).mkdir(parents=True)
        (tmp_path / "class" / student / "99_sample.ipynb").write_bytes(to_bytes(solved(exercise)))
    return tmp_path / "class"


def points(out):
    with (out / "gradebook.csv").open(encoding="utf-8", newline="") as stream:
        return {row["student"]: row["points"] for row in csv.DictReader(stream)}


def history(out):
    with Gradebook(out / FILE) as book:
        return [record.student for record in book.history()]


@pytest.mark.parametrize("in_the_way", ["marks", f"marks/{FILE}/x"])
def test_a_folder_or_gradebook_that_cannot_be_made_is_a_sentence(grade, submissions, tmp_path, capsys, in_the_way):
    (tmp_path / in_the_way).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / in_the_way).touch()
    assert grade(submissions, tmp_path / "marks" / "inner" if in_the_way == "marks" else tmp_path / "marks") == 1
    said = capsys.readouterr().err
    assert "cannot be written" in said
    assert "may you write there?" in said


MOUNTED_READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'


@pytest.mark.parametrize("unshare", ["unshare"] if capabilities().tier is Tier.NAMESPACES else [])
@pytest.mark.parametrize("is_begun", [False, True])
def test_a_read_only_folder_is_a_sentence_and_its_gradebook_stays(
    grade_words, submissions, tmp_path, unshare, is_begun
):
    out = tmp_path / "marks"
    out.mkdir()
    if is_begun:
        with Gradebook(out / FILE) as book:
            book.add(book.begin("now", 0, {}).number, Record("An", "99_sample", "", "", "graded"))
    grade = [sys.executable, "-m", "bamboo_diplomacy", *grade_words(submissions, out, "--seed", 0)]
    own_mounts = [unshare, "--user", "--map-root-user", "--mount", "sh", "-c", MOUNTED_READ_ONLY, str(out)]
    left = supervised.run([*own_mounts, *grade], tmp_path / "supervised")
    assert (left.status, left.processes, left.files) == (1, (), ()), left.err
    assert "cannot be written" in left.err
    assert "Traceback" not in left.err
    assert is_begun == (out / FILE).exists()
    assert not is_begun or history(out) == ["An"]


def test_a_table_that_cannot_be_written_costs_no_mark_and_is_written_by_the_next_run(
    grade, submissions, tmp_path, capsys
):
    out = tmp_path / "marks"
    (out / "gradebook.csv").mkdir(parents=True)
    assert grade(submissions, out, "--seed", 0) == 1
    assert "gradebook.csv cannot be written" in capsys.readouterr().err
    (out / "gradebook.csv").rmdir()
    assert grade(submissions, out) == 0
    assert "0 graded now, 3 graded before" in capsys.readouterr().out
    assert points(out) == ALL
    assert history(out) == STUDENTS


@pytest.mark.parametrize("kilobytes", [60] if os.name == "posix" else [])
def test_a_disk_that_fills_up_is_a_sentence_and_the_next_run_goes_on(
    grade, grade_words, submissions, tmp_path, kilobytes
):
    out = tmp_path / "marks"
    command = [sys.executable, "-m", "bamboo_diplomacy", *grade_words(submissions, out, "--seed", 0)]
    limited = ["sh", "-c", f'ulimit -S -f {2 * kilobytes}; exec "$@"', "sh", *command]
    left = supervised.run(limited, tmp_path / "supervised")
    assert (left.status, left.processes, left.files) == (1, (), ())
    assert "cannot be written" in left.err
    assert "Traceback" not in left.err
    assert history(out) == STUDENTS[: len(history(out))] != STUDENTS
    assert grade(submissions, out) == 0
    assert points(out) == ALL
    assert history(out) == STUDENTS


@contextlib.contextmanager
def locked(out):
    """Keep the gradebook locked, as another program would."""
    other = sqlite3.connect(out / FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield
    other.close()


@pytest.fixture
def impatient(monkeypatch):
    """Wait for other programs less long than people should."""
    monkeypatch.setattr(gradebook, "_WAIT_SECONDS", 0.1)


class Hindered:
    """A runner during whose second notebook something happens."""

    def __init__(self, happens):
        self.happens = happens

    def answers(self, jobs):
        """Yield an answer to each job."""
        for number, job in enumerate(jobs):
            if number == 1:
                self.happens()
            yield Answer(job, {"checks": [], "seconds": 1.0, "cpu_seconds": 0.1, "peak_bytes": 1})


@pytest.mark.usefixtures("impatient")
def test_a_gradebook_that_is_locked_in_the_middle_is_a_sentence_and_the_next_run_goes_on(
    sample_references, exercise, tmp_path
):
    candidates = [Candidate(student, "99_sample.ipynb", to_bytes(solved(exercise))) for student in STUDENTS]
    handed = pipeline.identify(candidates, sample_references)
    with Gradebook(tmp_path / FILE) as book:
        run = book.begin("now", 0, {}).number
        stack = contextlib.ExitStack()
        hindered = Hindered(lambda: stack.enter_context(locked(tmp_path)))
        with stack, pytest.raises(GradebookError, match="in use by another program"):
            pipeline.grade(handed, sample_references, book, hindered, run=run)
        assert history(tmp_path) == STUDENTS[:1]
        pipeline.grade(handed, sample_references, book, Hindered(lambda: None), run=run)
    assert history(tmp_path) == STUDENTS


@pytest.mark.usefixtures("impatient")
def test_every_command_says_that_another_program_holds_the_gradebook(
    grade_words, submissions, sample_root, tmp_path, capsys
):
    out = tmp_path / "marks"
    out.mkdir()
    Gradebook(out / FILE).close()
    commands = (grade_words(submissions, out), ["marks", str(out), "--root", str(sample_root)], ["classview", str(out)])
    for command in commands:
        with locked(out):
            assert main(command) == 1
        assert "in use by another program: close it there and start again" in capsys.readouterr().err
