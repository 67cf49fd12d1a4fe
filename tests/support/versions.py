"""A workbook with one small exercise, released again and again as an author would change it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bamboo_diplomacy.practice import feedback
from bamboo_diplomacy.practice.canonical import canonical
from bamboo_diplomacy.practice.expected import Key
from bamboo_diplomacy.practice.feedback import CheckFeedback, Feedback

NAME = "98_versions"
EXERCISE = f"exercises/{NAME}.ipynb"
LESSON = f"notebooks/{NAME}.ipynb"
ESSAY = "*Double-click here and write.*"

Notebook = dict[str, Any]


@dataclass(frozen=True)
class Task:
    """A task that asks for a number, or, without a key, for an essay."""

    name: str
    key: int | None
    text: str = "How many?"
    start: str = "..."


@dataclass(frozen=True)
class Version:
    """One version of the workbook: its tasks, and the cells of its lesson by id."""

    number: str
    tasks: tuple[Task, ...]
    lesson: Mapping[str, str] = field(
        default_factory=lambda: {"t98-title": "# Versions", "t98-bet": "bet = 0", "t98-bet-answer": "# Come back"}
    )

    @property
    def digest(self) -> str:
        """What an exercise calls its version."""
        return f"digest-of-{self.number}"


FIRST = Version("0.1.0", (Task("same", 1), Task("reworded", 2), Task("rekeyed", 3), Task("gone", 4), Task("why", None)))
SECOND = Version(
    "0.2.0",
    (
        Task("same", 1),
        Task("added", 5),
        Task("reworded", 2, text="How many, in words that are easier to read?"),
        Task("rekeyed", 33),
        Task("why", None),
        Task("whence", None),
    ),
    {"t98-title": "# Versions", "t98-map": "'a new map'", "t98-bet": "bet = 0"},
)
THIRD = Version("0.3.0", (Task("same", 1), Task("gone", 4), Task("added", 5), Task("why", None)))


def release(root: Path, version: Version) -> None:
    """Make a folder the workbook of a version."""
    for folder in ("datasets", "notebooks", "exercises/feedback"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    save(root / EXERCISE, _exercise(version))
    lesson = [
        _cell(cell_id, "markdown" if text[0] == "#" else "code", text) for cell_id, text in version.lesson.items()
    ]
    save(root / LESSON, _notebook(lesson, {}))
    checks = {
        task.name: CheckFeedback(task.name, 1, Key(canonical(task.key)).locked(task.name))
        for task in version.tasks
        if task.key is not None
    }
    own = Feedback(NAME, version.digest, checks)
    (feedback.folder(root) / f"{NAME}.json").write_text(json.dumps(own.to_json()), encoding="utf-8")


def load(file: Path) -> Notebook:
    """Return the notebook in a file."""
    notebook: Notebook = json.loads(file.read_text(encoding="utf-8"))
    return notebook


def sources(file: Path) -> dict[str, str]:
    """Return the sources in a notebook's file by the ids of the cells, in order."""
    return {cell["id"]: "".join(cell["source"]) for cell in load(file)["cells"]}


def save(file: Path, notebook: Notebook) -> None:
    """Save a notebook as JupyterLab does."""
    file.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_into(file: Path, answers: Mapping[str, str]) -> None:
    """Type into cells, by their ids."""
    notebook = load(file)
    for cell in notebook["cells"]:
        cell["source"] = answers.get(cell["id"], cell["source"])
    save(file, notebook)


def insert_after(file: Path, cell_id: str, source: str, kind: str = "code", own_id: str = "0a1b2c3d") -> None:
    """Add a cell of the student's own behind another."""
    notebook = load(file)
    place = next(place for place, cell in enumerate(notebook["cells"]) if cell["id"] == cell_id)
    notebook["cells"].insert(place + 1, _cell(own_id, kind, source))
    save(file, notebook)


def run_all(file: Path) -> None:
    """Leave the marks of a run: outputs, numbers of execution, the kernel's version."""
    notebook = load(file)
    for number, cell in enumerate(cell for cell in notebook["cells"] if cell["cell_type"] == "code"):
        cell["execution_count"] = number
        cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "an output of the student's\n"}]
    notebook["metadata"]["language_info"] = {"name": "python", "version": "3.12.0"}
    save(file, notebook)


def _exercise(version: Version) -> Notebook:
    cells = [
        _cell("t98-title", "markdown", "# Exercises 98 · Versions"),
        _cell("t98-setup", "code", "from bamboo_diplomacy import check"),
    ]
    for number, task in enumerate(version.tasks, start=1):
        cells += _task(number, task)
    return _notebook(cells, {"bamboo": {"notebook": NAME, "version": version.digest}})


def _task(number: int, task: Task) -> list[Notebook]:
    start = f"t98-{task.name}"
    text = _cell(f"{start}-text", "markdown", f"## {number} · {task.name}\n\n{task.text}")
    if task.key is None:
        rubric = _cell(f"{start}-rubric", "markdown", f"| {task.name} | 0 | 1 |", "rubric", points=4)
        return [text, _cell(f"{start}-essay", "markdown", ESSAY, "essay"), rubric]
    name = task.name
    return [
        text,
        _cell(f"{start}-answer", "code", f"# Task {name}\n{name} = {task.start}", "answer"),
        _cell(f"{start}-check", "code", f'check("{name}", {name})', "check", points=1, check=name),
    ]


def _cell(cell_id: str, kind: str, source: str, tag: str = "", **own: object) -> Notebook:
    metadata: Notebook = ({"tags": [tag]} if tag else {}) | ({"bamboo": own} if own else {})
    code: Notebook = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"id": cell_id, "cell_type": kind, "metadata": metadata, "source": source, **code}


def _notebook(cells: list[Notebook], metadata: Notebook) -> Notebook:
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
