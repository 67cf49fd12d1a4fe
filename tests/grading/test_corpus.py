"""Every hostile, broken and unusual submission gets the verdict that it must get, all of them in one run.

The corpus runs in the sandbox. Where a machine has none (see `bamboo doctor`), hostile code must not run at all: there
the cases that are marked as harmless are graded, in the way that is documented for such machines, with --no-sandbox.
"""

import socket
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bamboo_diplomacy.grade.gradebook import FILE, Gradebook, Record
from bamboo_diplomacy.kernels.sandbox import Tier, capabilities
from grading.cases import cases
from grading.damage import damages
from support import supervised
from support.submissions import POINTS, solved, to_bytes

SECONDS = 6
SECRET = "the-grader's-secret"  # noqa: S105 - nobody's
HAS_SANDBOX = capabilities().tier is not Tier.NONE
CASES = [case for case in cases() if case.harmless or HAS_SANDBOX]
DAMAGES = damages()
NAMES = ["Nguyễn, Văn An", "=1+1", "@SUM(A1)", "Đặng Thị Hồng Nhung", "x" * 200, 'quoted "name"', "-dash"]


@dataclass(frozen=True)
class Class:
    """What came of the one run."""

    left: supervised.Left
    records: dict[str, Record]
    before: dict[str, bytes]
    after: dict[str, bytes]
    calls: int


@pytest.fixture(scope="module")
def graded(sample_root, exercise, tmp_path_factory):
    """Return what came of one run of `bamboo grade` over the whole corpus."""
    folder = tmp_path_factory.mktemp("corpus")
    out, submissions = folder / "out", folder / "submissions"
    with socket.create_server(("127.0.0.1", 0)) as server:
        places = {
            "root": sample_root,
            "out": out,
            "submissions": submissions,
            "port": server.getsockname()[1],
            "secret": SECRET,
        }
        _hand_in(submissions, exercise, places)
        before = _contents(sample_root, submissions)
        command = [sys.executable, "-m", "bamboo_diplomacy", "grade", str(submissions), "--out", str(out)]
        command += ["--root", str(sample_root), "--timeout", str(SECONDS), "--jobs", "2", "--seed", "0"]
        command += [] if HAS_SANDBOX else ["--no-sandbox"]
        left = supervised.run(command, folder / "supervised", {"GRADER_SECRET": SECRET})
        calls = _calls(server)
    with Gradebook(out / FILE) as book:
        records = {record.student: record for record in book.latest()}
    return Class(left, records, before, _contents(sample_root, submissions), calls)


def _hand_in(submissions: Path, exercise, places):
    for case in CASES:
        folder = submissions / case.name
        folder.mkdir(parents=True)
        notebook = solved(exercise, case.typed_answers(places))
        (folder / "99_sample.ipynb").write_bytes(to_bytes(notebook))
    for name, damage in DAMAGES.items():
        (submissions / name).mkdir()
        damage.hand_in(submissions / name, solved(exercise), exercise)
    for name in ("untouched", *NAMES):
        (submissions / name).mkdir()
        (submissions / name / "99_sample.ipynb").write_bytes(to_bytes(solved(exercise)))
    (submissions / "starter").mkdir()
    (submissions / "starter" / "99_sample.ipynb").write_bytes(to_bytes(exercise))


def _contents(*folders: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def _calls(server: socket.socket) -> int:
    server.settimeout(0)
    try:
        server.accept()
    except BlockingIOError:
        return 0
    return 1


def verdicts(record):
    return {task.task: task.verdict for task in record.tasks}


def task(record, name):
    return next(own for own in record.tasks if own.task == name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_gets_its_verdicts_and_no_points_that_it_did_not_earn(graded, case):
    record = graded.records[case.name]
    assert record.status == "graded", record.notes
    for name, expected in case.expected.items():
        own = task(record, name)
        assert own.verdict in expected.verdicts, (name, own)
        assert own.points == expected.points, (name, own)
        assert expected.words in own.message, (name, own)


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_submission_is_graded_or_refused_with_a_reason(graded, name):
    damage, record = DAMAGES[name], graded.records[name]
    assert record.status == ("graded" if damage.verdicts else "not gradable"), record.notes
    assert verdicts(record) == damage.verdicts
    assert record.points == sum(POINTS[own] for own, verdict in damage.verdicts.items() if verdict == "right")
    assert damage.says in " ".join(record.notes)


def test_what_was_repaired_is_noted_and_a_sound_notebook_has_no_notes(graded):
    assert graded.records["untouched"].notes == ()
    assert graded.records["starter"].notes == ()


def test_the_untouched_starter_is_not_attempted_everywhere(graded):
    assert {own.verdict for own in graded.records["starter"].tasks} == {"not attempted"}
    assert graded.records["starter"].points == 0


@pytest.mark.parametrize("name", NAMES)
def test_any_name_of_a_student_is_kept_as_it_is(graded, name):
    assert graded.records[name].points == 10


def test_every_submission_has_exactly_one_final_state_and_the_run_came_to_its_end(graded):
    handed_in = {case.name for case in CASES} | set(DAMAGES) | {"untouched", "starter", *NAMES}
    assert set(graded.records) == handed_in
    assert graded.left.status == 1  # some could not be graded
    assert "Traceback" not in graded.left.err


def test_nothing_is_left_behind(graded):
    assert graded.left.processes == ()
    assert graded.left.files == ()


def test_nothing_outside_was_changed_or_called(graded):
    assert graded.after == graded.before
    assert graded.calls == 0


def test_no_submission_learns_the_graders_secret(graded):
    assert not [record.student for record in graded.records.values() if SECRET in str(record)]
