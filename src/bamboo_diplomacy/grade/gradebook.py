"""The gradebook: a SQLite file to which verdicts are only ever added.

A submission is a student, a notebook, the digest of its bytes and the version of the exercise. Its latest verdict is
the one that counts; earlier ones stay. What was graded once is not graded again, so a run that was killed goes on.
"""

import json
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.practice.verdict import Verdict
from bamboo_diplomacy.strings import say

FILE = "gradebook.sqlite"
SCHEMA = 1
_WAIT_SECONDS = 20.0
_SEED_BITS = 31
_TABLES = """
CREATE TABLE IF NOT EXISTS runs (
    run INTEGER PRIMARY KEY, started TEXT NOT NULL, seed INTEGER NOT NULL, environment TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS verdicts (
    verdict INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs, student TEXT NOT NULL, notebook TEXT NOT NULL,
    sha256 TEXT NOT NULL, version TEXT NOT NULL, content TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS of_submission ON verdicts (student, notebook);
CREATE TABLE IF NOT EXISTS marks (
    mark INTEGER PRIMARY KEY, student TEXT NOT NULL, notebook TEXT NOT NULL, task TEXT NOT NULL, sha256 TEXT NOT NULL,
    criterion TEXT NOT NULL, level REAL NOT NULL, marker TEXT NOT NULL, comment TEXT NOT NULL);
"""


class GradebookError(BambooError):
    """The gradebook cannot be read or written; what was stored before is safe."""


@dataclass(frozen=True)
class TaskRecord:
    """The verdict of one task."""

    task: str
    verdict: str
    points: float
    max_points: float
    message: str = ""
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """The final state of one submission.

    ``status`` is ``graded``, or why it was not: ``not gradable``. ``late`` is what the learning platform says, and None
    if it says nothing; ``modified`` is when the file was saved.
    """

    student: str
    notebook: str
    sha256: str
    version: str
    status: str
    tasks: tuple[TaskRecord, ...] = ()
    notes: tuple[str, ...] = ()
    essays: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_bytes: int = 0
    file: str = ""
    platform_id: str = ""
    late: bool | None = None
    modified: float = 0.0

    @property
    def points(self) -> float:
        """The points earned from checks."""
        return sum(task.points for task in self.tasks)

    @property
    def max_points(self) -> float:
        """The points that could be earned, essays included."""
        return sum(task.max_points for task in self.tasks)

    def count(self, verdict: Verdict) -> int:
        """Return how many tasks have a verdict."""
        return sum(task.verdict == verdict for task in self.tasks)


@dataclass(frozen=True)
class Mark:
    """One marker's level for one criterion of an essay."""

    student: str
    notebook: str
    task: str
    sha256: str
    criterion: str
    level: float
    marker: str
    comment: str = ""


@dataclass(frozen=True)
class GradingRun:
    """One grading run: its number, and the seed of its drawn inputs."""

    number: int
    seed: int


class Gradebook:
    """A gradebook file, open.

    Parameters
    ----------
    path
        The SQLite file; made if it is not there.

    Raises
    ------
    GradebookError
        If the file cannot be opened, is no gradebook, or is kept locked by another program.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._sentences():
            self._file = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
            self._file.execute("PRAGMA journal_mode = WAL")
            self._file.execute("PRAGMA synchronous = NORMAL")
            version = self._file.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, SCHEMA):
                raise GradebookError(say("gradebook.other_version", file=path))
            self._file.executescript(_TABLES)
            self._file.execute(f"PRAGMA user_version = {SCHEMA}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def begin(self, started: str, seed: int | None, environment: dict[str, str]) -> GradingRun:
        """Note that a grading run begins.

        Parameters
        ----------
        started
            When.
        seed
            The seed of drawn inputs. If None, it is that of the run before, so that all get the same inputs, even from
            two graders who begin at once; in the first run it is drawn.
        environment
            What the verdicts are reached with.
        """
        with self._sentences(), self._transaction():
            if seed is None:
                before = self._file.execute("SELECT seed FROM runs ORDER BY run DESC LIMIT 1").fetchone()
                seed = before[0] if before else secrets.randbits(_SEED_BITS)
            cursor = self._file.execute(
                "INSERT INTO runs (started, seed, environment) VALUES (?, ?, ?)",
                (started, seed, json.dumps(environment, sort_keys=True)),
            )
            return GradingRun(int(cursor.lastrowid or 0), seed)

    def add(self, run: int, record: Record) -> None:
        """Add the final state of a submission."""
        content = json.dumps(asdict(record), ensure_ascii=False)
        with self._sentences():
            self._file.execute(
                "INSERT INTO verdicts (run, student, notebook, sha256, version, content) VALUES (?, ?, ?, ?, ?, ?)",
                (run, record.student, record.notebook, record.sha256, record.version, content),
            )

    def latest(self) -> list[Record]:
        """Return the state that counts of each student and notebook, in the order of their names."""
        query = (
            "SELECT content FROM verdicts WHERE verdict IN "
            "(SELECT max(verdict) FROM verdicts GROUP BY student, notebook) ORDER BY student, notebook"
        )
        with self._sentences():
            return [_record(json.loads(content)) for (content,) in self._file.execute(query)]

    def history(self) -> list[Record]:
        """Return every state that was ever added, the first one first."""
        with self._sentences():
            return [
                _record(json.loads(content))
                for (content,) in self._file.execute("SELECT content FROM verdicts ORDER BY verdict")
            ]

    def add_mark(self, mark: Mark) -> None:
        """Add a mark of an essay; a later one of the same marker replaces it."""
        with self._sentences():
            self._file.execute(
                "INSERT INTO marks (student, notebook, task, sha256, criterion, level, marker, comment) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                tuple(asdict(mark).values()),
            )

    def marks(self) -> list[Mark]:
        """Return the marks that count."""
        query = (
            "SELECT student, notebook, task, sha256, criterion, level, marker, comment FROM marks WHERE mark IN "
            "(SELECT max(mark) FROM marks GROUP BY student, notebook, task, sha256, criterion, marker) ORDER BY mark"
        )
        with self._sentences():
            return [Mark(*row) for row in self._file.execute(query)]

    def runs(self) -> list[dict[str, Any]]:
        """Return the grading runs, the last one first."""
        query = "SELECT run, started, seed, environment FROM runs ORDER BY run DESC"
        with self._sentences():
            rows = self._file.execute(query).fetchall()
        return [
            {"run": run, "started": started, "seed": seed, "environment": json.loads(environment)}
            for run, started, seed, environment in rows
        ]

    def close(self) -> None:
        """Close the file."""
        with self._sentences():
            self._file.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Keep other writers out from the first look to the last change."""
        self._file.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._file.execute("ROLLBACK")
            raise
        self._file.execute("COMMIT")

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            key = "locked" if "locked" in str(error) else "not_writable"
            raise GradebookError(say(f"gradebook.{key}", file=self.path, reason=error)) from error
        except sqlite3.DatabaseError as error:
            raise GradebookError(say("gradebook.damaged", file=self.path)) from error


def _record(stored: dict[str, Any]) -> Record:
    tasks = tuple(TaskRecord(**{**task, "mistakes": tuple(task["mistakes"])}) for task in stored["tasks"])
    essays = tuple((task, text) for task, text in stored["essays"])
    return Record(**{**stored, "tasks": tasks, "notes": tuple(stored["notes"]), "essays": essays})
