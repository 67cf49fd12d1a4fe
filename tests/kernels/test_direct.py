"""A direct kernel runs cells like Jupyter, and says how each one ended."""

import math
from pathlib import Path
from typing import Any

import pytest

from bamboo_diplomacy.kernels.direct import CellResult, DirectKernel, KernelDiedError, Status
from bamboo_diplomacy.kernels.handle import Zygote

SECONDS = 60


def run(kernel: DirectKernel, *cells: str) -> CellResult:
    """Run cells and return the result of the last."""
    return [kernel.run(cell, SECONDS) for cell in cells][-1]


def text(result: CellResult) -> str:
    """Return the text of the last output."""
    last: dict[str, Any] = result.outputs[-1]
    return last["text"] if last["output_type"] == "stream" else last["data"]["text/plain"]


def test_a_cell_has_a_status_outputs_and_seconds(kernel: DirectKernel) -> None:
    result = run(kernel, "print('hello')\n1 + 1")
    assert result.status is Status.OK
    assert [output["output_type"] for output in result.outputs] == ["stream", "execute_result"]
    assert result.outputs[1]["data"] == {"text/plain": "2"}
    assert result.seconds > 0
    assert result.reason == ""


def test_names_live_on_from_cell_to_cell(kernel: DirectKernel) -> None:
    assert text(run(kernel, "x = 40", "x + 2")) == "42"


def test_earlier_results_have_their_names(kernel: DirectKernel) -> None:
    assert text(run(kernel, "40", "_ + 2", "Out[1] + _2")) == "82"


def test_nothing_passes_from_one_kernel_to_the_next(zygote: Zygote) -> None:
    with DirectKernel(zygote) as first:
        run(first, "import pandas\npandas.secret = 1")
    with DirectKernel(zygote) as second:
        assert run(second, "import pandas\npandas.secret").status is Status.ERROR


def test_each_kernel_draws_its_own_random_numbers(zygote: Zygote) -> None:
    draw = "import random, numpy\nprint(random.random(), numpy.random.rand(), numpy.random.default_rng().random())"
    drawn = []
    for _ in range(2):
        with DirectKernel(zygote) as fresh:
            drawn.append(text(run(fresh, draw)).split())
    assert all(one != other for one, other in zip(*drawn, strict=True))


def test_sets_are_shown_in_the_same_order_in_every_run(zygote: Zygote) -> None:
    shown = set()
    for _ in range(2):
        with DirectKernel(zygote) as fresh:
            shown.add(text(run(fresh, "print({'exports', 'imports', 'balance', 'growth'})")))
    assert len(shown) == 1


def test_an_error_names_the_cell_and_the_line(kernel: DirectKernel) -> None:
    result = run(kernel, "1", "x = 1\n1 / 0")
    assert result.status is Status.ERROR
    error = result.outputs[-1]
    assert (error["ename"], error["evalue"]) == ("ZeroDivisionError", "division by zero")
    assert error["traceback"][1] == '  File "Cell In[2]", line 2, in <module>'


@pytest.mark.parametrize("cell", ["def", "x = (", "  indented\nx"])
def test_a_syntax_error_is_an_error(kernel: DirectKernel, cell: str) -> None:
    result = run(kernel, cell)
    assert result.status is Status.ERROR
    assert result.outputs[-1]["ename"] in {"SyntaxError", "IndentationError", "_IncompleteInputError"}


def test_an_unknown_magic_is_an_error_with_a_sentence(kernel: DirectKernel) -> None:
    result = run(kernel, "%nosuchmagic")
    assert result.status is Status.ERROR
    assert "nosuchmagic" in text(result)


def test_warnings_read_the_same_in_every_run(kernel: DirectKernel) -> None:
    result = run(kernel, "import warnings\nwarnings.warn('careful')")
    assert text(result).startswith("Cell In[1]:2: UserWarning: careful")


def test_a_semicolon_keeps_the_value_back(kernel: DirectKernel) -> None:
    assert run(kernel, "1 + 1;").outputs == ()


def test_the_source_of_a_function_from_a_cell_can_be_read(kernel: DirectKernel) -> None:
    result = run(kernel, "def share(a, b):\n    return a / b", "import inspect\nprint(inspect.getsource(share))")
    assert "return a / b" in text(result)


def test_programs_and_print_keep_their_order(kernel: DirectKernel) -> None:
    result = run(kernel, "print('a')\n!echo b\nprint('c')\nimport os\n_ = os.write(1, b'd')")
    assert "".join(output["text"] for output in result.outputs) == "a\nb\nc\nd"


def test_a_display_can_be_changed_and_outputs_cleared(kernel: DirectKernel) -> None:
    cell = "handle = display('old', display_id=True)\nhandle.update('new')"
    assert text(run(kernel, cell)) == "'new'"
    assert (
        text(run(kernel, "from IPython.display import clear_output\nprint('a')\nclear_output()\nprint('b')")) == "b\n"
    )
    assert text(run(kernel, "print('a')\nclear_output(wait=True)\nprint('b')")) == "b\n"
    assert text(run(kernel, "print('a')\nclear_output(wait=True)")) == "a\n"


def test_values_that_json_does_not_know_are_shown_all_the_same(kernel: DirectKernel) -> None:
    cell = "display({'application/json': {'a': float('nan'), 'b': {1, 2}}}, raw=True)"
    assert run(kernel, cell).outputs[0]["data"]["application/json"] == {"a": None, "b": "{1, 2}"}


def test_a_cell_may_await(kernel: DirectKernel) -> None:
    assert text(run(kernel, "import asyncio\nawait asyncio.sleep(0, result=7)")) == "7"


def test_a_widget_can_be_made_and_shown(kernel: DirectKernel) -> None:
    result = run(kernel, "import ipywidgets\nslider = ipywidgets.IntSlider(3)\nslider")
    assert result.status is Status.OK
    assert text(result) == "IntSlider(value=3)"


def test_a_figure_is_shown_as_a_picture(kernel: DirectKernel) -> None:
    result = run(kernel, "import matplotlib.pyplot as plt\n_ = plt.plot([1, 2])")
    assert result.outputs[-1]["data"]["image/png"].startswith("iVBOR")


def test_after_a_timeout_the_kernel_can_go_on(kernel: DirectKernel) -> None:
    result = kernel.run("print('begun')\nwhile True: pass", timeout=0.3)
    assert result.status is Status.TIMEOUT
    assert result.reason == "The cell was stopped after 0.3 seconds."
    assert [output["output_type"] for output in result.outputs] == ["stream", "error"]
    assert text(run(kernel, "'still here'")) == "'still here'"


def test_a_dead_kernel_is_known_at_once_and_stays_dead(kernel: DirectKernel) -> None:
    assert run(kernel, "import os\nos._exit(3)").reason == "The kernel ended by itself, with exit status 3."
    again = run(kernel, "1")
    assert (again.status, again.seconds < SECONDS) == (Status.DEAD, True)
    assert not kernel.alive
    with pytest.raises(KernelDiedError, match="exit status 3"):
        kernel.send("1", SECONDS)


def test_a_cell_that_the_kernel_does_not_take_ends_it(kernel: DirectKernel) -> None:
    run(kernel, "import bamboo_diplomacy.kernels.shell as shell, time\nshell._receive = lambda _: time.sleep(600)")
    result = kernel.run("#" * 10_000_000, timeout=0.3)
    assert result.status is Status.DEAD
    assert "did not take the cell" in result.reason


def test_usage_counts_the_kernel_and_what_it_started(zygote: Zygote) -> None:
    burn = "import time\nend = time.process_time() + 0.1\nwhile time.process_time() < end: pass"
    with DirectKernel(zygote) as fresh:
        run(fresh, burn, f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {burn!r}])")
    assert fresh.usage is not None
    assert fresh.usage.status == 0
    assert 0.15 < fresh.usage.cpu_seconds < math.inf
    assert fresh.usage.peak_bytes > 10 << 20


def test_a_kernel_without_sandbox_works_in_the_folder_it_is_given(zygote: Zygote, tmp_path: Path) -> None:
    with DirectKernel(zygote, folder=str(tmp_path)) as fresh:
        run(fresh, "open('new.txt', 'w').write('x')")
    assert (tmp_path / "new.txt").read_text(encoding="utf-8") == "x"
