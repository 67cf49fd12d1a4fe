"""What grading says: of each check, each task and each notebook."""

from dataclasses import asdict, dataclass
from typing import Any

from bamboo_diplomacy.grade.rebuild import Rebuilt
from bamboo_diplomacy.grade.reference import ReferenceCell
from bamboo_diplomacy.practice.canonical import Form
from bamboo_diplomacy.practice.verdict import Judgement, Verdict
from bamboo_diplomacy.strings import say

_WORST_FIRST = (
    Verdict.NOT_GRADABLE,
    Verdict.LIMIT,
    Verdict.ERROR,
    Verdict.WRONG,
    Verdict.NOT_ATTEMPTED,
    Verdict.RECORDED,
    Verdict.RIGHT,
)


@dataclass(frozen=True)
class CheckResult:
    """The judgement of one check, with its points."""

    check: str
    task: str
    verdict: Verdict
    max_points: float
    sentences: tuple[str, ...] = ()
    mistake: str = ""
    hidden: bool = False
    answer: Form | None = None

    @property
    def points(self) -> float:
        """The points earned."""
        return self.max_points if self.verdict is Verdict.RIGHT else 0.0

    @classmethod
    def of(cls, cell: ReferenceCell, judgement: Judgement, answer: Form | None = None) -> "CheckResult":
        """Return the result of a check cell that was judged."""
        return cls(
            cell.check,
            cell.task,
            judgement.verdict,
            cell.points,
            judgement.sentences,
            judgement.mistake,
            cell.role == "hidden",
            answer,
        )

    def to_json(self) -> dict[str, Any]:
        """Return the result as plain JSON."""
        return {**asdict(self), "verdict": str(self.verdict), "sentences": list(self.sentences)}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "CheckResult":
        """Return the result that `to_json` wrote."""
        own = {**stored, "verdict": Verdict(stored["verdict"]), "sentences": tuple(stored["sentences"])}
        return cls(**own)


@dataclass(frozen=True)
class TaskResult:
    """The verdict of one task, from all of its checks."""

    task: str
    verdict: Verdict
    points: float
    max_points: float
    sentences: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    by_people: bool = False


@dataclass(frozen=True)
class NotebookResult:
    """The verdicts of a whole notebook."""

    notebook: str
    version: str
    tasks: tuple[TaskResult, ...]
    checks: tuple[CheckResult, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def points(self) -> float:
        """The points earned."""
        return sum(task.points for task in self.tasks)

    @property
    def max_points(self) -> float:
        """The points that could be earned."""
        return sum(task.max_points for task in self.tasks)

    @property
    def all_right(self) -> bool:
        """Whether every task that a machine can judge is right."""
        return all(task.verdict in (Verdict.RIGHT, Verdict.TO_MARK) for task in self.tasks)


def summarise(rebuilt: Rebuilt, checks: list[CheckResult], seconds: float) -> NotebookResult:
    """Return the result of a notebook from the results of its checks."""
    tasks = tuple(
        _task(rebuilt, name, [check for check in checks if check.task == name]) for name in rebuilt.reference.tasks
    )
    return NotebookResult(
        rebuilt.reference.notebook, rebuilt.reference.version, tasks, tuple(checks), rebuilt.notes, seconds
    )


def _task(rebuilt: Rebuilt, name: str, checks: list[CheckResult]) -> TaskResult:
    cells = [cell for cell in rebuilt.reference.cells if cell.task == name]
    if any(cell.role == "essay" for cell in cells):
        verdict = Verdict.TO_MARK if name in rebuilt.essays else Verdict.NOT_ATTEMPTED
        return TaskResult(name, verdict, 0.0, sum(cell.points for cell in cells), by_people=True)
    verdict = min((check.verdict for check in checks), key=_WORST_FIRST.index, default=Verdict.NOT_GRADABLE)
    points = sum(check.points for check in checks)
    if name not in rebuilt.attempted and not points:
        verdict = Verdict.NOT_ATTEMPTED
    telling = [check for check in checks if check.verdict is verdict]
    return TaskResult(
        name,
        verdict,
        points,
        sum(cell.points for cell in cells),
        () if verdict is Verdict.NOT_ATTEMPTED else _told(telling),
        tuple(check.mistake for check in telling if check.mistake),
    )


def _told(checks: list[CheckResult]) -> tuple[str, ...]:
    """Return what a student reads: a foreseen mistake explains best; of a hidden check only that there is one."""
    visible = [check for check in checks if not check.hidden]
    mistaken = [check for check in visible if check.mistake]
    sentences = dict.fromkeys(sentence for check in mistaken or visible for sentence in check.sentences)
    if checks and not visible:
        own = [sentence for check in checks if check.verdict is not Verdict.WRONG for sentence in check.sentences]
        sentences = dict.fromkeys(own or [say("grade.run.hidden")])
    return tuple(sentences)
