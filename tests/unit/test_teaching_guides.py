"""Every teacher's guide has the same sections, and speaks of tasks that its exercise has."""

import re
import textwrap
from pathlib import Path

import pytest

from bamboo_diplomacy.author import solution

ROOT = Path(__file__).resolve().parents[2]
GUIDES = sorted((ROOT / "docs" / "teaching").glob("[0-9][0-9]_*.md"))
SECTIONS = [
    "At a glance",
    "Before class",
    "50 minutes",
    "90 minutes",
    "On the board",
    "Questions for discussion",
    "Mistakes to expect",
    "Marking the essay",
    "Where students stop",
]
TASKS = re.compile(r"\btasks? (\d+(?:(?:, | and | or | to |–)\d+)*)", re.IGNORECASE)
FIRST_CELL = re.compile(r"^\| (\d+(?:, \d+)*) \|", re.MULTILINE)

guide = pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)


def text_of(path):
    return path.read_text(encoding="utf-8")


def section(path, heading):
    return text_of(path).partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def tasks_of(path):
    return solution.read(ROOT / "solutions" / f"{path.stem}.ipynb").tasks


def numbers(found):
    return {int(number) for one in found for number in re.findall(r"\d+", one)}


def test_there_are_guides():
    assert GUIDES


@guide
def test_a_guide_has_the_sections_of_every_guide_in_their_order(path):
    assert re.findall(r"^## (.+)$", text_of(path), re.MULTILINE) == SECTIONS


@guide
def test_no_section_of_a_guide_is_empty(path):
    assert [heading for heading in SECTIONS if len(section(path, heading).split()) < 50] == []


@guide
def test_a_guide_speaks_of_tasks_that_exist(path):
    mentioned = numbers([*TASKS.findall(text_of(path)), *FIRST_CELL.findall(section(path, "Mistakes to expect"))])
    assert mentioned
    assert mentioned <= set(range(1, len(tasks_of(path)) + 1))


@guide
def test_a_guide_tells_how_many_tasks_and_points_there_are(path):
    tasks = tasks_of(path)
    points = sum(task.points for task in tasks)
    assert re.search(rf"\b{len(tasks)} tasks(?: and|,) {points:g} points", section(path, "At a glance"))


@guide
def test_a_guide_expects_mistakes_in_every_task_that_a_machine_judges(path):
    judged = {number for number, task in enumerate(tasks_of(path), start=1) if not task.is_essay}
    assert numbers(FIRST_CELL.findall(section(path, "Mistakes to expect"))) >= judged


@guide
def test_a_guide_shows_an_essay_of_each_of_three_levels(path):
    essays = re.findall(r"^\*\*[^*]+\*\* “", section(path, "Marking the essay"), re.MULTILINE)
    assert len(essays) == 3


@guide
def test_the_code_of_a_guide_runs(path):
    for block in re.findall(r"^ *```python\n(.+?)^ *```", text_of(path), re.MULTILINE | re.DOTALL):
        exec(compile(textwrap.dedent(block), path.name, "exec"), {})  # noqa: S102 - our own guide
