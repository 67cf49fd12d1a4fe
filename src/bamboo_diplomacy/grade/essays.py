"""Essays: out to a table for markers, back as marks; twice and blind, if wanted, with the markers' agreement."""

import csv
import hashlib
import io
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.grade.gradebook import Mark, Record
from bamboo_diplomacy.grade.reference import Reference
from bamboo_diplomacy.grade.rubric import Criterion, criteria
from bamboo_diplomacy.grade.tables import write_csv
from bamboo_diplomacy.models.agreement import cohen_kappa
from bamboo_diplomacy.strings import say

FILE = "essays.csv"
BLIND_FILE = "essays_blind.csv"
COLUMNS = ("essay", "student", "notebook", "task", "criterion", "levels", "level", "marker", "comment", "text")
BLIND_COLUMNS = tuple(column for column in COLUMNS if column != "student")


class MarksError(BambooError):
    """A table of marks cannot be used; the sentence names the row."""


@dataclass(frozen=True)
class Essay:
    """One essay that waits for a marker."""

    id: str
    student: str
    notebook: str
    task: str
    sha256: str
    text: str
    criteria: tuple[Criterion, ...]


def essays_of(records: Iterable[Record], references: Mapping[str, Reference]) -> list[Essay]:
    """Return the essays of all submissions, with the rubric of each."""
    found = []
    for own in records:
        reference = references.get(own.notebook)
        rubrics = {cell.task: cell.source for cell in reference.cells if cell.role == "rubric"} if reference else {}
        for task, text in own.essays:
            if task in rubrics:
                name = _identifier(own, task)
                found.append(Essay(name, own.student, own.notebook, task, own.sha256, text, criteria(rubrics[task])))
    return found


def write(folder: Path, essays: Sequence[Essay], *, blind: bool = False) -> Path:
    """Write the table that a marker fills in: a row per criterion, the text beside the first.

    With `blind`, there are no names, and the order is that of the identifiers.
    """
    order = sorted(essays, key=lambda essay: essay.id) if blind else list(essays)
    rows = []
    for essay in order:
        for number, criterion in enumerate(essay.criteria):
            levels = " / ".join(f"{points:g}" for points in criterion.points)
            text = essay.text if number == 0 else ""
            student = [] if blind else [essay.student]
            rows.append([essay.id, *student, essay.notebook, essay.task, criterion.name, levels, "", "", "", text])
    path = folder / (BLIND_FILE if blind else FILE)
    write_csv(path, BLIND_COLUMNS if blind else COLUMNS, rows)
    return path


def read(path: Path, essays: Sequence[Essay]) -> list[Mark]:
    """Return the marks that a marker filled in; rows without a level are passed over.

    Raises
    ------
    MarksError
        If the table is damaged, a level is not one of the rubric, or an essay is unknown; the row is named.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MarksError(say("marks.unreadable", file=path, reason=error)) from error
    dialect = csv.excel if text.partition("\n")[0].count(",") >= text.partition("\n")[0].count(";") else _Semicolons
    reader = csv.DictReader(io.StringIO(text), dialect=dialect)
    missing = [column for column in ("essay", "criterion", "level") if column not in (reader.fieldnames or ())]
    if missing:
        raise MarksError(say("marks.columns", file=path.name, names=", ".join(missing)))
    known = {essay.id: essay for essay in essays}
    return [_mark(path.name, reader.line_num, row, known) for row in reader if (row["level"] or "").strip()]


class _Semicolons(csv.excel):
    """What spreadsheets write where the comma is the decimal sign."""

    delimiter = ";"


def _mark(file: str, line: int, row: Mapping[str, str], known: Mapping[str, Essay]) -> Mark:
    essay = known.get(row["essay"].strip())
    if essay is None:
        raise MarksError(say("marks.unknown_essay", file=file, line=line, essay=row["essay"]))
    criterion = next((own for own in essay.criteria if own.name == row["criterion"].strip()), None)
    if criterion is None:
        raise MarksError(say("marks.unknown_criterion", file=file, line=line, criterion=row["criterion"]))
    try:
        level = float(row["level"].strip().replace(",", "."))
    except ValueError:
        level = float("nan")
    if level not in criterion.points:
        levels = ", ".join(f"{points:g}" for points in criterion.points)
        raise MarksError(say("marks.level", file=file, line=line, level=row["level"], levels=levels))
    marker = (row.get("marker") or "").strip() or ("blind" if file == BLIND_FILE else "first")
    comment = (row.get("comment") or "").strip()
    return Mark(essay.student, essay.notebook, essay.task, essay.sha256, criterion.name, level, marker, comment)


def is_begun(path: Path) -> bool:
    """Return whether a marker has written into a table, which must then not be written anew."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return any(
            (row.get("level") or "").strip() or (row.get("comment") or "").strip() for row in csv.DictReader(stream)
        )


def points(essay: Essay, marks: Iterable[Mark]) -> float | None:
    """Return the points of an essay: the mean over its markers of their sums; None if a criterion is not marked."""
    by_marker: dict[str, dict[str, float]] = defaultdict(dict)
    for mark in marks:
        if (mark.student, mark.notebook, mark.task, mark.sha256) == (
            essay.student,
            essay.notebook,
            essay.task,
            essay.sha256,
        ):
            by_marker[mark.marker][mark.criterion] = mark.level
    sums = [sum(levels.values()) for levels in by_marker.values() if len(levels) == len(essay.criteria)]
    return sum(sums) / len(sums) if sums else None


def agreement(marks: Sequence[Mark]) -> dict[str, tuple[float, int]]:
    """Return, by criterion, Cohen's kappa of the first two markers and on how many essays it rests."""
    markers = list(dict.fromkeys(mark.marker for mark in marks))[:2]
    levels: dict[str, dict[tuple[str, str, str], dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for mark in marks:
        if mark.marker in markers:
            levels[mark.criterion][mark.student, mark.notebook, mark.task][mark.marker] = mark.level
    found = {}
    for criterion, essays in levels.items():
        pairs = [(own[markers[0]], own[markers[1]]) for own in essays.values() if len(own) == len(markers) > 1]
        if pairs:
            found[criterion] = (cohen_kappa(*zip(*pairs, strict=True)), len(pairs))
    return found


def sample(essays: Sequence[Essay], share: float, seed: int) -> list[Essay]:
    """Return the essays that a second marker reads: a share of them, drawn with a seed."""
    count = max(1, round(share * len(essays))) if essays else 0
    return random.Random(seed).sample(list(essays), count)  # noqa: S311 - a fair draw, no secret


def _identifier(record: Record, task: str) -> str:
    """Return a short name of an essay that does not tell whose it is."""
    content = f"{record.student}|{record.notebook}|{task}|{record.sha256}"
    return hashlib.sha256(content.encode("utf-8")).hexdigest()[:10]
