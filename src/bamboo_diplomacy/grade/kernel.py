"""nbval's kernel, watched: a kernel that dies, or that prints without end, is seen at once."""

import os
import time
from collections import deque
from queue import Empty
from typing import Any

from nbval.kernel import RunningKernel

from bamboo_diplomacy.kernels.direct import KernelDiedError
from bamboo_diplomacy.onlookers import PICTURES_SWITCH
from bamboo_diplomacy.practice.protocol import FEEDBACK_SWITCH

MAX_OUTPUT_BYTES = 10_000_000
_LOOK_EVERY = 0.1


class OutputLimitError(RuntimeError):
    """A cell printed or displayed more than a notebook should hold."""


class WatchedKernel(RunningKernel):  # type: ignore[misc]  # nbval has no annotations
    """nbval's `RunningKernel` that looks after the kernel while it waits, instead of waiting out the whole time."""

    def __init__(self, kernel_name: str, cwd: str, startup_timeout: float = 60) -> None:
        self._early: deque[dict[str, Any]] = deque()
        self._bytes = 0
        super().__init__(kernel_name, cwd=cwd, startup_timeout=startup_timeout)

    def execute_cell_input(self, cell_input: str, allow_stdin: bool | None = None) -> str:  # noqa: FBT001 - nbval's
        """Start a cell and forget what earlier cells left unread."""
        self._early.clear()
        self._bytes = 0
        return str(super().execute_cell_input(cell_input, allow_stdin))

    def await_reply(self, msg_id: str, timeout: float | None = None) -> None:
        """Wait until the cell ends.

        Raises
        ------
        queue.Empty
            If it does not end within `timeout` seconds.
        KernelDiedError
            If the kernel ends first, or the cell asks it to.
        OutputLimitError
            If the cell's output passes 10 MB.
        """
        end = time.monotonic() + (timeout or float("inf"))
        while time.monotonic() < end:
            self._drain()
            try:
                reply = self.kc.get_shell_msg(timeout=_LOOK_EVERY)
            except Empty:
                if not self.is_alive():
                    raise KernelDiedError from None
                continue
            if reply["parent_header"].get("msg_id") == msg_id:
                self._refuse_exit(reply)
                return
        raise Empty

    def get_message(self, stream: str, timeout: float | None = None) -> dict[str, Any]:
        """Return the next message, those first that were read while the cell was running."""
        if stream == "iopub" and self._early:
            return self._early.popleft()
        message: dict[str, Any] = super().get_message(stream, timeout)
        return message

    def stop(self) -> None:
        """End the kernel; a kernel that is gone already is no error."""
        if hasattr(self, "km"):
            super().stop()

    def _refuse_exit(self, reply: dict[str, Any]) -> None:
        """End a kernel that was asked to exit: left alone it would die a moment later, in another cell."""
        if any(payload.get("source") == "ask_exit" for payload in reply["content"].get("payload", ())):
            self.stop()
            raise KernelDiedError

    def _drain(self) -> None:
        while True:
            try:
                message = self.kc.get_iopub_msg(timeout=0)
            except Empty:
                return
            self._bytes += sum(len(frame) for frame in map(str, message["content"].values()))
            if self._bytes > MAX_OUTPUT_BYTES:
                raise OutputLimitError
            self._early.append(message)


def quiet_environment() -> None:
    """Let kernels that this process starts record answers, without feedback and pictures: the judge stands outside."""
    os.environ.update({FEEDBACK_SWITCH: "off", PICTURES_SWITCH: "off"})
