"""Grade a class: collect, rebuild, run, judge, and keep every submission's one final state."""

import hashlib
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from bamboo_diplomacy import __version__
from bamboo_diplomacy.grade.collect import Candidate
from bamboo_diplomacy.grade.gradebook import Gradebook, Record, TaskRecord
from bamboo_diplomacy.grade.jobs import Job
from bamboo_diplomacy.grade.layout import normal
from bamboo_diplomacy.grade.pool import Answer
from bamboo_diplomacy.grade.rebuild import rebuild
from bamboo_diplomacy.grade.reference import Reference, ReferenceCell
from bamboo_diplomacy.grade.results import NotebookResult, TaskResult
from bamboo_diplomacy.grade.session import result_of
from bamboo_diplomacy.grade.submission import Submission, UnreadableSubmissionError, parse
from bamboo_diplomacy.practice.verdict import Verdict
from bamboo_diplomacy.strings import say

GRADED = "graded"
SUPERSEDED_NOTE = "grade.note.superseded"


Progress = Callable[[int, int], None]
"""Called with the number of finished submissions and of all."""


class Runner(Protocol):
    """What runs jobs: a pool on this machine, or a cluster."""

    def answers(self, jobs: Iterator[Job]) -> Iterator[Answer]:
        """Yield what came of each job."""


@dataclass(frozen=True)
class Handed:
    """A submission that was read, and what it is; of its bytes only the digest is kept."""

    candidate: Candidate
    notebook: str
    sha256: str
    submission: Submission | None = None
    reason: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """A verdict that a regrade changed."""

    student: str
    notebook: str
    task: str
    before: str
    after: str


@dataclass
class Summary:
    """What a grading run did."""

    total: int = 0
    kept: int = 0
    graded: int = 0
    not_gradable: int = 0
    changes: list[Change] = field(default_factory=list)


def identify(candidates: Iterable[Candidate], references: Mapping[str, Reference]) -> list[Handed]:
    """Return one submission per student and notebook; of several files the one that was saved last counts."""
    chosen: dict[tuple[str, str], Handed] = {}
    for candidate in candidates:
        own = _named(_identify(candidate, references), references)
        place = (own.candidate.student, own.notebook)
        other = chosen.get(place)
        if other is None:
            chosen[place] = own
            continue
        first, second = sorted((other, own), key=lambda one: (one.submission is not None, one.candidate.modified))
        chosen[place] = replace(
            second, notes=(*second.notes, *first.notes, say(SUPERSEDED_NOTE, file=first.candidate.file))
        )
    return list(chosen.values())


def grade(
    handed: Sequence[Handed],
    references: Mapping[str, Reference],
    book: Gradebook,
    runner: Runner,
    *,
    run: int,
    folder: Path | None = None,
    regrade: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Grade submissions and add their final states to the gradebook.

    Parameters
    ----------
    handed
        The submissions.
    references
        The teacher's notebooks by name.
    book
        The gradebook; what was graded of the same bytes and version is kept, unless `regrade`. What could not be
        graded is looked at again.
    runner
        What runs the notebooks.
    run
        The number that the gradebook gave this run.
    folder
        Where kernels without a folder of their own run; by default each in one made for it.
    regrade
        Whether everything is graded again.
    progress
        Called with the number of finished submissions and of all.
    """
    before = {(own.student, own.notebook): own for own in book.latest()}
    known = set() if regrade else {_bytes_of(own) for own in before.values() if own.status == GRADED}
    ledger = _Ledger(book, run, before, Summary(total=len(handed)), progress)

    def jobs() -> Iterator[Job]:
        for number, own in enumerate(handed):
            version = references[own.notebook].version if own.notebook in references else ""
            if (own.candidate.student, own.notebook, own.sha256, version) in known:
                ledger.keep()
            elif own.submission is None:
                ledger.finish(_not_gradable(own, version, own.reason))
            else:
                yield Job(str(number), rebuild(references[own.notebook], own.submission), folder)

    for answer in runner.answers(jobs()):
        own = handed[int(answer.job.name)]
        ledger.finish(_record(own, references[own.notebook], answer))
    return ledger.summary


@dataclass
class _Ledger:
    """Adds the final states of a run to the gradebook, and counts them."""

    book: Gradebook
    run: int
    before: Mapping[tuple[str, str], Record]
    summary: Summary
    progress: Progress | None

    def keep(self) -> None:
        self.summary.kept += 1
        self._report()

    def finish(self, record: Record) -> None:
        earlier = self.before.get((record.student, record.notebook))
        if record != earlier:
            self.book.add(self.run, record)
        self.summary.changes += _changes(earlier, record)
        if record.status == GRADED:
            self.summary.graded += 1
        else:
            self.summary.not_gradable += 1
        self._report()

    def _report(self) -> None:
        if self.progress:
            done = self.summary.kept + self.summary.graded + self.summary.not_gradable
            self.progress(done, self.summary.total)


def environment() -> dict[str, str]:
    """Return what a verdict was reached with, kept with every run."""
    return {"bamboo": __version__, "python": platform.python_version(), "system": platform.system()}


def _identify(candidate: Candidate, references: Mapping[str, Reference]) -> Handed:
    content = candidate.content
    if content is None:
        return Handed(candidate, candidate.notebook, "", reason=candidate.reason)
    digest = hashlib.sha256(content).hexdigest()
    candidate = replace(candidate, content=None)
    try:
        submission = parse(content)
    except UnreadableSubmissionError as error:
        return Handed(candidate, candidate.notebook, digest, reason=str(error))
    notebook = _which(candidate, submission, references)
    if not notebook:
        return Handed(candidate, "", digest, reason=say("grade.unreadable.which", names=", ".join(references)))
    return Handed(candidate, notebook, digest, submission)


def _which(candidate: Candidate, submission: Submission, references: Mapping[str, Reference]) -> str:
    """Return the exercise of a notebook: by its manifest, by cells in common, or by the file's name."""
    if submission.notebook in references:
        return submission.notebook
    ids = {cell.id for cell in submission.cells}
    by_id = _most(references, lambda cell: cell.id in ids)
    if by_id or candidate.notebook in references:
        return by_id or candidate.notebook
    sources = {normal(cell.source) for cell in submission.cells}
    return _most(references, lambda cell: cell.normal in sources)


def _most(references: Mapping[str, Reference], is_there: Callable[[ReferenceCell], bool]) -> str:
    """Return the exercise of which most cells are there; none if there is not one of them."""
    common = {name: sum(map(is_there, reference.cells)) for name, reference in references.items()}
    best = max(common, key=lambda name: common[name], default="")
    return best if best and common[best] else ""


def _named(own: Handed, references: Mapping[str, Reference]) -> Handed:
    """Return a submission with the only exercise there is, if nothing says which one it belongs to."""
    if own.notebook or len(references) != 1:
        return own
    name = next(iter(references))
    return replace(own, notebook=name)


def _bytes_of(record: Record) -> tuple[str, str, str, str]:
    return record.student, record.notebook, record.sha256, record.version


def _not_gradable(own: Handed, version: str, reason: str) -> Record:
    return Record(
        own.candidate.student,
        own.notebook,
        own.sha256,
        version,
        str(Verdict.NOT_GRADABLE),
        notes=(reason, *own.notes),
        file=own.candidate.file,
        platform_id=own.candidate.platform_id,
        late=own.candidate.late,
        modified=own.candidate.modified,
    )


def _record(own: Handed, reference: Reference, answer: Answer) -> Record:
    if answer.content is None:
        return _not_gradable(own, reference.version, answer.reason)
    result: NotebookResult = result_of(answer)
    return Record(
        own.candidate.student,
        own.notebook,
        own.sha256,
        reference.version,
        GRADED,
        tuple(_task(task) for task in result.tasks),
        (*result.notes, *own.notes),
        tuple(answer.job.rebuilt.essays.items()),
        round(answer.content["seconds"], 3),
        round(answer.content["cpu_seconds"], 3),
        answer.content["peak_bytes"],
        own.candidate.file,
        own.candidate.platform_id,
        own.candidate.late,
        own.candidate.modified,
    )


def _task(task: TaskResult) -> TaskRecord:
    return TaskRecord(
        task.task, str(task.verdict), task.points, task.max_points, " ".join(task.sentences), task.mistakes
    )


def _changes(before: Record | None, after: Record) -> list[Change]:
    if before is None:
        return []
    names = (before.student, before.notebook)
    if before.status != after.status:
        return [Change(*names, "", before.status, after.status)]
    old = {task.task: task for task in before.tasks}
    return [
        Change(*names, task.task, _words(old[task.task]), _words(task))
        for task in after.tasks
        if task.task in old and _words(old[task.task]) != _words(task)
    ]


def _words(task: TaskRecord) -> str:
    return f"{task.verdict} {task.points:g}/{task.max_points:g}"
