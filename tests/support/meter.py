"""nbval with a meter: `python -P meter.py NOTEBOOK RESULT` runs a notebook and writes what that took as JSON.

The program stands alone: nothing of the tests is on its path, and so nothing on the path of the kernel that it starts.
"""

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Generator
from pathlib import Path

import psutil
import pytest

CELL_SECONDS = 120
OPTIONS = (
    *("--disable-plugin-autoload", "-p", "nbval.plugin", "-p", "no:cacheprovider"),
    *("--nbval", f"--nbval-cell-timeout={CELL_SECONDS}", "-c", os.devnull, "-q"),
)
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


class Meter:
    """A pytest plug-in that watches nbval's cells."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self._peak_bytes = 0
        self._cells = 0
        self._compared = 0
        self._passed_over: Counter[str] = Counter()
        self._failed: list[str] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Add what one phase of a cell took; the first one starts the kernel and the last one ends it."""
        report = yield
        self._seconds += call.duration
        if report.failed:
            self._failed.append(item.cell.id)
        if call.when == "call":
            self._peak_bytes = max(self._peak_bytes, peak_below(psutil.Process()))
            self._cells += not report.skipped
            if report.passed:
                self._count_outputs(item)
        return report

    def measured(self) -> dict[str, object]:
        """Return the sums, as the fields of `support.measured.Measured`."""
        return {
            "seconds": self._seconds,
            "peak_bytes": self._peak_bytes,
            "cells": self._cells,
            "compared": self._compared,
            "passed_over": dict(self._passed_over),
            "failed": list(dict.fromkeys(self._failed)),
        }

    def _count_outputs(self, item: pytest.Item) -> None:
        for output in item.cell.outputs:
            kinds = list(output.get("data", [output.output_type]))
            over = [kind for kind in kinds if kind in item.parent.skip_compare or not item.options["check"]]
            self._passed_over.update(over)
            self._compared += len(over) < len(kinds)


def peak_below(process: psutil.Process) -> int:
    """Return the bytes that the processes below a process have held at most, each taken by itself."""
    return sum(_peak(child) for child in process.children(recursive=True))


def _peak(process: psutil.Process) -> int:
    """Return the high-water mark of a process; where the system keeps none, what the process holds now."""
    try:
        if sys.platform == "linux":
            found = _PEAK.search(Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8"))
            return int(found[1]) * 1024 if found else 0
        memory = process.memory_info()
    except (psutil.Error, OSError):  # it has ended meanwhile
        return 0
    return int(getattr(memory, "peak_wset", memory.rss))


def main(notebook: str, result: str) -> int:
    """Run the notebook, write the measurement, and return the exit status of pytest."""
    meter = Meter()
    status = pytest.main([*OPTIONS, f"--rootdir={Path.cwd()}", notebook], plugins=[meter])
    Path(result).write_text(json.dumps(meter.measured()), encoding="utf-8")
    return int(status)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
