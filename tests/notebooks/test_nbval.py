"""Every notebook of the course runs from the top with the network cut, and gives the outputs that are stored in it."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from support.health import PROPERTY, name_of, whole_course
from support.measured import measure

COURSE = whole_course(Path(__file__).resolve().parents[2])
WITH_OUTPUTS = [*COURSE["notebooks"], *COURSE["solutions"]]

notebook = pytest.mark.parametrize("path", WITH_OUTPUTS, ids=name_of)


@pytest.fixture
def run(tmp_path, record_property):
    """Return a function that runs a notebook, enters it on the health page, and returns what was found."""

    def measured(path, **environment):
        found, said = measure(path, name_of(path), tmp_path, environment)
        record_property(PROPERTY, asdict(found))
        return found, said

    return measured


def test_the_course_has_lessons_exercises_and_solutions():
    assert all(COURSE.values())


@notebook
def test_a_notebook_gives_the_outputs_that_are_stored_in_it(path, run):
    found, said = run(path, BAMBOO_FEEDBACK="off")
    assert found.passed, said
    assert found.compared > 0


@pytest.mark.parametrize("path", COURSE["exercises"], ids=name_of)
def test_an_exercise_as_handed_out_runs_without_an_error(path, run):
    found, said = run(path)
    assert found.passed, said
    assert found.compared == 0


@notebook
def test_every_code_cell_was_run_and_holds_no_state_of_widgets(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    unrun = [cell["id"] for cell in notebook["cells"] if cell["cell_type"] == "code" and not cell["execution_count"]]
    assert unrun == []
    assert "widgets" not in notebook["metadata"]
    assert "execution" not in json.dumps([cell["metadata"] for cell in notebook["cells"]])
