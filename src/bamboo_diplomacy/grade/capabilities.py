"""What this machine offers to keep a submission apart from everything else. It looks, and changes nothing.

Run as a program, the module tries the namespaces on itself; `capabilities` does that in a process of its own, because
a process cannot leave a namespace that it has entered. So it imports nothing outside the standard library.
"""

import ctypes
import errno
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

_CLONE_NEWNS = 0x00020000
_CLONE_NEWIPC = 0x08000000
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWPID = 0x20000000
_CLONE_NEWNET = 0x40000000
_MS_REC, _MS_PRIVATE = 0x4000, 0x40000
_SYS_LANDLOCK_CREATE_RULESET, _LANDLOCK_CREATE_RULESET_VERSION = 444, 1
_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 22, 2


@dataclass(frozen=True)
class Capabilities:
    """The layers of a sandbox that this machine offers.

    Parameters
    ----------
    namespaces
        Whether an ordinary process may enter new user, mount, process, network and IPC namespaces and mount in them.
    landlock
        Version of the Landlock interface (file access rules that a process sets for itself); 0 if there is none.
    seccomp
        Whether a process may filter its own system calls.

    Examples
    --------
    >>> Capabilities(namespaces=False, landlock=4, seccomp=True).level
    'landlock'
    """

    namespaces: bool = False
    landlock: int = 0
    seccomp: bool = False

    @property
    def level(self) -> Literal["namespaces", "landlock", "none"]:
        """The strongest sandbox that can be had: both kinds need the filter of system calls."""
        if not self.seccomp:
            return "none"
        if self.namespaces:
            return "namespaces"
        return "landlock" if self.landlock else "none"


def capabilities() -> Capabilities:
    """Return what this machine offers; nothing where the system is not Linux."""
    if sys.platform != "linux":
        return Capabilities()
    libc = ctypes.CDLL(None, use_errno=True)
    return Capabilities(_namespaces(), _landlock(libc), _seccomp(libc))


def _namespaces() -> bool:
    command = [sys.executable, "-I", "-S", str(Path(__file__).resolve())]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _landlock(libc: ctypes.CDLL) -> int:
    version = libc.syscall(_SYS_LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), _LANDLOCK_CREATE_RULESET_VERSION)
    return max(int(version), 0)


def _seccomp(libc: ctypes.CDLL) -> bool:
    # A filter at address 0 is refused with EFAULT where filters are known, and with EINVAL where they are not.
    libc.prctl(_PR_SET_SECCOMP, ctypes.c_ulong(_SECCOMP_MODE_FILTER), None, 0, 0)
    return ctypes.get_errno() == errno.EFAULT


def _enter_namespaces() -> bool:
    """Enter every namespace and mount something: some systems let a process enter and then allow nothing inside."""
    libc = ctypes.CDLL(None, use_errno=True)
    kinds = _CLONE_NEWUSER | _CLONE_NEWNS | _CLONE_NEWPID | _CLONE_NEWNET | _CLONE_NEWIPC
    if libc.unshare(kinds) != 0:
        return False
    return bool(libc.mount(None, b"/", None, ctypes.c_ulong(_MS_REC | _MS_PRIVATE), None) == 0)


if __name__ == "__main__":
    sys.exit(0 if _enter_namespaces() else 1)
