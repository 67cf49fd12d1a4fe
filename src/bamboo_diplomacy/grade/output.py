"""What a grading run leaves behind: tables, pages, and a summary that a teacher can read."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bamboo_diplomacy.grade import classview, essays, reports, tables
from bamboo_diplomacy.grade.gradebook import Gradebook, Mark, Record
from bamboo_diplomacy.grade.pipeline import Summary
from bamboo_diplomacy.grade.reference import Reference
from bamboo_diplomacy.grade.tables import OutputError
from bamboo_diplomacy.strings import say

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


def write(folder: Path, book: Gradebook, references: Mapping[str, Reference]) -> list[Path]:
    """Write everything that follows from the gradebook, and return the files of interest."""
    records = book.latest()
    marks = book.marks()
    waiting = essays.essays_of(records, references)
    written = [folder / name for name in ("gradebook.csv", "tasks.csv", "moodle.csv", "canvas.csv")]
    tables.write_csv(written[0], tables.GRADEBOOK_COLUMNS, tables.gradebook_rows(records))
    tables.write_csv(written[1], tables.TASK_COLUMNS, tables.task_rows(records))
    tables.write_csv(written[2], ("Identifier", "Full name", "Grade", "Feedback comments"), tables.moodle_rows(records))
    notebooks = sorted({own.notebook for own in records})
    tables.write_csv(written[3], ("Student", "ID", *notebooks), tables.canvas_rows(records))
    written.append(essays.write(folder, waiting))
    reports.write_feedback(folder, records, comments(waiting, marks))
    written += [reports.write_class_view(folder, classview.views(records)), folder / "feedback"]
    return written


def comments(waiting: Sequence[essays.Essay], marks: Sequence[Mark]) -> dict[tuple[str, str, str], str]:
    """Return what to tell each student about a marked essay."""
    told = {}
    for essay in waiting:
        own = [
            mark
            for mark in marks
            if (mark.student, mark.notebook, mark.task, mark.sha256)
            == (essay.student, essay.notebook, essay.task, essay.sha256)
        ]
        earned = essays.points(essay, marks)
        if earned is not None:
            most = sum(max(criterion.points) for criterion in essay.criteria)
            words = " ".join(f"{mark.criterion}: {mark.level:g}. {mark.comment}".strip() for mark in own)
            told[essay.student, essay.notebook, essay.task] = say(
                "report.marked", None, points=f"{earned:g}", max_points=f"{most:g}", comment=words
            )
    return told


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


def final_rows(
    records: Sequence[Record],
    waiting: Sequence[essays.Essay],
    marks: Sequence[Mark],
    penalty: Mapping[tuple[str, str], float],
) -> list[list[object]]:
    """Return a row per student and notebook with everything that counts."""
    rows: list[list[object]] = []
    for own in records:
        mine = [essay for essay in waiting if (essay.student, essay.notebook) == (own.student, own.notebook)]
        earned = [essays.points(essay, marks) for essay in mine]
        essay_points = sum(points for points in earned if points is not None)
        lost = penalty.get((own.student, own.notebook), 0.0)
        total = round((own.points + essay_points) * (1 - lost), 2)
        open_essays = sum(points is None for points in earned)
        rows.append(
            [own.student, own.notebook, own.status, own.points, essay_points, lost, total, own.max_points, open_essays]
        )
    return rows


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
