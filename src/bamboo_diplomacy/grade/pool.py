"""Workers on this machine: each a process that runs notebooks one after the other, replaced if it is lost."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass
from itertools import islice
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self

from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.grade.jobs import Job
from bamboo_diplomacy.grade.settings import WorkerSettings
from bamboo_diplomacy.scratch import ScratchFolder
from bamboo_diplomacy.strings import say

_START_SECONDS = 120.0
_TRIES = 2


class WorkerError(BambooError):
    """A worker cannot be started: nothing can be run on this machine as asked."""


class WorkerLostError(RuntimeError):
    """A worker ended, or did not answer, while it had a notebook."""


@dataclass(frozen=True)
class Answer:
    """What came of a job: the worker's answer, or why there is none."""

    job: Job
    content: dict[str, Any] | None
    reason: str = ""


class Worker:
    """One process that runs notebooks."""

    def __init__(self, settings: WorkerSettings) -> None:
        self.settings = settings
        self._folder = ScratchFolder("bamboo-worker-")
        own = [json.dumps(asdict(settings)), str(self._folder.path)]
        command = [sys.executable, "-P", "-m", "bamboo_diplomacy.grade", *own]
        environment = {**os.environ, **settings.variables, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONUTF8": "1"}
        environment.pop("PYTEST_ADDOPTS", None)
        with tempfile.TemporaryFile() as errors:
            self._process = subprocess.Popen(
                command,
                cwd=self._folder.path,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
            )
            try:
                self._receive(_START_SECONDS)
            except WorkerLostError as error:
                self.close()
                errors.seek(0)
                said = errors.read().decode("utf-8", "replace").strip().splitlines()
                raise WorkerError(say("grade.run.failed", reason=said[-1] if said else error)) from error

    @property
    def pid(self) -> int:
        """The process identifier."""
        return self._process.pid

    def run(self, job: Job) -> dict[str, Any]:
        """Run one notebook.

        Raises
        ------
        WorkerLostError
            If the worker ends, or does not answer in time.
        """
        return self.run_text(json.dumps(job.to_json()))

    def run_text(self, job: str) -> dict[str, Any]:
        """Run one notebook that is JSON already; see `run`."""
        try:
            self._stdin.write(f"{job}\n".encode("ascii"))
            self._stdin.flush()
        except OSError as error:
            raise WorkerLostError from error
        return self._receive(self.settings.patience)

    def close(self) -> None:
        """End the process and remove what it left."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                try:
                    stream.close()
                except OSError:
                    continue
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._folder.remove()

    def end(self) -> None:
        """End the process at once; what it left is removed by `close`."""
        self._process.kill()

    def kill(self) -> None:
        """End the process at once and remove what it left."""
        self.end()
        self.close()

    @property
    def _stdin(self) -> Any:  # noqa: ANN401 - a binary stream, always there
        return self._process.stdin

    def _receive(self, seconds: float) -> dict[str, Any]:
        late = threading.Timer(seconds, self._process.kill)
        late.start()
        try:
            line = self._process.stdout.readline() if self._process.stdout else b""
        finally:
            late.cancel()
        if not line.endswith(b"\n"):  # it may have ended in the middle of its answer
            raise WorkerLostError(f"status {self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer


class Pool:
    """Several workers that share a stream of jobs; each is started when it is needed first.

    Parameters
    ----------
    settings
        How notebooks are run.
    workers
        How many run at the same time.
    """

    def __init__(self, settings: WorkerSettings, workers: int = 1) -> None:
        self._settings = settings
        self._workers = workers
        self._idle: SimpleQueue[Worker | None] = SimpleQueue()
        self._all: list[Worker] = []
        self._stopped = False
        self._threads = ThreadPoolExecutor(workers)
        for _ in range(workers):
            self._idle.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._stop()
        self.close()

    def answers(self, jobs: Iterable[Job]) -> Iterator[Answer]:
        """Yield what came of each job as it is done; few jobs are taken ahead, so any number of them fits.

        Raises
        ------
        WorkerError
            If no worker can be started.
        """
        stream = iter(jobs)
        running: set[Future[Answer]] = {
            self._threads.submit(self._answer, job) for job in islice(stream, 2 * self._workers)
        }
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                running |= {self._threads.submit(self._answer, job) for job in islice(stream, 1)}
                yield future.result()

    def close(self) -> None:
        """End all workers."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._all:
            worker.close()
        self._all.clear()

    def _answer(self, job: Job) -> Answer:
        reason = ""
        for _ in range(_TRIES):
            worker = None if self._stopped else self._take()
            if worker is None or self._stopped:  # while a worker was waited for or started
                break
            try:
                content = worker.run(job)
            except WorkerLostError as error:
                reason = str(error)
                self._lose(worker)
            else:
                self._idle.put(worker)
                return Answer(job, content)
        return Answer(job, None, say("grade.run.lost", reason=reason))

    def _take(self) -> Worker:
        """Return an idle worker, or a new one where there is none yet or one was lost."""
        worker = self._idle.get()
        if worker is None:
            try:
                worker = Worker(self._settings)
            except BaseException:
                self._idle.put(None)
                raise
            self._all.append(worker)
        return worker

    def _lose(self, worker: Worker) -> None:
        self._all.remove(worker)
        worker.kill()
        self._idle.put(None)

    def _stop(self) -> None:
        """Give up what is running now: nobody waits for it any more."""
        self._stopped = True
        for worker in list(self._all):
            worker.end()
