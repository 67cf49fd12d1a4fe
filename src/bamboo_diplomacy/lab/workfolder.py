"""A student's working folder: filled from the workbook and kept up to date without overwriting the student's work."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from bamboo_diplomacy import __version__, workbook
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.lab import manifest
from bamboo_diplomacy.lab.manifest import Entry, digest, typed_digest
from bamboo_diplomacy.practice.progress import working_folder
from bamboo_diplomacy.strings import say

DEFAULT_NAME = "bamboo-workbook"
README = "README.md"
# Notebooks and their pictures; feedback and quizzes stay in the workbook, where the kernel reads them.
DELIVERED = (".ipynb", ".png", ".svg")


class WorkingFolderError(BambooError):
    """A working folder cannot be made or brought up to date."""


@dataclass(frozen=True)
class Delivery:
    """What bringing a working folder up to date did.

    Parameters
    ----------
    folder
        The working folder.
    added, updated
        Paths in the folder of files that are new, and of old copies that were replaced.
    beside
        From a file that the student has changed to the newer version that was laid beside it.
    """

    folder: Path
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    beside: dict[str, str] = field(default_factory=dict)

    @property
    def notebooks(self) -> list[Path]:
        """The notebooks that were written, each just as the workbook has it."""
        written = [*self.added, *self.updated, *self.beside.values()]
        return [self.folder / path for path in written if path.endswith(".ipynb")]


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
    student's own is left as it is; if the workbook has a newer version, that one is laid beside it, once.
    The workbook itself is a folder to work in too, for its authors: it gets nothing.

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
    delivery = Delivery(folder)
    if folder == source:
        return delivery
    record = manifest.read(folder)
    try:
        for path, content in _files(source):
            record[path] = _deliver(delivery, path, content, record.get(path))
        manifest.write(folder, record)
    except OSError as error:
        raise WorkingFolderError(
            say("lab.folder.unwritable", folder=folder, path=error.filename, reason=error.strerror)
        ) from error
    return delivery


def _files(source: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what a student gets: path in the working folder, content."""
    yield README, say("lab.folder.readme").encode()
    for kind in ("notebooks", "exercises"):
        for file in sorted((source / kind).rglob("*")):
            path = file.relative_to(source)
            if file.suffix in DELIVERED and not any(part.startswith(".") for part in path.parts):
                yield path.as_posix(), file.read_bytes()


def _deliver(delivery: Delivery, path: str, content: bytes, known: Entry | None) -> Entry:
    """Bring one file up to date and return its new entry."""
    target = delivery.folder / path
    fresh = Entry(digest(content), typed_digest(content))
    if not target.exists():
        manifest.write_atomically(target, content)
        delivery.added.append(path)
        return fresh
    known = known or Entry()
    present = typed_digest(target.read_bytes())
    if known.delivered == fresh.delivered:
        return known
    if present == known.typed:
        manifest.write_atomically(target, content)
        delivery.updated.append(path)
        return fresh
    if present == fresh.typed:
        return fresh
    if known.offered != fresh.delivered:
        delivery.beside[path] = _lay_beside(delivery.folder, path, content)
    return replace(known, offered=fresh.delivered)


def _lay_beside(folder: Path, path: str, content: bytes) -> str:
    """Write a newer version under a name of its own, and return its path.

    The name keeps the ending, so that JupyterLab opens it, and says which version it is: ``x.new-0.2.0.ipynb``. Where
    that name is taken by other content, a digest makes it unique.
    """
    pure = PurePosixPath(path)
    names = [f"{pure.stem}.new-{__version__}", f"{pure.stem}.new-{__version__}-{digest(content)[:8]}"]
    for beside in (pure.with_name(name + pure.suffix) for name in names):
        target = folder / beside
        if not target.exists():
            manifest.write_atomically(target, content)
            break
        if target.read_bytes() == content:
            break
    return beside.as_posix()
