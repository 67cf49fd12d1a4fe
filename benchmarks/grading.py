"""What grading a submission costs, by tool: run ``python benchmarks/grading.py --submissions 40``.

The same exercise and the same submissions, in each tool's own form, graded by our command, nbgrader, Otter, plain
nbval and a floor. In each round every tool grades all of them and, in a second run, a single one; the median round
counts. Start-up, reports and the processes that a tool starts are in the figures; what one more submission costs is
the difference of the two runs. nbgrader and Otter are installed at first use, into environments of their own in the
user's cache.
"""

import argparse
import datetime as dt
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from marking.environments import variables_of
from marking.exercise import TASKS, Submission, submissions
from marking.floor import Floor
from marking.meter import Cost, cost_of
from marking.nbgrader import Nbgrader
from marking.nbval import Nbval
from marking.otter import Otter
from marking.ours import Ours
from marking.tool import Tool

TOOLS: Mapping[str, type[Tool]] = {
    "ours": Ours,
    "nbgrader": Nbgrader,
    "otter": Otter,
    "nbval": Nbval,
    "floor": Floor,
}
CLASS_SIZES = (10, 100, 1000)
_MIB = 1 << 20


@dataclass
class Series:
    """A tool and its runs: of the whole class, of a single submission, and how many marks were not the truth."""

    tool: Tool
    whole: list[Cost] = field(default_factory=list)
    single: list[Cost] = field(default_factory=list)
    wrong_marks: int = 0


def main(arguments: Sequence[str]) -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=40, help="submissions in a block, at least 2 (%(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of all tools (%(default)s)")
    parser.add_argument("--tools", nargs="+", choices=TOOLS, default=list(TOOLS), help="only these tools")
    parser.add_argument("--scaling", action="store_true", help=f"our command alone with {CLASS_SIZES} submissions")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bamboo-benchmark-") as home:
        if asked.scaling:
            scaling(Path(home))
        else:
            tools = [TOOLS[name]() for name in asked.tools]
            compare(tools, submissions(asked.submissions), asked.rounds, Path(home))


def compare(tools: Sequence[Tool], block: Sequence[Submission], rounds: int, home: Path) -> None:
    """Let every tool grade the block in every round, and print the medians."""
    series = [Series(tool) for tool in tools]
    for own in series:
        prepare(own.tool, home)
    for number in range(rounds):
        for own in series:
            print(f"round {number + 1} of {rounds}: {own.tool.name}", file=sys.stderr)
            own.single.append(run(own, block[:1], home))
            own.whole.append(run(own, block, home))
    print(f"{machine()}\n\n{table(series, len(block))}")


def prepare(tool: Tool, home: Path) -> None:
    """Give a tool a folder for the teacher's side."""
    folder = home / type(tool).__name__
    folder.mkdir()
    tool.prepare(folder)


def run(own: Series, block: Sequence[Submission], home: Path) -> Cost:
    """Let a tool grade some submissions once, in a folder that is removed afterwards, and compare its marks."""
    with tempfile.TemporaryDirectory(dir=home) as name:
        folder = Path(name)
        own.tool.hand_in(block, folder)
        cost = cost_of(own.tool.command(folder), folder, variables_of(own.tool.python, folder))
        try:
            marks = own.tool.marks(folder)
        except FileNotFoundError as error:
            said = (folder / "output.txt").read_text(encoding="utf-8", errors="replace")
            raise SystemExit(f"{own.tool.name} ended without marks. It said:\n{said}") from error
        own.wrong_marks += sum(
            found is not right
            for one in block
            for found, right in zip(marks.get(one.student, [None] * len(TASKS)), one.right, strict=True)
        )
        return own.tool.counted(folder, cost)


def scaling(home: Path) -> None:
    """Print what our command costs for classes of several sizes."""
    own = Series(Ours())
    prepare(own.tool, home)
    rows = []
    for size in CLASS_SIZES:
        cost = run(own, submissions(size), home)
        each = f"{cost.wall:.1f} | {cost.cpu:.1f} | {cost.cpu / size:.3f} | {cost.peak_bytes / _MIB:.0f}"
        rows.append(f"| {size} | {each} | {own.wrong_marks or 'none'} |")
    head = "| submissions | wall s | CPU s | CPU s each | peak MiB | wrong marks |"
    print("\n".join([machine(), "", head, "|--:|--:|--:|--:|--:|--:|", *rows]))


def table(series: Sequence[Series], count: int) -> str:
    """Return the medians as a Markdown table; the first tool's processor time is the measure of the others."""
    first = series[0]
    rows = [
        "| tool | CPU s each | times ours | CPU s of one more | times ours | wall s each | peak MiB | wrong marks |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for own in series:
        each, more = median_cpu(own.whole) / count, one_more(own, count)
        ratios = each / (median_cpu(first.whole) / count), more / one_more(first, count)
        wall = statistics.median(cost.wall for cost in own.whole) / count
        peak = max(cost.peak_bytes for cost in own.whole) / _MIB
        cpu = f"{each:.3f} | {ratios[0]:.1f} | {more:.3f} | {ratios[1]:.1f}"
        rows.append(f"| {own.tool.name} | {cpu} | {wall:.3f} | {peak:.0f} | {own.wrong_marks or 'none'} |")
    return "\n".join(rows)


def one_more(own: Series, count: int) -> float:
    """Return the processor time of one more submission: what the whole block takes beyond a single one, shared out."""
    return (median_cpu(own.whole) - median_cpu(own.single)) / (count - 1)


def median_cpu(costs: Sequence[Cost]) -> float:
    """Return the median processor time."""
    return statistics.median(cost.cpu for cost in costs)


def machine() -> str:
    """Return what was measured on, with and when; the tools' own versions stand in the table."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("pandas", "ipython", "jupyter_client", "pytest"))
    system = f"{platform.system()} {platform.release()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    return f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d}: {system}, Python {platform.python_version()}, {libraries}"


if __name__ == "__main__":
    main(sys.argv[1:])
