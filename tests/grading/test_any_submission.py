"""Whatever is done to a notebook: no crash, exactly one final state, and never more points than the solution earns."""

import copy
import json
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bamboo_diplomacy.grade import pipeline, runners
from bamboo_diplomacy.grade.collect import Candidate
from bamboo_diplomacy.grade.gradebook import Gradebook
from bamboo_diplomacy.grade.jobs import Job
from bamboo_diplomacy.grade.pool import Answer
from bamboo_diplomacy.grade.rebuild import rebuild
from bamboo_diplomacy.grade.session import result_of
from bamboo_diplomacy.kernels.sandbox import Tier, capabilities
from support.submissions import POINTS, SOLVED, helper, solved, to_bytes

HAS_SANDBOX = capabilities().tier is not Tier.NONE
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
SOURCES = st.sampled_from(
    [
        "",
        "...",
        "x = (",
        "\x00",
        "# Task rate",
        "# Task essay\nrate",
        'check("sample-rate", 0.1)',
        "raise Exception",
        "1 / 0",
    ]
)


def many(examples):
    """Return the settings of a property: so many examples, however slow the machine is."""
    slow = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=examples, deadline=None, suppress_health_check=slow)


@st.composite
def changes(draw):
    """Draw a change of a notebook, as a function of the notebook."""
    kind = draw(st.sampled_from(sorted(CHANGES)))
    first, second = draw(st.integers(0, 99)), draw(st.integers(0, 99))
    value = draw(SOURCES | JSON)

    def change(notebook):
        cells = notebook.get("cells")
        if kind == "top":
            notebook[TOP[first % len(TOP)]] = value
        elif isinstance(cells, list) and cells:
            CHANGES[kind](cells, first % len(cells), second % len(cells), value)

    return change


def cell_at(cells, place):
    return cells[place] if isinstance(cells[place], dict) else {}


TOP = ("cells", "metadata", "nbformat", "worksheets", "x")
CHANGES = {
    "top": None,
    "drop": lambda cells, place, _, __: cells.pop(place),
    "copy": lambda cells, place, other, _: cells.insert(other, copy.deepcopy(cells[place])),
    "move": lambda cells, place, other, _: cells.insert(other, cells.pop(place)),
    "id": lambda cells, place, other, value: cell_at(cells, place).update(id=cell_at(cells, other).get("id", value)),
    "type": lambda cells, place, other, value: cell_at(cells, place).update(
        cell_type=["code", "raw", value][other % 3]
    ),
    "source": lambda cells, place, _, value: cell_at(cells, place).update(source=value),
    "junk": lambda cells, place, _, value: cell_at(cells, place).update(
        metadata=value, outputs=value, attachments=value
    ),
    "odd cell": lambda cells, place, _, value: cells.insert(place, value),
    "insert": lambda cells, place, other, value: cells.insert(place, helper(value, f"new-{other}")),
}
"""What can be done to a list of cells, given two places in it and something to put there."""

BYTES = st.lists(
    st.tuples(st.integers(0, 2**20), st.sampled_from([b"", b"\x00", b'"', b"{", b"\xff", b"9" * 50])), max_size=3
)


def damaged(notebook, steps, bites):
    """Return the bytes of a notebook after some changes and some bites into its bytes."""
    own = copy.deepcopy(notebook)
    for step in steps:
        step(own)
    content = json.dumps(own).encode()
    for place, bite in bites:
        where = place % (len(content) + 1)
        content = content[:where] + bite + content[where + len(bite) + (not bite) :]
    return content


def identified(contents, references):
    candidates = [Candidate("An", f"An/{number}.ipynb", content) for number, content in enumerate(contents)]
    return pipeline.identify(candidates, references)


def teachers_checks(reference):
    return [(cell.id, cell.source, cell.points) for cell in reference.cells if cell.role in ("check", "hidden")]


@many(200)
@given(st.lists(changes(), max_size=8), BYTES)
def test_every_check_of_the_teacher_is_run_once_in_order_and_with_its_points(sample_references, exercise, steps, bites):
    (own,) = identified([damaged(solved(exercise), steps, bites)], sample_references)
    assert (own.submission is None) == bool(own.reason)
    if own.submission is None:
        return
    reference = sample_references[own.notebook]
    rebuilt = rebuild(reference, own.submission)
    run = [
        (cell.reference.id, cell.source, cell.reference.points)
        for cell in rebuilt.cells
        if cell.role in ("check", "hidden")
    ]
    assert run == teachers_checks(reference)
    assert rebuilt.attempted <= set(reference.tasks)
    json.dumps(Job("x", rebuilt, None).to_json()).encode("ascii")


@many(100)
@given(st.lists(st.tuples(st.sampled_from(["An", "Bình"]), st.lists(changes(), max_size=4), BYTES), max_size=5))
def test_several_files_of_a_student_are_one_submission_per_exercise(sample_references, exercise, files):
    candidates = [
        Candidate(student, f"{student}/{number}.ipynb", damaged(solved(exercise), steps, bites), modified=number)
        for number, (student, steps, bites) in enumerate(files)
    ]
    handed = pipeline.identify(candidates, sample_references)
    assert set(Counter((own.candidate.student, own.notebook) for own in handed).values()) <= {1}
    assert {own.candidate.student for own in handed} == {student for student, _, _ in files}
    assert all(own.notebook in sample_references for own in handed)


class Lottery:
    """A runner that answers by lot: some jobs are lost, some are right, some are not."""

    def __init__(self, lots):
        self.lots = lots

    def answers(self, jobs):
        """Yield an answer to each job."""
        for job, lot in zip(jobs, self.lots, strict=False):
            content = {"checks": [], "seconds": 1.0, "cpu_seconds": 0.1, "peak_bytes": 1}
            yield Answer(job, None, "lost") if lot else Answer(job, content)


@many(50)
@given(st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.booleans()), max_size=12))
def test_every_submission_ends_in_exactly_one_state_however_its_run_ended(sample_references, exercise, class_):
    contents = {f"s{number}": b"{" if broken else to_bytes(solved(exercise)) for number, broken, _ in class_}
    candidates = [Candidate(student, f"{student}/99_sample.ipynb", content) for student, content in contents.items()]
    handed = pipeline.identify(candidates, sample_references)
    heard = []
    with tempfile.TemporaryDirectory() as folder, Gradebook(Path(folder) / "gradebook.sqlite") as book:
        for _ in range(2):
            runner = Lottery([lost for _, _, lost in class_] + [False] * 20)
            summary = pipeline.grade(
                handed,
                sample_references,
                book,
                runner,
                run=book.begin("now", 0, {}).number,
                progress=lambda done, total: heard.append((done, total)),
            )
            assert [record.student for record in book.latest()] == sorted(contents)
            assert summary.total == summary.kept + summary.graded + summary.not_gradable == len(contents)
        assert len(book.history()) == len({(own.student, own.status) for own in book.history()})
    assert heard == [(done, len(contents)) for _ in range(2) for done in range(1, len(contents) + 1)]


@pytest.fixture(scope="module")
def runner(sample_root):
    """Return workers; where there is no sandbox, without one: the changes below are harmless."""
    settings_ = runners.settings(sample_root, seconds=60, seed=0, sandbox=HAS_SANDBOX)
    with runners.runner(settings_, jobs=1) as opened:
        yield opened


@many(12)
@given(st.lists(changes(), min_size=1, max_size=6), st.sets(st.sampled_from(sorted(SOLVED))))
def test_a_changed_submission_never_earns_more_than_the_solution(
    sample_references, exercise, runner, steps, solved_tasks
):
    starter = {cell["id"]: cell["source"] for cell in exercise["cells"]}
    answers = {task: starter[f"t99-{task}-answer"] for task in POINTS if task not in solved_tasks}
    (own,) = identified([damaged(solved(exercise, answers), steps, [])], sample_references)
    if own.submission is None:
        return
    (answer,) = runner.answers([Job("x", rebuild(sample_references[own.notebook], own.submission), None)])
    result = result_of(answer)
    assert answer.content is not None
    assert {task.task: task.max_points for task in result.tasks} == {**POINTS, "essay": 4}
    assert all(0 <= task.points <= task.max_points for task in result.tasks)
    assert result.points <= sum(POINTS[task] for task in solved_tasks if task in POINTS)
