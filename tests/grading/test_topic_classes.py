"""A class of thirty for every exercise of the workbook: each mark is the one that the class was made with.

Students answer with the author's solution, an alternative, a foreseen mistake, an error or not at all; some of their
files were rewritten by other programs, are broken or hostile.
"""

from collections import defaultdict
from pathlib import Path

import pytest

from bamboo_diplomacy import topics
from bamboo_diplomacy.author import solution
from bamboo_diplomacy.grade.gradebook import FILE, Gradebook
from support.rewrites import REWRITES
from support.simulated_class import BROKEN, HOSTILE, differences, hand_in, simulated_class

ROOT = Path(__file__).resolve().parents[2]
SIZE = 30
TOPICS = [path.stem for path in topics.notebooks(ROOT / "solutions")]


def read(topic):
    return solution.read(ROOT / "solutions" / f"{topic}.ipynb")


def seed_of(topic):
    """Return a number by which the class of each topic begins the kinds of files where that of the last one ended."""
    return int(topic[:2]) * SIZE // 10


@pytest.mark.parametrize("topic", TOPICS)
def test_every_student_of_a_topic_gets_the_marks_that_were_constructed(topic, only, grade, tmp_path):
    students = simulated_class(read(topic), SIZE, seed_of(topic))
    hand_in(students, tmp_path / "submissions", topic)
    status = grade(tmp_path / "submissions", tmp_path / "out", "--jobs", 2, "--timeout", 10, root=only(topic))
    with Gradebook(tmp_path / "out" / FILE) as book:
        assert differences(students, book.latest()) == []
    assert status == 1  # some files are broken


def test_the_classes_together_hand_in_every_kind_of_file():
    kinds = {student.kind for topic in TOPICS for student in simulated_class(read(topic), SIZE, seed_of(topic))}
    assert kinds == {"mixed", *BROKEN, *HOSTILE, *REWRITES}


@pytest.mark.parametrize("topic", TOPICS)
def test_the_class_of_a_topic_answers_every_task_rightly_and_wrongly(topic):
    verdicts = defaultdict(set)
    for student in simulated_class(read(topic), SIZE, seed_of(topic)):
        for task, expected in student.expected.items():
            verdicts[task].add(expected.verdict)
    judged = {task: found for task, found in verdicts.items() if "to mark" not in found}
    assert [task for task, found in judged.items() if not {"right", "wrong"} <= found] == []
    assert set().union(*judged.values()) == {"right", "wrong", "not attempted", "error", "limit"}
