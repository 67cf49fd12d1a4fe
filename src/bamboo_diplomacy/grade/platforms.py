"""What learning platforms import: the columns that each insists on, and one grade where it has one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from bamboo_diplomacy.grade.gradebook import Record
from bamboo_diplomacy.grade.pipeline import GRADED
from bamboo_diplomacy.grade.totals import Totals

MOODLE_COLUMNS = ("Identifier", "Full name", "Grade", "Last modified (grade)", "Feedback comments")
"""Moodle refuses a table that lacks the first, the third or the fourth."""

CANVAS_COLUMNS = ("Student", "ID", "Section")
"""Canvas refuses a table that lacks one of them; a column per exercise follows."""


def moodle_rows(records: Iterable[Record], totals: Totals, written: str) -> list[list[object]]:
    """Return a row per participant for Moodle's import of an assignment's grades, in the order of `MOODLE_COLUMNS`.

    An assignment has one grade, so several exercises in it are added up. Where none could be graded, there is no grade.

    Parameters
    ----------
    records
        The state that counts of each submission.
    totals
        What each comes to.
    written
        When the table is written: Moodle passes over a grade that was changed there later.
    """
    by_participant: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for own in records:
        by_participant[own.platform_id, own.student].append(own)
    return [
        [f"Participant {number}" if number else "", student, _grade(handed_in, totals), written, _notes(handed_in)]
        for (number, student), handed_in in by_participant.items()
    ]


def canvas_rows(records: Sequence[Record], totals: Totals) -> list[list[object]]:
    """Return a row per student for Canvas's import of a gradebook: `CANVAS_COLUMNS`, then a column per exercise.

    What was not handed in or could not be graded is left empty: Canvas then keeps what it has.
    """
    notebooks = sorted({own.notebook for own in records})
    handed_in = {(own.student, own.notebook): own for own in records}
    students = {own.student: own.platform_id for own in records}
    return [
        [student, number, "", *(_grade(_present(handed_in.get((student, name))), totals) for name in notebooks)]
        for student, number in students.items()
    ]


def _present(record: Record | None) -> list[Record]:
    return [record] if record else []


def _grade(handed_in: Iterable[Record], totals: Totals) -> object:
    """Return the points of what could be graded; an empty text if nothing could."""
    points = [totals[own.student, own.notebook].points for own in handed_in if own.status == GRADED]
    return sum(points) if points else ""


def _notes(handed_in: Iterable[Record]) -> str:
    return " ".join(note for own in handed_in for note in own.notes)
