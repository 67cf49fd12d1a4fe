"""Folders for temporary files that go even when nobody could remove them.

A process that is killed leaves its folder behind. Each folder is therefore locked as long as its owner lives, which
the operating system sees to, and whoever makes a folder removes those of the same kind that nobody owns any more.
"""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_NEW = 60.0
"""Seconds in which a folder may be made and not locked yet."""


class ScratchFolder:
    """A folder for temporary files of this process.

    Parameters
    ----------
    prefix
        How its name begins: one word for one kind of folder.

    Examples
    --------
    >>> folder = ScratchFolder("bamboo-example-")
    >>> folder.path.is_dir()
    True
    >>> folder.remove()
    >>> folder.path.exists()
    False
    """

    def __init__(self, prefix: str) -> None:
        _remove_abandoned(prefix)
        self.path = Path(tempfile.mkdtemp(prefix=prefix))
        self._lock = _lock(self.path)

    def remove(self) -> None:
        """Remove the folder and everything in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _remove_abandoned(prefix: str) -> None:
    """Remove folders whose owner is gone; where folders cannot be locked, none is touched."""
    for path in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        lock = _lock(path) if _may_be_abandoned(path) else None
        if lock is not None:
            shutil.rmtree(path, ignore_errors=True)
            os.close(lock)


def _may_be_abandoned(path: Path) -> bool:
    if sys.platform == "win32":
        return False
    try:
        about = path.lstat()
    except OSError:  # somebody else has just removed it
        return False
    return about.st_uid == os.getuid() and time.time() - about.st_mtime > _NEW


def _lock(path: Path) -> int | None:
    """Return a descriptor that locks a folder until it is closed; None if somebody else has locked it."""
    if sys.platform == "win32":
        return None
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor
