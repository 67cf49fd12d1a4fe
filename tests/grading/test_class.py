"""A class that the command grades in a process of its own; and the simulated class itself: a wrong mark would be seen.

The marks of a class of every exercise are tested in `test_topic_classes`.
"""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bamboo_diplomacy.author import solution
from bamboo_diplomacy.author.solution import Role
from bamboo_diplomacy.grade.gradebook import FILE, Gradebook
from support import supervised
from support.rewrites import REWRITES
from support.simulated_class import BROKEN, HOSTILE, differences, hand_in, simulated_class

ROOT = Path(__file__).resolve().parents[2]
TOPIC = "04_us_trust"
SOLUTION = solution.read(ROOT / "solutions" / f"{TOPIC}.ipynb")
STUDENTS = simulated_class(SOLUTION, 10)


@pytest.fixture(scope="module")
def records(tmp_path_factory, only, grade_words):
    """Return what one run of `bamboo grade` makes of the class; it leaves no process and no file behind."""
    folder = tmp_path_factory.mktemp("class")
    hand_in(STUDENTS, folder / "submissions", TOPIC)
    words = grade_words(folder / "submissions", folder / "out", "--timeout", 10, "--jobs", 2, root=only(TOPIC))
    left = supervised.run([sys.executable, "-m", "bamboo_diplomacy", *words], folder / "supervised")
    assert (left.status, left.processes, left.files) == (1, (), ()), left.err
    with Gradebook(folder / "out" / FILE) as book:
        return book.latest()


def test_every_student_gets_the_marks_that_were_constructed(records):
    assert differences(STUDENTS, records) == []


def test_a_class_makes_every_mistake_and_holds_every_kind_of_file():
    students = simulated_class(SOLUTION, 10 * len(REWRITES))
    foreseen = {cell.id for task in SOLUTION.tasks for cell in task.of(Role.MISTAKE)}
    assert set().union(*(student.mistakes for student in students)) == foreseen
    assert {student.kind for student in students} == {"mixed", *BROKEN, *HOSTILE, *REWRITES}


def test_a_class_is_the_same_each_time_and_another_one_with_another_seed():
    assert simulated_class(SOLUTION, 10) == STUDENTS
    assert simulated_class(SOLUTION, 10, seed=1) != STUDENTS


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda own: replace(own, verdict="wrong"), "is wrong and not right"),
        (lambda own: replace(own, points=own.max_points + 1), "points and not"),
    ],
)
def test_a_mark_that_was_not_constructed_would_be_seen(records, change, words):
    student = next(own for own in STUDENTS if own.kind in REWRITES)
    others = [own for own in records if own.student != student.name]
    (record,) = [own for own in records if own.student == student.name]
    changed = replace(record, tasks=(change(record.tasks[0]), *record.tasks[1:]))
    (found,) = differences(STUDENTS, [*others, changed])
    assert words in found


def test_a_lost_or_doubled_student_would_be_seen(records):
    for others in (records[1:], [*records, records[0]]):
        assert "exactly one record" in differences(STUDENTS, others)[0]
