"""Late policy: what is due when, what lateness costs, who has more time; and every slip in the file is told."""

import datetime as dt
import unicodedata

import pytest

from bamboo_diplomacy.grade.lateness import LatePolicyError, read

POLICY = """
[due]
99_sample = 2026-12-01T23:59:00+07:00

[penalty]
per_day = 0.1
most = 0.25
grace_hours = 2

[extensions."Nguyễn An"]
99_sample = 2026-12-05T23:59:00+07:00
"""
DUE = dt.datetime(2026, 12, 1, 16, 59, tzinfo=dt.UTC)


@pytest.fixture
def policy(tmp_path):
    return read_text(tmp_path, POLICY)


def read_text(folder, text):
    path = folder / "late.toml"
    path.write_text(text, encoding="utf-8")
    return read(path, ["04_us_trust", "99_sample"])


@pytest.mark.parametrize(
    ("hours", "lost"),
    [(-1, 0), (0, 0), (2, 0), (2.01, 0.1), (26, 0.1), (26.01, 0.2), (51, 0.25), (24 * 365, 0.25)],
)
def test_lateness_costs_by_the_day_after_the_grace_and_at_most_the_most(policy, hours, lost):
    assert policy.penalty("Binh", "99_sample", DUE + dt.timedelta(hours=hours)) == lost


def test_an_extension_moves_the_due_date_of_one_student_only(policy):
    three_days_late = DUE + dt.timedelta(days=3)
    assert policy.penalty("Nguyễn An", "99_sample", three_days_late) == 0
    assert policy.penalty("Nguyễn Bình", "99_sample", three_days_late) == 0.25


def test_an_exercise_without_a_due_date_is_never_late(policy):
    assert policy.penalty("An", "04_us_trust", DUE + dt.timedelta(days=99)) == 0


def test_a_name_counts_however_its_accents_are_written(tmp_path):
    policy = read_text(tmp_path, unicodedata.normalize("NFD", POLICY))
    assert policy.penalty("Nguyễn An", "99_sample", DUE + dt.timedelta(days=3)) == 0


def test_a_time_without_zone_is_local(tmp_path):
    policy = read_text(tmp_path, "[due]\n99_sample = 2026-12-01T12:00:00\n[penalty]\nper_day = 1")
    noon = dt.datetime(2026, 12, 1, 12).astimezone()
    assert policy.penalty("An", "99_sample", noon) == 0
    assert policy.penalty("An", "99_sample", noon + dt.timedelta(seconds=1)) == 1


@pytest.mark.parametrize(
    ("student", "notebook", "late", "lost"),
    [
        ("Binh", "99_sample", True, 0.1),
        ("Binh", "99_sample", False, 0),
        ("Binh", "04_us_trust", True, 0.1),
        ("Nguyễn An", "99_sample", True, 0),
        ("Nguyễn An", "04_us_trust", True, 0.1),
    ],
)
def test_what_the_platform_says_of_lateness_counts_and_not_the_time_of_the_download(
    policy, student, notebook, late, lost
):
    assert policy.penalty(student, notebook, DUE + dt.timedelta(days=30), late=late) == lost


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[due", "cannot be read"),
        ("[due]\n99_sample = 2026-12-01", "no date and time for '99_sample'"),
        ('[due]\n99_sample = "soon"', "no date and time for '99_sample'"),
        ("[due]\n99_smaple = 2026-12-01T12:00:00", "an entry '99_smaple' that means nothing"),
        ("[penalty]\nper_days = 0.1", "an entry 'per_days' that means nothing"),
        ("[penalties]\nper_day = 0.1", "an entry 'penalties' that means nothing"),
        ("[penalty]\nper_day = -0.1", "'-0.1' for 'per_day'"),
        ("[penalty]\nper_day = 10", "a share of the points between 0 and 1"),
        ("[penalty]\nmost = true", "'True' for 'most'"),
        ("[penalty]\ngrace_hours = inf", "'inf' for 'grace_hours'"),
        ("penalty = 3", "write it as a table, such as \\[penalty\\]"),
        ("extensions = 3", "write it as a table"),
        ("[extensions]\nAn = 3", "write it as a table"),
        ("due = 3", "write it as a table"),
    ],
)
def test_a_slip_in_the_file_is_a_sentence_that_names_the_entry(tmp_path, text, words):
    with pytest.raises(LatePolicyError, match=words):
        read_text(tmp_path, text)


def test_a_file_that_is_not_there_or_no_text_is_a_sentence(tmp_path):
    (tmp_path / "late.toml").write_bytes(b"\xff\xfe")
    for name in ("late.toml", "nowhere.toml"):
        with pytest.raises(LatePolicyError, match="cannot be read"):
            read(tmp_path / name, [])
