"""Resource limits of a kernel, set once and for good before its first cell.

The address space is limited above what the warm process holds already, so the number means the same with many
packages loaded as with few. Not set, because the kernel counts it per process: the memory of several processes
together. The warm process watches that sum (`bamboo_diplomacy.kernels.watch`).
"""

import os
import sys
from pathlib import Path

if sys.platform != "win32":  # so that this module can be imported anywhere
    import resource

from bamboo_diplomacy.kernels.sandbox.policy import Limits, SandboxError

_COUNTED_PER_NAMESPACE_SINCE = (5, 14)


def apply(limits: Limits, *, own_namespace: bool) -> None:
    """Limit this process and everything it starts.

    Parameters
    ----------
    limits
        See `bamboo_diplomacy.kernels.sandbox.policy.Limits`.
    own_namespace
        Whether the process is alone in its user namespace, so that only its own processes count.

    Raises
    ------
    SandboxError
        If the number of processes cannot be limited because the process is the machine's root.
    """
    if not own_namespace and os.getuid() == 0:
        raise SandboxError("The number of processes cannot be limited for root. Start as an ordinary user.")
    others = 0 if own_namespace and _counts_per_namespace() else _tasks_of_user(os.getuid())
    wanted = {
        resource.RLIMIT_AS: _address_space() + limits.memory,
        resource.RLIMIT_NPROC: others + limits.processes,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_FSIZE: limits.folder,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_STACK: limits.stack,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    for kind, value in wanted.items():
        _, ceiling = resource.getrlimit(kind)
        lowered = value if ceiling == resource.RLIM_INFINITY else min(value, ceiling)
        resource.setrlimit(kind, (lowered, lowered))


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _counts_per_namespace() -> bool:
    release = os.uname().release.split(".")
    return (int(release[0]), int(release[1].split("-")[0])) >= _COUNTED_PER_NAMESPACE_SINCE


def _tasks_of_user(user: int) -> int:
    count = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if process.stat().st_uid == user:
                count += sum(1 for _ in (process / "task").iterdir())
        except OSError:
            continue  # it ended while we looked
    return count
