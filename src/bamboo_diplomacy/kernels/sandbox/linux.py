"""The few Linux system calls that Python has no function for, through ctypes.

Every call raises `OSError` with a sentence that names the call, so that a layer which cannot be had fails closed.
The numbers are the kernel's own constants (``linux/sched.h``, ``linux/mount.h``, ``linux/prctl.h``).
"""

import ctypes
import os
import struct
from functools import cache
from pathlib import Path

CLONE_NEWNS = 0x00020000
CLONE_NEWCGROUP = 0x02000000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY = 1
MS_NOSUID = 2
MS_NODEV = 4
MS_NOEXEC = 8
MS_BIND = 4096
MS_REC = 16384
MS_PRIVATE = 1 << 18
MNT_DETACH = 2

PR_SET_PDEATHSIG = 1
PR_SET_SECCOMP = 22
PR_CAPBSET_DROP = 24
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_CLEAR_ALL = 4

LANDLOCK_CREATE_RULESET = 444
LANDLOCK_ADD_RULE = 445
LANDLOCK_RESTRICT_SELF = 446
_MOUNT_SETATTR = 442
_AT_FDCWD = -100
_AT_RECURSIVE = 0x8000
_CAPABILITY_VERSION_3 = 0x20080522
_HIGHEST_CAPABILITY = 63


@cache
def libc() -> ctypes.CDLL:
    """Return the C library of this process, with ``errno`` kept per call."""
    return ctypes.CDLL(None, use_errno=True)


def checked(result: int, call: str) -> int:
    """Return the result of a C call, or raise `OSError` that names the call.

    Examples
    --------
    >>> checked(3, "open")
    3
    """
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{call}: {os.strerror(number)}")
    return result


def syscall(number: int, *arguments: object, name: str) -> int:
    """Make a system call by number; pointers are passed as ctypes objects or `None`."""
    converted = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    return checked(libc().syscall(ctypes.c_long(number), *converted), name)


def prctl(option: int, argument: int = 0) -> int:
    """Change one property of this process."""
    zero = ctypes.c_ulong(0)
    return checked(libc().prctl(option, ctypes.c_ulong(argument), zero, zero, zero), f"prctl({option})")


def unshare(flags: int) -> None:
    """Leave the namespaces that ``flags`` name for new ones."""
    checked(libc().unshare(flags), f"unshare({flags:#x})")


def setns(descriptor: int, flag: int) -> None:
    """Enter the namespace behind an open ``/proc/PID/ns`` file."""
    checked(libc().setns(descriptor, flag), "setns")


def mount(source: str | None, target: str, kind: str | None = None, flags: int = 0, options: str = "") -> None:
    """Mount a file system, or bind a folder or file to a second place."""
    arguments = [None if text is None else os.fsencode(text) for text in (source, target, kind)]
    result = libc().mount(*arguments, ctypes.c_ulong(flags), options.encode() or None)
    checked(result, f"mount on {target}")


def unmount(target: str) -> None:
    """Take a mount and everything below it out of sight."""
    checked(libc().umount2(os.fsencode(target), MNT_DETACH), f"umount of {target}")


def pivot_root(new: str, old: str) -> None:
    """Make ``new`` the root folder and lay the previous root at ``old``."""
    checked(libc().pivot_root(os.fsencode(new), os.fsencode(old)), "pivot_root")


def make_read_only(target: str) -> None:
    """Forbid writing, set-uid programs and devices in a mount and all mounts below it (Linux 5.12)."""
    attributes = struct.pack("=QQQQ", MS_RDONLY | MS_NOSUID | MS_NODEV, 0, 0, 0)
    buffer = ctypes.create_string_buffer(attributes, len(attributes))
    path = ctypes.c_char_p(os.fsencode(target))
    syscall(_MOUNT_SETATTR, _AT_FDCWD, path, _AT_RECURSIVE, buffer, len(attributes), name="mount_setattr")


def drop_privileges() -> None:
    """Give up every capability for good, and the right to gain one by executing a file."""
    library = libc()
    for capability in range(_HIGHEST_CAPABILITY + 1):
        if library.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0) < 0:
            break  # beyond this kernel's last capability, or not ours to drop: no_new_privs holds either way
    library.prctl(PR_CAP_AMBIENT, ctypes.c_ulong(PR_CAP_AMBIENT_CLEAR_ALL), 0, 0, 0)
    header = ctypes.create_string_buffer(struct.pack("=Ii", _CAPABILITY_VERSION_3, 0), 8)
    checked(library.capset(header, ctypes.create_string_buffer(24)), "capset")
    prctl(PR_SET_NO_NEW_PRIVS, 1)


def write_id_maps(process: int, user_map: str, group_map: str) -> None:
    """Say which users and groups of the outside a process's user namespace knows, and by which numbers."""
    folder = Path("/proc") / str(process)
    (folder / "setgroups").write_text("deny", encoding="utf-8")
    (folder / "uid_map").write_text(user_map, encoding="utf-8")
    (folder / "gid_map").write_text(group_map, encoding="utf-8")
