"""A workbook with the sample exercise, released once per test session."""

import json
import shutil
from pathlib import Path

import pytest

from bamboo_diplomacy import notebookfile
from bamboo_diplomacy.author import files
from bamboo_diplomacy.author.references import WorkbookReferences
from bamboo_diplomacy.cli import main
from bamboo_diplomacy.kernels.sandbox import Tier, capabilities
from support.sample import solution_notebook

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def sample_root(tmp_path_factory):
    """Return the folder of a workbook whose only exercise is the sample, run and released."""
    root = tmp_path_factory.mktemp("workbook")
    (root / "datasets").mkdir()
    (root / "datasets" / "shared.csv").write_text("year,goods\n1995,451\n", encoding="utf-8")
    path = root / "solutions" / "99_sample.ipynb"
    notebookfile.write(path, solution_notebook())
    assert files.run_solution(path)
    assert files.write_release(root, path).changed == ("exercises/99_sample.ipynb", "exercises/feedback/99_sample.json")
    return root


@pytest.fixture
def workbook_root(sample_root, monkeypatch):
    """Make the sample's workbook the installed one."""
    monkeypatch.setenv("BAMBOO_WORKBOOK", str(sample_root))
    return sample_root


@pytest.fixture(scope="session")
def exercise(sample_root):
    """Return the sample exercise as students get it, untouched."""
    return json.loads((sample_root / "exercises" / "99_sample.ipynb").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def sample_references(sample_root):
    """Return what submissions of the sample are held against."""
    return WorkbookReferences(sample_root)


@pytest.fixture(scope="session")
def only(tmp_path_factory):
    """Return a function that makes a workbook of one of our exercises: another's trouble is not its own."""

    def make(topic):
        root = tmp_path_factory.mktemp(topic)
        for file in (f"solutions/{topic}.ipynb", f"exercises/{topic}.ipynb", f"exercises/feedback/{topic}.json"):
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, root / file)
        shutil.copytree(ROOT / "datasets", root / "datasets")
        return root

    return make


@pytest.fixture(scope="session")
def sandbox_options():
    """Return the options with which this machine can grade: without a sandbox only where there is none."""
    return ["--no-sandbox"] if capabilities().tier is Tier.NONE else []


@pytest.fixture(scope="session")
def grade_words(sample_root, sandbox_options):
    """Return a function that gives the words of a call of `bamboo grade`."""

    def words(submissions, out, *options, root=sample_root):
        own = ["grade", submissions, "--out", out, "--root", root, "--jobs", 1, *sandbox_options, *options]
        return [str(word) for word in own]

    return words


@pytest.fixture(scope="session")
def grade(grade_words):
    """Return a function that calls `bamboo grade`, here and now, and returns its exit status."""

    def run(*words, **root):
        return main(grade_words(*words, **root))

    return run
