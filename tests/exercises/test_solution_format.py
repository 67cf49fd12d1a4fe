"""The format of solution notebooks: what is refused, with the cell named, and what a release makes of the rest."""

import json

import nbformat
import pytest

from bamboo_diplomacy import notebookfile
from bamboo_diplomacy.author import solution, starter
from bamboo_diplomacy.author.release import feedback_text, release
from bamboo_diplomacy.author.variants import variants
from bamboo_diplomacy.practice.protocol import ANSWER_TYPE, MISTAKE_TYPE
from support.sample import cell, solution_notebook, solved


def executed_sample():
    """Return the sample as if it had been run: each check and mistake stores a bundle."""
    nb = solution_notebook()
    answers = {
        "t99-rate-check": ("sample-rate", {"kind": "float", "value": 0.1}),
        "t99-table-check": ("sample-table", {"kind": "integer", "value": 1}),
        "t99-reply-check": ("sample-reply", {"kind": "text", "value": "D"}),
        "t99-reply-hidden-1": ("sample-reply/empty", {"kind": "text", "value": "C"}),
        "t99-reply-hidden-2": ("sample-reply/drawn", {"kind": "list", "items": ["C", "D"]}),
        "t99-chart-check": ("sample-chart", {"kind": "integer", "value": 2}),
    }
    for node in nb.cells:
        if node.id in answers:
            name, form = answers[node.id]
            node.outputs = [_output(ANSWER_TYPE, {"check": name, "answer": form})]
        elif "mistake" in node.metadata.get("tags", []):
            name = node.source.split('mistake("')[1].split('"')[0]
            form = {"kind": "text", "value": node.id}
            node.outputs = [_output(MISTAKE_TYPE, {"check": name, "answer": form, "message": f"Message of {node.id}"})]
    return nb


def _output(mime, content):
    return nbformat.v4.new_output("display_data", {mime: content})


@pytest.fixture
def sample():
    return solution.from_node("99_sample", executed_sample())


def test_tasks_gather_their_cells_by_role(sample):
    rate = sample.tasks[0]
    assert [task.name for task in sample.tasks] == ["rate", "table", "reply", "chart", "essay"]
    assert (rate.points, len(rate.of(solution.Role.MISTAKE)), len(rate.of(solution.Role.ALTERNATIVE))) == (2, 2, 1)
    assert sum(task.points for task in sample.tasks) == 14


def test_the_exercise_holds_no_solution_no_key_and_no_hidden_check(sample):
    released = release(sample)
    text = notebookfile.text_of(released.exercise) + feedback_text(released.feedback)
    for secret in (
        "(121 / 100)",
        "hidden",
        "mistake-1",
        "secret exemplar",
        "exemplary essay",
        "Message of",
        "joins both",
    ):
        assert secret not in text
    assert {node.id for node in released.exercise.cells} >= {"t99-rate-answer", "t99-rate-check", "t99-essay-rubric"}


def test_the_exercise_is_locked_except_where_students_write(sample):
    for node in release(sample).exercise.cells:
        writable = node.metadata.get("tags", [""])[0] in ("answer", "essay")
        assert node.metadata.get("editable", True) is writable
        assert node.metadata["deletable"] is False


def test_a_release_is_the_same_every_time_and_another_key_is_another_version(sample):
    assert release(sample) == release(solution.from_node("99_sample", executed_sample()))
    changed = executed_sample()
    changed.cells[4].outputs[0]["data"][ANSWER_TYPE]["answer"]["value"] = 0.2
    other = release(solution.from_node("99_sample", changed))
    assert other.feedback.version != release(sample).feedback.version


def test_variants_answer_as_a_student_would(sample):
    exercise = release(sample).exercise
    by_name = {variant.name: variant for variant in variants(sample, exercise)}
    assert list(by_name) == ["starter", "solution", "alternative 1", "mistake 1", "mistake 2"]
    answers = {node.id: node.source for node in by_name["mistake 1"].notebook.cells}
    assert answers["t99-rate-answer"] == "sample_rate = (121 - 100) / 100 / 2"
    assert answers["t99-reply-answer"].endswith("sample_reply = always")
    assert by_name["mistake 2"].used["chart"] == "solution"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda nb: nb.cells[3].metadata.update(tags=["answer", "check"]), "has the tags answer, check"),
        (lambda nb: nb.cells[3].metadata.update(tags=["Answer"]), "has the tags Answer"),
        (lambda nb: nb.cells[3].update(id="rate"), "needs an id that says its task and role"),
        (lambda nb: nb.cells[3].update(id="t99-rate-check"), "needs an id that says its task and role"),
        (lambda nb: nb.cells[5].update(id="t99-table-given"), "needs an id that says its task and role"),
        (lambda nb: nb.cells[1].update(id="t99-title"), "occurs twice"),
        (lambda nb: nb.cells[4].metadata.update(bamboo={"point": 2}), "unknown settings: point"),
        (lambda nb: nb.cells.pop(3), "has 0 answer cells"),
        (lambda nb: nb.cells.pop(), "needs one essay cell and one rubric cell"),
    ],
)
def test_a_broken_format_is_refused_with_the_cell_named(change, words):
    nb = executed_sample()
    change(nb)
    with pytest.raises(solution.SolutionError) as error:
        solution.from_node("99_sample", nb)
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda nb: nb.cells[4].update(outputs=[]), "stores 0 checked answers"),
        (lambda nb: nb.cells[4].metadata.update(bamboo={"rules": {"tolerance": 1}}), "no rule 'tolerance'"),
        (lambda nb: nb.cells[3].update(source="# Task rate\nsample_rate = 0.1"), "### BEGIN SOLUTION"),
        (lambda nb: nb.cells[4].outputs[0]["data"][ANSWER_TYPE].update(check="sample-table"), "occurs 2 times"),
        (
            lambda nb: nb.cells[4].outputs[0]["data"][ANSWER_TYPE]["answer"].update(kind="not attempted"),
            "solve the task",
        ),
    ],
)
def test_what_cannot_be_released_is_refused_with_the_cell_named(change, words):
    nb = executed_sample()
    change(nb)
    with pytest.raises(solution.SolutionError) as error:
        release(solution.from_node("99_sample", nb))
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('mistake("nothing", sample_rate, "m")', "which the task does not have"),
        ('mistake("sample-rate", "m")', "must end with mistake"),
        ("sample_rate = 1", "must end with mistake"),
    ],
)
def test_a_mistake_that_no_student_could_make_is_refused(sample, source, words):
    nb = executed_sample()
    nb.cells[6].source = source
    broken = solution.from_node("99_sample", nb)
    with pytest.raises(solution.SolutionError) as error:
        list(variants(broken, release(sample).exercise))
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("body", "checked", "made"),
    [
        ("rate = 1\nother = 2", {"rate"}, "# Task t\nrate = ..."),
        ("print(1)", {"rate"}, "# Task t\n..."),
        ("def f(x):\n    return x", {"f"}, "# Task t\nf = ..."),
        ("for rate in range(3):\n    pass", {"rate"}, "# Task t\nrate = ..."),
    ],
)
def test_a_starter_leaves_three_dots_for_what_is_checked(body, checked, made):
    assert starter.starter(solved(body, "t"), checked) == made


def test_a_starter_inside_a_function_returns_three_dots():
    source = "def f(x):\n    ### BEGIN SOLUTION\n    y = x + 1\n    return y\n    ### END SOLUTION"
    assert starter.starter(source, {"f"}) == "def f(x):\n    return ..."


def test_a_notebook_that_is_damaged_or_missing_is_a_sentence(tmp_path):
    (tmp_path / "a.ipynb").write_text("{", encoding="utf-8")
    (tmp_path / "b.ipynb").write_text(json.dumps({"cells": 3, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    for name, words in (
        ("a", "is not a valid notebook"),
        ("b", "is not a valid notebook"),
        ("c", "There is no notebook"),
    ):
        with pytest.raises(notebookfile.NotebookFileError, match=words):
            notebookfile.read(tmp_path / f"{name}.ipynb")


def test_a_cell_without_a_tag_belongs_to_no_task():
    assert solution.from_node("x", _one(cell("1", "t99-rate-given"))).tasks == ()


def _one(node):
    nb = nbformat.v4.new_notebook()
    nb.cells = [node]
    return nb
