"""A direct kernel behind the interface of nbval's ``RunningKernel``, as nbval 0.11 uses it.

nbval sends a cell, waits for the reply, then reads messages until the kernel is idle. Here all outputs come with
the reply, so the messages are made of it. A time-out costs the short grace of the kernel and not nbval's five
seconds, and a dead kernel is known at once.
"""

from collections import deque
from queue import Empty
from typing import Any

from bamboo_diplomacy.kernels.direct import DirectKernel, KernelDiedError, Reply

Message = dict[str, Any]


class RunningKernel:
    """What ``nbval.plugin`` uses of ``nbval.kernel.RunningKernel``.

    Parameters
    ----------
    kernel
        The kernel to run cells in; ended by `stop`.
    patience
        Seconds in which a kernel has to take a cell that is sent to it.

    Attributes
    ----------
    kernel
        The same kernel, for its usage and the reason of its end.
    output_limit_reached
        Whether the last cell put out more than is allowed.
    """

    language = "python"

    def __init__(self, kernel: DirectKernel, patience: float = 10.0) -> None:
        self.kernel = kernel
        self.output_limit_reached = False
        self._patience = patience
        self._messages: deque[Message] = deque()
        self._request = ""

    def execute_cell_input(self, cell_input: str, allow_stdin: bool | None = None) -> str:  # noqa: ARG002, FBT001 - nbval's signature
        """Send a cell and return the identifier of its messages.

        Raises
        ------
        KernelDiedError
            If the kernel has ended.
        """
        self._messages.clear()
        self._request = self.kernel.send(cell_input, self._patience)
        return self._request

    def await_reply(self, msg_id: str, timeout: float | None = None) -> None:  # noqa: ARG002 - one request at a time
        """Wait until the cell has run.

        Raises
        ------
        queue.Empty
            If it has not within ``timeout`` seconds.
        KernelDiedError
            If the kernel has ended.
        """
        self._take(self._receive(timeout))

    def get_message(self, stream: str, timeout: float | None = None) -> Message:  # noqa: ARG002 - as in Jupyter
        """Return the next message of the cell.

        Raises
        ------
        queue.Empty
            If the cell does not even end after an interrupt; the kernel is ended.
        KernelDiedError
            If the kernel has ended.
        """
        if not self._messages:
            reply = self.kernel.receive_after_interrupt()
            if reply is None:
                raise Empty
            self._take(reply)
        return self._messages.popleft()

    def await_idle(self, parent_id: str, timeout: float) -> None:  # noqa: ARG002 - all messages are here already
        """Forget what is left of the cell's messages."""
        self._messages.clear()

    def is_alive(self) -> bool:
        """Return whether the kernel can be given another cell."""
        return self.kernel.alive

    def interrupt(self) -> None:
        """Stop the cell that runs."""
        self.kernel.interrupt()

    def stop(self) -> None:
        """End the kernel."""
        self.kernel.close()

    def _receive(self, timeout: float | None) -> Reply:
        reply = self.kernel.receive(timeout)
        if reply is None:
            raise Empty
        return reply

    def _take(self, reply: Reply) -> None:
        parent = {"msg_id": self._request}
        idle = {"output_type": "status", "execution_state": "idle"}
        self.output_limit_reached = reply.status == "output limit"
        self._messages.extend(
            {"msg_type": content["output_type"], "parent_header": parent, "content": content}
            for content in (*reply.outputs, idle)
        )


__all__ = ["KernelDiedError", "RunningKernel"]
