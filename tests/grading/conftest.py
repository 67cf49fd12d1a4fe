"""A workbook with the sample exercise, released once per test session."""

import pytest

from bamboo_diplomacy import notebookfile
from bamboo_diplomacy.author import files
from support.sample import solution_notebook


@pytest.fixture(scope="session")
def sample_root(tmp_path_factory):
    """Return the folder of a workbook whose only exercise is the sample, run and released."""
    root = tmp_path_factory.mktemp("workbook")
    (root / "datasets").mkdir()
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
