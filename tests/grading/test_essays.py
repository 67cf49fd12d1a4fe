"""Essays: out to a table, back as marks, whatever a spreadsheet does to the table; and how far two markers agree."""

import csv
import math

import pytest

from bamboo_diplomacy.grade import essays
from bamboo_diplomacy.grade.essays import MarksError
from bamboo_diplomacy.grade.gradebook import Mark, Record
from bamboo_diplomacy.grade.reference import Reference, ReferenceCell
from bamboo_diplomacy.grade.rubric import RubricError, criteria

RUBRIC = """Read this before you write.

| | 0 points | 1 point | 2,5 points |
|:--|:-:|---|---|
| **Claim** | none | stated | arguable |
| - Evidence | none | one figure | figures with their source |
"""
REFERENCES = {
    "99_sample": Reference(
        "99_sample",
        "v1",
        (
            ReferenceCell("t99-essay-essay", "essay", "markdown", "*Write.*", "essay"),
            ReferenceCell("t99-essay-rubric", "rubric", "markdown", RUBRIC, "essay", points=5),
        ),
    )
}
TEXTS = {
    "Nguyễn Văn An": "Niềm tin đến từ việc cùng nhau tìm kiếm.",
    "Bình": "= a formula?\nSecond line, with a comma; and a semicolon.",
    "Chi": "x" * 200_000,
}


def records(texts=TEXTS, sha256="abc"):
    return [
        Record(student, "99_sample", sha256, "v1", "graded", essays=(("essay", text),))
        for student, text in texts.items()
    ]


@pytest.fixture
def waiting():
    return essays.essays_of(records(), REFERENCES)


@pytest.fixture
def table(tmp_path, waiting):
    return essays.write(tmp_path, waiting)


def read_rows(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def fill_in(path, levels, *, marker="", encoding="utf-8-sig", delimiter=","):
    """Write levels into the table as a spreadsheet would save it."""
    rows = read_rows(path)
    for row in rows:
        level = levels.get((row.get("student") or row["essay"], row["criterion"]))
        row.update(level=level or "", marker=marker if level else "", comment="Tốt" if level else "")
    with path.open("w", encoding=encoding, errors="replace", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys(), delimiter=delimiter, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)


ALL = {(student, name): "1" for student in TEXTS for name in ("Claim", "'- Evidence")}


def test_a_rubric_is_its_criteria_with_their_levels():
    assert [(own.name, own.points) for own in criteria(RUBRIC)] == [
        ("Claim", (0, 1, 2.5)),
        ("- Evidence", (0, 1, 2.5)),
    ]
    assert criteria(RUBRIC)[0].levels[2] == (2.5, "arguable")


@pytest.mark.parametrize(
    "source", ["", "Write well.", "| Claim | 0-4 |\n|---|---|", "| | good | bad |\n|-|-|-|\n| C | a | b |"]
)
def test_a_rubric_without_levels_or_criteria_is_a_sentence(source):
    with pytest.raises(RubricError, match="first row gives the points of each level"):
        criteria(source)


def test_the_table_has_a_row_per_criterion_and_the_text_once(table):
    rows = read_rows(table)
    assert tuple(rows[0]) == essays.COLUMNS
    assert [row["criterion"] for row in rows] == ["Claim", "'- Evidence"] * 3
    assert [bool(row["text"]) for row in rows] == [True, False] * 3
    assert rows[0]["levels"] == "0 / 1 / 2.5"


def test_spreadsheets_show_the_table_as_it_is(table):
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    assert max(len(row["text"]) for row in read_rows(table)) < 32_767
    assert "200000 characters" in read_rows(table)[4]["text"]
    assert all(not row["essay"].removeprefix("essay-").startswith("essay") for row in read_rows(table))
    assert all(not row["essay"][0].isdigit() for row in read_rows(table))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_marks_come_back_from_whatever_a_spreadsheet_saved(table, waiting, encoding, delimiter):
    fill_in(table, ALL, marker="Lan", encoding=encoding, delimiter=delimiter)
    marks = essays.read(table, waiting)
    assert [(mark.student, mark.criterion, mark.level, mark.marker) for mark in marks] == [
        (student, name, 1.0, "Lan") for student in TEXTS for name in ("Claim", "- Evidence")
    ]


def test_a_decimal_comma_is_a_decimal_point(table, waiting):
    fill_in(table, {("Bình", "Claim"): "2,5"})
    assert [mark.level for mark in essays.read(table, waiting)] == [2.5]


def test_a_second_writing_keeps_what_a_marker_wrote(table, waiting):
    fill_in(table, {("Bình", "Claim"): "2.5"}, delimiter=";")
    essays.write(table.parent, waiting)
    essays.write(table.parent, waiting)
    (mark,) = essays.read(table, waiting)
    assert (mark.student, mark.level, mark.comment) == ("Bình", 2.5, "Tốt")
    assert len(read_rows(table)) == 6


def test_new_essays_are_added_to_a_table_that_is_begun(tmp_path, waiting):
    table = essays.write(tmp_path, waiting[:2])
    fill_in(table, {("Bình", "Claim"): "1"})
    essays.write(tmp_path, waiting)
    assert {row["student"] for row in read_rows(table)} == set(TEXTS)
    assert len(essays.read(table, waiting)) == 1


def test_an_essay_that_was_replaced_is_passed_over_and_its_marks_stay_in_the_table(table, waiting):
    fill_in(table, {("Bình", "Claim"): "1"})
    now = essays.essays_of(records({**TEXTS, "Bình": "Written anew."}), REFERENCES)
    essays.write(table.parent, now)
    assert essays.read(table, now, earlier=waiting) == []
    assert [row["level"] for row in read_rows(table)][-1] == "1"


def test_the_same_essay_in_another_submission_keeps_its_marks(table, waiting):
    fill_in(table, ALL)
    marks = essays.read(table, waiting)
    again = essays.essays_of(records(sha256="other code"), REFERENCES)
    assert [essays.points(essay, marks) for essay in again] == [2, 2, 2]


def test_two_rows_of_two_markers_for_one_criterion_are_two_marks(table, waiting):
    fill_in(table, {("Bình", "Claim"): "1"}, marker="Lan")
    text = table.read_text(encoding="utf-8-sig")
    line = next(line for line in text.splitlines() if ",Lan," in line)
    table.write_text(text + line.replace(",1,Lan,", ",0,Minh,") + '"\n', encoding="utf-8")
    essays.write(table.parent, waiting)
    assert [(mark.level, mark.marker) for mark in essays.read(table, waiting)] == [(1, "Lan"), (0, "Minh")]


def test_a_blind_table_has_no_names_and_another_order(tmp_path, waiting):
    path = essays.write(tmp_path, waiting, blind=True)
    assert "student" not in read_rows(path)[0]
    assert [row["essay"] for row in read_rows(path)][::2] == sorted(essay.id for essay in waiting)
    fill_in(path, {(waiting[0].id, "Claim"): "1"})
    (mark,) = essays.read(path, waiting)
    assert (mark.student, mark.marker) == ("Nguyễn Văn An", "blind")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text.replace(",1,", ",3,", 1), "line 2: '3' is not a level of this criterion; .* 0, 1, 2.5"),
        (lambda text: text.replace(",1,", ",good,", 1), "line 2: 'good' is not a level"),
        (lambda text: text.replace(",1,", ",nan,", 1), "line 2: 'nan' is not a level"),
        (lambda text: text.replace("essay-", "", 2), "there is no essay"),
        (lambda text: text.replace("Claim", "Style", 1), "the rubric has no criterion 'Style'"),
        (lambda text: text.replace("level", "mark"), "lacks the columns level"),
        (lambda _: "", "lacks the columns essay, criterion, level"),
        (lambda text: text + "x" * 200_000, "cannot be read"),
    ],
)
def test_a_table_that_was_broken_is_a_sentence_that_names_the_row(table, waiting, change, words):
    fill_in(table, ALL)
    text = table.read_text(encoding="utf-8-sig")
    table.write_text(change(text.replace("\r\n", "\n")), encoding="utf-8", newline="")
    with pytest.raises(MarksError, match=words):
        essays.read(table, waiting)


def test_a_table_that_is_not_there_has_no_marks(tmp_path, waiting):
    assert essays.read(tmp_path / "essays.csv", waiting) == []


def mark(student, level, marker, criterion="Claim", sha256="a"):
    return Mark(student, "99_sample", "essay", sha256, criterion, level, marker)


def test_points_are_the_mean_of_the_markers_who_marked_every_criterion(waiting):
    essay = waiting[0]
    digest = essay.sha256
    one = [mark(essay.student, 1, "first", name, digest) for name in ("Claim", "- Evidence")]
    other = [mark(essay.student, 2.5, "blind", name, digest) for name in ("Claim", "- Evidence")]
    assert essays.points(essay, []) is None
    assert essays.points(essay, one[:1]) is None
    assert essays.points(essay, one) == 2
    assert essays.points(essay, [*one, *other]) == 3.5
    assert essays.points(essay, [*one, other[0]]) == 2


def test_agreement_is_cohen_s_kappa_computed_by_hand():
    """Six essays, levels 0 and 1: four agree; each gives 1 three times: (4/6 - 1/2) / (1 - 1/2) = 1/3."""
    first, second = [1, 1, 1, 0, 0, 0], [1, 1, 0, 1, 0, 0]
    marks = [mark(f"s{number}", level, "first") for number, level in enumerate(first)]
    marks += [mark(f"s{number}", level, "blind") for number, level in enumerate(second)]
    (kappa, count) = essays.agreement(marks)["Claim"]
    assert (round(kappa, 6), count) == (0.333333, 6)


def test_agreement_of_a_team_compares_the_two_who_read_the_same_essay():
    marks = [mark("s1", 1, "Lan"), mark("s2", 0, "Minh"), mark("s1", 1, "blind"), mark("s2", 0, "blind")]
    assert essays.agreement(marks)["Claim"] == (1.0, 2)


def test_marks_of_two_versions_of_an_essay_are_not_compared():
    assert essays.agreement([mark("s1", 1, "first", sha256="a"), mark("s1", 0, "blind", sha256="b")]) == {}


def test_agreement_on_one_level_only_is_no_number():
    marks = [mark(student, 1, marker) for student in "ab" for marker in ("first", "blind")]
    assert math.isnan(essays.agreement(marks)["Claim"][0])


def test_a_sample_is_a_share_drawn_the_same_each_time(waiting):
    assert essays.sample(waiting, 0.67, seed=1) == essays.sample(waiting, 0.67, seed=1)
    assert len(essays.sample(waiting, 0.67, seed=1)) == 2
    assert len(essays.sample(waiting, 0.01, seed=1)) == 1
    assert essays.sample([], 0.5, seed=1) == []
