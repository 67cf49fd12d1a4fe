"""The owner's side of a warm process: start it, ask it for kernels, end it.

    with Zygote(preload=("numpy", "pandas")) as zygote:
        kernel = DirectKernel(zygote)

Everything ends with the owner: the socket pair closes, and the warm process takes its kernels along. A warm process
is used by the process that started it and by no fork of that process.
"""

import contextlib
import json
import math
import os
import select
import signal
import site
import socket
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol, Self

from bamboo_diplomacy.kernels.sandbox.policy import Policy, SandboxError
from bamboo_diplomacy.scratch import ScratchFolder
from bamboo_diplomacy.strings import say

Kind = Literal["direct", "jupyter"]

LARGEST_MESSAGE = 1 << 16
_START_SECONDS = 120.0
_END_SECONDS = 10.0

_ONE_THREAD = {
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
_REPEATABLE = {"MPLBACKEND": "module://matplotlib_inline.backend_inline", "PYTHONHASHSEED": "0"}
_LEAN = {"MALLOC_ARENA_MAX": "2", "PYTHONDONTWRITEBYTECODE": "1"}
_ENCLOSED = {"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "TZ": "UTC", "USER": "student"}
_PASSED_ON = ("BAMBOO_LANGUAGE",)
_PASSED_TO_WARM = ("LD_LIBRARY_PATH", "PYTHONHOME", "PYTHONPATH")


class KernelStartError(RuntimeError):
    """The warm process or a kernel did not start."""


@dataclass(frozen=True)
class Usage:
    """What a kernel used in its whole life, as the operating system counted it.

    Attributes
    ----------
    status
        The wait status; negative signal or exit status by `os.waitstatus_to_exitcode`. `None` if it is not known
        because the warm process ended first.
    cpu_seconds
        Processor time of the kernel and of the processes that it waited for.
    peak_bytes
        The largest resident memory of one of them, pages shared with the warm process included.
    """

    status: int | None = None
    cpu_seconds: float = 0.0
    peak_bytes: int = 0


class Zygote:
    """A warm process with everything imported, which forks kernels.

    Parameters
    ----------
    preload
        Modules to import before the first kernel. None may start a thread.
    policy
        The sandbox of every kernel; none by default, for trusted notebooks.
    kind
        ``direct`` for `bamboo_diplomacy.kernels.direct.DirectKernel`, ``jupyter`` for kernels with ZeroMQ sockets.
    warm_up
        Cells that are run once before the first kernel, so that what they load is loaded (``direct`` only).

    Raises
    ------
    KernelStartError
        If the process does not start: a module cannot be imported, or starts a thread.
    SandboxError
        If a layer of the policy cannot be had.
    """

    def __init__(
        self,
        preload: Sequence[str] = (),
        policy: Policy | None = None,
        kind: Kind = "direct",
        warm_up: Sequence[str] = (),
    ) -> None:
        if not sys.platform.startswith("linux"):
            raise KernelStartError(say("kernels.start.linux_only"))
        self.policy = policy or Policy()
        self.kind = kind
        self._scratch = ScratchFolder("bamboo-kernels-")
        self.folder = self._scratch.path
        self._owner = os.getpid()
        self._lock = threading.Lock()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = ours
        self._process = self._launch(theirs)
        config = {
            "folder": str(self.folder),
            "kind": kind,
            "policy": self.policy.as_json(),
            "preload": list(preload),
            "warm_up": list(warm_up),
        }
        try:
            ours.send(json.dumps(config).encode())
            self._await_ready()
        except BaseException:
            self.close()
            raise
        _forget_in_forks(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def alive(self) -> bool:
        """Whether kernels can be asked for, in this process."""
        return self._owner == os.getpid() and self._control.fileno() >= 0 and self._process.poll() is None

    def fork(
        self,
        *,
        data: socket.socket | None = None,
        files: Path | None = None,
        folder: str | None = None,
        environment: Mapping[str, str] | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> "LifeLine":
        """Ask for a kernel.

        Parameters
        ----------
        data
            The kernel's end of its data channel; closed here once it is sent.
        files
            A folder whose regular files are copied into the private folder.
        folder
            Where a kernel without a private folder works.
        environment
            Variables of a kernel without sandbox, instead of the owner's own.
        details
            What the kernel has to know besides.

        Raises
        ------
        KernelStartError
            If the warm process is gone, ``files`` is no folder that can be read, or there is no private folder.
        """
        if files is not None and not self.policy.encloses:
            raise KernelStartError(say("kernels.start.no_private_folder"))
        request = {
            "descriptors": ["life"],
            "environment": self._environment(environment),
            "folder": folder,
            **(details or {}),
        }
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        descriptors = [theirs.fileno()]
        with contextlib.ExitStack() as stack:
            failed = stack.enter_context(contextlib.ExitStack())
            failed.callback(ours.close)
            stack.enter_context(theirs)
            if data is not None:
                stack.enter_context(data)
                request["descriptors"].append("data")
                descriptors.append(data.fileno())
            if files is not None:
                descriptors.append(_open_folder(files, stack))
                request["descriptors"].append("files")
            try:
                with self._lock:
                    socket.send_fds(self._control, [json.dumps(request).encode()], descriptors)
            except OSError as error:
                raise KernelStartError(say("kernels.start.warm_ended")) from error
            failed.pop_all()
        return LifeLine(ours)

    def close(self) -> None:
        """End the warm process and all its kernels, and remove what they left."""
        self._control.close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._scratch.remove()

    def forget(self) -> None:
        """In a fork of the owner: hold nothing that would keep the warm process alive."""
        self._control.close()

    def _launch(self, theirs: socket.socket) -> subprocess.Popen[bytes]:
        descriptor = theirs.fileno()
        command = [sys.executable, "-P", "-m", "bamboo_diplomacy.kernels.zygote", str(descriptor)]
        with theirs:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=self._warm_environment(),
                pass_fds=[descriptor],
                start_new_session=True,
            )

    def _await_ready(self) -> None:
        if not wait_for(_START_SECONDS, readable=(self._control,)):
            raise KernelStartError(say("kernels.start.too_slow", seconds=_START_SECONDS))
        answer = _read_message(self._control)
        if answer is None:
            raise KernelStartError(say("kernels.start.warm_ended"))
        if "failed" in answer:
            kind = SandboxError if answer["sandbox"] else KernelStartError
            raise kind(say("kernels.start.failed", why=answer["failed"]))

    def _warm_environment(self) -> dict[str, str]:
        """Return the environment of the warm process: a kernel can read it in ``/proc``, so nothing secret."""
        if not self.policy.encloses:
            return {**os.environ, **_ONE_THREAD, **_REPEATABLE, **_LEAN}
        passed = {name: os.environ[name] for name in (*_PASSED_ON, *_PASSED_TO_WARM) if name in os.environ}
        if site.ENABLE_USER_SITE:
            passed["PYTHONUSERBASE"] = site.getuserbase()
        caches = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        home = {"HOME": str(self.folder), "XDG_CACHE_HOME": caches}  # the list of fonts is there
        return {**_ENCLOSED, **passed, **home, **_ONE_THREAD, **_REPEATABLE, **_LEAN}

    def _environment(self, asked: Mapping[str, str] | None) -> dict[str, str]:
        if not self.policy.encloses:
            return {**(os.environ if asked is None else asked), **_ONE_THREAD, **_REPEATABLE}
        passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        return {**_ENCLOSED, **passed, **_ONE_THREAD, **_REPEATABLE, **_LEAN, **dict(self.policy.environment)}


class LifeLine:
    """The owner's hold on one kernel: signals in, the news of its end out."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._failure = ""
        self._ready = False
        self.usage: Usage | None = None

    def fileno(self) -> int:
        """Return the descriptor that becomes readable when there is news."""
        return self._channel.fileno()

    @property
    def ended(self) -> bool:
        """Whether the kernel is known to have ended."""
        return self.usage is not None

    @property
    def ready(self) -> bool:
        """Whether the kernel has said that its sockets are bound."""
        return self._ready

    @property
    def reason(self) -> str:
        """Why the kernel ended, in a sentence; empty while it lives."""
        if self.usage is None:
            return ""
        if self._failure:
            return say("kernels.dead.not_started", why=self._failure)
        return say("kernels.dead.warm_ended") if self.usage.status is None else _describe(self.usage.status)

    def read(self, timeout: float) -> bool:
        """Take in one piece of news; return whether there was one."""
        if self.ended or not wait_for(timeout, readable=(self._channel,)):
            return False
        news = _read_message(self._channel)
        if news is None:
            self.usage = Usage()
        elif "exit" in news:
            self.usage = Usage(news["exit"], news["cpu"], news["peak"])
        elif "failed" in news:
            self._failure = news["failed"]
        self._ready = self._ready or bool(news and news.get("ready"))
        return True

    def send_signal(self, number: int, timeout: float) -> None:
        """Send the kernel a signal, and wait until it has been sent or the kernel has ended."""
        try:
            self._channel.send(json.dumps({"signal": int(number)}).encode())
        except OSError:
            return
        self.read(timeout)

    def await_ready(self, timeout: float) -> bool:
        """Wait until the kernel's sockets are bound; return whether they are."""
        deadline = time.monotonic() + timeout
        while not (self.ready or self.ended) and self.read(deadline - time.monotonic()):
            pass
        return self.ready

    def wait(self, timeout: float) -> bool:
        """Wait for the kernel's end; return whether it came."""
        deadline = time.monotonic() + timeout
        while not self.ended and self.read(deadline - time.monotonic()):
            pass
        return self.ended

    def close(self) -> None:
        """Let go: a kernel that still runs is killed."""
        self._channel.close()


def _describe(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        return say("kernels.dead.exit", status=code)
    with contextlib.suppress(ValueError):
        return say("kernels.dead.signal", name=signal.Signals(-code).name)
    return say("kernels.dead.signal", name=-code)


def _open_folder(folder: Path, stack: contextlib.ExitStack) -> int:
    try:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise KernelStartError(say("kernels.start.no_files", folder=folder, why=error.strerror)) from error
    stack.callback(os.close, opened)
    return opened


class HasDescriptor(Protocol):
    """Something that can be waited for."""

    def fileno(self) -> int:
        """Return its descriptor."""


def wait_for(
    timeout: float, *, readable: Iterable[HasDescriptor] = (), writable: Iterable[HasDescriptor] = ()
) -> set[int]:
    """Return the descriptors that become ready first, none if nothing does within ``timeout`` seconds."""
    poll = select.poll()
    for source in readable:
        poll.register(source.fileno(), select.POLLIN)
    for source in writable:
        poll.register(source.fileno(), select.POLLOUT)
    milliseconds = None if timeout == math.inf else max(0.0, timeout) * 1000
    return {descriptor for descriptor, _ in poll.poll(milliseconds)}


def _read_message(channel: socket.socket) -> dict[str, Any] | None:
    try:
        message = channel.recv(LARGEST_MESSAGE)
    except ConnectionResetError:  # the other side went without reading all, but what it had sent is there
        message = channel.recv(LARGEST_MESSAGE)
    except OSError:
        return None
    return json.loads(message) if message else None


def _forget_in_forks(zygote: Zygote) -> None:
    reference = weakref.ref(zygote)

    def forget() -> None:
        inherited = reference()
        if inherited is not None:
            inherited.forget()

    os.register_at_fork(after_in_child=forget)
