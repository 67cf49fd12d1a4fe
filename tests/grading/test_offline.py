"""What students and teachers do with the commands works with the network cut.

That notebooks run so is proved where they are run.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bamboo_diplomacy import notebookfile
from bamboo_diplomacy.author import solution
from bamboo_diplomacy.author.release import release
from bamboo_diplomacy.author.variants import variants
from bamboo_diplomacy.grade.gradebook import FILE, Gradebook
from support.offline import cut_off
from support.simulated_class import differences, hand_in, simulated_class

TESTS = Path(__file__).resolve().parents[1]
TOPIC = "04_us_trust"
OPENING = TESTS / "unit" / "test_lab_launch.py::test_the_workbook_opens_offline_and_ends_with_ctrl_c"
SIZE = 8


def offline(*words):
    """Return how a module ended that was run with these words and the network cut."""
    words = [str(word) for word in words]
    command, environment = cut_off([sys.executable, "-m", *words], {**os.environ, "PYTEST_ADDOPTS": ""})
    return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def bamboo(*words):
    return offline("bamboo_diplomacy", *words)


@pytest.fixture(scope="module")
def solved():
    return solution.read(TESTS.parent / "solutions" / f"{TOPIC}.ipynb")


@pytest.fixture(scope="module")
def students(solved):
    return simulated_class(solved, SIZE)


@pytest.fixture(scope="module")
def root(only):
    return only(TOPIC)


@pytest.fixture(scope="module")
def marks(students, root, sandbox_options, tmp_path_factory):
    """Return the folder that a teacher has after grading a class."""
    folder = tmp_path_factory.mktemp("class")
    hand_in(students, folder / "submissions", TOPIC)
    done = bamboo("grade", folder / "submissions", "--out", folder / "out", "--root", root, *sandbox_options)
    assert done.returncode == 0, done.stderr
    return folder / "out"


def test_a_solved_exercise_is_checked(solved, tmp_path):
    path = tmp_path / f"{TOPIC}.ipynb"
    handed_in = variants(solved, release(solved).exercise)
    notebookfile.write(path, next(own.notebook for own in handed_in if own.name == "solution"))
    done = bamboo("check", path, "--json")
    assert done.stderr == ""
    (result,) = json.loads(done.stdout)
    verdicts = {task["task"]: task["verdict"] for task in result["tasks"]}
    assert verdicts == {task.name: "not attempted" if task.is_essay else "right" for task in solved.tasks}


def test_a_class_is_graded_with_a_page_for_every_student(marks, students):
    with Gradebook(marks / FILE) as book:
        assert differences(students, book.latest()) == []
    assert len(list((marks / "feedback").glob("*/*.html"))) == SIZE


def test_the_final_gradebook_and_the_class_view_are_made(marks, root):
    assert bamboo("marks", marks, "--root", root).returncode == 0
    assert TOPIC in bamboo("classview", marks).stdout
    assert (marks / "final.csv").is_file()


@pytest.mark.parametrize("words", [("data", "us_vietnam_trade"), ("doctor",)], ids=" ".join)
def test_who_asks_is_answered(words):
    done = bamboo(*words)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_workbook_opens_and_a_kernel_starts(tmp_path):
    """The server can be asked from inside only, so the test of `bamboo lab` goes inside whole."""
    alone = ("--disable-plugin-autoload", "-p", "no:cacheprovider", f"--basetemp={tmp_path / 'inside'}")
    done = offline("pytest", *alone, OPENING)
    assert "1 passed" in done.stdout, done.stdout
