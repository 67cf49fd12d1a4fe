"""Notebooks as students hand them in: the sample exercise with answers typed into it."""

import copy
import json
from collections.abc import Mapping
from typing import Any

Notebook = dict[str, Any]

SOLVED: Mapping[str, str] = {
    "rate": "# Task rate\nsample_rate = (121 / 100) ** 0.5 - 1",
    "table": '# Task table\nsample_table = sample_trade.assign(share=sample_trade["goods"] / 1399)',
    "reply": '# Task reply\ndef sample_reply(theirs):\n    return theirs[-1] if theirs else "C"',
    "chart": "# Task chart\n"
    'sample_ax = sample_trade.plot(x="year", y="goods", logy=True, title="T", xlabel="x", ylabel="y")',
    "essay": "Trust was built by searching together.",
}
"""A right answer to each of the sample's tasks."""

POINTS: Mapping[str, float] = {"rate": 2, "table": 3, "reply": 3, "chart": 2}
"""What the tasks that a machine judges are worth."""


def answer_id(task: str) -> str:
    """Return the id of the cell in which a task of the sample is answered."""
    return "t99-essay-essay" if task == "essay" else f"t99-{task}-answer"


def typed(exercise: Notebook, answers: Mapping[str, str]) -> Notebook:
    """Return a copy of the exercise with some answers in place of the starters."""
    notebook = copy.deepcopy(exercise)
    for task, source in answers.items():
        cell_of(notebook, answer_id(task))["source"] = source
    return notebook


def solved(exercise: Notebook, answers: Mapping[str, str] | None = None) -> Notebook:
    """Return the exercise solved, except for the answers that are given."""
    return typed(exercise, {**SOLVED, **(answers or {})})


def cell_of(notebook: Notebook, cell_id: str) -> dict[str, Any]:
    """Return the cell with an id."""
    return next(cell for cell in notebook["cells"] if cell.get("id") == cell_id)


def helper(source: str, cell_id: str = "mine") -> dict[str, Any]:
    """Return a code cell as a student adds it."""
    return {
        "id": cell_id,
        "cell_type": "code",
        "source": source,
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }


def to_bytes(notebook: Notebook) -> bytes:
    """Return a notebook as it is saved."""
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode("utf-8")
