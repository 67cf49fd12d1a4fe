"""The warm process: it has everything imported, one thread, and forks a ready kernel for every request.

Run by `bamboo_diplomacy.kernels.handle.Zygote` as ``python -m bamboo_diplomacy.kernels.zygote DESCRIPTOR``; the
descriptor is one end of a socket pair to its owner. There is no listening path: nobody else can ask for a kernel,
least of all a kernel. With every request comes one end of a new socket pair, the kernel's life line:

- from the owner, ``{"signal": 2}`` sends the kernel a signal and is answered ``{"signalled": 2}``;
- from the kernel, before its first cell, ``{"ready": true}`` or ``{"failed": "why"}``;
- from here, ``{"exit": status, "cpu": seconds, "peak": bytes}`` when the kernel has ended.

Closing the life line kills the kernel; the owner's end kills everything. Two processes are needed for that: a small
one that stays outside, waits and tidies up, and the warm one, which with namespaces is the first process of its own
process namespace, so that the Linux kernel itself ends all others with it.

Whatever has a thread, an event loop or a ZeroMQ context is made after the fork. Numerical libraries are held to one
thread by the environment that the owner sets, or the warm process could not fork safely.
"""

import contextlib
import gc
import importlib
import json
import os
import random
import select
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from bamboo_diplomacy.kernels.sandbox import linux
from bamboo_diplomacy.kernels.sandbox.enclosure import Enclosure
from bamboo_diplomacy.kernels.sandbox.policy import Policy, SandboxError
from bamboo_diplomacy.kernels.watch import MemoryWatch, kill_strays

LARGEST_MESSAGE = 1 << 20
FAILED = 71
"""Exit status (EX_OSERR) of a kernel that could not be started."""

_BYTES_PER_KIB = 1024
_DESCRIPTORS = ("life", "data", "files")


class NotSingleThreadedError(RuntimeError):
    """Something that was imported started a thread: forking now could copy a held lock."""


@dataclass(frozen=True, eq=False)
class Kernel:
    """A running kernel as the warm process knows it."""

    process: int
    number: int
    ended: int
    """A descriptor that becomes readable when the process has ended."""
    life: socket.socket


class Nursery:
    """Forks kernels on request, passes signals on, and says how each one ended.

    Parameters
    ----------
    control
        The socket to the owner.
    enclosure
        The sandbox to put round each kernel.
    become
        What a forked process does as a kernel, given its request and its data channel.
    watch
        Ends a kernel whose processes hold too much memory together.
    has_strays
        Whether processes can outlive the kernel that started them: they cannot in a process namespace.
    """

    def __init__(
        self,
        control: socket.socket,
        enclosure: Enclosure,
        become: Callable[[dict[str, Any], socket.socket | None], None],
        watch: MemoryWatch | None,
        *,
        has_strays: bool,
    ) -> None:
        self._control = control
        self._enclosure = enclosure
        self._become = become
        self._watch = watch
        self._has_strays = has_strays
        self._kernels: dict[int, Kernel] = {}
        self._count = 0

    def serve(self) -> None:
        """Work until the owner is gone, then end all kernels."""
        while True:
            for descriptor in self._wait():
                if descriptor == self._control.fileno():
                    if not self._answer_request():
                        self._end_all()
                        return
                    continue
                kernel = self._kernels.get(descriptor)
                if kernel is None:
                    continue  # reaped in this round
                if descriptor == kernel.ended:
                    self._reap(kernel)
                elif not self._pass_signal(kernel):
                    _signal(kernel, signal.SIGKILL)
                    self._reap(kernel)

    def _wait(self) -> Sequence[int]:
        """Return the descriptors that something happened on, looking after the kernels' memory meanwhile."""
        poll = select.poll()
        # The control socket comes first: the descriptors that a request opens are new, as none has been closed yet.
        for descriptor in (self._control.fileno(), *self._kernels):
            poll.register(descriptor, select.POLLIN)
        period = self._watch.period * 1000 if self._watch and self._kernels else None
        ready = poll.poll(period)
        if self._watch:
            self._watch.look(self._processes())
        return [descriptor for descriptor, _ in ready]

    def _processes(self) -> set[int]:
        return {kernel.process for kernel in self._kernels.values()}

    def _answer_request(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self._control, LARGEST_MESSAGE, len(_DESCRIPTORS))
        if not message:
            return False
        request = json.loads(message)
        named = dict(zip(request["descriptors"], descriptors, strict=True))
        life = socket.socket(fileno=named.pop("life"))
        self._count += 1
        try:
            with self._enclosure.around_fork():
                process = os.fork()
                if process == 0:
                    self._run_child(request, life, named)
        except OSError as error:
            _tell(life, {"failed": f"The warm process could not start a kernel: {error}."})
            life.close()
        else:
            kernel = Kernel(process, self._count, os.pidfd_open(process), life)
            self._kernels[kernel.ended] = self._kernels[life.fileno()] = kernel
        finally:
            for descriptor in named.values():
                os.close(descriptor)
        return True

    def _pass_signal(self, kernel: Kernel) -> bool:
        try:
            message = kernel.life.recv(LARGEST_MESSAGE)
        except OSError:
            return False
        if not message:
            return False
        number = int(json.loads(message)["signal"])
        _signal(kernel, number)
        _tell(kernel.life, {"signalled": number})
        return True

    def _reap(self, kernel: Kernel) -> None:
        _, status, usage = os.wait4(kernel.process, 0)
        del self._kernels[kernel.ended], self._kernels[kernel.life.fileno()]
        os.close(kernel.ended)
        if self._has_strays:
            kill_strays(self._processes())
        folder = self._enclosure.private_folder(kernel.number)
        if folder is not None:
            remove_tree(folder)
        spent = usage.ru_utime + usage.ru_stime
        _tell(kernel.life, {"exit": status, "cpu": spent, "peak": usage.ru_maxrss * _BYTES_PER_KIB})
        kernel.life.close()

    def _end_all(self) -> None:
        for kernel in set(self._kernels.values()):
            _signal(kernel, signal.SIGKILL)
            self._reap(kernel)

    def _run_child(self, request: dict[str, Any], life: socket.socket, named: dict[str, int]) -> NoReturn:
        """Become a kernel. Whatever happens, the process ends here and never returns into the warm one's loop."""
        status = FAILED
        try:
            os.setsid()
            _close_descriptors({life.fileno(), *named.values()})
            _redirect(capture="data" in named)
            self._enclose(request, named.pop("files", None))
            channel = socket.socket(fileno=named["data"]) if "data" in named else None
            if channel is not None:
                life.close()  # a cell must find no way to the warm process
            else:
                request["life"] = life.detach()
            _reseed()
            self._become(request, channel)
            status = 0
        except SystemExit as exit_:
            status = exit_.code if isinstance(exit_.code, int) else int(exit_.code is not None)
        except BaseException as error:  # noqa: BLE001 - the owner is told, then the process ends
            _tell(life, {"failed": str(error) if isinstance(error, SandboxError) else repr(error)})
        finally:
            os._exit(status & 0xFF)

    def _enclose(self, request: dict[str, Any], files: int | None) -> None:
        connections = request.get("connections")
        folder = self._enclosure.make_private_folder(self._count, connections)
        place = folder or Path(request["folder"] or os.curdir)
        if files is not None:
            copy_files(files, place, self._enclosure.kernel_user())
            os.close(files)
        os.chdir(place)
        os.environ.clear()
        os.environ.update(request["environment"])
        if folder is not None:
            os.umask(0o077)
            scratch = self._enclosure.scratch_folder(place)
            os.environ.update(HOME=str(place), TMPDIR=scratch, IPYTHONDIR=f"{scratch}/ipython")
        if connections:
            request["connection"]["ip"] = f"{self._enclosure.connection_path(connections)}/{request['socket']}"
        self._enclosure.close_behind(place, connections)


def copy_files(source: int, target: Path, user: int) -> None:
    """Copy the regular files below an open folder; links, sockets and devices stay behind.

    Parameters
    ----------
    source
        A descriptor of the folder. It works even if its path is out of sight.
    target
        An existing folder.
    user
        Who is to own the copies.
    """
    for folder, folders, files, descriptor in os.fwalk(".", dir_fd=source, follow_symlinks=False):
        here = target / folder
        for name in folders:
            if stat.S_ISDIR(os.stat(name, dir_fd=descriptor, follow_symlinks=False).st_mode):
                (here / name).mkdir(mode=0o700)
                os.chown(here / name, user, -1)
        for name in files:
            try:
                opened = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=descriptor)
            except OSError:  # a link, a socket
                continue
            _copy_file(opened, here / name, user)


def _copy_file(descriptor: int, target: Path, user: int) -> None:
    with open(descriptor, "rb") as original:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            with target.open("wb") as copy:
                shutil.copyfileobj(original, copy)
                os.fchown(copy.fileno(), user, -1)


def remove_tree(folder: Path) -> None:
    """Remove a folder that somebody unfriendly filled: unreadable folders, names too long for any path."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        for command in (("chmod", "-R", "u+rwx"), ("rm", "-rf")):
            subprocess.run([*command, "--", str(folder)], check=False, capture_output=True)


def _refuse(control: socket.socket, error: Exception) -> None:
    speaks = isinstance(error, SandboxError | NotSingleThreadedError)
    why = str(error) if speaks else f"{type(error).__name__}: {error}"
    _tell(control, {"failed": why, "sandbox": isinstance(error, SandboxError)})


def _signal(kernel: Kernel, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(kernel.process, number)


def _tell(life: socket.socket, message: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):  # the owner is gone, or never reads
        life.send(json.dumps(message).encode(), socket.MSG_DONTWAIT)


def _close_descriptors(kept: set[int]) -> None:
    """Close everything inherited: other kernels' life lines, the control socket."""
    start = 3
    for descriptor in sorted(kept):
        os.closerange(start, descriptor)
        start = descriptor + 1
    os.closerange(start, os.sysconf("SC_OPEN_MAX"))


def _redirect(*, capture: bool) -> None:
    """Cut the standard descriptors off from the outside; files in memory can hold what programs write to them."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(null, descriptor)
    os.close(null)
    if capture:
        for descriptor in (1, 2):
            memory = os.memfd_create(str(descriptor))
            os.dup2(memory, descriptor)
            os.close(memory)


def _reseed() -> None:
    """Forks start with the same numbers, unless they are told otherwise."""
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(random.getrandbits(32))


def _stay_outside(warm: int, folder: str) -> int:
    """Wait for the warm process and remove what it leaves: all that the small process is for."""
    _, status = os.waitpid(warm, 0)
    remove_tree(Path(folder))
    return os.waitstatus_to_exitcode(status) & 0xFF


def _load(config: dict[str, Any]) -> Callable[[dict[str, Any], socket.socket | None], None]:
    """Import everything and return what a fork does with it."""
    for name in config["preload"]:
        importlib.import_module(name)
    if config["kind"] == "direct":
        from bamboo_diplomacy.kernels import shell as direct  # noqa: PLC0415 - not before the fork from the small process

        shell = direct.make_shell(config["folder"])
        direct.warm_up(shell, config["warm_up"])
        limit = config["policy"]["limits"]["output"]
        return lambda _, channel: direct.serve(shell, _present(channel), limit)
    from bamboo_diplomacy.kernels import jupyter  # noqa: PLC0415 - as above

    app = jupyter.make_app(config["folder"])
    return lambda request, _: jupyter.serve(app, request)


def _present(channel: socket.socket | None) -> socket.socket:
    if channel is None:
        raise ValueError("A direct kernel needs a data channel.")
    return channel


def _refuse_threads() -> None:
    count = sum(1 for _ in Path("/proc/self/task").iterdir())
    if count != 1:
        raise NotSingleThreadedError(
            f"The warm process has {count} threads and cannot fork safely: a preloaded module starts threads."
        )


def _warm(control: socket.socket, config: dict[str, Any], enclosure: Enclosure) -> None:
    try:
        become = _load(config)
        _refuse_threads()
        enclosure.settle()
        gc.collect()
        gc.freeze()  # the collector would write into every page that it looks at, and so copy it
        policy = Policy.from_json(config["policy"])
        watch = MemoryWatch(policy.limits.memory) if policy.encloses else None
        nursery = Nursery(control, enclosure, become, watch, has_strays=not policy.has_own_view)
    except Exception as error:  # noqa: BLE001 - told to the owner, who raises
        _refuse(control, error)
        return
    control.send(json.dumps({"ready": os.getpid(), "modules": len(sys.modules)}).encode())
    nursery.serve()


def main(arguments: Sequence[str]) -> int:
    """Start the warm process for the owner behind a descriptor, and wait for its end."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # an owner that ignores it would hand that on
    control = socket.socket(fileno=int(arguments[0]))
    config = json.loads(control.recv(LARGEST_MESSAGE))
    policy = Policy.from_json(config["policy"])
    enclosure = Enclosure(policy, config["folder"], with_sockets=config["kind"] == "jupyter")
    try:
        enclosure.leave_outside()
    except SandboxError as error:
        _refuse(control, error)
        return FAILED
    warm = os.fork()
    if warm:
        control.close()
        return _stay_outside(warm, config["folder"])
    linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
    _warm(control, config, enclosure)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
