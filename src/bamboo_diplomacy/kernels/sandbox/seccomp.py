"""A short list of system calls that a kernel for exercises never needs, refused by a seccomp filter.

Refused for every kernel: debugging other processes, mounting, new namespaces, keys, clocks, modules, io_uring,
memory that no limit counts (System V segments, ``memfd``, message queues), every socket that is not a Unix one,
and all calls that are newer than this list. Without a view and process namespace of its own a kernel is also
refused what Landlock does not cover: changing modes, owners, times and attributes of files, truncating by name,
connecting to sockets, and signals or limits for any process but itself.

References
----------
Linux man-pages, seccomp(2); the numbers are those of ``asm/unistd_64.h`` and ``asm-generic/unistd.h``.
"""

import ctypes
import errno
import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bamboo_diplomacy.kernels.sandbox import linux

_NEWEST_KNOWN = 462
"""mseal, Linux 6.10. From 424 on the numbers are the same on all architectures."""

Numbers = tuple[int | None, int | None]
"""A system call's number on x86_64 and on aarch64; `None` where it does not exist."""

_NEVER: Mapping[str, Numbers] = MappingProxyType({
    "acct": (163, 89), "add_key": (248, 217), "adjtimex": (159, 171), "bpf": (321, 280),
    "chroot": (161, 51), "clock_adjtime": (305, 266), "clock_settime": (227, 112),
    "delete_module": (176, 106), "fanotify_init": (300, 262), "finit_module": (313, 273),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fsopen": (430, 430), "fspick": (433, 433),
    "init_module": (175, 105), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "io_uring_setup": (425, 425), "ioperm": (173, None), "iopl": (172, None), "kcmp": (312, 272),
    "kexec_file_load": (320, 294), "kexec_load": (246, 104), "keyctl": (250, 219),
    "lookup_dcookie": (212, 18), "memfd_create": (319, 279), "memfd_secret": (447, 447),
    "migrate_pages": (256, 238), "modify_ldt": (154, None), "mount": (165, 40),
    "mount_setattr": (442, 442), "move_mount": (429, 429), "move_pages": (279, 239),
    "mq_open": (240, 180), "mq_unlink": (241, 181), "msgget": (68, 186), "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265), "open_tree": (428, 428), "perf_event_open": (298, 241),
    "personality": (135, 92), "pidfd_getfd": (438, 438), "pivot_root": (155, 41),
    "process_madvise": (440, 440), "process_mrelease": (448, 448), "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271), "ptrace": (101, 117), "quotactl": (179, 60),
    "quotactl_fd": (443, 443), "reboot": (169, 142), "request_key": (249, 218), "semget": (64, 190),
    "setdomainname": (171, 162), "sethostname": (170, 161), "setns": (308, 268),
    "settimeofday": (164, 170), "shmget": (29, 194), "swapoff": (168, 225), "swapon": (167, 224),
    "syslog": (103, 116), "umount2": (166, 39), "unshare": (272, 97), "userfaultfd": (323, 282),
    "vhangup": (153, 58),
})  # fmt: skip
"""Refused to every kernel."""

_NEVER_IN_A_SHARED_VIEW: Mapping[str, Numbers] = MappingProxyType({
    "chmod": (90, None), "chown": (92, None), "fchmod": (91, 52),
    "fchmodat": (268, 53), "fchmodat2": (452, 452), "fchown": (93, 55), "fchownat": (260, 54),
    "flock": (73, 32), "fremovexattr": (199, 16), "fsetxattr": (190, 7), "futimesat": (261, None),
    "ioprio_set": (251, 30), "lchown": (94, None), "lremovexattr": (198, 15), "lsetxattr": (189, 6),
    "pidfd_send_signal": (424, 424), "removexattr": (197, 14), "sched_setattr": (314, 274),
    "sched_setparam": (142, 118), "setpriority": (141, 140),
    "setxattr": (188, 5), "tkill": (200, 130), "truncate": (76, 45), "utime": (132, None),
    "utimensat": (280, 88), "utimes": (235, None),
})  # fmt: skip
"""Refused where only Landlock stands between the kernel and the outside."""

_EXAMINED: Mapping[str, Numbers] = MappingProxyType({
    "clone": (56, 220), "clone3": (435, 435), "connect": (42, 203), "fcntl": (72, 25), "kill": (62, 129),
    "prlimit64": (302, 261), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "sched_setaffinity": (203, 122), "sched_setscheduler": (144, 119), "socket": (41, 198), "tgkill": (234, 131),
})  # fmt: skip
"""Refused or not, as their arguments say."""

_SIGNALS = ("kill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo")
_OTHERS_LIMITS = ("prlimit64", "sched_setaffinity")
_NEW_NAMESPACES = 0x7E020000
_AF_UNIX = 1
_SOCK_STREAM, _SOCKET_TYPE_MASK = 1, 0xF
_SCHED_OTHER = 0
_F_SETOWN, _F_SETSIG, _F_SETOWN_EX = 8, 10, 15
_X32_BIT = 0x40000000

_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_ANY_BIT, _AND, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_REFUSE = 0x00050000 | errno.EPERM
_UNKNOWN = 0x00050000 | errno.ENOSYS
_NOBODY_LISTENS = 0x00050000 | errno.ECONNREFUSED
_OFFSET_NUMBER, _OFFSET_ARCHITECTURE, _OFFSET_ARGUMENTS = 0, 4, 16
_FILTER_MODE = 2

Instruction = tuple[int, int, int, int]
"""Code, steps to jump if true, steps to jump if false, operand."""


@dataclass(frozen=True)
class Architecture:
    """How one processor family numbers its system calls."""

    audit: int
    column: int
    has_x32: bool = False

    def numbers(self, table: Mapping[str, Numbers]) -> dict[str, int]:
        """Return the numbers of those system calls that exist here."""
        here = {name: numbers[self.column] for name, numbers in table.items()}
        return {name: number for name, number in here.items() if number is not None}


_ARCHITECTURES = {
    "x86_64": Architecture(audit=0xC000003E, column=0, has_x32=True),
    "aarch64": Architecture(audit=0xC00000B7, column=1),
}


def supported(machine: str | None = None) -> bool:
    """Return whether the list is known for a processor family.

    Examples
    --------
    >>> supported("x86_64"), supported("aarch64"), supported("riscv64")
    (True, True, False)
    """
    return (machine or os.uname().machine) in _ARCHITECTURES


def program(machine: str, *, shared_view: bool, process: int) -> bytes:
    """Return the filter as the kernel reads it.

    Parameters
    ----------
    machine
        The processor family, ``x86_64`` or ``aarch64``.
    shared_view
        Whether the process sees the outside's files and processes, so that more must be refused.
    process
        The number of the process that keeps the right to signal itself.

    Returns
    -------
    bytes
        Eight bytes per instruction of classic BPF.

    Examples
    --------
    >>> len(program("x86_64", shared_view=True, process=1)) % 8
    0
    """
    family = _ARCHITECTURES[machine]
    examined = family.numbers(_EXAMINED)
    refused = family.numbers(_NEVER)
    rules = [*_clone_rules(examined), *_socket_rules(examined, stream_only=shared_view)]
    if shared_view:
        refused |= family.numbers(_NEVER_IN_A_SHARED_VIEW)
        rules += [*_self_only_rules(examined, process), *_ownership_rules(examined)]
        rules += _rules_for_zeromq(examined)
    body = [
        *[_when(number, (_RETURN, 0, 0, _REFUSE)) for number in sorted(refused.values())],
        *rules,
        [(_RETURN, 0, 0, _ALLOW)],
    ]
    flat = _head(family) + [instruction for rule in body for instruction in rule]
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in flat)


def install(*, shared_view: bool) -> None:
    """Put this thread and its children under the filter for good.

    Raises
    ------
    OSError
        If the kernel has no seccomp filters or the list is not known for this processor.
    """
    machine = os.uname().machine
    if not supported(machine):
        raise OSError(f"No list of system calls is known for the processor family {machine}.")
    code = program(machine, shared_view=shared_view, process=os.getpid())
    buffer = ctypes.create_string_buffer(code, len(code))
    header = ctypes.create_string_buffer(struct.pack("@HP", len(code) // 8, ctypes.addressof(buffer)))
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    linux.checked(linux.libc().prctl(linux.PR_SET_SECCOMP, ctypes.c_ulong(_FILTER_MODE), header), "seccomp")


def _head(family: Architecture) -> list[Instruction]:
    head = [
        (_LOAD, 0, 0, _OFFSET_ARCHITECTURE),
        (_JUMP_EQUAL, 1, 0, family.audit),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _OFFSET_NUMBER),
    ]
    if family.has_x32:
        head += [(_JUMP_AT_LEAST, 0, 1, _X32_BIT), (_RETURN, 0, 0, _KILL)]
    return [*head, (_JUMP_AT_LEAST, 0, 1, _NEWEST_KNOWN + 1), (_RETURN, 0, 0, _UNKNOWN)]


def _when(number: int, *block: Instruction) -> list[Instruction]:
    """Run a block, which must end in a return on every path, for one system call only."""
    return [(_JUMP_EQUAL, 0, len(block), number), *block]


def _argument(index: int) -> Instruction:
    """Load the low half of an argument: all that the calls below look at."""
    return (_LOAD, 0, 0, _OFFSET_ARGUMENTS + 8 * index)


def _clone_rules(numbers: dict[str, int]) -> list[list[Instruction]]:
    return [
        _when(numbers["clone3"], (_RETURN, 0, 0, _UNKNOWN)),  # its flags cannot be seen; libc falls back to clone
        _when(
            numbers["clone"],
            _argument(0),
            (_JUMP_ANY_BIT, 0, 1, _NEW_NAMESPACES),
            (_RETURN, 0, 0, _REFUSE),
            (_RETURN, 0, 0, _ALLOW),
        ),
    ]


def _socket_rules(numbers: dict[str, int], *, stream_only: bool) -> list[list[Instruction]]:
    is_unix = [_argument(0), (_JUMP_EQUAL, 1, 0, _AF_UNIX), (_RETURN, 0, 0, _REFUSE)]
    is_stream = [
        _argument(1),
        (_AND, 0, 0, _SOCKET_TYPE_MASK),
        (_JUMP_EQUAL, 1, 0, _SOCK_STREAM),
        (_RETURN, 0, 0, _REFUSE),
    ]
    block = is_unix + (is_stream if stream_only else []) + [(_RETURN, 0, 0, _ALLOW)]
    return [_when(numbers["socket"], *block)]


def _self_only_rules(numbers: dict[str, int], process: int) -> list[list[Instruction]]:
    refuse_others = (_RETURN, 0, 0, _REFUSE)
    allow = (_RETURN, 0, 0, _ALLOW)
    signals = [
        _when(numbers[name], _argument(0), (_JUMP_EQUAL, 1, 0, process), refuse_others, allow) for name in _SIGNALS
    ]
    limits = [
        _when(
            numbers[name],
            _argument(0),
            (_JUMP_EQUAL, 2, 0, 0),
            (_JUMP_EQUAL, 1, 0, process),
            refuse_others,
            allow,
        )
        for name in _OTHERS_LIMITS
    ]
    return signals + limits


def _rules_for_zeromq(numbers: dict[str, int]) -> list[list[Instruction]]:
    """Refuse connecting and other scheduling than the ordinary, but so that ZeroMQ does not abort the process."""
    return [
        _when(numbers["connect"], (_RETURN, 0, 0, _NOBODY_LISTENS)),
        _when(
            numbers["sched_setscheduler"],
            _argument(1),
            (_JUMP_EQUAL, 1, 0, _SCHED_OTHER),
            (_RETURN, 0, 0, _REFUSE),
            (_RETURN, 0, 0, _ALLOW),
        ),
    ]


def _ownership_rules(numbers: dict[str, int]) -> list[list[Instruction]]:
    """Refuse asking for signals about a descriptor: it would reach any process of the same user."""
    return [
        _when(
            numbers["fcntl"],
            _argument(1),
            (_JUMP_EQUAL, 2, 0, _F_SETOWN),
            (_JUMP_EQUAL, 1, 0, _F_SETSIG),
            (_JUMP_EQUAL, 0, 1, _F_SETOWN_EX),
            (_RETURN, 0, 0, _REFUSE),
            (_RETURN, 0, 0, _ALLOW),
        )
    ]
