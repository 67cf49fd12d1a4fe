"""Every exercise of the workbook is proved, and is what its solution generates now."""

import shutil
from pathlib import Path

import pytest

from bamboo_diplomacy import topics
from bamboo_diplomacy.author import files, solution
from bamboo_diplomacy.author.prove import prove

ROOT = Path(__file__).resolve().parents[2]
SOLUTIONS = topics.notebooks(ROOT / "solutions")


def test_there_are_solutions_to_prove():
    assert SOLUTIONS


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_an_exercise_is_proved(path, tmp_path):
    proof = prove(solution.read(path), tmp_path)
    assert {task.task: task.problems for task in proof.tasks if task.problems} == {}


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_an_exercise_is_what_its_solution_generates(path):
    assert files.stale(ROOT, path) == ()


def test_no_exercise_is_without_its_solution():
    assert [path.name for path in topics.notebooks(ROOT / "exercises")] == [path.name for path in SOLUTIONS]


def test_check_names_are_unique_over_the_workbook():
    names = [
        name
        for path in SOLUTIONS
        for own in [solution.read(path)]
        for cell in own.cells
        if cell.role in (solution.Role.CHECK, solution.Role.HIDDEN)
        for name, _ in [own.key(cell)]
    ]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_a_change_of_the_solution_makes_the_exercise_stale(path, tmp_path):
    for folder in ("solutions", "exercises"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    copied = tmp_path / "solutions" / path.name
    text = copied.read_text(encoding="utf-8")
    copied.write_text(text.replace('"points": ', '"points": 1', 1), encoding="utf-8")
    assert files.stale(tmp_path, copied) != ()
