"""The files of an author's workbook: which solution makes which exercise and feedback file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bamboo_diplomacy import notebookfile, topics, wholefile
from bamboo_diplomacy.author import solution as solutions
from bamboo_diplomacy.author.execute import executed
from bamboo_diplomacy.author.release import Release, feedback_text, release
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.practice import feedback


class NotAnAuthorsFolderError(BambooError):
    """A folder has no solutions."""


@dataclass(frozen=True)
class Released:
    """What a release of one notebook changed: the names of files, relative to the workbook's folder."""

    notebook: str
    changed: tuple[str, ...]


def solutions_of(root: Path, wanted: Sequence[str] = ()) -> list[Path]:
    """Return the solution notebooks of a workbook, all or those of some topics.

    Raises
    ------
    NotAnAuthorsFolderError
        If the folder has no solutions.
    UnknownTopicError
        If a topic is not there.
    """
    found = topics.notebooks(root / "solutions")
    if not found:
        raise NotAnAuthorsFolderError(
            f"{root} has no solution notebooks (solutions/01_….ipynb): run this in the folder of the repository, "
            "or name it with --root."
        )
    return topics.chosen(found, wanted)


def run_solution(path: Path) -> bool:
    """Run a solution notebook and store its outputs; return whether the file changed."""
    before = notebookfile.read(path)
    fresh = executed(path.stem, before, path.parent)
    if notebookfile.text_of(fresh) == path.read_text(encoding="utf-8"):
        return False
    notebookfile.write(path, fresh)
    return True


def write_release(root: Path, path: Path) -> Released:
    """Write the exercise and the feedback file of a solution notebook; files that are current stay untouched."""
    behind = _behind(root, release(solutions.read(path)))
    for target, text in behind.items():
        wholefile.write(target, text.encode())
    return Released(path.stem, _names(root, behind))


def stale(root: Path, path: Path) -> tuple[str, ...]:
    """Return which generated files of a solution notebook are missing or are not what it generates now."""
    return outdated(root, release(solutions.read(path)))


def outdated(root: Path, released: Release) -> tuple[str, ...]:
    """Return which files of a release are missing in a workbook or differ from it."""
    return _names(root, _behind(root, released))


def _names(root: Path, files: Iterable[Path]) -> tuple[str, ...]:
    return tuple(file.relative_to(root).as_posix() for file in files)


def _behind(root: Path, released: Release) -> dict[Path, str]:
    """Return the files of a release that a workbook lacks or has otherwise, with what is to stand in them."""
    return {
        target: text
        for target, text in _generated(root, released).items()
        if not target.is_file() or target.read_text(encoding="utf-8") != text
    }


def _generated(root: Path, released: Release) -> dict[Path, str]:
    name = released.feedback.notebook
    return {
        root / "exercises" / f"{name}.ipynb": notebookfile.text_of(released.exercise),
        feedback.folder(root) / f"{name}.json": feedback_text(released.feedback),
    }
