"""The process that runs notebooks: one pytest session with nbval, a line of JSON per notebook in, and one out.

Jobs are pulled one by one, so memory does not grow with their number, and a worker that is killed loses one notebook.
A worker never outlives the process that grades: without it, it ends at once and takes its kernels and files along.
"""

import json
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TextIO

import pytest

from bamboo_diplomacy.grade import warmth
from bamboo_diplomacy.grade.jobs import Run, run_from_json
from bamboo_diplomacy.grade.kernel import WatchedKernel, quiet_environment
from bamboo_diplomacy.grade.plugin import RebuiltNotebooks
from bamboo_diplomacy.grade.settings import WorkerSettings
from bamboo_diplomacy.kernels.direct import DirectKernel
from bamboo_diplomacy.kernels.handle import Zygote
from bamboo_diplomacy.kernels.running_kernel import RunningKernel
from bamboo_diplomacy.kernels.sandbox.policy import Policy

_UNUSED = ("cacheprovider", "doctest", "faulthandler", "junitxml", "logging", "pastebin", "setuponly", "setupplan")
_UNUSED_TOO = ("stepwise", "terminal", "threadexception", "unraisableexception", "warnings")
READY = {"ready": True}
_ALONE = 75
"""Exit status (EX_TEMPFAIL) of a worker whose grader is gone in the middle of a notebook."""


def main(settings: WorkerSettings, folder: Path, jobs: TextIO) -> int:
    """Run jobs until there are no more; results go to what was standard output, everything else to standard error.

    The folder is the worker's own: it is removed in the end.
    """
    results = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    quiet_environment()

    def write(answer: dict[str, Any]) -> None:
        results.write(json.dumps(answer) + "\n")
        results.flush()

    idle = threading.Event()
    idle.set()

    def finish(run: Run) -> None:
        idle.set()  # before the answer, because the next job may follow it at once
        write(_answer(run))
        if run.folder.parent == folder:
            shutil.rmtree(run.folder, ignore_errors=True)

    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        start = _starter(settings, stack)
        write(READY)
        plugin = RebuiltNotebooks(_runs(jobs, folder, idle), start, settings.notebook_seconds, finish)
        status = pytest.main(_options(settings), plugins=[plugin])
    return int(status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED))


def _starter(settings: WorkerSettings, stack: ExitStack) -> Callable[[Path], Any]:
    if settings.kernel == "jupyter":
        return lambda folder: WatchedKernel("python3", cwd=str(folder))
    policy = Policy.from_json(settings.policy) if settings.policy else Policy()
    zygote = stack.enter_context(
        Zygote(warmth.PRELOAD, policy, warm_up=(*warmth.WARM_UP, warmth.imports(settings.modules)))
    )
    if policy.has_own_view:
        return lambda folder: RunningKernel(DirectKernel(zygote))  # noqa: ARG005 - a folder of its own, private
    return lambda folder: RunningKernel(DirectKernel(zygote, folder=str(folder)))


def _options(settings: WorkerSettings) -> list[str]:
    options = [word for name in (*_UNUSED, *_UNUSED_TOO) for word in ("-p", f"no:{name}")]
    options += ["-p", "nbval.plugin", "-c", os.devnull, "--capture=no", f"--rootdir={os.curdir}"]
    return [*options, f"--nbval-cell-timeout={settings.seconds}", os.curdir]


def _runs(jobs: TextIO, folder: Path, idle: threading.Event) -> Iterator[Run]:
    """Yield what is to be run; end the process if nobody is left to hear what came of it."""
    lines: SimpleQueue[str] = SimpleQueue()

    def listen() -> None:
        for line in jobs:
            idle.clear()
            lines.put(line)
        if not idle.is_set():
            shutil.rmtree(folder, ignore_errors=True)
            os._exit(_ALONE)
        lines.put("")

    threading.Thread(target=listen, daemon=True).start()
    while line := lines.get():
        yield run_from_json(json.loads(line), lambda: Path(tempfile.mkdtemp(prefix="run-", dir=folder)))


def _answer(run: Run) -> dict[str, Any]:
    return {
        "name": run.name,
        "seconds": run.seconds,
        "cpu_seconds": run.cpu_seconds,
        "peak_bytes": run.peak_bytes,
        "checks": [result.to_json() for result in run.results],
    }
