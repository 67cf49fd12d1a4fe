"""After an update: what `bamboo check` and `bamboo progress` say of the newer exercise with the old answers in it."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from bamboo_diplomacy.cli import bamboo
from bamboo_diplomacy.grade import selfcheck
from bamboo_diplomacy.lab import launch
from support.versions import EXERCISE, FIRST, SECOND, insert_after, release, write_into

ANSWERS = {
    "t98-same-answer": "# Task same\nsame = helper()",
    "t98-reworded-answer": "# Task reworded\nreworded = 2.5",
    "t98-rekeyed-answer": "# Task rekeyed\nrekeyed = 3",
    "t98-gone-answer": "# Task gone\ngone = 4",
    "t98-why-essay": "Because both sides searched together.",
}


def called(*arguments):
    """Call a command and return what it printed as JSON."""
    return json.loads(CliRunner().invoke(bamboo, [*arguments, "--json"], catch_exceptions=False).stdout)


def verdicts(file):
    """Return the verdict of each task of a notebook, as `bamboo check` prints it."""
    (result,) = called("check", str(file))
    return {task["task"]: task["verdict"] for task in result["tasks"]}


def counts():
    """Return what `bamboo progress` counts of the exercise's checks."""
    (topic,) = called("progress")
    return topic["checks"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a working folder of the first version, its exercise answered and checked."""
    monkeypatch.setenv("BAMBOO_WORKBOOK", str(tmp_path / "workbook"))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    monkeypatch.setattr(launch, "launch", lambda *_: None)
    folder = tmp_path / "work"
    release(tmp_path / "workbook", FIRST)
    CliRunner().invoke(bamboo, ["lab", "--folder", str(folder)], catch_exceptions=False)
    write_into(folder / EXERCISE, ANSWERS)
    insert_after(folder / EXERCISE, "t98-setup", "def helper():\n    return 1")
    monkeypatch.chdir(folder)
    return folder


def test_tasks_that_did_not_change_keep_their_verdict_and_progress_counts_what_is_right_now(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = verdicts(folder / EXERCISE)
    assert before == {"same": "right", "reworded": "wrong", "rekeyed": "right", "gone": "right", "why": "to mark"}
    assert counts() == {"of": 4, "tried": 4, "right": 3, "changed": 0}

    release(tmp_path / "workbook", SECOND)
    monkeypatch.setattr("bamboo_diplomacy.lab.beside.__version__", SECOND.number)
    CliRunner().invoke(bamboo, ["lab"], catch_exceptions=False)
    assert counts() == {"of": 4, "tried": 2, "right": 1, "changed": 1}

    # A topic names the newer version from now on: it was saved last.
    after = verdicts("98")
    unchanged = ("same", "reworded", "why")
    assert {task: after[task] for task in unchanged} == {task: before[task] for task in unchanged}
    assert (after["rekeyed"], after["added"], after["whence"]) == ("wrong", "not attempted", "not attempted")
    assert counts() == {"of": 4, "tried": 3, "right": 1, "changed": 0}


@pytest.mark.parametrize("name", ["98_versions", "98_versions [copy]"])
def test_of_the_old_file_and_the_newer_version_the_one_saved_last_is_worked_on(tmp_path: Path, name: str) -> None:
    own, newer = tmp_path / f"{name}.ipynb", tmp_path / f"{name}.new-0.2.0.ipynb"
    for hour, file in enumerate((own, newer, own)):
        file.touch()
        os.utime(file, (hour * 3600, hour * 3600))
        assert selfcheck.worked_on(own) == file
