"""A student's working folder: where it is, and bringing it up to date."""

import re
from pathlib import Path

from bamboo_diplomacy import __version__, workbook
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.lab import manifest
from bamboo_diplomacy.lab.update import Delivery, Update
from bamboo_diplomacy.practice.progress import working_folder
from bamboo_diplomacy.strings import say

DEFAULT_NAME = "bamboo-workbook"


class WorkingFolderError(BambooError):
    """A working folder cannot be made or brought up to date."""


def choose(named: Path | None, current: Path) -> Path:
    """Return the folder to work in.

    Parameters
    ----------
    named
        What the student asked for, if anything.
    current
        The folder in which the command was called.

    Returns
    -------
    pathlib.Path
        The named folder; else the working folder that the current one lies in; else ``bamboo-workbook`` in it.
    """
    if named is not None:
        return (current / named.expanduser()).resolve()
    return working_folder(current) or (current / DEFAULT_NAME).resolve()


def prepare(folder: Path) -> Delivery:
    """Make a working folder, or bring it up to date.

    A file that is missing is delivered. An old copy in which the student has typed nothing is replaced. A file of the
    student's own is left as it is, under the name that she gave it; if the workbook has a newer version, that one is
    laid beside it, once, with her answers and her own cells in it.
    A folder that a newer version brought up to date is left alone, and so is the workbook itself, which is a folder to
    work in for its authors.

    Parameters
    ----------
    folder
        Where to work; made if it is not there.

    Returns
    -------
    Delivery
        What was added, updated and laid beside.

    Raises
    ------
    WorkingFolderError
        If the folder cannot be made or written.
    WorkbookNotFoundError
        If the installation has no workbook files.
    """
    source = workbook.root()
    record = manifest.read(folder)
    if folder == source:
        return Delivery(folder)
    if _numbers(record.version) > _numbers(__version__):
        return Delivery(folder, newer=record.version)
    update = Update(folder, record)
    try:
        update.run(source)
    except OSError as error:
        raise WorkingFolderError(
            say("lab.folder.unwritable", folder=folder, path=error.filename, reason=error.strerror)
        ) from error
    return update.delivery


def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, which tell an older one from a newer one."""
    return tuple(int(number) for number in re.findall(r"\d+", version))
