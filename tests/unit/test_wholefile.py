"""Files that are written whole: the old one or the new one, for whom it is meant, and nothing left beside it."""

import os
import stat

import pytest

from bamboo_diplomacy import wholefile


def test_a_file_that_is_there_is_replaced(tmp_path):
    wholefile.write(tmp_path / "a.txt", b"old")
    wholefile.write(tmp_path / "a.txt", b"new", durable=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"new"}


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    def fail(*_: object) -> None:
        raise OSError("The disk is full.")

    wholefile.write(tmp_path / "a.txt", b"old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="The disk is full"):
        wholefile.write(tmp_path / "a.txt", b"new", durable=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"old"}


def test_a_place_that_is_taken_by_a_folder_is_an_error_and_leaves_nothing(tmp_path):
    (tmp_path / "a.txt" / "b").mkdir(parents=True)
    with pytest.raises(OSError, match=r"a\.txt"):
        wholefile.write(tmp_path / "a.txt", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_an_ordinary_file_has_the_rights_of_any_other_and_a_private_one_its_owners_alone(tmp_path):
    (tmp_path / "any").touch()
    wholefile.write(tmp_path / "ordinary", b"")
    wholefile.write(tmp_path / "private", b"", private=True)
    rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    owners_alone = 0o600 if os.name == "posix" else rights["any"]  # Windows knows no others
    assert rights == {"any": rights["any"], "ordinary": rights["any"], "private": owners_alone}
