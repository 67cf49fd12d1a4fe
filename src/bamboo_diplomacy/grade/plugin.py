"""Our pytest plug-in on top of nbval: its collector and cell classes, fed from memory and judging answers.

nbval keeps doing what it does: start the kernel, run the cells one by one, gather their outputs, call
``compare_outputs``. New here: cells come from a rebuilt notebook in memory; markers in a student's source mean nothing;
comparison of a check cell is our judgement of its canonical answer; after a time-out or a death the kernel is started
again, the cells before are replayed, and the rest is run.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode
from nbval.plugin import IPyNbCell, IPyNbFile, NbCellError

from bamboo_diplomacy.grade.jobs import Run
from bamboo_diplomacy.grade.kernel import MAX_OUTPUT_BYTES, OutputLimitError
from bamboo_diplomacy.grade.rebuild import RunCell
from bamboo_diplomacy.grade.results import CheckResult
from bamboo_diplomacy.kernels.direct import KernelDiedError
from bamboo_diplomacy.practice.canonical import Form
from bamboo_diplomacy.practice.judge import judge
from bamboo_diplomacy.practice.protocol import ANSWER_TYPE
from bamboo_diplomacy.practice.verdict import Judgement, Verdict
from bamboo_diplomacy.strings import say

MAX_RESTARTS = 5
REPLAY_SECONDS = 60.0
"""What ran to its end once may take long again on a busy machine; it must not count against the student."""
STUDENTS = ("answer", "added")
_LONGEST_ERROR = 300


@dataclass(frozen=True)
class Stop:
    """Why a cell did not run to its end."""

    verdict: Verdict
    sentence: str


class RebuiltFile(IPyNbFile):  # type: ignore[misc]  # nbval has no annotations
    """nbval's notebook collector for a rebuilt notebook in memory."""

    run: Run
    start: Callable[[Path], Any]
    seconds: float
    stops: dict[str, Stop]
    restarts = 0

    @classmethod
    def of(cls, session: pytest.Session, run: Run, start: Callable[[Path], Any], seconds: float) -> "RebuiltFile":
        """Return the collector of one run that may take some seconds."""
        file: RebuiltFile = cls.from_parent(session, path=run.folder / f"{run.name}.ipynb", name=run.name)
        file.run, file.start, file.seconds, file.stops, file._done = run, start, seconds, {}, []
        return file

    def collect(self) -> Iterator["RebuiltCell"]:
        """Yield one item per code cell; the options come from here, never from a student's source or tags."""
        for number, cell in enumerate(self.run.rebuilt.cells):
            is_check = cell.role in ("check", "hidden")
            node = _code_cell(cell.source, execution_count=1 if is_check else None)
            options = defaultdict(bool, check=is_check)
            item: RebuiltCell = RebuiltCell.from_parent(
                self, name=f"Cell {number}", cell_num=number, cell=node, options=options
            )
            item.own = cell
            yield item

    def setup(self) -> None:
        """Start the kernel."""
        self.began = time.monotonic()
        self.kernel = self.start(self.run.folder)

    def teardown(self) -> None:
        """End the kernel and note what the notebook cost."""
        self.stop_kernel()
        self.run.seconds = time.monotonic() - self.began

    def stop_kernel(self) -> None:
        """End the kernel and add what it used to the notebook's account, where the kernel keeps one."""
        if self.kernel is None:
            return
        self.kernel.stop()
        usage = getattr(getattr(self.kernel, "kernel", None), "usage", None)
        if usage:
            self.run.cpu_seconds += usage.cpu_seconds
            self.run.peak_bytes = max(self.run.peak_bytes, usage.peak_bytes)
        self.kernel = None

    def remember(self, cell: RunCell) -> None:
        """Keep a cell that ran to its end, for a replay."""
        self._done.append(cell)

    def blame(self, stop: Stop) -> None:
        """Leave the last cell of the student out of replays: a kernel that is gone was ended by it."""
        if self._done and self._done[-1].role in STUDENTS:
            culprit = self._done.pop()
            if culprit.reference:
                self.stops.setdefault(culprit.reference.task, stop)

    @property
    def overdue(self) -> bool:
        """Whether the notebook has had its time."""
        return time.monotonic() - self.began > self.seconds

    def revive(self, timeout: float) -> bool:
        """See that there is a kernel; after a death, start one and replay what ran. False: it died too often."""
        if self.kernel is not None and self.kernel.is_alive():
            return True
        self.blame(Stop(Verdict.LIMIT, say("grade.run.dead")))
        if self.restarts >= MAX_RESTARTS:
            return False
        self.restarts += 1
        self.stop_kernel()
        self.kernel = self.start(self.run.folder)
        for cell in self._done:
            message = self.kernel.execute_cell_input(cell.source, allow_stdin=False)
            self.kernel.await_reply(message, timeout=max(timeout, REPLAY_SECONDS))
            self.kernel.await_idle(message, REPLAY_SECONDS)
        return True


class RebuiltCell(IPyNbCell):  # type: ignore[misc]  # nbval has no annotations
    """nbval's cell: run as nbval runs it, then, if it is a check, judged."""

    own: RunCell

    def setup(self) -> None:
        """Do nothing: nbval would expect every cell after a time-out to fail; here the kernel is revived."""

    def runtest(self) -> None:
        """Run the cell through nbval and keep why it stopped, if it did."""
        timeout = self.config.option.nbval_cell_timeout
        self.parent.timed_out = False
        if self.parent.overdue:
            self._conclude(Stop(Verdict.LIMIT, say("grade.run.overdue", seconds=self.parent.seconds)))
            return
        try:
            alive = self.parent.revive(timeout)
        except Exception:  # noqa: BLE001 - a replay that fails is a kernel that cannot be had
            alive = False
        if not alive:
            self._conclude(Stop(Verdict.LIMIT, say("grade.run.not_run")))
            return
        try:
            super().runtest()
        except NbCellError as error:
            self._conclude(self._stop(error))
            raise
        except KernelDiedError:
            self._mourn(timeout)
        except OutputLimitError:
            self._conclude(Stop(Verdict.LIMIT, say("grade.run.output", megabytes=MAX_OUTPUT_BYTES / 1e6)))
            self.parent.stop_kernel()
        else:
            self.parent.remember(self.own)

    def _mourn(self, timeout: float) -> None:
        """Say who ended the kernel; a cell of the exercise did not, so it is run again without who did."""
        stop = Stop(Verdict.LIMIT, say("grade.run.dead"))
        self.parent.stop_kernel()
        if self.own.role != "given":
            self._conclude(stop)
        elif self.parent.revive(timeout):
            super().runtest()
            self.parent.remember(self.own)

    def compare_outputs(self, test: list[NotebookNode], ref: list[NotebookNode], skip_compare: Any = None) -> bool:  # noqa: ANN401, ARG002 - nbval's signature
        """Judge the answer among a check cell's outputs; other outputs never count against it."""
        form = answer_in(test, self.own.reference.check if self.own.reference else "")
        if form is None:
            self._record(self._blame(Stop(Verdict.ERROR, say("grade.run.no_answer"))))
            return False
        judgement = self._judged(form)
        self._record(judgement, form)
        self.comparison_traceback = list(judgement.sentences)
        return judgement.verdict is Verdict.RIGHT

    def _judged(self, form: Form) -> Judgement:
        reference = self.own.reference
        if form.get("kind") == "not gradable":
            return Judgement(Verdict.ERROR, message=str(form.get("reason", ""))[:_LONGEST_ERROR])
        if reference is None or reference.expected is None:
            return Judgement(Verdict.RECORDED)
        try:
            judgement = judge(form, reference.expected)
        except Exception:  # noqa: BLE001 - whatever a forged answer does to the comparison, it is none
            return Judgement(Verdict.ERROR, message=say("grade.run.no_answer"))
        earlier = self.parent.stops.get(reference.task)
        if judgement.verdict is not Verdict.RIGHT and earlier:
            return Judgement(earlier.verdict, message=earlier.sentence)
        return judgement

    def _stop(self, error: NbCellError) -> Stop:
        if getattr(self.parent.kernel, "output_limit_reached", False):
            return Stop(Verdict.LIMIT, say("grade.run.output", megabytes=MAX_OUTPUT_BYTES / 1e6))
        if self.parent.timed_out:
            key = "check_timeout" if self.own.role in ("check", "hidden") else "timeout"
            return Stop(Verdict.LIMIT, say(f"grade.run.{key}", seconds=self.config.option.nbval_cell_timeout))
        failure = next((out for out in reversed(self.test_outputs or []) if out.output_type == "error"), None)
        if failure is None:
            return Stop(Verdict.ERROR, str(error)[:_LONGEST_ERROR])
        text = str(failure.evalue)[:_LONGEST_ERROR]
        key = {"answer": "answer_error", "given": "given_error"}.get(self.own.role, "error")
        if failure.ename == "NameError" and self.own.role in ("check", "hidden"):
            key = "no_such_name"
        return Stop(Verdict.ERROR, say(f"grade.run.{key}", None, name=failure.ename, text=text))

    def _conclude(self, stop: Stop) -> None:
        """Keep a stop for the checks of the task, or record it if the cell is itself a check."""
        if self.own.role in ("check", "hidden"):
            already = [result.check for result in self.parent.run.results]
            if self.own.reference and self.own.reference.check not in already:
                self._record(self._blame(stop))
        elif self.own.reference:
            self.parent.stops.setdefault(self.own.reference.task, stop)

    def _blame(self, stop: Stop) -> Judgement:
        """Return the judgement of a check that did not end: the stop of the answer cell explains it best."""
        task = self.own.reference.task if self.own.reference else ""
        earlier = self.parent.stops.get(task, stop)
        return Judgement(earlier.verdict, message=earlier.sentence)

    def _record(self, judgement: Judgement, answer: Form | None = None) -> None:
        if self.own.reference is not None:
            self.parent.run.results.append(CheckResult.of(self.own.reference, judgement, answer))


class RebuiltNotebooks:
    """The plug-in: it hands rebuilt notebooks to pytest, one after the other, in place of files on disk.

    Parameters
    ----------
    runs
        The notebooks.
    start
        Starts a kernel in a folder.
    seconds
        How long a notebook may take: no cell is begun later.
    finished
        Called with each notebook that was run.
    """

    def __init__(
        self, runs: Iterator[Run], start: Callable[[Path], Any], seconds: float, finished: Callable[[Run], None]
    ) -> None:
        self.runs = runs
        self.start = start
        self.seconds = seconds
        self.finished = finished

    def pytest_addoption(self, parser: pytest.Parser) -> None:
        """Declare the option that nbval reads and the terminal reporter, which is not used, would declare."""
        parser.addoption("--color", default="no")

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> bool:
        """Search nothing on disk."""
        session.items = []
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the cells of each notebook through pytest's own protocol, and report it when its last cell is done."""
        for run in self.runs:
            file = RebuiltFile.of(session, run, self.start, self.seconds)
            items = list(file.collect())
            for item, following in zip(items, [*items[1:], None], strict=True):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            self.finished(run)
        return True


def _code_cell(source: str, execution_count: int | None) -> NotebookNode:
    """Return a code cell; nbformat's own function validates each one against its schema, which takes half the time."""
    return NotebookNode(
        cell_type="code", source=source, metadata=NotebookNode(), outputs=[], execution_count=execution_count
    )


def answer_in(outputs: list[NotebookNode], check: str) -> Form | None:
    """Return the canonical answer to a check among a cell's outputs; the last one, if there are several."""
    found = None
    for output in outputs:
        bundle = output.get("data", {}).get(ANSWER_TYPE)
        if isinstance(bundle, dict) and bundle.get("check") == check and isinstance(bundle.get("answer"), dict):
            found = bundle["answer"]
    return found if isinstance(found, dict) and isinstance(found.get("kind"), str) else None
