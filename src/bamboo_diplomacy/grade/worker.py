"""The process that runs a pytest session with nbval: a file of jobs in, a line of JSON per notebook out."""

import json
import os
import sys
from pathlib import Path

import pytest

from bamboo_diplomacy.grade.kernel import WatchedKernel, quiet_environment
from bamboo_diplomacy.grade.plugin import RebuiltNotebooks, Run
from bamboo_diplomacy.grade.session import job_from_json


def main(order: Path) -> int:
    """Run the jobs of a file; results go to what was standard output, everything else to standard error."""
    stored = json.loads(order.read_text(encoding="utf-8"))
    jobs = [job_from_json(job) for job in stored["jobs"]]
    runs = [Run(job.name, job.rebuilt, job.folder) for job in jobs]
    results = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    quiet_environment()

    def finished(run: Run) -> None:
        checks = [result.to_json() for result in run.results]
        results.write(json.dumps({"name": run.name, "seconds": run.seconds, "checks": checks}) + "\n")
        results.flush()

    options = [
        "-p",
        "nbval.plugin",
        "-p",
        "no:cacheprovider",
        "--color=no",
        "--tb=short",
        "--capture=no",
        "-c",
        os.devnull,
    ]
    options += [f"--rootdir={order.parent}", f"--nbval-cell-timeout={stored['seconds']}", str(order.parent)]
    pytest.main(options, plugins=[RebuiltNotebooks(runs, _start, finished)])
    return 0


def _start(folder: Path) -> WatchedKernel:
    return WatchedKernel("python3", cwd=str(folder))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
