# mypy: disable-error-code="no-untyped-call"
# IPython is annotated in parts only.
"""Inside a direct kernel: IPython's shell without sockets, threads or an event loop in the background.

One thread reads a cell, runs it, and sends its outputs back, as described in `bamboo_diplomacy.kernels.protocol`.
The warm process makes the shell once; its forks use it. Cells run as in Jupyter (magics, ``await``, ``display``,
inline figures), with four differences: `input` is refused, recursion is at most `DEEPEST_RECURSION` deep, widgets
have no front end to talk to, and the file name of a cell is ``Cell In[3]``, so that warnings read the same in every
run.
"""

import builtins
import contextlib
import getpass
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError, UsageError
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from bamboo_diplomacy.kernels.protocol import HEADER_BYTES, frame
from bamboo_diplomacy.kernels.recorder import OutputLimitError, Recorder, Stream

DEEPEST_RECURSION = 20_000
"""What `sys.setrecursionlimit` is held to: a runaway recursion would else fill the memory first, for seconds."""

_set_any_recursion_limit = sys.setrecursionlimit

_WARM_UP_ROUNDS = 10

_BROKEN = 70
"""Exit status (EX_SOFTWARE) of a kernel that cannot even say that its reply failed."""


class CellCompiler(CachingCompiler):
    """Names the code of a cell after its number, the same in every run."""

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:  # noqa: ARG002 - IPython's
        """Return the file name that tracebacks and warnings show."""
        return f"Cell In[{number}]"


class RecordingHook(DisplayHook):
    """Records the value of a cell's last expression."""

    shell: Any

    @property
    def prompt_count(self) -> int:
        """The number of the running cell."""
        return int(self.shell.execution_count)

    def quiet(self) -> bool:
        """Return whether the cell ends in a semicolon."""
        return bool(self.semicolon_at_end_of_expression(self.shell.running_cell))

    def __call__(self, result: object = None) -> None:
        """Record a value as IPython's formatters show it."""
        self.check_for_underscore()
        if result is None or self.quiet():
            return
        data, metadata = self.compute_format_data(result)
        self.update_user_ns(result)
        self.fill_exec_result(result)
        if data:
            self.shell.recorder.show(
                {
                    "output_type": "execute_result",
                    "data": data,
                    "metadata": metadata,
                    "execution_count": self.prompt_count,
                }
            )


class RecordingPublisher(DisplayPublisher):
    """Records what a cell displays."""

    def publish(
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        source: object = None,  # noqa: ARG002 - obsolete, but IPython's signature
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_: object,
    ) -> None:
        """Record a display, or change one that has the same identifier."""
        self._validate_data(data, metadata)
        display_id = (transient or {}).get("display_id")
        if not update:
            shown = {"output_type": "display_data", "data": data, "metadata": metadata or {}}
            self.shell.recorder.show(shown, display_id)
        elif display_id:
            self.shell.recorder.update(display_id, data)

    def clear_output(self, wait: bool = False) -> None:  # noqa: FBT001, FBT002 - IPython's signature
        """Forget what the cell has put out."""
        self.shell.recorder.clear(wait=wait)


class DirectShell(InteractiveShell):
    """IPython's shell with its outputs recorded instead of printed."""

    display_pub_class = Type(RecordingPublisher)
    displayhook_class = Type(RecordingHook)
    compiler_class = Type(CellCompiler)
    recorder: Recorder
    running_cell = ""

    def run(self, code: str) -> str:
        """Run a cell and return ``ok`` or ``error``."""
        self.running_cell = code
        try:
            result = self.run_cell(code, store_history=False)
        finally:
            self.execution_count += 1
        return "ok" if result is not None and result.success else "error"

    def showtraceback(self, exc_tuple: Any = None, *_: object, **__: object) -> None:  # noqa: ANN401 - IPython's
        """Record an exception, shortly."""
        _, error, _ = self._get_exc_info(exc_tuple)
        if isinstance(error, UsageError):
            self.show_usage_error(error)
        elif not isinstance(error, OutputLimitError):
            self.recorder.error(error)

    def showsyntaxerror(self, *_: object, **__: object) -> None:
        """Record a syntax error."""
        self.recorder.error(self._get_exc_info()[1])

    def system(self, cmd: str) -> None:
        """Run ``!command``: what it writes to its descriptors is recorded."""
        self.user_ns["_exit_code"] = subprocess.call(self.var_expand(cmd, depth=1), shell=True)  # noqa: S602

    def ask_exit(self) -> NoReturn:
        """Refuse ``quit``: a cell that ends the kernel takes the answers below it along."""
        raise SystemExit("A cell cannot end the kernel.")

    def enable_gui(self, gui: str | None = None) -> None:
        """Accept any choice of a graphical toolkit: there is none."""

    @contextlib.contextmanager
    def _tee(self, channel: str) -> Iterator[None]:  # noqa: ARG002 - IPython's signature
        """Keep no second copy of what is printed."""
        yield


def make_shell(ipython_folder: str) -> DirectShell:
    """Make the one shell of a warm process.

    Parameters
    ----------
    ipython_folder
        A writable folder for IPython's profile, which stays empty.
    """
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.ipython_dir = ipython_folder
    shell = DirectShell.instance(config=config)
    shell.set_hook("show_in_pager", lambda *_args, **_options: None, 0)
    return shell


def warm_up(shell: DirectShell, cells: list[str]) -> None:
    """Run cells in the warm process, so that what their first runs load is loaded once, and forget their names.

    They run several times: only then has the interpreter adapted its code to them. A fork that did that itself would
    copy the pages of the code, which costs a tenth of its processor time.

    Raises
    ------
    RuntimeError
        If a cell fails.
    """
    shell.recorder = Recorder(limit=sys.maxsize)
    with contextlib.redirect_stdout(Stream(shell.recorder, "stdout")):
        for cell in cells * _WARM_UP_ROUNDS:
            shell.recorder.begin()
            if shell.run(cell) != "ok":
                problem = shell.recorder.finish()[-1]
                raise RuntimeError(f"A warm-up cell failed with {problem.get('ename')}: {problem.get('evalue')}")
    shell.reset(new_session=True)
    shell.execution_count = 1


def serve(shell: DirectShell, channel: socket.socket, output_limit: int) -> None:
    """Answer requests until the trusted side closes the channel."""
    shell.recorder = Recorder(output_limit)
    shell.recorder.capture_descriptors()
    sys.stdout, sys.stderr = Stream(shell.recorder, "stdout"), Stream(shell.recorder, "stderr")
    sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - open as long as the kernel lives
    builtins.input = getpass.getpass = _refuse_input  # type: ignore[assignment]
    sys.setrecursionlimit = _set_recursion_limit
    kernel = os.getpid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        request = _receive(channel)
        if request is None:
            return
        status = _run_interruptibly(shell, request["code"])
        if os.getpid() != kernel:
            os._exit(0)  # a child that the cell forked and let run on
        channel.sendall(_reply(request["id"], status, shell.recorder))


def _run_interruptibly(shell: DirectShell, code: str) -> str:
    recorder = shell.recorder
    recorder.begin()
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        status = shell.run(code)
    except OutputLimitError:
        status = "error"
    except BaseException as error:  # noqa: BLE001 - an interrupt between two steps of IPython, a broken hook
        recorder.error(error)
        status = "error"
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    recorder.collect_raw()
    if recorder.exceeded:
        recorder.end_at_limit()
        return "output limit"
    return status


def _reply(identifier: str, status: str, recorder: Recorder) -> bytes:
    try:
        outputs = recorder.finish()
        try:
            return frame({"id": identifier, "status": status, "outputs": outputs})
        except (TypeError, ValueError):
            return frame({"id": identifier, "status": status, "outputs": _cleaned(outputs)})
    except BaseException as error:  # noqa: BLE001 - no memory, an object that lies about being JSON
        failure = {
            "output_type": "error",
            "ename": type(error).__name__,
            "evalue": "the outputs of the cell could not be sent",
            "traceback": [],
        }
        try:
            return frame({"id": identifier, "status": "error", "outputs": [failure]})
        except BaseException:  # noqa: BLE001 - nothing works any more
            os._exit(_BROKEN)


def _cleaned(outputs: list[dict[str, Any]]) -> Any:  # noqa: ANN401 - JSON
    """Return the outputs with everything that JSON has no form for as text, and ``nan`` as ``null``."""
    return json.loads(json.dumps(outputs, default=str), parse_constant=lambda _: None)


def _receive(channel: socket.socket) -> dict[str, Any] | None:
    header = _receive_exactly(channel, HEADER_BYTES)
    body = _receive_exactly(channel, int.from_bytes(header, "big")) if header else b""
    return json.loads(body) if body else None


def _receive_exactly(channel: socket.socket, count: int) -> bytes:
    parts = []
    while count:
        part = channel.recv(min(count, 1 << 20))
        if not part:
            return b""
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def _set_recursion_limit(limit: int) -> None:
    _set_any_recursion_limit(min(limit, DEEPEST_RECURSION))


def _refuse_input(prompt: str = "", *_: object, **__: object) -> NoReturn:  # noqa: ARG001 - stands in for input
    raise StdinNotImplementedError("input() was called, but nobody can answer here: give the value in the code.")
