"""Three good projects by three students who share nothing: each earns every point of the machine, by the real path.

Their essays are marked through ``essays.csv`` at the levels that a teacher gave them, with the reasons beside them.
"""

import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from bamboo_diplomacy.cli import main
from bamboo_diplomacy.grade import essays
from bamboo_diplomacy.grade.gradebook import FILE, Gradebook
from support.submissions import to_bytes

ROOT = Path(__file__).resolve().parents[2]
TOPIC = "07_capstone"
SOURCES = sorted((Path(__file__).parent / "strong_projects").glob("*.md"))
SECTION = re.compile(r"^## (?P<task>\w+)\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)
MARK = re.compile(r"^\| (?P<criterion>[A-Z][a-z ]+) \| (?P<level>[012]) \| (?P<reason>[^|]+) \|$", re.MULTILINE)


@dataclass(frozen=True)
class StrongProject:
    """What one student wrote, and what a teacher gave for the essay."""

    name: str
    answers: dict[str, str]
    marks: dict[str, tuple[float, str]]

    @property
    def level(self) -> float:
        """The points of the essay."""
        return sum(level for level, _ in self.marks.values())


def read(path: Path) -> StrongProject:
    """Return the project in a source: a section for each task, and one of marks."""
    sections = {match["task"]: match["text"].strip() for match in SECTION.finditer(path.read_text(encoding="utf-8"))}
    marks = {row["criterion"]: (float(row["level"]), row["reason"]) for row in MARK.finditer(sections.pop("marks"))}
    answers = {task: CODE.search(text)[1] if CODE.search(text) else text for task, text in sections.items()}
    return StrongProject(path.stem, answers, marks)


PROJECTS = [read(path) for path in SOURCES]


def handed_in(project: StrongProject) -> bytes:
    """Return the exercise with every answer typed in."""
    exercise = json.loads((ROOT / "exercises" / f"{TOPIC}.ipynb").read_text(encoding="utf-8"))
    left = dict(project.answers)
    for cell in exercise["cells"]:
        if set(cell["metadata"].get("tags", [])) & {"answer", "essay"}:
            cell["source"] = left.pop(cell["id"].split("-")[1])
    assert not left
    return to_bytes(exercise)


@pytest.fixture(scope="module")
def graded(tmp_path_factory, only, grade_words):
    """Return the folder in which the three were graded and their essays marked, and the workbook used for it."""
    folder = tmp_path_factory.mktemp("strong")
    for project in PROJECTS:
        (folder / "in" / project.name).mkdir(parents=True)
        (folder / "in" / project.name / f"{TOPIC}.ipynb").write_bytes(handed_in(project))
    root = only(TOPIC)
    assert main(grade_words(folder / "in", folder / "out", root=root)) == 0
    mark(folder / "out" / essays.FILE)
    assert main(["marks", str(folder / "out"), "--root", str(root)]) == 0
    return folder / "out"


def mark(table: Path) -> None:
    """Fill levels and reasons into the table of essays, as a teacher does."""
    given = {project.name: project.marks for project in PROJECTS}
    rows = rows_of(table)
    for row in rows:
        level, reason = given[row["student"]][row["criterion"]]
        row.update(level=f"{level:g}", marker="Lan", comment=reason)
    with table.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def rows_of(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_point_of_the_machine_is_earned(graded):
    with Gradebook(graded / FILE) as book:
        verdicts = {
            (record.student, task.task): (task.verdict, task.points == task.max_points, task.message)
            for record in book.latest()
            for task in record.tasks
            if task.task != "defence"
        }
    assert len(verdicts) == len(PROJECTS) * 8
    assert {key: told for key, told in verdicts.items() if told[:2] != ("right", True)} == {}


def test_essays_bring_the_points_of_their_levels(graded):
    final = {row["student"]: float(row["total"]) for row in rows_of(graded / "final.csv")}
    assert final == {project.name: 20 + project.level for project in PROJECTS}


def test_the_three_differ_in_country_group_objective_programme_and_design():
    chosen = []
    for project in PROJECTS:
        names: dict[str, object] = {}
        setup = "import pandas as pd\nfrom bamboo_diplomacy import load\n"
        exec(setup + project.answers["project"], names)  # noqa: S102 - our own example
        chosen.append(tuple(str(names[part]) for part in ("audience", "group", "objective", "programme", "evaluation")))
    assert [len(set(part)) for part in zip(*chosen, strict=True)] == [3, 3, 2, 3, 3]


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)
def test_a_defence_has_the_length_that_is_asked(project):
    assert len(project.answers["defence"].split()) in range(300, 451)


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)
def test_each_level_of_an_essay_has_its_reason(project):
    assert list(project.marks) == ["Claim", "Evidence", "Rival reading", "Limits"]
    assert all(len(reason.split()) > 5 for _, reason in project.marks.values())
