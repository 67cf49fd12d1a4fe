"""User and process namespaces: who a kernel is, and where the processes that it starts end."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from bamboo_diplomacy.kernels.sandbox import linux
from bamboo_diplomacy.kernels.sandbox.policy import Layer

FLAGS: Mapping[Layer, int] = MappingProxyType(
    {
        Layer.MOUNT: linux.CLONE_NEWNS,
        Layer.IPC: linux.CLONE_NEWIPC,
        Layer.NETWORK: linux.CLONE_NEWNET,
        Layer.UTS: linux.CLONE_NEWUTS,
        Layer.CGROUP: linux.CLONE_NEWCGROUP,
    }
)
"""What to unshare for a layer, once the process has its user and process namespace."""

KERNEL_USER = 1000
"""A kernel's user and group number as it sees them itself."""

NOBODY = 65534
"""The user of the outside that a kernel of the machine's root becomes."""

_WHOLE_MACHINE = ["0", "0", "4294967295"]
_PR_SET_DUMPABLE = 4


@dataclass(frozen=True)
class Identity:
    """The warm process's user number inside its namespace, and the map from inside to outside."""

    user: int
    users: str
    groups: str


def is_machine_root() -> bool:
    """Return whether this process is the root of the whole machine, whom no process limit binds."""
    if os.geteuid() != 0:
        return False
    return Path("/proc/self/uid_map").read_text(encoding="utf-8").split() == _WHOLE_MACHINE


def identity() -> Identity:
    """Return how the outside's user is to be known inside.

    An ordinary user can map only itself. The machine's root maps itself for the warm process, which has to read
    the packages, and the powerless `NOBODY` for the kernels.
    """
    if is_machine_root():
        both = f"0 0 1\n{KERNEL_USER} {NOBODY} 1\n"
        return Identity(0, both, both)
    return Identity(KERNEL_USER, f"{KERNEL_USER} {os.geteuid()} 1\n", f"{KERNEL_USER} {os.getegid()} 1\n")


def enter_user_namespace(extra_flags: int = 0) -> Identity:
    """Move this single-threaded process into a user namespace in which it may mount and make namespaces.

    A helper that stays outside writes the maps: nobody inside may map a second user.

    Raises
    ------
    OSError
        If the machine does not allow it.
    """
    who = identity()
    if who.user != KERNEL_USER:
        os.setgroups([])  # only root can, and only before the namespace forbids it
    ready, go = os.pipe()
    parent = os.getpid()
    helper = os.fork()
    if helper == 0:
        _write_maps_when_told(ready, go, parent, who)
    os.close(ready)
    try:
        linux.unshare(linux.CLONE_NEWUSER | extra_flags)
        os.write(go, b"\n")
    finally:
        os.close(go)
        _, status = os.waitpid(helper, 0)
    problem = os.waitstatus_to_exitcode(status)
    if problem:
        raise OSError(problem, f"writing the user map: {os.strerror(problem)}")
    return who


def become_kernel_user(who: Identity) -> None:
    """Change, inside the warm process's namespace, to the user of the kernels."""
    if who.user == KERNEL_USER:
        return
    os.setresgid(KERNEL_USER, KERNEL_USER, KERNEL_USER)
    os.setresuid(KERNEL_USER, KERNEL_USER, KERNEL_USER)
    linux.prctl(_PR_SET_DUMPABLE, 1)  # or /proc/self would belong to somebody else


def leave_warm_namespace() -> None:
    """Enter a last user namespace that owns nothing: its powers reach no mount, network or process."""
    linux.unshare(linux.CLONE_NEWUSER)
    only_itself = f"{KERNEL_USER} {KERNEL_USER} 1\n"
    linux.write_id_maps(os.getpid(), only_itself, only_itself)


@contextmanager
def next_child_is_first_process() -> Iterator[None]:
    """Within the block, a forked child is process 1 of a new process namespace."""
    own = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
    parent = os.getpid()
    try:
        linux.unshare(linux.CLONE_NEWPID)
        yield
    finally:
        if os.getpid() == parent:
            linux.setns(own, linux.CLONE_NEWPID)
        os.close(own)


def _write_maps_when_told(ready: int, go: int, parent: int, who: Identity) -> None:
    code = 1
    try:
        os.close(go)
        if os.read(ready, 1):
            linux.write_id_maps(parent, who.users, who.groups)
            code = 0
    except OSError as error:
        code = error.errno or 1
    finally:
        os._exit(code)
