"""Rebuilding: whatever was done to a notebook, the answers are found and nothing else of it is used."""

import copy
import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bamboo_diplomacy.grade.rebuild import rebuild
from bamboo_diplomacy.grade.reference import Reference, ReferenceCell
from bamboo_diplomacy.grade.submission import UnreadableSubmissionError, parse

REFERENCE = Reference(
    "99_sample",
    "v1",
    (
        ReferenceCell("title", "given", "markdown", "# Sample"),
        ReferenceCell("setup", "given", "code", "import math"),
        ReferenceCell("t99-rate-answer", "answer", "code", "# Task rate\nrate = ...", "rate"),
        ReferenceCell("t99-rate-check", "check", "code", 'check("rate", rate)', "rate", "rate", 2),
        ReferenceCell("t99-year-answer", "answer", "code", "# Task year\nyear = ...", "year"),
        ReferenceCell("t99-year-check", "check", "code", 'check("year", year)', "year", "year", 1),
        ReferenceCell("t99-year-hidden-1", "hidden", "code", 'check("year/late", year + 1)', "year", "year/late", 1),
        ReferenceCell("t99-essay-essay", "essay", "markdown", "*Write here.*", "essay"),
        ReferenceCell("t99-essay-rubric", "rubric", "markdown", "| Claim |", "essay", points=4),
    ),
)
SOLVED = {"t99-rate-answer": "# Task rate\nrate = 0.1", "t99-year-answer": "# Task year\nyear = 1995"}
ESSAY = "Trust was built by searching together."


def handed_in():
    """Return the notebook of a student who solved everything."""
    cells = []
    for own in REFERENCE.cells:
        if own.role == "hidden":
            continue
        source = SOLVED.get(own.id, ESSAY if own.role == "essay" else own.source)
        cells.append({"id": own.id, "cell_type": own.kind, "source": source, "metadata": {"tags": [own.role]}})
    return {"cells": cells, "metadata": {"bamboo": {"notebook": "99_sample", "version": "v1"}}, "nbformat": 4}


def rebuilt(notebook):
    return rebuild(REFERENCE, parse(json.dumps(notebook).encode("utf-8")))


def sources(notebook):
    return [cell.source for cell in rebuilt(notebook).cells]


CLEAN = sources(handed_in())


def cell_of(notebook, cell_id):
    return next(cell for cell in notebook["cells"] if cell["id"] == cell_id)


def test_the_teacher_s_cells_run_in_order_with_the_student_s_answers():
    assert CLEAN == [
        "import math",
        "# Task rate\nrate = 0.1",
        'check("rate", rate)',
        "# Task year\nyear = 1995",
        'check("year", year)',
        'check("year/late", year + 1)',
    ]
    assert rebuilt(handed_in()).essays == {"essay": ESSAY}
    assert rebuilt(handed_in()).notes == ()


def test_a_changed_check_cell_is_replaced_by_the_original_and_noted():
    notebook = handed_in()
    cell_of(notebook, "t99-rate-check")["source"] = 'check("rate", 0.1)  # NBVAL_SKIP'
    assert sources(notebook) == CLEAN
    assert "t99-rate-check" in rebuilt(notebook).notes[0]


def test_deleted_checks_and_setup_are_put_back():
    notebook = handed_in()
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] in SOLVED]
    assert sources(notebook) == CLEAN


def test_cells_in_another_order_are_put_in_the_teacher_s_order():
    notebook = handed_in()
    notebook["cells"].reverse()
    assert sources(notebook) == CLEAN


def test_new_ids_are_survived_by_the_name_in_the_first_line():
    notebook = handed_in()
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"new-{number}"
    assert sources(notebook) == CLEAN
    assert any("rate" in note for note in rebuilt(notebook).notes)


def test_without_ids_and_first_lines_the_place_tells():
    notebook = handed_in()
    for cell in notebook["cells"]:
        del cell["id"]
        cell["source"] = cell["source"].removeprefix("# Task rate\n").removeprefix("# Task year\n")
    assert [source.rpartition("\n")[2] for source in sources(notebook)] == [s.rpartition("\n")[2] for s in CLEAN]


def test_a_helper_cell_stays_where_the_student_put_it():
    notebook = handed_in()
    helper = {"id": "mine", "cell_type": "code", "source": "def helper():\n    return 0.1"}
    notebook["cells"].insert(2, helper)
    assert sources(notebook) == [CLEAN[0], helper["source"], *CLEAN[1:]]


def test_a_copied_check_cell_is_not_run_twice():
    notebook = handed_in()
    notebook["cells"].insert(4, dict(cell_of(notebook, "t99-rate-check"), id="copied"))
    assert sources(notebook) == CLEAN


def test_of_two_answer_cells_with_one_id_the_one_that_was_worked_on_counts():
    notebook = handed_in()
    notebook["cells"].insert(2, dict(cell_of(notebook, "t99-rate-answer"), source="# Task rate\nrate = ..."))
    assert sources(notebook) == CLEAN
    assert "two answer cells" in " ".join(rebuilt(notebook).notes)


def test_an_answer_in_a_text_cell_is_run_as_code():
    notebook = handed_in()
    cell_of(notebook, "t99-rate-answer")["cell_type"] = "raw"
    assert sources(notebook) == CLEAN


def test_an_untouched_answer_is_not_attempted_even_with_another_layout_or_a_comment():
    notebook = handed_in()
    cell_of(notebook, "t99-rate-answer")["source"] = "# Task rate\n\n# later\nrate  =  ...\n"
    assert rebuilt(notebook).attempted == {"year", "essay"}


def test_a_deleted_answer_is_not_attempted_and_noted():
    notebook = handed_in()
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != "t99-rate-answer"]
    assert "rate" not in rebuilt(notebook).attempted
    assert "rate" in rebuilt(notebook).notes[0]


def test_another_version_is_noted():
    notebook = handed_in()
    notebook["metadata"]["bamboo"]["version"] = "v0"
    assert "another version" in rebuilt(notebook).notes[0]


def test_a_helper_in_the_place_of_a_task_that_an_older_version_did_not_have_is_not_its_answer():
    notebook = handed_in()
    notebook["metadata"]["bamboo"]["version"] = "v0"
    notebook["cells"] = [cell for cell in notebook["cells"] if not cell["id"].startswith("t99-year")]
    helper = {"id": "mine", "cell_type": "code", "source": "century = 100"}
    notebook["cells"].insert(4, helper)
    assert "year" not in rebuilt(notebook).attempted
    assert helper["source"] in sources(notebook)


def test_notebook_format_3_is_read():
    notebook = {
        "nbformat": 3,
        "worksheets": [{"cells": [{**cell, "input": cell["source"]} for cell in handed_in()["cells"]]}],
    }
    for cell in notebook["worksheets"][0]["cells"]:
        del cell["source"]
    assert sources(notebook) == CLEAN


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1258"])
def test_other_encodings_are_read(encoding):
    content = (
        json.dumps(handed_in(), ensure_ascii=False).replace("together", "together, Đà Nẵng").encode(encoding, "replace")
    )
    assert [cell.source for cell in rebuild(REFERENCE, parse(content)).cells] == CLEAN


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b'{"cells": [', "damaged or cut short"),
        (b"not json", "damaged or cut short"),
        (b"[1, 2]", "not a Jupyter notebook"),
        (b'{"cells": 3}', "not a Jupyter notebook"),
        (b'{"a": 1}', "not a Jupyter notebook"),
        (b"[" * 200_000, "not a Jupyter notebook"),
        (json.dumps({"cells": [{}] * 3000}).encode(), "more than 2000 cells"),
        (b" " * 20_000_001, "more than 20 MB"),
    ],
)
def test_what_is_no_notebook_is_refused_with_a_sentence(content, words):
    with pytest.raises(UnreadableSubmissionError) as error:
        parse(content)
    assert words in str(error.value)


def test_cells_of_wrong_shape_are_read_as_far_as_they_make_sense():
    notebook = handed_in()
    notebook["cells"] += [None, 3, {"source": 5, "id": []}, {"cell_type": "code", "source": ["x = 1\n", 7]}]
    assert sources(notebook)[:-1] == CLEAN


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_random_damage_never_crashes_and_never_loses_a_check(seed):
    chance = random.Random(seed)
    notebook = copy.deepcopy(handed_in())
    for _ in range(chance.randint(1, 6)):
        _damage(notebook, chance)
    result = rebuilt(notebook)
    assert [cell.source for cell in result.cells if cell.role in ("check", "hidden")] == CLEAN[2:3] + CLEAN[4:]


def _damage(notebook, chance):
    cells = notebook["cells"]
    if not cells:
        return
    place = chance.randrange(len(cells))
    chance.choice(
        [
            lambda: cells.pop(place),
            lambda: cells.insert(chance.randrange(len(cells) + 1), dict(cells[place])),
            lambda: cells.append(cells.pop(place)),
            lambda: cells[place].pop("id", None),
            lambda: cells[place].update(source=chance.choice(["", "x = (", "\x00", None, ["a", "b"]])),
            lambda: cells[place].update(cell_type=chance.choice(["raw", "markdown", "code", 3])),
            lambda: cells[place].update(metadata=None),
        ]
    )()
