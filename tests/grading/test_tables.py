"""Tables for other programs: the columns of the design, text that no spreadsheet runs, files that are never half."""

import csv
import errno

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamboo_diplomacy.grade import tables
from bamboo_diplomacy.grade.gradebook import Record, TaskRecord

NAMES = ["Nguyễn, An", "=1+1", "An;=1+1", 'the "boss"', "two\nlines", "+84", "@x", "\t=1", "x" * 200]
RECORDS = [
    Record(name, "99_sample", "abc", "v1", "graded", (TaskRecord("rate", "right", 1.5, 2),), platform_id=str(number))
    for number, name in enumerate(NAMES)
]


def read(path, delimiter=","):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=delimiter))


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "gradebook.csv"
    tables.write_csv(path, tables.GRADEBOOK_COLUMNS, tables.gradebook_rows(RECORDS))
    return path


def test_the_columns_are_those_of_the_design():
    assert ", ".join(tables.GRADEBOOK_COLUMNS) == (
        "student, notebook, status, points, max_points, right, wrong, not_attempted, error, limit, to_mark, seconds, "
        "submission_sha256, exercise_version"
    )
    assert ", ".join(tables.TASK_COLUMNS) == "student, notebook, task, verdict, points, max_points, message"


def test_no_name_shifts_a_column(written):
    rows = read(written)
    assert [row["points"] for row in rows] == ["1.5"] * len(NAMES)
    assert [tables.plain(row["student"]) for row in rows] == NAMES


def test_no_cell_begins_as_a_formula(written):
    cells = [cell for row in read(written) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_a_text_is_quoted_so_that_another_separator_splits_no_cell(written):
    assert '"An;=1+1"' in written.read_text(encoding="utf-8")


@given(st.text())
def test_a_safe_text_is_no_formula_and_can_be_read_back(text):
    safe = str(tables.safe(text))
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert tables.plain(safe) == text or text.startswith("'")


def test_a_task_s_row_tells_its_verdict_points_and_message():
    task = TaskRecord("rate", "wrong", 0, 2, "Divide by the first year.")
    record = Record("An", "99_sample", "abc", "v1", "graded", (task,))
    assert tables.task_rows([record]) == [["An", "99_sample", "rate", "wrong", 0, 2, "Divide by the first year."]]


@pytest.mark.parametrize("broken", ["os.open", "pathlib.Path.replace"])
def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path, monkeypatch, broken):
    """The writer is patched: the disk is full when it writes, or when the new file takes the old one's place."""
    path = tmp_path / "gradebook.csv"
    tables.write_text(path, "old")

    def full(*_arguments, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(broken, full)
    with pytest.raises(tables.OutputError, match="No space left on device"):
        tables.write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [own.name for own in tmp_path.iterdir()] == ["gradebook.csv"]
