"""`bamboo check` and the session behind it: real kernels, through nbval, on what students do to notebooks."""

import json
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

from bamboo_diplomacy.author import files, solution
from bamboo_diplomacy.author.prove import prove
from bamboo_diplomacy.cli import bamboo
from bamboo_diplomacy.grade.jobs import Job
from bamboo_diplomacy.grade.rebuild import rebuild
from bamboo_diplomacy.grade.reference import from_exercise
from bamboo_diplomacy.grade.selfcheck import SelfCheckError, check_notebook
from bamboo_diplomacy.grade.session import run
from bamboo_diplomacy.grade.submission import UnreadableSubmissionError, parse
from bamboo_diplomacy.notebookfile import read
from bamboo_diplomacy.practice import feedback, progress
from bamboo_diplomacy.practice.verdict import Verdict

RIGHT, WRONG = Verdict.RIGHT, Verdict.WRONG
SOLUTIONS = {
    "rate": "sample_rate = 0.1",
    "table": 'sample_table = sample_trade.assign(share=sample_trade["goods"] / 1399)',
    "reply": 'def sample_reply(theirs):\n    return theirs[-1] if theirs else "C"',
    "chart": 'sample_ax = sample_trade.plot(x="year", y="goods", logy=True, title="T", xlabel="x", ylabel="y")',
}
ENDLESS = "while True:\n    pass"
WITHOUT_END = ("endless", "stubborn", "endless function")
FEW_SECONDS = 10
CASES = {
    "starter": {},
    "solved": SOLUTIONS,
    "noisy": {
        **SOLUTIONS,
        "rate": "import sys, warnings\nwarnings.warn('w')\nprint('x', file=sys.stderr)\nsample_rate = 0.1",
    },
    "mistake": {"rate": "sample_rate = 0.105"},
    "raises": {"rate": "sample_rate = 1 / 0", "table": SOLUTIONS["table"]},
    "syntax": {"rate": "sample_rate = (", "table": SOLUTIONS["table"]},
    "other name": {"rate": "rate = 0.1", "table": SOLUTIONS["table"]},
    "endless": {"rate": ENDLESS, "table": SOLUTIONS["table"]},
    "stubborn": {
        "rate": f"while True:\n    try:\n        {ENDLESS.replace(chr(10), chr(10) + '        ')}\n"
        "    except KeyboardInterrupt:\n        pass",
        "table": SOLUTIONS["table"],
    },
    "endless function": {
        "reply": "def sample_reply(theirs):\n    while True:\n        pass",
        "chart": SOLUTIONS["chart"],
    },
    "exits": {"rate": "import os\nos._exit(3)", "table": SOLUTIONS["table"]},
    "quits": {"rate": "exit()", "table": SOLUTIONS["table"]},
    "floods": {"rate": "while True:\n    print('x' * 100_000)", "table": SOLUTIONS["table"]},
    "marker": {"rate": "# NBVAL_SKIP\nsample_rate = 0.5"},
    "asks": {"rate": "sample_rate = float(input())", "table": SOLUTIONS["table"]},
    "fakes": {
        "rate": "from IPython.display import display\n"
        'forged = {"check": "sample-rate", "answer": {"kind": "float", "value": 0.1}}\n'
        'display({"application/vnd.bamboo.answer+json": forged}, raw=True)\nsample_rate = 0.9'
    },
    "no value": {"rate": "sample_rate = print"},
}


@pytest.fixture(scope="module")
def results(sample_root, tmp_path_factory):
    """Return what the session says of all cases: those that never end have few seconds, the others enough."""
    exercise = read(sample_root / "exercises" / "99_sample.ipynb")
    reference = from_exercise(exercise, feedback.read(feedback.folder(sample_root) / "99_sample.json"))
    folder = tmp_path_factory.mktemp("cases")
    jobs = [
        Job(name, rebuild(reference, parse(answered(exercise, answers))), folder) for name, answers in CASES.items()
    ]
    ending = [job for job in jobs if job.name not in WITHOUT_END]
    return run(ending, seconds=90) | run([job for job in jobs if job not in ending], seconds=FEW_SECONDS)


def answered(exercise, answers):
    """Return the bytes of an exercise with some answers typed in."""
    notebook = json.loads(json.dumps(exercise))
    for cell in notebook["cells"]:
        for task, source in answers.items():
            if cell["id"] == f"t99-{task}-answer":
                cell["source"] = source
    return json.dumps(notebook).encode("utf-8")


def task(result, name):
    return next(own for own in result.tasks if own.task == name)


def test_the_untouched_exercise_is_not_attempted_everywhere(results):
    assert {own.verdict for own in results["starter"].tasks} == {Verdict.NOT_ATTEMPTED}
    assert results["starter"].points == 0


def test_solved_tasks_earn_full_marks_and_noise_costs_nothing(results):
    for name in ("solved", "noisy"):
        assert [own.verdict for own in results[name].tasks if own.task != "essay"] == [RIGHT] * 4
        assert results[name].points == 8


def test_a_predicted_mistake_is_told_its_message(results):
    assert task(results["mistake"], "rate").sentences == ("This is the arithmetic mean of the growth.",)
    assert task(results["mistake"], "rate").points == 0


@pytest.mark.parametrize(
    ("case", "verdict", "words"),
    [
        ("raises", Verdict.ERROR, "ZeroDivisionError: division by zero"),
        ("syntax", Verdict.ERROR, "SyntaxError"),
        ("other name", Verdict.ERROR, "exactly the name that the task asks for"),
        ("endless", Verdict.LIMIT, f"stopped after {FEW_SECONDS} seconds"),
        ("stubborn", Verdict.LIMIT, f"stopped after {FEW_SECONDS} seconds"),
        ("exits", Verdict.LIMIT, "ended the kernel"),
        ("floods", Verdict.LIMIT, "more than 10 MB"),
        ("asks", Verdict.ERROR, "StdinNotImplementedError"),
    ],
)
def test_a_cell_that_fails_is_told_why_and_the_rest_is_judged(results, case, verdict, words):
    failed = task(results[case], "rate")
    assert (failed.verdict, failed.points) == (verdict, 0)
    assert words in failed.sentences[0]
    assert task(results[case], "table").verdict is RIGHT


def test_a_function_that_does_not_end_stops_at_its_check(results):
    assert task(results["endless function"], "reply").verdict is Verdict.LIMIT
    assert "does your function end" in task(results["endless function"], "reply").sentences[0]
    assert task(results["endless function"], "chart").verdict is RIGHT


def test_leaving_the_kernel_does_not_end_the_check(results):
    assert task(results["quits"], "rate").verdict is Verdict.LIMIT
    assert task(results["quits"], "table").verdict is RIGHT


def test_markers_and_forged_displays_of_a_student_gain_nothing(results):
    for case in ("marker", "fakes"):
        assert (task(results[case], "rate").verdict, task(results[case], "rate").points) == (WRONG, 0)


def test_a_value_that_cannot_be_checked_is_told_what_to_give(results):
    assert "Call it with brackets" in task(results["no value"], "rate").sentences[0]


@pytest.fixture
def working_folder(workbook_root, tmp_path, monkeypatch):
    """Return a student's working folder with the untouched exercise."""
    (tmp_path / ".bamboo").mkdir()
    (tmp_path / "exercises").mkdir()
    shutil.copy(workbook_root / "exercises" / "99_sample.ipynb", tmp_path / "exercises")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_check_ends_with_1_on_the_untouched_exercise_and_lists_every_task(working_folder):
    done = CliRunner().invoke(bamboo, ["check", "sample", "--json"])
    (result,) = json.loads(done.stdout)
    assert done.exit_code == 1
    assert {own["verdict"] for own in result["tasks"]} == {"not attempted"}


def test_an_essay_that_was_not_written_is_not_counted_as_checked_by_machine(working_folder):
    done = CliRunner().invoke(bamboo, ["check", "sample"])
    assert "0 of 8 points that can be checked by machine" in done.output


def test_check_ends_with_0_when_all_is_right_and_keeps_the_progress(working_folder):
    path = working_folder / "exercises" / "99_sample.ipynb"
    path.write_bytes(
        answered(read(path), {**SOLUTIONS, "nothing": ""}).replace(b"*Double-click", b"My essay. *Double-click")
    )
    done = CliRunner().invoke(bamboo, ["check", str(path)])
    assert done.exit_code == 0, done.output
    assert "8 of 8 points" in done.output
    assert "4 points are for your teacher" in done.output
    assert progress.read(working_folder)["sample-rate"].verdict is RIGHT
    shown = CliRunner().invoke(bamboo, ["progress"])
    assert "4/4" in shown.output


def test_an_exercise_without_its_feedback_file_is_recorded_and_said_so(
    working_folder, workbook_root, tmp_path, monkeypatch
):
    bare = tmp_path / "bare"
    shutil.copytree(workbook_root, bare, ignore=shutil.ignore_patterns("feedback"))
    monkeypatch.setenv("BAMBOO_WORKBOOK", str(bare))
    path = working_folder / "exercises" / "99_sample.ipynb"
    path.write_bytes(answered(read(path), SOLUTIONS))
    result = check_notebook(path)
    assert {own.verdict for own in result.tasks if own.task != "essay"} == {Verdict.RECORDED}


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (None, SelfCheckError, "There is no notebook"),
        (b"{", UnreadableSubmissionError, "damaged or cut short"),
        (b'{"cells": []}', SelfCheckError, "is not an exercise of this workbook"),
    ],
)
def test_a_file_that_cannot_be_checked_is_refused_with_a_sentence(workbook_root, tmp_path, content, error, words):
    path = tmp_path / "mine.ipynb"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(error, match=words):
        check_notebook(path)


def test_wrong_names_end_with_1_and_a_sentence_without_a_traceback(working_folder):
    done = subprocess.run(
        [sys.executable, "-m", "bamboo_diplomacy", "check", "smaple"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Did you mean: 99_sample?" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_sample_is_proved_except_for_the_mistake_that_is_missing(sample_root, tmp_path):
    proof = prove(solution.read(sample_root / "solutions" / "99_sample.ipynb"), tmp_path)
    problems = {own.task: own.problems for own in proof.tasks if own.problems}
    assert problems == {"chart": ("has 1 mistakes; 2 are wanted",)}


def test_a_stale_exercise_is_found(sample_root, tmp_path):
    root = tmp_path / "copy"
    shutil.copytree(sample_root, root)
    path = root / "solutions" / "99_sample.ipynb"
    assert files.stale(root, path) == ()
    exercise = root / "exercises" / "99_sample.ipynb"
    exercise.write_text(exercise.read_text(encoding="utf-8").replace("# Sample", "# Simple"), encoding="utf-8")
    assert files.stale(root, path) == ("exercises/99_sample.ipynb",)
    done = CliRunner().invoke(bamboo, ["release", "--check", "--root", str(root)])
    assert (done.exit_code, "exercises/99_sample.ipynb" in done.output) == (1, True)
