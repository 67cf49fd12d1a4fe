"""Tables for other programs: CSV in UTF-8, quoted where needed, safe in spreadsheets, and never half written."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from bamboo_diplomacy import wholefile
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.grade.gradebook import Record
from bamboo_diplomacy.practice.verdict import Verdict
from bamboo_diplomacy.strings import say

GRADEBOOK_COLUMNS = (
    "student",
    "notebook",
    "status",
    "points",
    "max_points",
    "right",
    "wrong",
    "not_attempted",
    "error",
    "limit",
    "to_mark",
    "seconds",
    "submission_sha256",
    "exercise_version",
)
TASK_COLUMNS = ("student", "notebook", "task", "verdict", "points", "max_points", "message")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_COUNTED = (Verdict.RIGHT, Verdict.WRONG, Verdict.NOT_ATTEMPTED, Verdict.ERROR, Verdict.LIMIT, Verdict.TO_MARK)


class OutputError(BambooError):
    """A file cannot be written; what was graded is in the gradebook."""


def gradebook_rows(records: Iterable[Record]) -> list[list[object]]:
    """Return a row per student and notebook, in the order of `GRADEBOOK_COLUMNS`."""
    return [
        [
            own.student,
            own.notebook,
            own.status,
            own.points,
            own.max_points,
            *(own.count(verdict) for verdict in _COUNTED),
            own.seconds,
            own.sha256,
            own.version,
        ]
        for own in records
    ]


def task_rows(records: Iterable[Record]) -> list[list[object]]:
    """Return a row per student and task, in the order of `TASK_COLUMNS`."""
    return [
        [own.student, own.notebook, task.task, task.verdict, task.points, task.max_points, task.message]
        for own in records
        for task in own.tasks
    ]


def write_csv(
    path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]], *, spreadsheet: bool = False
) -> None:
    """Write a table in one step; every text is quoted, so that another separator in it splits no cell.

    Parameters
    ----------
    path
        The file.
    columns, rows
        The head and what stands below it.
    spreadsheet
        Whether people open the file: a mark in front tells spreadsheets that it is UTF-8.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(columns)
    writer.writerows([[safe(value) for value in row] for row in rows])
    write_text(path, ("\ufeff" if spreadsheet else "") + text.getvalue())


def safe(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula; numbers stay numbers.

    Examples
    --------
    >>> safe("=SUM(A1)"), safe("Nguyễn, An"), safe(-1.5)
    ("'=SUM(A1)", 'Nguyễn, An', -1.5)
    """
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def plain(text: str) -> str:
    """Return a text as it was before `safe`.

    Examples
    --------
    >>> plain(safe("=SUM(A1)")), plain("'quoted'")
    ('=SUM(A1)', "'quoted'")
    """
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def write_text(path: Path, text: str) -> None:
    """Write a file in one step: a reader sees the old file or the new one, never half of it.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    try:
        wholefile.write(path, text.encode(), private=True)
    except OSError as error:
        raise OutputError(say("grade.output", file=path, reason=error.strerror)) from error
