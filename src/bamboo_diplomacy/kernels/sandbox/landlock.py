"""Landlock: which files a process may open, enforced by the Linux kernel without any privilege (Linux 5.13).

The rules grow with the kernel's ABI version: 2 also covers moving files between folders, 3 truncation, 4 TCP,
5 device controls, 6 abstract sockets and signals. Landlock does not cover a file's mode, owner or times: without
a private view of the file system, `seccomp` has to forbid those calls.
"""

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

from bamboo_diplomacy.kernels.sandbox import linux

TRUNCATE_ABI = 3
"""Before this version a file that may be read may also be emptied."""

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _REMOVE_FILE, _MAKE_SOCKET = 1, 2, 4, 8, 32, 512
_ALL_OF_ABI_1 = (1 << 13) - 1
_REFER, _TRUNCATE, _IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
_TCP_ABI, _IOCTL_ABI, _SCOPE_ABI = 4, 5, 6
_BIND_AND_CONNECT_TCP = 3
_ABSTRACT_SOCKETS_AND_SIGNALS = 3
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_SOCKETS = _READ_DIR | _REMOVE_FILE | _MAKE_SOCKET
_ON_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
_RULE_PATH_BENEATH = 1
_O_PATH = 0o10000000
_CREATE_VERSION = 1


def abi() -> int:
    """Return the version of Landlock that this kernel offers, 0 if none."""
    result = linux.libc().syscall(linux.LANDLOCK_CREATE_RULESET, None, 0, _CREATE_VERSION)
    return max(int(result), 0)


def restrict(readable: Iterable[str], writable: Iterable[str], sockets: Iterable[str] = ()) -> None:
    """Let this process and its children open only these paths and what is below them.

    Parameters
    ----------
    readable
        Files and folders to read and execute. A path that does not exist is passed over.
    writable
        Files and folders to change as well.
    sockets
        Folders in which Unix sockets may be made and removed, and nothing else.

    Raises
    ------
    OSError
        If the kernel has no Landlock, or refuses a rule.
    """
    version = abi()
    if version < 1:
        raise OSError("This kernel has no Landlock.")
    handled = _handled_rights(version)
    ruleset = _create(version, handled)
    try:
        for paths, rights in ((readable, _READ), (writable, handled), (sockets, _SOCKETS)):
            for path in paths:
                _allow(ruleset, path, rights & handled)
        linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
        linux.syscall(linux.LANDLOCK_RESTRICT_SELF, ruleset, 0, name="landlock_restrict_self")
    finally:
        os.close(ruleset)


def _handled_rights(version: int) -> int:
    newer = {2: _REFER, TRUNCATE_ABI: _TRUNCATE, _IOCTL_ABI: _IOCTL_DEV}
    return _ALL_OF_ABI_1 | sum(right for since, right in newer.items() if version >= since)


def _create(version: int, handled: int) -> int:
    fields = [handled]
    if version >= _TCP_ABI:
        fields.append(_BIND_AND_CONNECT_TCP)
    if version >= _SCOPE_ABI:
        fields.append(_ABSTRACT_SOCKETS_AND_SIGNALS)
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    buffer = ctypes.create_string_buffer(attributes, len(attributes))
    return linux.syscall(linux.LANDLOCK_CREATE_RULESET, buffer, len(attributes), 0, name="landlock_create_ruleset")


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        descriptor = os.open(path, _O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not Path(path).is_dir():
            rights &= _ON_FILES
        rule = struct.pack("=Qi", rights, descriptor)
        buffer = ctypes.create_string_buffer(rule, len(rule))
        linux.syscall(
            linux.LANDLOCK_ADD_RULE, ruleset, _RULE_PATH_BENEATH, buffer, 0, name=f"landlock_add_rule for {path}"
        )
    finally:
        os.close(descriptor)
