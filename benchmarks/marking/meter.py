"""What a command costs with everything that it starts: wall time, processor time, memory.

Processor time is the operating system's own account of all processes that have ended (``RUSAGE_CHILDREN``). This
process adopts what the command leaves behind, so nothing escapes it. Memory is looked at ten times a second: a page
that several processes share counts once (proportional set size).
"""

import os
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bamboo_diplomacy.kernels.sandbox import linux
from bamboo_diplomacy.kernels.watch import children_by_parent, descendants, resident_bytes

_LOOK_EVERY = 0.1
_BYTES_PER_KIB = 1024


@dataclass(frozen=True)
class Cost:
    """What a command cost.

    Attributes
    ----------
    wall, cpu
        Seconds from its start to the end of its last process.
    peak_bytes
        The most memory that its processes held together.
    """

    wall: float
    cpu: float
    peak_bytes: int


def cost_of(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command in a folder; what it prints goes into ``output.txt`` there."""
    linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    before, started = _spent(), time.perf_counter()
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        with _MemorySampler() as memory:
            process.wait()
            _await_orphans()
    return Cost(time.perf_counter() - started, _spent() - before, memory.peak)


class _MemorySampler(threading.Thread):
    """Looks at the memory of all processes below this one until it is told to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.peak = 0
        self._done = threading.Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self.join()

    def run(self) -> None:
        while not self._done.wait(_LOOK_EVERY):
            below = descendants(os.getpid(), children_by_parent())
            self.peak = max(self.peak, sum(map(_held, below)))


def _held(process: int) -> int:
    """Return a process's share of memory; without the right to ask for it, all that it maps, shared pages included."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return resident_bytes(process)
    return _BYTES_PER_KIB * sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _await_orphans() -> None:
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        return
