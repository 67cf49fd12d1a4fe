"""The matrix of objectives: no cell is empty, nothing is left out, and the teacher's guides say the same."""

import re
from pathlib import Path

import pytest

from bamboo_diplomacy import topics
from bamboo_diplomacy.author import objectives
from bamboo_diplomacy.author.named_datasets import named_datasets
from bamboo_diplomacy.author.solution import read

ROOT = Path(__file__).resolve().parents[2]
PLACES = objectives.places(ROOT)
GUIDES = sorted((ROOT / "docs" / "teaching").glob("[0-9][0-9]_*.md"))
Matrix = dict[str, tuple[objectives.Objective, ...]]
GUIDE_ROW = re.compile(r"^\| (O\d) \|[^|]+\|[^|]+\|([^|]+)\|([^|]+)\|$", re.MULTILINE)


@pytest.fixture(scope="module")
def matrix() -> Matrix:
    return {topic: objectives.of_topic(ROOT, topic, served_by) for topic, served_by in PLACES.items()}


def numbers(text: str) -> list[int]:
    """Return the numbers of ``2–4, 7``: 2, 3, 4 and 7."""
    spans = [(int(first), int(last or first)) for first, last in re.findall(r"(\d+)(?:–(\d+))?", text)]
    return [number for first, last in spans for number in range(first, last + 1)]


def test_the_page_is_what_its_sources_say_now() -> None:
    assert not objectives.is_stale(ROOT), f"Run {objectives.COMMAND}"


def test_every_exercise_of_a_topic_is_in_the_matrix() -> None:
    assert list(PLACES) == [path.stem for path in topics.notebooks(ROOT / "solutions") if path.stem[:2] != "00"]


def test_every_topic_has_its_five_objectives(matrix: Matrix) -> None:
    names = ("O1", "O2", "O3", "O4", "O5")
    assert {topic: tuple(row.name for row in rows) for topic, rows in matrix.items()} == dict.fromkeys(PLACES, names)


@pytest.mark.parametrize("column", ["text", "sections", "tasks", "datasets"])
def test_no_cell_of_the_matrix_is_empty(matrix: Matrix, column: str) -> None:
    assert [(topic, row.name) for topic, rows in matrix.items() for row in rows if not getattr(row, column)] == []


def test_every_objective_of_a_lesson_is_asked_in_its_quiz_and_the_capstone_has_neither(matrix: Matrix) -> None:
    unasked = {topic for topic, rows in matrix.items() if not all(row.questions for row in rows)}
    assert unasked == {topic for topic in PLACES if not (ROOT / "notebooks" / f"{topic}.ipynb").is_file()}
    assert unasked == {"07_capstone"}


@pytest.mark.parametrize("topic", PLACES)
def test_every_task_serves_an_objective(topic: str) -> None:
    serving = {task for served in PLACES[topic].values() for task in served["tasks"]}
    assert serving == {task.name for task in read(ROOT / "solutions" / f"{topic}.ipynb").tasks}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_the_teachers_guide_names_the_same_tasks_and_questions(matrix: Matrix, guide: Path) -> None:
    told = {row[0]: (numbers(row[1]), numbers(row[2])) for row in GUIDE_ROW.findall(guide.read_text(encoding="utf-8"))}
    assert told == {
        row.name: ([number for number, _ in row.tasks], [number for number, _ in row.questions])
        for row in matrix[guide.stem]
    }


@pytest.mark.parametrize(
    ("served_by", "sentence"),
    [
        ({"O9": {"lesson": [], "tasks": []}}, "04_us_trust has no objective O9"),
        ({"O1": {"lesson": ["t04-lader"], "tasks": []}}, "04_us_trust has no cell t04-lader"),
        ({"O1": {"lesson": [], "tasks": ["first-date"]}}, "04_us_trust has no cell t04-first-date-text"),
    ],
)
def test_a_name_that_a_topic_does_not_have_is_told(served_by: dict[str, dict[str, list[str]]], sentence: str) -> None:
    with pytest.raises(objectives.ObjectivesError, match=sentence):
        objectives.of_topic(ROOT, "04_us_trust", served_by)


def test_an_explorer_that_keeps_its_datasets_in_constants_is_read_too() -> None:
    assert named_datasets("explore.un_voting_distance()") == {"un_voting"}
    assert {"japan_ties", "france_ties", "china_ties"} <= named_datasets("explore.former_adversaries()")


def test_a_column_that_is_called_like_a_dataset_is_none() -> None:
    assert named_datasets('load("soft_power_indicators")["arrivals"]') == {"soft_power_indicators"}
