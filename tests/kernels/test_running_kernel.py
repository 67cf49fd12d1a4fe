"""nbval drives a direct kernel through the interface that it knows."""

import inspect
from collections.abc import Iterator
from queue import Empty

import nbval.kernel
import nbval.plugin
import pytest

from bamboo_diplomacy.kernels.direct import DirectKernel, KernelDiedError
from bamboo_diplomacy.kernels.handle import Zygote
from bamboo_diplomacy.kernels.running_kernel import RunningKernel

SECONDS = 60


@pytest.fixture
def running(zygote: Zygote) -> Iterator[RunningKernel]:
    kernel = RunningKernel(DirectKernel(zygote, grace=0.3))
    yield kernel
    kernel.stop()


def messages(kernel: RunningKernel, identifier: str) -> list[str]:
    """Read messages until the kernel is idle, as nbval does, and return their types."""
    types = []
    while True:
        message = kernel.get_message("iopub", timeout=5)
        assert message["parent_header"]["msg_id"] == identifier
        if message["msg_type"] == "status":
            assert message["content"]["execution_state"] == "idle"
            return types
        types.append(message["msg_type"])


def test_a_cell_becomes_messages_that_end_with_idle(running: RunningKernel) -> None:
    identifier = running.execute_cell_input("print('a')\ndisplay(1)\n2", allow_stdin=False)
    running.await_reply(identifier, timeout=SECONDS)
    assert messages(running, identifier) == ["stream", "display_data", "execute_result"]


def test_an_error_can_be_read_without_the_messages_after_it(running: RunningKernel) -> None:
    identifier = running.execute_cell_input("1 / 0")
    running.await_reply(identifier, timeout=SECONDS)
    assert running.get_message("iopub")["content"]["ename"] == "ZeroDivisionError"
    running.await_idle(identifier, timeout=1)
    identifier = running.execute_cell_input("1")
    running.await_reply(identifier, timeout=SECONDS)
    assert messages(running, identifier) == ["execute_result"]


def test_after_a_timeout_the_interrupted_cell_is_read(running: RunningKernel) -> None:
    identifier = running.execute_cell_input("while True: pass")
    with pytest.raises(Empty):
        running.await_reply(identifier, timeout=0.2)
    running.interrupt()
    assert messages(running, identifier) == ["error"]
    assert running.is_alive()


def test_a_cell_that_ignores_the_interrupt_ends_the_kernel_soon(running: RunningKernel) -> None:
    code = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    identifier = running.execute_cell_input(code)
    with pytest.raises(Empty):
        running.await_reply(identifier, timeout=0.2)
    running.interrupt()
    with pytest.raises(Empty):
        running.get_message("iopub", timeout=5)
    assert not running.is_alive()


def test_a_dead_kernel_is_not_waited_for(running: RunningKernel) -> None:
    identifier = running.execute_cell_input("import os\nos._exit(1)")
    with pytest.raises(KernelDiedError):
        running.await_reply(identifier, timeout=None)
    assert not running.is_alive()


@pytest.mark.parametrize(("code", "reached"), [("print('x' * 2_000_000)", True), ("print('x')", False)])
def test_reaching_the_output_limit_is_told(running: RunningKernel, code: str, *, reached: bool) -> None:
    running.await_reply(running.execute_cell_input(code), timeout=SECONDS)
    assert running.output_limit_reached is reached


def test_it_has_all_that_the_plugin_asks_of_a_kernel() -> None:
    source = inspect.getsource(nbval.plugin)
    asked = {name for name in dir(nbval.kernel.RunningKernel) if f"kernel.{name}(" in source}
    assert {"execute_cell_input", "await_reply", "get_message", "stop"} <= asked
    assert all(hasattr(RunningKernel, name) for name in asked)
