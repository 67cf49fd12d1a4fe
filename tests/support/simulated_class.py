"""A simulated class: submissions of one exercise whose marks are known before anything is graded.

They are made from the solution notebook: each task is answered with the author's solution, an alternative, a foreseen
mistake, an error, or not at all; some files are rewritten by other programs, some are broken, some are hostile (and
harmless where there is no sandbox). A test grades a class and asks for `differences`, of which there must be none:

    students = simulated_class(solution.read(path), 60)
    hand_in(students, folder)
    ...
    assert differences(students, book.latest()) == []

People get a class to try the grader with, as a folder of submissions, by

    python -m tests.support.simulated_class 200 FOLDER --topic 04_us_trust
"""

import argparse
import itertools
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bamboo_diplomacy import topics
from bamboo_diplomacy.author import solution as solutions
from bamboo_diplomacy.author.release import release, starter_of
from bamboo_diplomacy.author.solution import Role, Solution, Task
from bamboo_diplomacy.author.variants import mistaken
from bamboo_diplomacy.grade.gradebook import Record

from .rewrites import REWRITES
from .submissions import Notebook, to_bytes

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ")
MIDDLES = ("Văn", "Thị", "Đức", "Ngọc", "Minh")
GIVEN = (
    "An",
    "Bình",
    "Chi",
    "Dũng",
    "Giang",
    "Hạnh",
    "Khoa",
    "Lan",
    "Mỹ",
    "Phúc",
    "Quỳnh",
    "Sơn",
    "Trúc",
    "Uyên",
    "Vy",
)

ERRORS: Mapping[str, str] = {
    "1 / 0": "ZeroDivisionError",
    "answer = (": "SyntaxError",
    "unheard_of + 1": "unheard_of",
}
"""Answers that stop with an error, and a word of what the student is told."""

HOSTILE: Mapping[str, tuple[str, str, str]] = {
    "a loop without end": ("while True:\n    pass", "limit", "stopped after"),
    "an end of the kernel": ("import os\n\nos._exit(0)", "limit", "ended the kernel"),
    "output without end": ("while True:\n    print('spam' * 1000)", "limit", "printed more than"),
    "a call to the network": (
        "import socket\n\nsocket.create_connection(('192.0.2.1', 80), timeout=0.1)",
        "error",
        "answer cell stopped",
    ),
}
"""Answers that harm nobody but their author, the verdict that each must get, and words of what the student is told."""

BROKEN: Mapping[str, Callable[[bytes], bytes]] = {
    "cut": lambda content: content[: len(content) // 2],
    "empty": lambda _: b"",
    "a picture": lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "a list": lambda _: b"[1, 2, 3]",
    "too large": lambda content: content + b" " * 20_000_000,
}
"""What is no notebook any more."""

Case = TypeVar("Case")

SHARE_OF_MISTAKES, SHARE_NOT_ATTEMPTED = 0.7, 0.2


@dataclass(frozen=True)
class Expected:
    """What one task must get: a verdict, points within bounds, and words that the student must be told."""

    verdict: str
    least: float
    most: float
    says: str = ""


@dataclass(frozen=True)
class Student:
    """One student's submission.

    Parameters
    ----------
    name
        Who hands it in.
    kind
        What is special about it; ``mixed`` for answers of every sort.
    content
        The bytes of the file.
    expected
        What each task must get; empty if the file cannot be graded.
    mistakes
        The mistake cells that it makes.
    """

    name: str
    kind: str
    content: bytes
    expected: Mapping[str, Expected] = field(default_factory=dict)
    mistakes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Answer:
    """The source of one answer cell, and what it must get."""

    source: str
    expected: Expected
    mistake: str = ""


def simulated_class(solution: Solution, size: int, seed: int = 0) -> list[Student]:
    """Return a class of any size: of ten students one has a rewritten, one a broken and one a hostile file.

    Every mistake and every other case comes round before one comes again. The same seed gives the same class; another
    one begins the round of the files elsewhere, so that small classes together have every kind.
    """
    own = _Simulation(solution, seed)
    makers = [*[own.mixed] * 7, own.rewritten, own.broken, own.hostile]
    return [make(name) for name, make in zip(_names(size), itertools.cycle(makers), strict=False)]


def hand_in(students: Iterable[Student], folder: Path, notebook: str) -> None:
    """Write ``<student>/<notebook>.ipynb`` for each student."""
    for student in students:
        path = folder / student.name / f"{notebook}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(student.content)


def differences(students: Sequence[Student], records: Sequence[Record]) -> list[str]:
    """Return, as sentences, where a gradebook differs from what was constructed."""
    found = []
    if sorted(student.name for student in students) != sorted(own.student for own in records):
        found.append("There is not exactly one record of each student.")
    by_name = {own.student: own for own in records}
    for student in students:
        record = by_name.get(student.name)
        if record is not None:
            found += [f"{student.name} ({student.kind}): {what}" for what in _differences(student, record)]
    return found


def _differences(student: Student, record: Record) -> Iterator[str]:
    status = "graded" if student.expected else "not gradable"
    if record.status != status:
        yield f"is {record.status} and not {status}: {' '.join(record.notes)}"
        return
    if {task.task for task in record.tasks} != set(student.expected):
        yield f"has the tasks {', '.join(task.task for task in record.tasks)}"
        return
    for task in record.tasks:
        expected = student.expected[task.task]
        if task.verdict != expected.verdict:
            yield f"{task.task} is {task.verdict} and not {expected.verdict}: {task.message}"
        elif not expected.least <= task.points <= expected.most:
            yield f"{task.task} has {task.points:g} points and not {expected.least:g} to {expected.most:g}"
        elif expected.says not in task.message:
            yield f"{task.task} says {task.message!r} and not {expected.says!r}"


class _Simulation:
    """Makes one submission after the other."""

    def __init__(self, solution: Solution, seed: int) -> None:
        self._solution = solution
        self._chance = random.Random(seed)
        self._exercise = release(solution).exercise
        self._tasks = [task for task in solution.tasks if not task.is_essay]
        self._mistakes = {task.name: itertools.cycle(task.of(Role.MISTAKE)) for task in self._tasks}
        self._errors = itertools.cycle(ERRORS.items())
        self._rewrites = _round(REWRITES, seed)
        self._broken = _round(BROKEN, seed)
        self._hostile = zip(_round(HOSTILE, seed), itertools.cycle(self._tasks), strict=False)

    def mixed(self, name: str) -> Student:
        """Return a student who knows more or less."""
        knowledge = self._chance.uniform(0.3, 1.0)
        return self._student(name, "mixed", {task.name: self._any(task, knowledge) for task in self._tasks})

    def rewritten(self, name: str) -> Student:
        """Return a good student whose file another program rewrote."""
        kind, rewrite = next(self._rewrites)
        return self._student(name, kind, {}, rewrite)

    def broken(self, name: str) -> Student:
        """Return a good student whose file is no notebook any more."""
        kind, damage = next(self._broken)
        return Student(name, kind, damage(self._student(name, kind, {}).content))

    def hostile(self, name: str) -> Student:
        """Return a good student with one hostile answer."""
        (kind, (source, verdict, says)), task = next(self._hostile)
        return self._student(name, kind, {task.name: Answer(source, Expected(verdict, 0, 0, says))})

    def _student(
        self,
        name: str,
        kind: str,
        answers: Mapping[str, Answer],
        save: Callable[[Notebook], bytes] = to_bytes,
    ) -> Student:
        chosen = {task.name: answers.get(task.name) or self._right(task) for task in self._tasks}
        expected = {task: answer.expected for task, answer in chosen.items()}
        sources = {task: answer.source for task, answer in chosen.items()}
        for task in self._solution.tasks:
            if task.is_essay:
                sources[task.name] = f"{task.of(Role.ESSAY)[0].source}\n\n{name}"
                expected[task.name] = Expected("to mark", 0, 0)
        mistakes = frozenset(answer.mistake for answer in chosen.values() if answer.mistake)
        return Student(name, kind, save(self._typed(sources)), expected, mistakes)

    def _typed(self, sources: Mapping[str, str]) -> Notebook:
        cells = {cell.id: cell for task in self._solution.tasks for cell in task.of(Role.ANSWER, Role.ESSAY)}
        typed = [
            {**cell, "source": sources[cells[cell["id"]].task]} if cell["id"] in cells else dict(cell)
            for cell in self._exercise.cells
        ]
        return {**self._exercise, "cells": typed}

    def _any(self, task: Task, knowledge: float) -> Answer:
        lot = self._chance.random()
        if lot < knowledge:
            return self._right(task)
        rest = (lot - knowledge) / (1 - knowledge)
        if rest < SHARE_OF_MISTAKES:
            return self._mistaken(task)
        if rest < SHARE_OF_MISTAKES + SHARE_NOT_ATTEMPTED:
            return Answer(starter_of(self._solution, task), Expected("not attempted", 0, 0))
        source, says = next(self._errors)
        return Answer(source, Expected("error", 0, 0, says))

    def _right(self, task: Task) -> Answer:
        source = self._chance.choice(task.of(Role.ANSWER, Role.ALTERNATIVE)).source
        return Answer(f"# Task {task.name}\n{source}", Expected("right", task.points, task.points))

    def _mistaken(self, task: Task) -> Answer:
        cell = next(self._mistakes[task.name])
        _, source = mistaken(self._solution, task, cell)
        points, message = next(
            (check.points, known.message)
            for check in task.of(Role.CHECK)
            for known in self._solution.key(check)[1].mistakes
            if known.name == cell.id
        )
        return Answer(source, Expected("wrong", 0, task.points - points, message), cell.id)


def _round(cases: Mapping[str, Case], start: int) -> Iterator[tuple[str, Case]]:
    """Return the cases again and again, the one at the place `start` first."""
    return itertools.islice(itertools.cycle(cases.items()), start, None)


def _names(size: int) -> list[str]:
    """Return as many names, each once and in an order that no list has."""
    full = [" ".join(parts) for parts in itertools.product(FAMILIES, MIDDLES, GIVEN)]
    random.Random(1995).shuffle(full)
    return [full[number] if number < len(full) else f"{full[number % len(full)]} {number}" for number in range(size)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a class into a folder."""
    found = {path.stem: path for path in topics.notebooks(Path(__file__).resolve().parents[2] / "solutions")}
    parser = argparse.ArgumentParser(description="Write a simulated class of submissions.")
    parser.add_argument("size", type=int, help="how many students")
    parser.add_argument("folder", type=Path, help="where their submissions are written; it must not exist")
    parser.add_argument("--topic", choices=found, default="04_us_trust", help="the name of the exercise")
    parser.add_argument("--seed", type=int, default=0, help="another number is another class")
    own = parser.parse_args(arguments)
    if own.folder.exists():
        parser.error(f"{own.folder} exists already: name a new folder.")
    hand_in(simulated_class(solutions.read(found[own.topic]), own.size, own.seed), own.folder, own.topic)


if __name__ == "__main__":
    main()
