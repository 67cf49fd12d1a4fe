"""Carrying work over: whatever a student does to an exercise, the newer version has all that she wrote."""

import json
import random
from pathlib import Path

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bamboo_diplomacy.grade.submission import parse
from bamboo_diplomacy.lab import parts
from bamboo_diplomacy.lab.carry import carry
from bamboo_diplomacy.lab.changes import Changes, Known, tell
from bamboo_diplomacy.notebookfile import source_of
from support.versions import EXERCISE, FIRST, SECOND, THIRD, Notebook, Version, load, release


@pytest.fixture(scope="module")
def exercises(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Notebook]:
    """Return the exercise of each version."""
    root = tmp_path_factory.mktemp("workbook")
    return {version.number: exercise_of(root, version) for version in (FIRST, SECOND, THIRD)}


def exercise_of(root: Path, version: Version) -> Notebook:
    release(root, version)
    return load(root / EXERCISE)


def known(*notebooks: Notebook) -> Known:
    """Return what the workbook wrote: in the last notebook now, in the others before."""
    *before, fresh = [frozenset(parts.of_notebook(json.dumps(notebook).encode())) for notebook in notebooks]
    return Known(frozenset().union(*before), fresh)


text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=40)
changes = st.lists(
    st.sampled_from(["type", "add code", "add text", "move", "retype", "lose id", "delete"]), max_size=12
)


def work(notebook: Notebook, change: str, words: str, chance: random.Random) -> str:
    """Do one thing to a notebook, and return what was written."""
    cells = notebook["cells"]
    hers = [cell for cell in cells if cell["metadata"].get("tags", ["own"])[0] in ("answer", "essay", "own")]
    cell = chance.choice([own for own in hers if not own["id"].endswith("-text")])
    place = chance.randrange(len(cells) + 1)
    if change == "type":
        cell["source"] += words
        return words
    if change.startswith("add"):
        kind = "code" if change == "add code" else "markdown"
        written = f"{words} by her {chance.random()}"
        cells.insert(place, {"id": f"{chance.random():.9f}"[2:], "cell_type": kind, "metadata": {}, "source": written})
        return written
    if change == "move":
        cells.insert(place, cells.pop(chance.randrange(len(cells))))
    elif change == "retype":
        cell["cell_type"] = chance.choice(["code", "markdown", "raw"])
    elif change == "lose id" and "own" not in cell["metadata"].get("tags", ["own"]):
        cell["id"] = f"{chance.random():.9f}"[2:]
    elif change == "delete":
        given = [own for own in cells if own["id"].endswith(("-text", "-check"))]
        if given:
            cells.remove(chance.choice(given))
    return ""


@settings(max_examples=150, deadline=None)
@given(
    done=changes,
    words=st.lists(text, min_size=12, max_size=12),
    seed=st.integers(0, 2**32),
    newer=st.sampled_from("23"),
)
def test_nothing_that_a_student_wrote_is_missing_in_the_newer_version(
    exercises: dict[str, Notebook], done: list[str], words: list[str], seed: int, newer: str
) -> None:
    first, fresh = exercises["0.1.0"], exercises[f"0.{newer}.0"]
    own = json.loads(json.dumps(first))
    chance = random.Random(seed)
    written = [work(own, change, word, chance) for change, word in zip(done, words, strict=False)]

    filled, _ = carry(nbformat.from_dict(fresh), parse(json.dumps(own).encode()), known(first, fresh))

    nbformat.validate(filled)
    sources = [source_of(cell) for cell in filled.cells]
    assert [text for text in written if not any(text.strip() in source for source in sources)] == []


def test_work_is_carried_into_the_same_version_without_a_change(exercises: dict[str, Notebook]) -> None:
    first, second = exercises["0.1.0"], exercises["0.2.0"]
    own = json.loads(json.dumps(first))
    work(own, "add code", "x", random.Random(1))
    filled, _ = carry(nbformat.from_dict(second), parse(json.dumps(own).encode()), known(first, second))
    again, _ = carry(nbformat.from_dict(second), parse(json.dumps(filled).encode()), known(first, second))
    assert again == filled


def test_a_cell_that_stands_for_two_of_the_workbook_is_carried_over_once() -> None:
    """Ids were lost, and the lesson has the same code twice."""
    twice = [nbformat.v4.new_code_cell("x = 1", id=name) for name in ("t98-one", "t98-two")]
    own = {"cells": [{"cell_type": "code", "source": "x = 1  # as in the text"}]}
    filled, _ = carry(nbformat.v4.new_notebook(cells=twice), parse(json.dumps(own).encode()), Known())
    assert [cell.source for cell in filled.cells] == ["x = 1", "x = 1  # as in the text", "x = 1"]


def test_where_nothing_is_hers_the_sentence_says_so() -> None:
    assert tell(Changes(), "x.ipynb") == "Carried over from x.ipynb: nothing, as nothing in it is yours."
