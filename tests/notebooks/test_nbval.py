"""Every notebook and solution runs from the top with the network cut and gives the outputs that are stored in it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bamboo_diplomacy import topics
from support.offline import cut_off

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = [*topics.notebooks(ROOT / "notebooks"), *topics.notebooks(ROOT / "solutions")]


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def test_there_are_notebooks_to_run():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name_of)
def test_a_notebook_gives_the_outputs_that_are_stored_in_it(path, tmp_path):
    command = [sys.executable, "-m", "pytest", "--nbval", "-p", "no:cacheprovider", "-p", "no:xdist", "-q"]
    command += ["--nbval-cell-timeout=120", f"--rootdir={tmp_path}", "-c", os.devnull, str(path)]
    environment = {**os.environ, "BAMBOO_FEEDBACK": "off", "BAMBOO_LANGUAGE": "en"}
    environment.pop("PYTEST_ADDOPTS", None)
    command, environment = cut_off(command, environment)
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name_of)
def test_every_code_cell_was_run_and_holds_no_state_of_widgets(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    unrun = [cell["id"] for cell in notebook["cells"] if cell["cell_type"] == "code" and not cell["execution_count"]]
    assert unrun == []
    assert "widgets" not in notebook["metadata"]
    assert "execution" not in json.dumps([cell["metadata"] for cell in notebook["cells"]])
