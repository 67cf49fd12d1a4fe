"""Run a command, and see what it leaves behind: processes, and files in its own folder for temporary files.

    with Supervised(["bamboo", "grade", ...], tmp_path) as run:
        os.kill(run.pid, signal.SIGKILL)
        left = run.wait()

The command runs below this module's own program, which adopts whatever the command orphans.
"""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil

from bamboo_diplomacy.kernels.sandbox import linux

PATIENCE = 60.0
"""Seconds that what is ending may take to end, on a busy machine."""


@dataclass(frozen=True)
class Left:
    """How a command ended, what it said, and what it left behind."""

    status: int
    out: str
    err: str
    processes: tuple[str, ...]
    files: tuple[str, ...]


class Supervised:
    """A command under supervision.

    Parameters
    ----------
    command
        What to run.
    folder
        A folder for the command's temporary files and what it says.
    environment
        Variables to add.
    """

    def __init__(self, command: list[str], folder: Path, environment: dict[str, str] | None = None) -> None:
        self._temporary, self._said = folder / "t", folder / "said"
        for place in (self._temporary, self._said):
            place.mkdir(parents=True)
        variables = {**os.environ, "TMPDIR": str(self._temporary), **(environment or {})}
        self._process = subprocess.Popen(
            [sys.executable, __file__, json.dumps(command), str(self._said)],
            env=variables,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.pid = int(self._line()["pid"])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def wait(self) -> Left:
        """Wait for the command's end, and a while for the end of what it started."""
        end = self._line()
        out, err = ((self._said / name).read_text(encoding="utf-8") for name in ("out", "err"))
        files = sorted(str(path.relative_to(self._temporary)) for path in self._temporary.rglob("*"))
        return Left(end["status"], out, err, tuple(end["processes"]), tuple(files))

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())


def run(command: list[str], folder: Path, environment: dict[str, str] | None = None) -> Left:
    """Run a command to its end."""
    with Supervised(command, folder, environment) as supervised:
        return supervised.wait()


def _supervise(command: list[str], said: Path) -> None:
    _adopt_orphans()
    with (said / "out").open("wb") as out, (said / "err").open("wb") as err:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        _say(pid=process.pid)
        status = process.wait()
    _say(status=status, processes=_left_behind())


def _say(**news: object) -> None:
    sys.stdout.write(json.dumps(news) + "\n")
    sys.stdout.flush()


def _adopt_orphans() -> None:
    if sys.platform == "linux":
        linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)


def _left_behind() -> list[str]:
    """Return the processes that are still there after a while; they are ended then."""
    end = time.monotonic() + PATIENCE
    while (left := _living()) and time.monotonic() < end:
        time.sleep(0.1)
    for process in left:
        process.kill()
    return [" ".join(process.info["cmdline"] or [process.info["name"]]) for process in left]


def _living() -> list[psutil.Process]:
    found = []
    for process in psutil.Process().children(recursive=True):
        try:
            if process.status() == psutil.STATUS_ZOMBIE:
                process.wait(0)
            else:
                process.info = process.as_dict(["name", "cmdline"])
                found.append(process)
        except (psutil.NoSuchProcess, psutil.TimeoutExpired):
            continue
    return found


if __name__ == "__main__":
    _supervise(json.loads(sys.argv[1]), Path(sys.argv[2]))
