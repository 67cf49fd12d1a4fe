"""Folders for temporary files: gone with their owner, at the latest when the next one is made; never before."""

import os
import subprocess
import sys
import tempfile

import pytest

from bamboo_diplomacy import scratch
from bamboo_diplomacy.scratch import ScratchFolder

ABANDON = """
import os, sys, tempfile
from bamboo_diplomacy.scratch import ScratchFolder
tempfile.tempdir = sys.argv[1]
print(ScratchFolder("bamboo-test-").path.name, flush=True)
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """Return the folder in which temporary folders are made; no folder counts as new."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(scratch, "_NEW", -1.0)
    return tmp_path


def abandoned(folder):
    ended = subprocess.run([sys.executable, "-c", ABANDON, str(folder)], stdout=subprocess.PIPE, text=True, check=False)
    return folder / ended.stdout.strip()


POSIX = ["posix"] if os.name == "posix" else []


@pytest.mark.parametrize("_", POSIX)
def test_what_a_killed_process_left_goes_when_the_next_folder_is_made(temporary, _):
    left = abandoned(temporary)
    assert left.is_dir()
    ScratchFolder("bamboo-test-").remove()
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("_", POSIX)
def test_what_is_in_use_new_of_another_kind_or_no_folder_stays(temporary, monkeypatch, _):
    used, other = ScratchFolder("bamboo-test-"), temporary / "bamboo-other-1"
    other.mkdir()
    (temporary / "bamboo-test-link").symlink_to(other)
    (temporary / "bamboo-test-file").touch()
    ScratchFolder("bamboo-test-").remove()
    monkeypatch.setattr(scratch, "_NEW", 3600.0)
    left = abandoned(temporary)
    ScratchFolder("bamboo-test-").remove()
    assert used.path.is_dir()
    assert left.is_dir()
    assert other.is_dir()
    assert (temporary / "bamboo-test-file").exists()
    used.remove()


def test_a_folder_is_removed_with_what_is_in_it(temporary):
    folder = ScratchFolder("bamboo-test-")
    (folder.path / "inner").mkdir()
    folder.remove()
    folder.remove()
    assert list(temporary.iterdir()) == []
