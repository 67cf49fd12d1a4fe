"""What the meter measures, of a notebook that is made for it."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from support.measured import Measured, measure

WIDGET = "application/vnd.jupyter.widget-view+json"
HELD = 150_000_000
SLEEP = 0.25
CHILD = f"""
import subprocess, sys, time
time.sleep({SLEEP})
holding = "held = b'x' * {HELD}; print(len(held), flush=True); input()"
child = subprocess.Popen([sys.executable, "-c", holding], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
int(child.stdout.readline())
"""
CALL = "import os, socket\nsocket.create_connection((os.environ['WHERE_TO'], 80))"


def cell(name, source, **data):
    """Return a code cell that was run, with the output that is stored in it by MIME type."""
    outputs = [new_output("execute_result", data, execution_count=1)] if data else []
    return new_code_cell(source, id=name, outputs=outputs, execution_count=1)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Return what is measured, and said, of a notebook in which two of five cells fail."""
    widget = {WIDGET: {"model_id": "random"}, "text/plain": "'a slider'"}
    cells = [
        cell("sum", "1 + 1", **{"text/plain": "2"}),
        cell("widget", f"display({widget!r}, raw=True)", **{**widget, WIDGET: {"model_id": "another"}}),
        cell("wrong", "40 + 2", **{"text/plain": "41"}),
        cell("child", CHILD, **{"text/plain": str(HELD)}),
        cell("call", CALL),
    ]
    folder = tmp_path_factory.mktemp("run")
    path = folder / "own.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    return measure(path, "notebooks/own.ipynb", folder, {"WHERE_TO": "192.0.2.1"})


@pytest.fixture(scope="module")
def found(run):
    return run[0]


def test_cells_are_counted_and_those_that_failed_are_named(found):
    assert found.cells == 5
    assert found.failed == ("wrong", "call")
    assert not found.passed


def test_outputs_are_counted_as_compared_and_what_nbval_passes_over_by_its_type(found):
    assert found.compared == 3
    assert found.passed_over == {WIDGET: 1}


def test_the_memory_of_a_program_that_the_notebook_starts_counts(found):
    assert HELD < found.peak_bytes < 10 * HELD


def test_seconds_hold_those_that_a_cell_takes(found):
    assert found.seconds >= SLEEP


def test_a_notebook_runs_with_the_network_cut_and_with_the_variables_that_are_given(run):
    assert "the network is cut: 192.0.2.1" in run[1]


def test_a_file_that_is_no_notebook_did_not_pass_and_took_nothing(tmp_path):
    path = tmp_path / "own.ipynb"
    path.write_text("{", encoding="utf-8")
    found, said = measure(path, "own", tmp_path, {})
    assert found == Measured("own")
    assert said
