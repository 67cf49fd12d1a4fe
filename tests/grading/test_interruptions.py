"""Whatever ends in the middle, a worker or the grader: nothing is lost, nothing is counted twice, nothing is left.

The notebooks themselves end the processes, at exactly the moment when they are run, so they are run without a sandbox.
"""

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bamboo_diplomacy.grade.gradebook import FILE, Gradebook
from bamboo_diplomacy.grade.jobs import Job
from bamboo_diplomacy.grade.pool import Pool
from bamboo_diplomacy.grade.rebuild import rebuild
from bamboo_diplomacy.grade.session import result_of
from bamboo_diplomacy.grade.settings import WorkerSettings
from bamboo_diplomacy.grade.submission import parse
from support import supervised
from support.endings import GRADER, WORKER, ending
from support.submissions import cell_of, helper, solved, to_bytes

ALL = 10
"""The points of a solved sample, without its essay."""


@dataclass(frozen=True)
class Class:
    """A class of students and the commands that grade it."""

    folder: Path
    command: list[str]

    @property
    def out(self):
        """The folder of the gradebook."""
        return self.folder / "marks"

    def start(self, name):
        """Start the grader."""
        return supervised.Supervised(self.command, self.folder / name)

    def grade(self, name):
        """Run the grader to its end, whatever that is; nothing may be left of it."""
        with self.start(name) as run:
            left = run.wait()
        assert "Traceback" not in left.err
        assert (left.processes, left.files) == ((), ()), left.err
        return left

    @property
    def points(self):
        """Points by student, from the table that a teacher opens; who is there twice is a failure."""
        with (self.out / "gradebook.csv").open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        points = {row["student"]: float(row["points"]) for row in rows}
        assert len(points) == len(rows)
        return points

    @property
    def history(self):
        """Every student, as often as a state was added to the gradebook."""
        with Gradebook(self.out / FILE) as book:
            return [record.student for record in book.history()]

    @property
    def seeds(self):
        """The seeds of all runs."""
        with Gradebook(self.out / FILE) as book:
            return [run["seed"] for run in book.runs()]


@pytest.fixture
def hand_in(tmp_path, sample_root, exercise):
    """Return a function that makes a class of students with their answers."""

    def write(*options, jobs=1, **answers):
        for name, own in answers.items():
            (tmp_path / "submissions" / name).mkdir(parents=True)
            (tmp_path / "submissions" / name / "99_sample.ipynb").write_bytes(to_bytes(solved(exercise, own)))
        command = [sys.executable, "-m", "bamboo_diplomacy", "grade", str(tmp_path / "submissions")]
        command += ["--out", str(tmp_path / "marks"), "--root", str(sample_root), "--jobs", str(jobs), "--no-sandbox"]
        return Class(tmp_path, [*command, "--timeout", "600", *options])

    return write


def test_a_lost_worker_costs_nobody_a_mark_and_who_ends_it_each_time_is_a_row_with_a_reason(hand_in, tmp_path):
    answers = {"An": {}, "Binh": ending(WORKER, tmp_path / "flag"), "Chi": ending(WORKER), "Dung": {}}
    own = hand_in("--seed", "0", jobs=2, **answers)
    assert own.grade("run").status == 1
    assert own.points == {"An": ALL, "Binh": ALL, "Chi": 0, "Dung": ALL}
    assert sorted(own.history) == ["An", "Binh", "Chi", "Dung"]
    page = (own.out / "feedback" / "Chi" / "99_sample.html").read_text(encoding="utf-8")
    assert "ended the process that ran it, twice" in page


def test_a_killed_grader_goes_on_where_it_was_with_the_same_inputs(hand_in, tmp_path):
    own = hand_in(An={}, Binh=ending(GRADER, tmp_path / "flag"), Chi={})
    assert own.grade("killed").status == -9
    assert own.history == ["An"]
    assert own.grade("resumed").status == 0
    assert own.points == {"An": ALL, "Binh": ALL, "Chi": ALL}
    assert own.history == ["An", "Binh", "Chi"]
    assert len(own.seeds) == 2
    assert len(set(own.seeds)) == 1


def test_an_interrupted_grader_stops_at_once_with_a_sentence_and_keeps_what_it_has(hand_in):
    own = hand_in("--seed", "0", An={}, Binh=ending(GRADER, signal="SIGINT"), Chi={})
    left = own.grade("run")
    assert left.status == 130
    assert "Stopped. What was graded is kept" in left.err
    assert own.history == ["An"]


def test_two_graders_at_once_agree_and_leave_one_row_per_student(hand_in):
    own = hand_in(An={}, Binh={"rate": "sample_rate = 0.9"}, Chi={})
    with own.start("first") as first, own.start("second") as second:
        for left in (first.wait(), second.wait()):
            assert (left.status, left.processes, left.files) == (0, (), ()), left.err
    assert own.points == {"An": ALL, "Binh": ALL - 2, "Chi": ALL}
    assert len(set(own.seeds)) == 1


def test_a_notebook_that_has_had_its_time_is_judged_by_what_was_reached(sample_references, exercise):
    notebook = solved(exercise)
    place = notebook["cells"].index(cell_of(notebook, "t99-table-answer"))
    notebook["cells"].insert(place, helper("import time\n\ntime.sleep(10)"))
    kernel = "warm" if sys.platform == "linux" else "jupyter"
    settings = WorkerSettings(kernel, seconds=20, cell_times=0.5)
    job = Job("An", rebuild(sample_references["99_sample"], parse(to_bytes(notebook))), None)
    with Pool(settings) as pool:
        (answer,) = pool.answers([job])
    told = {task.task: (str(task.verdict), " ".join(task.sentences)) for task in result_of(answer).tasks}
    assert told["rate"][0] == "right"
    assert told["table"][0] == "limit"
    assert "took more than 10 seconds together" in told["table"][1]
