"""What a grading run leaves behind: tables, pages, and a summary that a teacher can read."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bamboo_diplomacy.grade import classview, essays, platforms, reports, tables
from bamboo_diplomacy.grade.gradebook import Gradebook, Mark, Record
from bamboo_diplomacy.grade.pipeline import Summary
from bamboo_diplomacy.grade.reference import Reference
from bamboo_diplomacy.grade.tables import OutputError
from bamboo_diplomacy.grade.totals import Totals, totals
from bamboo_diplomacy.strings import say

FINAL_COLUMNS = (
    "student",
    "notebook",
    "status",
    "check_points",
    "essay_points",
    "late_penalty",
    "total",
    "max_points",
    "essays_to_mark",
)
_MOST_CHANGES = 20


def prepare(folder: Path) -> None:
    """Make the output folder.

    Raises
    ------
    OutputError
        If it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(say("grade.output", file=folder, reason=error.strerror)) from error


def write(
    folder: Path,
    book: Gradebook,
    references: Mapping[str, Reference],
    penalties: Mapping[tuple[str, str], float] | None = None,
) -> list[Path]:
    """Write everything that follows from the gradebook, and return the files of interest.

    Parameters
    ----------
    folder
        The output folder.
    book
        The gradebook.
    references
        The teacher's notebooks by name.
    penalties
        What lateness takes off, by student and notebook; None as long as no final gradebook is asked for.

    Raises
    ------
    OutputError
        If a file cannot be written.
    """
    records, marks = book.latest(), book.marks()
    waiting = essays.essays_of(records, references)
    counted = totals(records, waiting, marks, penalties or {})
    now = dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")
    notebooks = sorted({own.notebook for own in records})
    written = {
        "gradebook.csv": (tables.GRADEBOOK_COLUMNS, tables.gradebook_rows(records)),
        "tasks.csv": (tables.TASK_COLUMNS, tables.task_rows(records)),
        "moodle.csv": (platforms.MOODLE_COLUMNS, platforms.moodle_rows(records, counted, now)),
        "canvas.csv": ((*platforms.CANVAS_COLUMNS, *notebooks), platforms.canvas_rows(records, counted)),
    }
    if penalties is not None:
        written["final.csv"] = (FINAL_COLUMNS, final_rows(records, counted))
    for name, (columns, rows) in written.items():
        tables.write_csv(folder / name, columns, rows)
    table = essays.write(folder, waiting)
    reports.write_feedback(folder, records, marked(waiting, marks), counted)
    page = reports.write_class_view(folder, classview.views(records))
    return [*(folder / name for name in written), table, page, folder / "feedback"]


def marked(waiting: Sequence[essays.Essay], marks: Sequence[Mark]) -> dict[tuple[str, str, str], reports.Marked]:
    """Return, by student, notebook and task, what each essay that is fully marked has got."""
    found = {}
    for essay in waiting:
        earned = essays.points(essay, marks)
        if earned is not None:
            words = "\n".join(f"{mark.criterion}: {mark.level:g}. {mark.comment}".strip() for mark in essay.own(marks))
            found[essay.student, essay.notebook, essay.task] = reports.Marked(earned, words)
    return found


def lines(summary: Summary, written: Sequence[Path]) -> list[str]:
    """Return the summary for a person."""
    text = [
        say(
            "grade.summary",
            None,
            total=summary.total,
            graded=summary.graded,
            kept=summary.kept,
            refused=summary.not_gradable,
        )
    ]
    for change in summary.changes[:_MOST_CHANGES]:
        where = f"{change.student}, {change.notebook} {change.task}".rstrip()
        text.append(say("grade.changed", where=where, before=change.before, after=change.after))
    if len(summary.changes) > _MOST_CHANGES:
        text.append(say("grade.more_changes", count=len(summary.changes) - _MOST_CHANGES))
    return [*text, *(say("grade.written", file=path) for path in written)]


def as_json(summary: Summary, written: Sequence[Path], seed: int) -> dict[str, object]:
    """Return the summary for a program."""
    return {
        "total": summary.total,
        "graded": summary.graded,
        "kept": summary.kept,
        "not_gradable": summary.not_gradable,
        "changes": [vars(change) for change in summary.changes],
        "files": [str(path) for path in written],
        "seed": seed,
    }


def final_rows(records: Iterable[Record], totals: Totals) -> list[list[object]]:
    """Return a row per student and notebook with everything that counts, in the order of `FINAL_COLUMNS`."""
    rows: list[list[object]] = []
    for own in records:
        total = totals[own.student, own.notebook]
        points = [total.checks, total.essays, total.penalty, total.points, own.max_points, total.open_essays]
        rows.append([own.student, own.notebook, own.status, *points])
    return rows
