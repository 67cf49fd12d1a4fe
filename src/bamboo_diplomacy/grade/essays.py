"""Essays: out to a table for markers, back as marks; twice and blind, if wanted, with the markers' agreement."""

import codecs
import csv
import hashlib
import io
import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.grade.gradebook import Mark, Record
from bamboo_diplomacy.grade.reference import Reference
from bamboo_diplomacy.grade.rubric import Criterion, criteria
from bamboo_diplomacy.grade.tables import plain, write_csv
from bamboo_diplomacy.models.agreement import cohen_kappa
from bamboo_diplomacy.practice.composed import composed
from bamboo_diplomacy.strings import say

FILE = "essays.csv"
BLIND_FILE = "essays_blind.csv"
FILES = (FILE, BLIND_FILE)
COLUMNS = ("essay", "student", "notebook", "task", "criterion", "levels", "level", "marker", "comment", "text")
BLIND_COLUMNS = tuple(column for column in COLUMNS if column != "student")
LONGEST_TEXT = 30_000
"""Characters of an essay in a table: spreadsheets cut a cell after 32,767."""

_NEEDED = ("essay", "criterion", "level")
_WRITTEN = ("level", "marker", "comment")
_LINE = "line"


class MarksError(BambooError):
    """A table of marks cannot be used; the sentence names the row."""


@dataclass(frozen=True)
class Essay:
    """One essay for markers.

    The digest is that of the text: who hands in other code and the same essay keeps its marks.
    """

    id: str
    student: str
    notebook: str
    task: str
    sha256: str
    text: str
    criteria: tuple[Criterion, ...]

    def own(self, marks: Iterable[Mark]) -> list[Mark]:
        """Return the marks of this essay."""
        name = (self.student, self.notebook, self.task, self.sha256)
        return [mark for mark in marks if (mark.student, mark.notebook, mark.task, mark.sha256) == name]


def essays_of(records: Iterable[Record], references: Mapping[str, Reference]) -> list[Essay]:
    """Return the essays of all submissions, with the rubric of each."""
    found = []
    for own in records:
        reference = references.get(own.notebook)
        rubrics = {cell.task: cell.source for cell in reference.cells if cell.role == "rubric"} if reference else {}
        for task, text in own.essays:
            if task in rubrics:
                digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
                name = _identifier(own.student, own.notebook, task, digest)
                found.append(Essay(name, own.student, own.notebook, task, digest, text, criteria(rubrics[task])))
    return found


def write(folder: Path, essays: Sequence[Essay], *, blind: bool = False) -> Path:
    """Write the table that a marker fills in: a row per criterion, the text beside the first.

    What a marker has written into the table stays; a row of an essay that was replaced moves to the end. With `blind`,
    there are no names, and the order is that of the identifiers.

    Raises
    ------
    MarksError
        If there is such a table and it cannot be read: it may hold marks.
    """
    path = folder / (BLIND_FILE if blind else FILE)
    columns = BLIND_COLUMNS if blind else COLUMNS
    begun: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in _rows(path):
        if any(row[column] for column in _WRITTEN):
            begun[row["essay"], row["criterion"]].append(row)
    rows = []
    for essay in sorted(essays, key=lambda essay: essay.id) if blind else essays:
        for row in _empty_rows(essay):
            written = begun.pop((row["essay"], row["criterion"]), [{}])
            rows += [{**row, **{column: own.get(column, "") for column in _WRITTEN}} for own in written]
    rows += [row for left in begun.values() for row in left]
    write_csv(path, columns, [[row.get(column, "") for column in columns] for row in rows], spreadsheet=True)
    return path


def read(path: Path, essays: Sequence[Essay], earlier: Iterable[Essay] = ()) -> list[Mark]:
    """Return the marks that a marker filled in; rows without a level are passed over.

    Parameters
    ----------
    path
        The table; if there is none, there are no marks.
    essays
        The essays that count.
    earlier
        Essays of submissions that were replaced: their rows are passed over.

    Raises
    ------
    MarksError
        If the table is damaged, a level is not one of the rubric, or an essay is unknown; the row is named.
    """
    known = {essay.id: essay for essay in essays}
    replaced = {essay.id for essay in earlier} - known.keys()
    marked = [row for row in _rows(path) if row["level"] and row["essay"] not in replaced]
    return [_mark(path.name, row, known) for row in marked]


def _rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table, as this program or a spreadsheet saved it, with the line of each."""
    if not path.is_file():
        return []
    try:
        text = _decoded(path.read_bytes())
    except OSError as error:
        raise MarksError(say("marks.unreadable", file=path, reason=error.strerror)) from error
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)  # a spreadsheet uses another one where the comma is the decimal sign
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    missing = [column for column in _NEEDED if column not in (reader.fieldnames or ())]
    if missing:
        raise MarksError(say("marks.columns", file=path.name, names=", ".join(missing)))
    try:
        return [{name: _cell(row.get(name)) for name in COLUMNS} | {_LINE: str(reader.line_num)} for row in reader]
    except csv.Error as error:
        raise MarksError(say("marks.unreadable", file=path, reason=error)) from error


def _cell(value: str | None) -> str:
    return plain(composed(value or "").strip())


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1258", "replace")


def _empty_rows(essay: Essay) -> list[dict[str, str]]:
    about = {"essay": essay.id, "student": essay.student, "notebook": essay.notebook, "task": essay.task}
    return [
        {
            **about,
            "criterion": criterion.name,
            "levels": " / ".join(f"{points:g}" for points in criterion.points),
            "text": "" if number else _shown(essay.text),
        }
        for number, criterion in enumerate(essay.criteria)
    ]


def _shown(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}\n{say('marks.cut', count=len(text))}"


def _mark(file: str, row: Mapping[str, str], known: Mapping[str, Essay]) -> Mark:
    line = row[_LINE]
    essay = known.get(row["essay"])
    if essay is None:
        raise MarksError(say("marks.unknown_essay", file=file, line=line, essay=row["essay"]))
    criterion = next((own for own in essay.criteria if own.name == row["criterion"]), None)
    if criterion is None:
        raise MarksError(say("marks.unknown_criterion", file=file, line=line, criterion=row["criterion"]))
    try:
        level = float(row["level"].replace(",", "."))
    except ValueError:
        level = math.nan
    if level not in criterion.points:
        levels = ", ".join(f"{points:g}" for points in criterion.points)
        raise MarksError(say("marks.level", file=file, line=line, level=row["level"], levels=levels))
    marker = row["marker"] or ("blind" if file == BLIND_FILE else "first")
    return Mark(essay.student, essay.notebook, essay.task, essay.sha256, criterion.name, level, marker, row["comment"])


def points(essay: Essay, marks: Iterable[Mark]) -> float | None:
    """Return the points of an essay: the mean over its markers of their sums; None if a criterion is not marked."""
    by_marker: dict[str, dict[str, float]] = defaultdict(dict)
    for mark in essay.own(marks):
        by_marker[mark.marker][mark.criterion] = mark.level
    sums = [sum(levels.values()) for levels in by_marker.values() if len(levels) == len(essay.criteria)]
    return sum(sums) / len(sums) if sums else None


def agreement(marks: Sequence[Mark]) -> dict[str, tuple[float, int]]:
    """Return, by criterion, Cohen's kappa of two markers of the same text and on how many essays it rests.

    Of several markers, the first two of each essay are compared, in the order in which they came to the gradebook.
    """
    order = list(dict.fromkeys(mark.marker for mark in marks))
    levels: dict[str, dict[tuple[str, str, str, str], dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for mark in marks:
        levels[mark.criterion][mark.student, mark.notebook, mark.task, mark.sha256][mark.marker] = mark.level
    found = {}
    for criterion, essays in levels.items():
        judged = [[own[marker] for marker in order if marker in own] for own in essays.values()]
        pairs = [(first, second) for first, second, *_ in (own for own in judged if len(own) > 1)]
        if pairs:
            found[criterion] = (cohen_kappa(*zip(*pairs, strict=True)), len(pairs))
    return found


def sample(essays: Sequence[Essay], share: float, seed: int) -> list[Essay]:
    """Return the essays that a second marker reads: a share of them, drawn with a seed."""
    count = max(1, round(share * len(essays))) if essays else 0
    return random.Random(seed).sample(list(essays), count)  # noqa: S311 - a fair draw, no secret


def _identifier(student: str, notebook: str, task: str, digest: str) -> str:
    """Return a short name of an essay that does not tell whose it is, and that no spreadsheet takes for a number."""
    content = f"{student}|{notebook}|{task}|{digest}"
    return f"essay-{hashlib.sha256(content.encode('utf-8')).hexdigest()[:10]}"
