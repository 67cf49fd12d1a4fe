"""Jupyter's way to a warm kernel: chosen by the kernel's name, so nbval, nbclient and ``jupyter`` need no change.

The entry point ``bamboo-fork`` of the group ``jupyter_client.kernel_provisioners`` names `ForkProvisioner`; the
kernel specifications that use it are described in `bamboo_diplomacy.kernels.kernelspec`. The kernel talks over Unix
sockets in a folder of its own, whose names are kept short, as a socket's path holds at most 107 bytes.

Only on Linux can a kernel be forked; elsewhere, starting one ends in a sentence that says so.
"""

import asyncio
import atexit
import os
import secrets
import shutil
import signal
import threading
from functools import cache
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase
from traitlets import Bool, List, Unicode

from bamboo_diplomacy.kernels.handle import KernelStartError, LifeLine, Usage, Zygote
from bamboo_diplomacy.kernels.sandbox import Policy, best_policy
from bamboo_diplomacy.strings import say

_LONGEST_SOCKET_PATH = 107
_SOCKET = "c"
_START_SECONDS = 60.0
_END_SECONDS = 10.0
_PORTS = {"shell_port": 1, "iopub_port": 2, "stdin_port": 3, "hb_port": 4, "control_port": 5}


class WarmProcesses:
    """The warm processes of this process, one for each combination of modules and policy."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._zygotes: dict[tuple[tuple[str, ...], Policy], Zygote] = {}
        atexit.register(self.close)

    def get(self, preload: tuple[str, ...], policy: Policy) -> Zygote:
        """Return a living warm process, started now if there is none."""
        with self._lock:
            zygote = self._zygotes.get((preload, policy))
            if zygote is None or not zygote.alive:
                zygote = self._zygotes[preload, policy] = Zygote(preload, policy, kind="jupyter")
            return zygote

    def close(self) -> None:
        """End them all."""
        for zygote in self._zygotes.values():
            if zygote.alive:
                zygote.close()
        self._zygotes.clear()


@cache
def warm_processes() -> WarmProcesses:
    """Return the one collection of this process."""
    return WarmProcesses()


class ForkProvisioner(KernelProvisionerBase):
    """Forks a kernel from a warm process instead of starting an interpreter."""

    preload = List(
        Unicode(),
        ["numpy", "pandas", "matplotlib.pyplot"],
        help="Modules that are imported before the first kernel starts.",
    ).tag(config=True)
    sandbox = Bool(default_value=True, help="Whether the kernel is put into this machine's best sandbox.").tag(
        config=True
    )
    readable = List(Unicode(), help="Folders that a kernel in the sandbox may read.").tag(config=True)
    hidden = List(Unicode(), help="Folders that it must not see, even inside readable ones.").tag(config=True)
    files = Unicode(help="A folder whose files are copied into the private working folder.").tag(config=True)

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - traits, as jupyter_client passes them
        super().__init__(**settings)
        self._folder: Path | None = None
        self._life: LifeLine | None = None
        self._zygote: Zygote | None = None

    @property
    def has_process(self) -> bool:
        """Whether a kernel has been launched and not been waited for."""
        return self._life is not None

    @property
    def usage(self) -> Usage | None:
        """What the kernel used, once it has ended."""
        return self._life.usage if self._life else None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - jupyter_client's signature
        """Choose the sockets; the warm process is started here if it is not running.

        Raises
        ------
        KernelStartError
            If the warm process does not start, or the folder's path is too long for a socket.
        SandboxError
            If a sandbox is asked for and this machine can give none.
        """
        policy = best_policy(readable=self.readable, hidden=self.hidden) if self.sandbox else Policy()
        self._zygote = await asyncio.to_thread(warm_processes().get, tuple(self.preload), policy)
        if self._folder is None or self._zygote.folder not in self._folder.parents:
            self._folder = _short_folder(self._zygote.folder)
        path = str(self._folder / _SOCKET)
        manager: Any = self.parent
        manager.transport, manager.ip, manager.cache_ports = "ipc", path, False
        for name, number in _PORTS.items():
            setattr(manager, name, number)
        self.connection_info = manager.get_connection_info()
        return await super().pre_launch(cmd=[], **kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:  # noqa: ANN401, ARG002 - jupyter_client's signature
        """Fork the kernel, and return its connection once its sockets are bound.

        Raises
        ------
        KernelStartError
            If the kernel ends before that.
        """
        if self._zygote is None or self._folder is None:
            raise KernelStartError(say("kernels.start.warm_ended"))
        key: Any = self.connection_info["key"]  # bytes, though jupyter_client's types say text
        connection = {**_PORTS, "ip": self.connection_info["ip"], "key": key.decode()}
        self._life = self._zygote.fork(
            files=Path(self.files) if self.files else None,
            folder=str(kwargs.get("cwd") or Path.cwd()),
            environment=kwargs.get("env"),
            details={"connections": self._folder.name, "connection": connection, "socket": _SOCKET},
        )
        if not await asyncio.to_thread(self._life.await_ready, _START_SECONDS):
            why = self._life.reason or say("kernels.start.too_slow", seconds=_START_SECONDS)
            self._life.close()
            self._life = None
            raise KernelStartError(why)
        return self.connection_info

    async def poll(self) -> int | None:
        """Return the exit status if the kernel has ended, `None` while it lives."""
        if self._life is None:
            return 0
        self._life.read(0.0)
        return _exit_status(self._life.usage)

    async def wait(self) -> int | None:
        """Wait for the kernel's end and return its exit status."""
        if self._life is None:
            return 0
        await asyncio.to_thread(self._life.wait, _END_SECONDS)
        status = _exit_status(self._life.usage)
        self._life.close()
        self._life = None
        return status

    async def send_signal(self, signum: int) -> None:
        """Send the kernel a signal."""
        if self._life is not None and not self._life.ended:
            self._life.send_signal(signum, _END_SECONDS)

    async def kill(self, restart: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - jupyter_client's signature
        """End the kernel and everything it started."""
        await self.send_signal(signal.SIGKILL)
        if self._life is not None:
            await asyncio.to_thread(self._life.wait, _END_SECONDS)

    async def terminate(self, restart: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - jupyter_client's signature
        """Ask the kernel to end."""
        await self.send_signal(signal.SIGTERM)

    async def cleanup(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - jupyter_client's signature
        """Remove the kernel's sockets."""
        if self._life is not None:
            self._life.close()
            self._life = None
        if self._folder is not None and not restart:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _short_folder(parent: Path) -> Path:
    folder = parent / f"k-{secrets.token_hex(4)}"
    longest = os.fsencode(folder / f"{_SOCKET}-{len(_PORTS)}")
    if len(longest) > _LONGEST_SOCKET_PATH:
        raise KernelStartError(say("kernels.start.long_path", path=folder))
    folder.mkdir(mode=0o700)
    return folder


def _exit_status(usage: Usage | None) -> int | None:
    if usage is None:
        return None
    return -signal.SIGKILL if usage.status is None else os.waitstatus_to_exitcode(usage.status)
