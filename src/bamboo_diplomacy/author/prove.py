"""Proof: the exercise is handed in in every way its author foresaw, and each verdict must be as foreseen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bamboo_diplomacy import notebookfile
from bamboo_diplomacy.author.reference import from_solution
from bamboo_diplomacy.author.release import release
from bamboo_diplomacy.author.solution import Role, Solution, Task
from bamboo_diplomacy.author.variants import Variant, variants
from bamboo_diplomacy.grade.jobs import Job
from bamboo_diplomacy.grade.rebuild import rebuild
from bamboo_diplomacy.grade.reference import Reference
from bamboo_diplomacy.grade.results import NotebookResult, TaskResult
from bamboo_diplomacy.grade.session import run
from bamboo_diplomacy.grade.submission import parse
from bamboo_diplomacy.practice.feedback import Feedback
from bamboo_diplomacy.practice.judge import judge
from bamboo_diplomacy.practice.verdict import Verdict

MISTAKES_WANTED = 2


@dataclass(frozen=True)
class TaskProof:
    """What was proved of one task, and what is wrong with it: nothing, if it is well."""

    task: str
    points: float
    alternatives: int
    mistakes: int
    hints: int
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Proof:
    """What was proved of one exercise."""

    notebook: str
    tasks: tuple[TaskProof, ...]

    @property
    def is_sound(self) -> bool:
        """Whether everything came out as required."""
        return not any(task.problems for task in self.tasks)


def prove(solution: Solution, folder: Path, *, progress: Callable[[str], None] | None = None) -> Proof:
    """Prove an exercise: run every variant; judge it by the key, as teachers do, and by its locks, as students do.

    Parameters
    ----------
    solution
        The solution notebook, run.
    folder
        Where the variants run.
    progress
        Called with the name of each variant as it is done.

    Raises
    ------
    SolutionError
        If the solution cannot be released.
    """
    released = release(solution)
    handed_in = list(variants(solution, released.exercise))
    reference = from_solution(solution, released.feedback.version)
    results = run([_job(reference, variant, folder) for variant in handed_in], warm=True, progress=progress)
    proofs = (_task_proof(solution, task, handed_in, results, released.feedback) for task in solution.tasks)
    return Proof(solution.name, tuple(proofs))


def _job(reference: Reference, variant: Variant, folder: Path) -> Job:
    content = notebookfile.text_of(variant.notebook).encode("utf-8")
    return Job(variant.name, rebuild(reference, parse(content)), folder)


def _task_proof(
    solution: Solution,
    task: Task,
    handed_in: Sequence[Variant],
    results: dict[str, NotebookResult],
    feedback: Feedback,
) -> TaskProof:
    problems: list[str] = []
    if not task.is_essay:
        for variant in handed_in:
            result = next(own for own in results[variant.name].tasks if own.task == task.name)
            problems += [f"{variant.name}: {problem}" for problem in _problems(solution, task, variant, result)]
            problems += [
                f"{variant.name}: {problem}" for problem in _disagreements(task, results[variant.name], feedback)
            ]
        if len(task.of(Role.MISTAKE)) < MISTAKES_WANTED:
            problems.append(f"has {len(task.of(Role.MISTAKE))} mistakes; {MISTAKES_WANTED} are wanted")
    hints = sum(cell.source.count("<details") for cell in task.of(Role.HINT))
    counts = len(task.of(Role.ALTERNATIVE)), len(task.of(Role.MISTAKE))
    return TaskProof(task.name, task.points, *counts, hints, tuple(dict.fromkeys(problems)))


def _disagreements(task: Task, result: NotebookResult, feedback: Feedback) -> list[str]:
    """Return where the student's card would say something else than the teacher's judge."""
    problems = []
    for check in result.checks:
        if check.task == task.name and check.check in feedback.checks and check.answer is not None:
            card = judge(check.answer, feedback.checks[check.check].expected)
            if (card.verdict, card.sentences) != (check.verdict, check.sentences):
                problems.append(f"{check.check} is {check.verdict} by the key and {card.verdict} on the student's card")
    return problems


def _problems(solution: Solution, task: Task, variant: Variant, result: TaskResult) -> list[str]:
    """Return what is wrong with the result of one variant."""
    used = variant.used[task.name]
    told = "; ".join(result.sentences)
    if used == "starter":
        wanted = result.verdict is Verdict.NOT_ATTEMPTED and result.points == 0
        return [] if wanted else [f"the starter is {result.verdict} with {result.points:g} points"]
    if used not in {cell.id for cell in task.of(Role.MISTAKE)}:
        right = result.verdict is Verdict.RIGHT and result.points == result.max_points
        return [] if right else [f"{used} is {result.verdict}, not right: {told}"]
    keys = [solution.key(check)[1] for check in task.of(Role.CHECK)]
    message = next(known.message for key in keys for known in key.mistakes if known.name == used)
    problems = []
    if result.verdict is not Verdict.WRONG or result.points == result.max_points:
        problems.append(f"{used} is {result.verdict} with {result.points:g} of {result.max_points:g} points")
    if message not in result.sentences:
        problems.append(f"{used} is told something else than its message: {told}")
    return problems
