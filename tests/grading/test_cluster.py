"""A Dask cluster: real worker processes, one of which a notebook kills; nobody is lost and nobody is counted twice."""

import json
from collections import Counter

import pytest
from distributed import LocalCluster

from bamboo_diplomacy.grade.gradebook import FILE, Gradebook
from support.endings import DASK_WORKER, ending
from support.submissions import solved, to_bytes


@pytest.fixture(scope="module")
def scheduler():
    """Return the address of a cluster of two processes on this machine."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0") as cluster:
        yield cluster.scheduler_address


def test_a_killed_cluster_worker_loses_and_doubles_nothing_and_drawn_inputs_reach_it(
    scheduler, grade, exercise, tmp_path, capsys
):
    answers = {f"s{number}": {} for number in range(5)}
    answers["s2"] = ending(DASK_WORKER, tmp_path / "flag")
    answers["wrong"] = {"rate": "sample_rate = 0.9"}
    for name, own in answers.items():
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "99_sample.ipynb").write_bytes(to_bytes(solved(exercise, own)))
    options = ("--no-sandbox", "--seed", 7, "--scheduler", scheduler, "--json")
    assert grade(tmp_path / "class", tmp_path / "marks", *options) == 0
    assert json.loads(capsys.readouterr().out)["graded"] == 6
    with Gradebook(tmp_path / "marks" / FILE) as book:
        assert Counter(record.student for record in book.history()) == dict.fromkeys(answers, 1)
        assert {record.student: record.points for record in book.latest()} == {**dict.fromkeys(answers, 10), "wrong": 8}
    assert (tmp_path / "flag").exists()


def test_a_scheduler_that_does_not_answer_is_a_sentence(grade, exercise, tmp_path, capsys):
    (tmp_path / "class" / "An").mkdir(parents=True)
    (tmp_path / "class" / "An" / "99_sample.ipynb").write_bytes(to_bytes(exercise))
    assert grade(tmp_path / "class", tmp_path / "marks", "--seed", 0, "--scheduler", "nonsense://x") == 1
    assert "does not answer" in capsys.readouterr().err
