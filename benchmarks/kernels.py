"""What a fresh kernel for each notebook costs in processor time: run ``python benchmarks/kernels.py``.

One notebook of twelve pandas cells is run many times, by each way in turn, and the cheapest round of each way counts:
the others were disturbed. Processor time is that of this process and of all that it started, warm processes included.

Two floors stand above the table. The first runs the cells in an interpreter that has everything imported, and shows
nothing. The second makes the outputs too, as every kernel must. Neither protects a notebook from the one before.
"""

import argparse
import contextlib
import io
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bamboo_diplomacy.kernels.direct import DirectKernel, Status
from bamboo_diplomacy.kernels.handle import Zygote
from bamboo_diplomacy.kernels.kernelspec import SANDBOX, jupyter_path
from bamboo_diplomacy.kernels.sandbox import Policy, Tier, capabilities
from bamboo_diplomacy.kernels.sandbox.policy import layers_of
from bamboo_diplomacy.kernels.watch import children_by_parent, descendants

PRELOAD = ("numpy", "pandas")
CELLS = (
    "import numpy as np\nimport pandas as pd",
    """
years = np.arange(1995, 2025)
trade = pd.DataFrame({"year": years, "exports": 0.2 * 1.2 ** np.arange(30), "imports": 0.3 * 1.1 ** np.arange(30)})
""",
    "trade.head()",
    'trade["balance"] = trade["exports"] - trade["imports"]\ntrade["balance"].describe()',
    'trade["growth"] = trade["exports"].pct_change()\nround(trade["growth"].mean(), 3)',
    'trade.loc[trade["balance"].idxmin(), "year"]',
    'trade.assign(decade=trade["year"] // 10 * 10).groupby("decade")[["exports", "imports"]].sum()',
    """
partners = pd.DataFrame({"year": [2000, 2010, 2020], "partner": ["A", "B", "C"]})
trade.merge(partners, on="year")
""",
    """
long = trade.melt(id_vars="year", value_vars=["exports", "imports"])
long.pivot_table(index="year", columns="variable").shape
""",
    'print(trade["growth"].rolling(5).mean().dropna().round(2).to_list())',
    'trade.sort_values("balance").head(3)[["year", "balance"]]',
    "display(trade.corr().round(2))",
)

_OWN_AND_WAITED_FOR = slice(11, 15)  # utime, stime, cutime and cstime in /proc/PID/stat, after the name


@dataclass
class Way:
    """One way to run the notebook, how often in a round, and what each round cost per notebook."""

    name: str
    run: Callable[[], None]
    notebooks: int
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def measure(self) -> None:
        """Run a round."""
        started, spent = time.perf_counter(), processor_seconds()
        for _ in range(self.notebooks):
            self.run()
        self.wall.append((time.perf_counter() - started) / self.notebooks)
        self.cpu.append((processor_seconds() - spent) / self.notebooks)


def main(arguments: Sequence[str]) -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notebooks", type=int, default=40, help="notebooks in a round (%(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each way (%(default)s)")
    asked = parser.parse_args(arguments)
    with ExitStack() as stack:
        ways = [*floors(asked.notebooks), *direct(stack, asked.notebooks), *jupyter(max(1, asked.notebooks // 20))]
        for way in ways:
            way.run()  # what is loaded on first use is loaded now
        for _ in range(asked.rounds):
            for way in ways:
                way.measure()
    print_table(ways)


def floors(notebooks: int) -> Iterator[Way]:
    """Yield the cells without a kernel."""
    from IPython.core.interactiveshell import InteractiveShell  # noqa: PLC0415 - a kernel's owner does without

    shell = InteractiveShell.instance()
    compiled = [compile(cell, "<cell>", "exec") for cell in CELLS]

    def run_cells() -> None:
        names = {"display": lambda _: None, "__name__": "__main__"}
        with contextlib.redirect_stdout(io.StringIO()):
            for code in compiled:
                exec(code, names)  # noqa: S102 - our own cells

    def run_cells_with_outputs() -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            for cell in CELLS:
                shell.run_cell(cell)

    yield Way("floor: the cells", run_cells, notebooks)
    yield Way("floor: the cells and their outputs", run_cells_with_outputs, notebooks)


def direct(stack: ExitStack, notebooks: int) -> Iterator[Way]:
    """Yield direct kernels in each sandbox that can be had here."""
    can = capabilities()
    for tier in Tier:
        if tier is Tier.NAMESPACES and can.tier is not tier:
            continue
        if tier is Tier.LANDLOCK and (can.tier is Tier.NONE or os.geteuid() == 0):
            continue  # for root it takes an interpreter that everybody can read
        policy = Policy(layers_of(tier, can.layers))
        zygote = stack.enter_context(Zygote(PRELOAD, policy, warm_up=CELLS))
        yield Way(f"direct kernel, sandbox: {tier}", lambda zygote=zygote: run_direct(zygote), notebooks)


def run_direct(zygote: Zygote) -> None:
    """Run the notebook in a direct kernel of its own."""
    with DirectKernel(zygote) as kernel:
        for cell in CELLS:
            result = kernel.run(cell, timeout=60)
            assert result.status is Status.OK, result


def jupyter(notebooks: int) -> Iterator[Way]:
    """Yield Jupyter kernels, forked and sandboxed or started anew, driven by nbclient."""
    os.environ["JUPYTER_PATH"] = str(jupyter_path())
    yield Way("Jupyter kernel by name, sandbox", lambda: run_with_nbclient(SANDBOX), notebooks)
    yield Way("Jupyter kernel, started anew", lambda: run_with_nbclient("python3"), notebooks)


def run_with_nbclient(name: str) -> None:
    """Run the notebook in a Jupyter kernel of its own."""
    from nbclient import NotebookClient  # noqa: PLC0415 - a direct kernel does without
    from nbformat.v4 import new_code_cell, new_notebook  # noqa: PLC0415 - as above

    notebook = new_notebook(cells=[new_code_cell(cell) for cell in CELLS])
    NotebookClient(notebook, kernel_name=name, timeout=60).execute()


def processor_seconds() -> float:
    """Return the processor time of this process and of everything below it, living or ended."""
    processes = {os.getpid(), *descendants(os.getpid(), children_by_parent())}
    ticks = sum(sum(map(int, fields(process)[_OWN_AND_WAITED_FOR])) for process in processes)
    return ticks / os.sysconf("SC_CLK_TCK")


def fields(process: int) -> list[str]:
    """Return what ``/proc`` says of a process after its name."""
    return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()


def print_table(ways: Sequence[Way]) -> None:
    """Print milliseconds per notebook, and how many times the floors they are."""
    cells, outputs = (min(way.cpu) for way in ways[:2])
    print(f"{'':36} {'CPU ms':>7} {'(median)':>8} {'wall ms':>8} {'x cells':>8} {'x outputs':>10}")
    for way in ways:
        cpu, median, wall = min(way.cpu), statistics.median(way.cpu), min(way.wall)
        times = f"{cpu / cells:8.1f} {cpu / outputs:10.1f}"
        print(f"{way.name:36} {cpu * 1000:7.1f} {median * 1000:8.1f} {wall * 1000:8.1f} {times}")


if __name__ == "__main__":
    main(sys.argv[1:])
