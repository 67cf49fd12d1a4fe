"""Pages: whole by themselves, in the reader's language, and whatever a student wrote is shown and never run."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamboo_diplomacy.grade import reports
from bamboo_diplomacy.grade.classview import views
from bamboo_diplomacy.grade.gradebook import Record, TaskRecord
from bamboo_diplomacy.grade.reports import Marked
from bamboo_diplomacy.grade.totals import Total

ATTACK = "<script>alert('x')</script><img src=x onerror=alert(1)>{{ 7 * 7 }}&amp;"
ATTACKED = Record(
    ATTACK,
    ATTACK,
    "abc" * 20,
    ATTACK,
    "graded",
    (TaskRecord(ATTACK, "wrong", 0, 2, ATTACK),),
    (ATTACK,),
    ((ATTACK, ATTACK),),
)
REFUSED = Record(ATTACK, "", "", "", "not gradable", notes=(ATTACK,))


class Elements(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self):
        super().__init__()
        self.names, self.addresses, self.text = [], [], ""

    def handle_starttag(self, tag, attrs):
        """Note an element; one that would run something is a failure."""
        self.names.append(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href")]
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data):
        """Note what a reader sees."""
        self.text += data


def elements(path):
    parser = Elements()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser


def pages(folder, *records, marks=None, **total):
    totals = {(own.student, own.notebook): Total(own.points, **total) for own in records}
    assert reports.write_feedback(folder, records, marks or {}, totals) == len(records)
    reports.write_class_view(folder, views(records))
    return sorted(folder.rglob("*.html"))


def test_a_student_s_text_is_shown_and_never_run(tmp_path):
    marks = {(ATTACK, ATTACK, ATTACK): Marked(1, ATTACK)}
    for path in pages(tmp_path, ATTACKED, REFUSED, marks=marks):
        shown = elements(path)
        assert not {"script", "img", "iframe", "link"} & set(shown.names), path
        assert shown.addresses == []
        assert ATTACK in shown.text


def test_a_page_says_every_task_s_verdict_points_and_message(tmp_path):
    record = Record(
        "Nguyễn Văn An",
        "99_sample",
        "abc",
        "v1",
        "graded",
        (TaskRecord("rate", "wrong", 0.5, 2, "Divide by the first year."), TaskRecord("essay", "to mark", 0, 4)),
        ("The cell x was changed.",),
        (("essay", "Đà Nẵng"),),
    )
    (_, page) = sorted(pages(tmp_path, record), key=lambda path: path.name == "99_sample.html")
    assert page == tmp_path / "feedback" / "Nguyễn Văn An" / "99_sample.html"
    text = elements(page).text
    for words in (
        "0.5 of 6 points",
        "rate",
        "0.5 / 2",
        "Divide by the first year.",
        "Đà Nẵng",
        "The cell x was changed.",
    ):
        assert words in text


ESSAY = Record(
    "An", "99_sample", "abc", "v1", "graded", (TaskRecord("essay", "to mark", 0, 4),), essays=(("essay", "x"),)
)


def test_an_essay_s_points_are_open_until_it_is_marked(tmp_path):
    text = elements(pages(tmp_path, ESSAY, open_essays=1)[1]).text
    for words in ("0 of 4 points", "not marked yet", "to be marked", "– / 4"):
        assert words in text


def test_a_marked_essay_has_its_points_and_words_and_lateness_is_told(tmp_path):
    marks = {("An", "99_sample", "essay"): Marked(3, "Claim: 2. Well argued.")}
    text = elements(pages(tmp_path, ESSAY, marks=marks, essays=3, penalty=0.1)[1]).text
    for words in ("2.7 of 4 points", "of 3 points, 10% are taken off", "marked", "Claim: 2. Well argued.", "3 / 4"):
        assert words in text
    assert "to be marked" not in text


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_page_names_its_language_and_its_table_has_headings(tmp_path, monkeypatch, language):
    monkeypatch.setenv("BAMBOO_LANGUAGE", language)
    for path in pages(tmp_path, ATTACKED):
        text = path.read_text(encoding="utf-8")
        assert f'<html lang="{language}">' in text
        assert re.search(r'<th scope="col">.*<th scope="row">', text, re.DOTALL)


def test_code_in_a_message_is_shown_as_code_and_never_run(tmp_path):
    message = "Take `date`, not `<b>`."
    record = Record("An", "99_sample", "a", "v", "graded", (TaskRecord("rate", "wrong", 0, 2, message),))
    for path in pages(tmp_path, record):
        text = path.read_text(encoding="utf-8")
        assert "Take <code>date</code>, not <code>&lt;b&gt;</code>." in text


def test_the_class_page_names_who_could_not_be_graded_by_reason(tmp_path):
    refused = [
        Record(name, "99_sample", "", "", "not gradable", notes=("The file is empty.",)) for name in ("An", "Chi")
    ]
    text = elements(pages(tmp_path, *refused)[0]).text
    assert text.count("The file is empty.") == 1
    assert "An, Chi" in text


def test_a_refused_submission_s_page_says_why(tmp_path):
    record = Record("An", "", "", "", "not gradable", notes=("The file is empty. Hand in the notebook again.",))
    assert "The file is empty. Hand in the notebook again." in elements(pages(tmp_path, record)[1]).text


@given(st.lists(st.text(min_size=1), min_size=2, max_size=2, unique=True))
def test_two_names_are_two_files_and_every_file_system_takes_them(names):
    made = [reports.file_name(name) for name in names]
    assert made[0] != made[1]
    for name in made:
        assert 0 < len(name.encode("utf-8")) < 200
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
        assert name == name.strip(" .")


@pytest.mark.parametrize("name", ["con", "NUL", "com1.txt", "..", "😀" * 200, "á" * 200, "-"])
def test_a_name_that_some_file_system_refuses_is_replaced(name):
    made = reports.file_name(name)
    assert made != name
    assert len(made.encode("utf-8")) < 200


def test_a_page_in_vietnamese_writes_numbers_as_vietnamese_does(tmp_path, monkeypatch):
    monkeypatch.setenv("BAMBOO_LANGUAGE", "vi")
    record = Record("An", "99_sample", "abc", "v1", "graded", (TaskRecord("rate", "wrong", 0.5, 2, ""),))
    (page, _) = sorted(pages(tmp_path, record), key=lambda path: path.name == "class.html")
    assert "0,5 trên 2 điểm" in elements(page).text
