"""What ``bamboo check`` does: a student's notebook, rebuilt from the workbook's own exercise, run and judged."""

import glob
from collections.abc import Callable
from pathlib import Path

from bamboo_diplomacy import notebookfile, topics, workbook
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.grade.jobs import Job
from bamboo_diplomacy.grade.rebuild import rebuild
from bamboo_diplomacy.grade.reference import Reference, from_exercise
from bamboo_diplomacy.grade.results import NotebookResult
from bamboo_diplomacy.grade.session import CELL_SECONDS, run
from bamboo_diplomacy.grade.submission import Submission, parse
from bamboo_diplomacy.practice import asked, feedback, progress
from bamboo_diplomacy.strings import say


class SelfCheckError(BambooError):
    """A notebook cannot be checked; the sentence says what to do."""


def check_notebook(
    path: Path, *, seconds: float = CELL_SECONDS, started: Callable[[str], None] | None = None
) -> NotebookResult:
    """Check one notebook: nothing that was saved in it counts but the source of the answers.

    Parameters
    ----------
    path
        The student's notebook.
    seconds
        How long one cell may take.
    started
        Called with the name of the exercise before it is run.

    Raises
    ------
    SelfCheckError
        If the file is missing or belongs to no exercise of the workbook.
    UnreadableSubmissionError
        If the file is damaged.
    """
    submission = parse(_content(path))
    reference = _reference(path, submission)
    if started:
        started(reference.notebook)
    name = path.stem
    result = run([Job(name, rebuild(reference, submission), path.resolve().parent)], seconds=seconds)[name]
    home = progress.working_folder(path.parent)
    marks = {cell.check: asked.of_check(cell.expected.to_json()) for cell in reference.cells if cell.expected}
    for check in result.checks:
        progress.record(check.check, check.verdict, home, asked=marks.get(check.check, ""))
    return result


def own_exercises(folder: Path) -> list[Path]:
    """Return the exercises in a working folder, or in a folder of notebooks itself."""
    inner = folder / "exercises"
    return topics.notebooks(inner if inner.is_dir() else folder)


def worked_on(path: Path) -> Path:
    """Return the file of an exercise that the student works on, of hers and the newer versions laid beside it.

    It is the one that was saved last: an update lays the newer version beside hers with her answers in it.
    """
    newer = path.parent.glob(f"{glob.escape(path.stem)}.new-*.ipynb")
    return max([path, *newer], key=lambda file: file.stat().st_mtime_ns)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SelfCheckError(say("check.no_file", file=path)) from error
    except OSError as error:
        raise SelfCheckError(say("check.not_readable", file=path, reason=error.strerror)) from error


def _reference(path: Path, submission: Submission) -> Reference:
    root = workbook.root()
    known = {exercise.stem: exercise for exercise in topics.notebooks(root / "exercises")}
    name = next((own for own in (submission.notebook, path.stem) if own in known), "")
    if not name:
        raise SelfCheckError(say("check.not_an_exercise", file=path, names=", ".join(known)))
    file = feedback.folder(root) / f"{name}.json"
    try:
        own = feedback.read(file) if file.is_file() else None
    except feedback.FeedbackFileError as error:
        raise SelfCheckError(str(error)) from error
    return from_exercise(notebookfile.read(known[name]), own)
