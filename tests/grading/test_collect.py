"""Collecting: who handed in what, from folders, archives and platforms; what is dangerous is refused with a reason."""

import datetime as dt
import os
import stat
import sys
import unicodedata
import zipfile
from pathlib import Path

import pytest

from bamboo_diplomacy.grade import collect as collecting
from bamboo_diplomacy.grade.collect import CollectError, collect

NOTEBOOKS = ("04_us_trust", "99_sample")
SAVED = dt.datetime(2026, 11, 22, 18, 30).astimezone()


@pytest.fixture
def hand_in(tmp_path):
    """Return a function that writes files into a folder of submissions."""
    folder = tmp_path / "submissions"

    def write(*names, content=b"{}"):
        for name in names:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return folder

    return write


@pytest.fixture
def pack(tmp_path):
    """Return a function that packs an archive; a member may be given as a `ZipInfo`."""

    def write(members, name="download.zip", compression=zipfile.ZIP_DEFLATED):
        with zipfile.ZipFile(tmp_path / name, "w", compression) as archive:
            for member, content in members:
                archive.writestr(member, content)
        return tmp_path / name

    return write


def found(place):
    return {(own.student, own.notebook, own.reason == "") for own in collect(place, NOTEBOOKS)}


def reason(place):
    (own,) = collect(place, NOTEBOOKS)
    assert own.content is None
    return own.reason


def test_a_folder_per_student_and_flat_files_are_understood(hand_in):
    folder = hand_in("An/04_us_trust.ipynb", "Bình/99_sample (1).ipynb", "chi_le_04_us_trust.ipynb", "dung.ipynb")
    assert found(folder) == {
        ("An", "04_us_trust", True),
        ("Bình", "99_sample", True),
        ("chi_le", "04_us_trust", True),
        ("dung", "", True),
    }


def test_a_file_name_without_a_student_is_a_row_with_a_reason(hand_in):
    assert "does not say who" in reason(hand_in("99_sample.ipynb"))


MOODLE = "Nguyễn Văn An_12345_assignsubmission_file_/99_sample.ipynb"
CANVAS = "nguyenvanan_LATE_12345_67890_99_sample-1.ipynb"


@pytest.mark.parametrize("wrapper", ["", "Assignment 4-998877/"])
def test_moodle_s_download_is_understood_as_folder_and_as_archive(hand_in, pack, wrapper):
    folder = hand_in(wrapper + MOODLE)
    archive = pack([(wrapper + MOODLE, b"{}")])
    for place in (folder, archive):
        (own,) = collect(place, NOTEBOOKS)
        assert (own.student, own.platform_id, own.notebook) == ("Nguyễn Văn An", "12345", "99_sample")


@pytest.mark.parametrize("wrapper", ["", "submissions/"])
def test_canvas_s_download_is_understood_as_folder_and_as_archive(hand_in, pack, wrapper):
    folder = hand_in(wrapper + CANVAS)
    archive = pack([(wrapper + CANVAS, b"{}")])
    for place in (folder, archive):
        (own,) = collect(place, NOTEBOOKS)
        assert (own.student, own.platform_id, own.late) == ("nguyenvanan", "12345", True)
        assert own.notebook == "99_sample"


def test_a_file_name_that_a_student_chose_makes_nobody_else_of_him(hand_in):
    folder = hand_in(
        "An/binh_1_2_99_sample.ipynb",
        "Chi/Binh_7_assignsubmission_file_/99_sample.ipynb",
        "Binh/99_sample.ipynb",
    )
    assert {own.student for own in collect(folder, NOTEBOOKS)} == {"An", "Binh", "Chi"}


def test_two_students_of_one_name_stay_two(pack):
    place = pack([(MOODLE, b"{}"), (MOODLE.replace("12345", "777"), b"{}")])
    assert {own.student for own in collect(place, NOTEBOOKS)} == {"Nguyễn Văn An (12345)", "Nguyễn Văn An (777)"}


def test_names_are_kept_in_nfc(hand_in):
    folder = hand_in(unicodedata.normalize("NFD", "Đỗ Thị Mỹ/99_sample.ipynb"))
    (own,) = collect(folder, NOTEBOOKS)
    assert own.student == unicodedata.normalize("NFC", "Đỗ Thị Mỹ")


def test_an_archive_tells_when_a_file_was_saved(pack):
    member = zipfile.ZipInfo("An/99_sample.ipynb", SAVED.timetuple()[:6])
    (own,) = collect(pack([(member, b"{}")]), NOTEBOOKS)
    assert own.modified == SAVED.timestamp()


def test_other_files_do_not_matter_beside_a_notebook_but_alone_they_are_a_row(hand_in):
    folder = hand_in("An/99_sample.ipynb", "An/notes.txt", "Binh/essay.docx", "Chi/all.zip", "An/.DS_Store")
    assert {own.student: own.reason.partition(".")[0] for own in collect(folder, NOTEBOOKS)} == {
        "An": "",
        "Binh": "This is not a Jupyter notebook",
        "Chi": "This is an archive and not a notebook",
    }


def test_a_link_is_not_followed(hand_in, tmp_path):
    (tmp_path / "key.ipynb").write_text("{}", encoding="utf-8")
    folder = hand_in("An/x")
    (folder / "An" / "x").unlink()
    (folder / "An" / "99_sample.ipynb").symlink_to(tmp_path / "key.ipynb")
    assert "a link and not a file" in reason(folder)


def test_a_linked_folder_is_not_entered(hand_in, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "99_sample.ipynb").write_text("{}", encoding="utf-8")
    folder = hand_in("Binh/99_sample.ipynb")
    (folder / "An").symlink_to(tmp_path / "elsewhere")
    assert found(folder) == {("Binh", "99_sample", True), ("An", "", False)}


@pytest.mark.parametrize("make", [getattr(os, "mkfifo", None)] if hasattr(os, "mkfifo") else [])
def test_a_device_is_not_read(hand_in, make):
    folder = hand_in("An/x")
    (folder / "An" / "x").unlink()
    make(folder / "An" / "99_sample.ipynb")
    assert "not an ordinary file" in reason(folder)


def test_a_folder_that_cannot_be_opened_is_a_row_and_stops_nobody(hand_in, monkeypatch):
    folder = hand_in("An/99_sample.ipynb", "Binh/99_sample.ipynb")
    honest = Path.iterdir

    def closed(path):
        if path.name == "An":
            raise PermissionError(13, "Permission denied")
        return honest(path)

    monkeypatch.setattr(Path, "iterdir", closed)
    reasons = {own.student: own.reason for own in collect(folder, NOTEBOOKS)}
    assert "cannot be opened" in reasons["An"]
    assert reasons["Binh"] == ""


def test_a_file_that_cannot_be_read_is_a_row_and_stops_nobody(hand_in, monkeypatch):
    folder = hand_in("An/99_sample.ipynb", "Binh/99_sample.ipynb")
    honest = Path.open

    def broken(path, *arguments, **options):
        if path.parent.name == "An":
            raise OSError(5, "Input/output error")
        return honest(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", broken)
    reasons = {own.student: own.reason for own in collect(folder, NOTEBOOKS)}
    assert "Input/output error" in reasons["An"]
    assert reasons["Binh"] == ""


@pytest.mark.parametrize("name", [b"An \xff/99_sample.ipynb"] if sys.platform == "linux" else [])
def test_a_name_that_is_no_text_is_made_one(hand_in, name):
    folder = hand_in("x")
    (folder / "x").unlink()
    path = Path(os.fsdecode(os.fsencode(folder) + b"/" + name))
    path.parent.mkdir()
    path.write_bytes(b"{}")
    (own,) = collect(folder, NOTEBOOKS)
    assert own.student == "An ?"
    assert own.content == b"{}"


def test_a_file_that_is_too_large_is_refused(hand_in):
    folder = hand_in("An/99_sample.ipynb", content=b" " * 20_000_001)
    assert "more than 20 MB" in reason(folder)


@pytest.mark.parametrize(
    "name", ["../An/99_sample.ipynb", "/An/99_sample.ipynb", "C:/An/99_sample.ipynb", "An/../../99_sample.ipynb"]
)
def test_a_path_that_leaves_the_archive_is_refused(pack, name):
    assert "outside the archive" in reason(pack([(name, b"{}")]))


def test_a_link_in_an_archive_is_refused(pack):
    member = zipfile.ZipInfo("An/99_sample.ipynb")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "a link and not a file" in reason(pack([(member, b"/etc/passwd")]))


def test_a_member_that_swells_is_refused_without_being_unpacked(pack):
    assert "more than 20 MB" in reason(pack([("An/99_sample.ipynb", b" " * 19_000_000)]))


def test_a_member_that_lies_about_its_size_is_a_row(pack):
    place = pack([("An/99_sample.ipynb", b"x" * 3000)], compression=zipfile.ZIP_STORED)
    content = place.read_bytes()
    size = (3000).to_bytes(4, "little")
    place.write_bytes(content.replace(size, (10).to_bytes(4, "little")))
    assert "cannot be read" in reason(place)


def test_an_encrypted_member_is_a_row(pack):
    place = pack([("An/99_sample.ipynb", b"{}")])
    content = bytearray(place.read_bytes())
    content[6] |= 1  # the flag in the member's own header
    content[content.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
    place.write_bytes(bytes(content))
    assert "cannot be read" in reason(place)


def test_a_member_with_damaged_content_is_a_row_and_stops_nobody(pack):
    place = pack([("An/99_sample.ipynb", b"abc" * 1000), ("Binh/99_sample.ipynb", b"{}")], compression=0)
    place.write_bytes(place.read_bytes().replace(b"abcabc", b"abcabd", 1))
    reasons = {own.student: own.reason for own in collect(place, NOTEBOOKS)}
    assert "cannot be read" in reasons["An"]
    assert reasons["Binh"] == ""


def test_a_member_with_an_impossible_date_counts_as_saved_long_ago(pack):
    member = zipfile.ZipInfo("An/99_sample.ipynb")
    member.date_time = (2107, 15, 31, 31, 63, 62)
    (own,) = collect(pack([(member, b"{}")]), NOTEBOOKS)
    assert own.content == b"{}"


def test_an_archive_with_too_many_files_is_not_opened(pack, monkeypatch):
    monkeypatch.setattr(collecting, "MAX_MEMBERS", 3)
    place = pack([(f"s{number}/99_sample.ipynb", b"{}") for number in range(4)])
    with pytest.raises(CollectError, match="more than 3 files"):
        list(collect(place, NOTEBOOKS))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda _: None, "There is no folder or archive"),
        (lambda path: path.mkdir(), "There is nothing to grade"),
        (lambda path: path.write_text("hello", encoding="utf-8"), "neither a folder nor a ZIP archive"),
        (lambda path: path.write_bytes(_directory_cut_off()), "is damaged"),
    ],
)
def test_what_cannot_be_collected_at_all_is_a_sentence(tmp_path, make, words):
    path = tmp_path / "class"
    make(path)
    with pytest.raises(CollectError, match=words):
        list(collect(path, NOTEBOOKS))


def _directory_cut_off():
    """Return the end of an archive whose directory is not where the end says."""
    return b"PK\x05\x06" + bytes(4) + (1).to_bytes(2, "little") * 2 + (46).to_bytes(4, "little") + bytes(6)


def test_files_are_read_one_by_one_so_that_any_number_fits(hand_in, monkeypatch):
    folder = hand_in("An/99_sample.ipynb", "Binh/99_sample.ipynb")
    opened = []
    honest = Path.open
    monkeypatch.setattr(Path, "open", lambda path, *rest: (opened.append(path), honest(path, *rest))[1])
    first = next(collect(folder, NOTEBOOKS))
    assert (first.student, len(opened)) == ("An", 1)
