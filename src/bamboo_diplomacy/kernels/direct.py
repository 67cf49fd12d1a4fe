"""The trusted side of a direct kernel: run a cell, get its status and outputs, never more than was agreed.

A direct kernel is a fork of a warm process with IPython's shell and one socket: no ZeroMQ, no threads. What it may
cost and see is the policy of the warm process; here are the limits that only an outsider can keep: time, the size
and shape of a reply, and knowing at once that a kernel has died.

Measured with ``benchmarks/kernels.py`` on two shared cores, processor time of twelve pandas cells and their outputs:

- 64 ms in a kernel of its own in the full sandbox, 60 ms without sandbox;
- 27 ms in an interpreter that has everything imported (9.5 ms without the outputs);
- 2.7 s in a Jupyter kernel that is started anew.

A third of a kernel's time goes into copying the 15 MB that it writes to and its warm process holds too. So what cells
use should be in ``preload``, and be run once in ``warm_up``: what is loaded after the fork is loaded each time.
"""

import contextlib
import math
import secrets
import signal
import socket
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Self

from bamboo_diplomacy.kernels.handle import Usage, Zygote, wait_for
from bamboo_diplomacy.kernels.protocol import (
    HEADER_BYTES,
    Output,
    ProtocolBreachError,
    frame,
    largest_reply,
    read_reply,
)
from bamboo_diplomacy.strings import say

_END_SECONDS = 5.0
_LEAVE_SECONDS = 0.3
_CHUNK = 1 << 16


class Status(StrEnum):
    """How a cell ended."""

    OK = "ok"
    ERROR = "error"
    TIMEOUT = "timeout"
    DEAD = "dead"
    OUTPUT_LIMIT = "output limit"


class KernelDiedError(RuntimeError):
    """The kernel has ended, or sent what no kernel sends and was ended."""


@dataclass(frozen=True)
class CellResult:
    """What came of one cell.

    Attributes
    ----------
    status
        See `Status`.
    outputs
        Outputs in the form of nbformat 4, streams as one text each; without metadata.
    seconds
        Wall time from the request to the reply, or to giving up.
    reason
        A sentence, unless the status is ``ok`` or ``error``.
    """

    status: Status
    outputs: tuple[Output, ...] = ()
    seconds: float = 0.0
    reason: str = ""


@dataclass(frozen=True)
class Reply:
    """A kernel's answer, checked for shape."""

    status: str
    outputs: list[Output]


class DirectKernel:
    """One kernel: a fresh copy of the warm process for the cells of one notebook.

    Parameters
    ----------
    zygote
        A warm process of the kind ``direct``.
    files
        A folder whose files the kernel finds in its private working folder.
    folder
        Where a kernel without sandbox works.
    grace
        Seconds that a kernel has to stop after an interrupt, before it is killed.

    Examples
    --------
    .. code-block:: python

        with Zygote(preload=("pandas",), policy=best_policy()) as zygote, DirectKernel(zygote) as kernel:
            result = kernel.run("1 + 1", timeout=10)
        assert result.outputs[0]["data"]["text/plain"] == "2"
    """

    def __init__(
        self, zygote: Zygote, *, files: Path | None = None, folder: str | None = None, grace: float = 0.5
    ) -> None:
        self._channel, theirs = socket.socketpair()
        self._channel.settimeout(0)
        try:
            self._life = zygote.fork(data=theirs, files=files, folder=folder)
        except BaseException:
            self._channel.close()
            raise
        self._grace = grace
        self._received = bytearray()
        self._largest_reply = largest_reply(zygote.policy.limits.output)
        self._request = ""
        self._reason = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def alive(self) -> bool:
        """Whether the kernel can be given another cell."""
        while self._life.read(0.0):
            pass
        return not self._life.ended and not self._reason

    @property
    def usage(self) -> Usage | None:
        """What the kernel used, once it has ended."""
        return self._life.usage

    @property
    def reason(self) -> str:
        """Why the kernel ended, in a sentence; empty while it lives."""
        return self._reason or self._life.reason

    def run(self, code: str, timeout: float) -> CellResult:
        """Run one cell.

        Parameters
        ----------
        code
            The source of the cell.
        timeout
            Seconds of wall time. Then the kernel is interrupted, and killed if it does not stop.

        Returns
        -------
        CellResult
            Never an exception, whatever the cell did.
        """
        started = time.monotonic()

        def result(status: Status, outputs: list[Output], reason: str = "") -> CellResult:
            return CellResult(status, tuple(outputs), time.monotonic() - started, reason)

        try:
            self.send(code, timeout)
            reply = self.receive(timeout)
            if reply is None:
                return result(Status.TIMEOUT, self._interrupted(), say("kernels.timeout", seconds=timeout))
        except KernelDiedError as error:
            return result(Status.DEAD, [], str(error))
        reason = say("kernels.output_limit") if reply.status == Status.OUTPUT_LIMIT else ""
        return result(Status(reply.status), reply.outputs, reason)

    def send(self, code: str, timeout: float) -> str:
        """Send a cell, and return the identifier that the reply must bear.

        Raises
        ------
        KernelDiedError
            If the kernel has ended, or does not take the cell within ``timeout`` seconds.
        """
        self._request = secrets.token_hex(8)  # not to be guessed: no reply can be written in advance
        left = memoryview(frame({"id": self._request, "code": code}))
        deadline = time.monotonic() + timeout
        while left:
            if not self.alive:
                raise self._death()
            time_left = max(0.0, deadline - time.monotonic())
            ready = wait_for(time_left, readable=(self._life,), writable=(self._channel,))
            if self._channel.fileno() in ready:
                left = left[self._put_out(left) :]
            elif not ready:
                raise self._breach(say("kernels.dead.deaf"))
        return self._request

    def receive(self, timeout: float | None) -> Reply | None:
        """Wait for the reply to the last request; return `None` if it does not come in time, if there is one.

        Raises
        ------
        KernelDiedError
            If the kernel has ended, or breaks the protocol and is therefore ended.
        """
        deadline = math.inf if timeout is None else time.monotonic() + timeout
        while True:
            body = self._next_frame()
            if body is not None:
                try:
                    return Reply(*read_reply(body, self._request))
                except ProtocolBreachError as error:
                    raise self._breach(say("kernels.dead.breach", what=error)) from error
            left = max(0.0, deadline - time.monotonic())
            ready = wait_for(left, readable=(self._channel, self._life))
            if self._channel.fileno() in ready:
                self._take_in()
            elif not self.alive:
                raise self._death()
            elif not ready and left == 0.0:
                return None

    def interrupt(self) -> None:
        """Raise `KeyboardInterrupt` in the cell that runs."""
        if not self._life.ended:
            self._life.send_signal(signal.SIGINT, _END_SECONDS)

    def receive_after_interrupt(self) -> Reply | None:
        """Wait, not long, for the reply of an interrupted cell; without one the kernel is ended.

        Raises
        ------
        KernelDiedError
            If the kernel has ended, or breaks the protocol and is therefore ended.
        """
        reply = self.receive(self._grace)
        if reply is None:
            self._reason = say("kernels.dead.ignored_interrupt")
            self.kill()
        return reply

    def kill(self) -> None:
        """End the kernel and everything it started, at once."""
        if not self._life.ended:
            self._life.send_signal(signal.SIGKILL, _END_SECONDS)
            self._life.wait(_END_SECONDS)

    def close(self) -> Usage:
        """End the kernel and return what it used."""
        self._channel.close()  # its loop ends by itself, unless a cell keeps it from that
        if not self._life.wait(_LEAVE_SECONDS):
            self.kill()
        self._life.close()
        return self._life.usage or Usage()

    def _interrupted(self) -> list[Output]:
        """Stop the cell, and return what it had put out."""
        self.interrupt()
        with contextlib.suppress(KernelDiedError):
            reply = self.receive_after_interrupt()
            return reply.outputs if reply else []
        return []

    def _next_frame(self) -> bytes | None:
        if len(self._received) < HEADER_BYTES:
            return None
        size = int.from_bytes(self._received[:HEADER_BYTES], "big")
        if size > self._largest_reply:
            raise self._breach(say("kernels.dead.breach", what=f"a reply of {size} bytes"))
        end = HEADER_BYTES + size
        if len(self._received) < end:
            return None
        body = bytes(self._received[HEADER_BYTES:end])
        del self._received[:end]
        return body

    def _put_out(self, data: memoryview) -> int:
        try:
            return self._channel.send(data)
        except BlockingIOError:
            return 0
        except OSError as error:
            self._life.wait(_END_SECONDS)
            raise self._death() from error

    def _take_in(self) -> None:
        try:
            part = self._channel.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        if not part:
            self._life.wait(_END_SECONDS)
            raise self._death()
        self._received += part

    def _death(self) -> KernelDiedError:
        if not self._life.ended:
            self._reason = self._reason or say("kernels.dead.breach", what="the channel was closed")
            self.kill()
        return KernelDiedError(self.reason)

    def _breach(self, reason: str) -> KernelDiedError:
        self._reason = reason
        self.kill()
        return KernelDiedError(reason)
