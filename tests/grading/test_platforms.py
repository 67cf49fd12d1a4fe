"""Tables for learning platforms: the columns that their importers insist on, and never a grade that nobody earned."""

import pytest

from bamboo_diplomacy.grade import platforms
from bamboo_diplomacy.grade.gradebook import Record, TaskRecord
from bamboo_diplomacy.grade.totals import Total


def record(student, notebook, points, number="", *, status="graded", notes=()):
    tasks = (TaskRecord("t", "right", points, 3),)
    return Record(student, notebook, "a", "v", status, tasks, notes, platform_id=number)


RECORDS = [
    record("An", "04_us_trust", 3, "12", notes=("Mended.",)),
    record("An", "99_sample", 1, "12"),
    record("Binh", "99_sample", 2.5),
    record("Chi", "99_sample", 0, "14", status="not gradable", notes=("The file is empty.",)),
]
TOTALS = {(own.student, own.notebook): Total(own.points, penalty=0.1) for own in RECORDS}


def test_moodle_gets_the_columns_without_which_it_refuses_the_table():
    assert {"Identifier", "Grade", "Last modified (grade)"} <= set(platforms.MOODLE_COLUMNS)
    assert platforms.MOODLE_COLUMNS.index("Feedback comments") > 0  # Moodle does not look for it in the first


def test_moodle_gets_one_grade_per_participant():
    now = "2026-12-01T12:00:00+00:00"
    assert platforms.moodle_rows(RECORDS, TOTALS, now) == [
        ["Participant 12", "An", pytest.approx(3.6), now, "Mended."],
        ["", "Binh", 2.25, now, ""],
        ["Participant 14", "Chi", "", now, "The file is empty."],
    ]


def test_canvas_gets_a_column_per_exercise_after_those_without_which_it_refuses_the_table():
    assert platforms.CANVAS_COLUMNS == ("Student", "ID", "Section")
    assert platforms.canvas_rows(RECORDS, TOTALS) == [
        ["An", "12", "", 2.7, 0.9],
        ["Binh", "", "", "", 2.25],
        ["Chi", "14", "", "", ""],
    ]
