"""What the warm process sees of the processes below it: how much memory they hold, and which were left behind.

A limit on address space binds each process alone, so many small ones could still fill the machine. The watch adds
up what all processes of a kernel hold beyond the pages that they share with the warm process.
"""

import contextlib
import os
import signal
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_PARENT_FIELD = 1


@dataclass
class MemoryWatch:
    """Ends kernels whose processes together hold more memory than one may.

    Attributes
    ----------
    limit
        Bytes above the warm process's own, of all processes of one kernel together.
    period
        Seconds between two looks.
    """

    limit: int
    period: float = 0.2
    _last_look: float = field(default_factory=time.monotonic)
    _shared: int = field(default_factory=lambda: resident_bytes(os.getpid()))

    def look(self, kernels: Collection[int]) -> None:
        """Kill each of these processes that, with its descendants, holds too much; at most once per period."""
        now = time.monotonic()
        if now - self._last_look < self.period:
            return
        self._last_look = now
        tree = children_by_parent()
        for kernel in kernels:
            processes = (kernel, *descendants(kernel, tree))
            held = sum(max(0, resident_bytes(process) - self._shared) for process in processes)
            if held > self.limit:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(kernel, signal.SIGKILL)


def resident_bytes(process: int) -> int:
    """Return how much memory a process holds, shared pages included; 0 if it is gone.

    Examples
    --------
    >>> import os, sys
    >>> resident_bytes(os.getpid()) > 0 or sys.platform != "linux"
    True
    """
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="utf-8").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def children_by_parent() -> dict[int, list[int]]:
    """Return the numbers of all visible processes, by that of their parent."""
    tree: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        parent = _parent_of(entry)
        if parent is not None:
            tree.setdefault(parent, []).append(int(entry.name))
    return tree


def descendants(process: int, tree: Mapping[int, Sequence[int]]) -> set[int]:
    """Return all processes below one, as far as nobody else has adopted them.

    Examples
    --------
    >>> sorted(descendants(1, {1: [2, 3], 3: [4], 5: [6]}))
    [2, 3, 4]
    """
    found: set[int] = set()
    waiting = list(tree.get(process, ()))
    while waiting:
        child = waiting.pop()
        found.add(child)
        waiting += tree.get(child, ())
    return found


def kill_strays(kernels: Collection[int]) -> None:
    """Kill and reap every process below this one that belongs to no living kernel.

    A process that its parent left behind becomes a child of this one (it is a subreaper). Killing all at once, again
    and again, ends even processes that start others as fast as they can: a killed one cannot start another.
    """
    me = os.getpid()
    while True:
        tree = children_by_parent()
        belonging = {process for kernel in kernels for process in (kernel, *descendants(kernel, tree))}
        strays = descendants(me, tree) - belonging
        if not strays:
            return
        for stray in strays:
            with contextlib.suppress(ProcessLookupError):
                os.kill(stray, signal.SIGKILL)
        for stray in strays:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(stray, 0)


def _parent_of(entry: Path) -> int | None:
    """Return the parent of the process behind a folder of ``/proc``; its name may hold anything, even brackets."""
    try:
        status = (entry / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return int(status.rpartition(")")[2].split()[_PARENT_FIELD])
