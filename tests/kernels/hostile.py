"""What a hostile notebook may try, and a program that tries all of it in one warm process.

    python tests/kernels/hostile.py namespaces RESULTS.json

The program stands for the grader: around it are a secret file, an open socket and a bystanding process, all of the
same user, as a grader has them. It prints what came of each case; the tests judge that.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from string import Template

from bamboo_diplomacy.kernels.direct import DirectKernel
from bamboo_diplomacy.kernels.handle import Zygote
from bamboo_diplomacy.kernels.sandbox import Layer, Limits, Policy, Tier, capabilities
from bamboo_diplomacy.kernels.sandbox.policy import layers_of
from bamboo_diplomacy.kernels.watch import children_by_parent, descendants

SECRET = "the-key-42"  # noqa: S105 - nobody's
LIMITS = Limits(memory=192 << 20, processes=24, cpu_seconds=20, folder=8 << 20, output=20_000)
SHORT, LONG = 0.4, 30.0


@dataclass(frozen=True)
class Case:
    """Cells that are run in turn, and how the last one must end: see ``hostile.toml``."""

    name: str
    cells: tuple[str, ...]
    ends: frozenset[str]
    survives: bool | None = None
    shows: str = ""

    @property
    def seconds(self) -> float:
        """How long a cell may run: long if it ends by itself, so that a busy machine changes nothing."""
        return SHORT if self.ends == {"timeout"} else LONG


def cases() -> list[Case]:
    """Return all cases."""
    with Path(__file__).with_suffix(".toml").open("rb") as stream:
        listed = tomllib.load(stream)["case"]
    return [Case(**{**one, "cells": tuple(one["cells"]), "ends": frozenset(one["ends"])}) for one in listed]


@dataclass(frozen=True)
class Came:
    """What came of a case."""

    status: str
    reason: str
    shown: str
    survived: bool
    seconds: float
    exit_status: int | None
    peak_bytes: int
    harm: list[str] = field(default_factory=list)


class Outside:
    """The grader's own things, which no case may see or touch."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.readable = folder / "readable"
        (self.readable / "inner").mkdir(parents=True)
        self.secret = folder / "key.txt"
        self.dataset = self.readable / "data.csv"
        for file in (self.secret, self.dataset):
            file.write_text(SECRET if file is self.secret else "a,b\n", encoding="ascii")
        self.hidden = self.readable / "inner" / "key.txt"
        self.hidden.write_text(SECRET, encoding="ascii")
        self._sockets = [socket.create_server(("127.0.0.1", 0)), socket.socket(socket.AF_UNIX)]
        self._sockets.append(socket.socket(socket.AF_UNIX))
        self.unix = folder / "s"
        self.abstract = f"bamboo-test-{os.getpid()}"
        self._sockets[1].bind(str(self.unix))
        self._sockets[2].bind("\0" + self.abstract)
        for opened in self._sockets:
            opened.listen()
        self.bystander = subprocess.Popen(["sleep", "600"], start_new_session=True)
        self._before = self._state()

    def names(self, zygote: Zygote) -> dict[str, object]:
        """Return what a case may refer to."""
        return {
            "abstract": self.abstract,
            "bystander": self.bystander.pid,
            "dataset": self.dataset,
            "folder": zygote.folder,
            "hidden": self.hidden,
            "home": Path.home(),
            "outside": self.folder,
            "port": self._sockets[0].getsockname()[1],
            "secret": self.secret,
            "unix": self.unix,
        }

    def harm(self) -> list[str]:
        """Return what is not as it was."""
        found = [] if self.bystander.poll() is None else ["the bystander is dead"]
        state = self._state()
        return found + [f"{path} was changed" for path in self._before if state.get(path) != self._before[path]]

    def close(self) -> None:
        """Take everything away."""
        self.bystander.kill()
        self.bystander.wait()
        for opened in self._sockets:
            opened.close()

    def _state(self) -> dict[str, tuple[int, float, bytes]]:
        files = [file for file in self.folder.rglob("*") if file.is_file()]
        return {str(file): (file.stat().st_mode, file.stat().st_mtime, file.read_bytes()) for file in files}


def policy_of(tier: Tier, outside: Outside) -> Policy:
    """Return a policy with small limits, so that bombs go off early."""
    hidden = (str(outside.hidden.parent),) if tier is Tier.NAMESPACES else ()
    readable = outside.readable if tier is Tier.NAMESPACES else outside.dataset
    available = capabilities().layers | {Layer.LIMITS, Layer.PRIVILEGES}
    return Policy(layers_of(tier, available), LIMITS, readable=(str(readable),), hidden=hidden)


def try_case(zygote: Zygote, outside: Outside, tried: Case) -> Came:
    """Run the cells of a case in a kernel of its own, and see what is left of it and of the outside."""
    opened = descriptors()
    standing = processes()
    folders = set(zygote.folder.iterdir())
    started = time.monotonic()
    names = outside.names(zygote)
    with DirectKernel(zygote, grace=0.2) as kernel:
        for cell in tried.cells:
            result = kernel.run(Template(cell).safe_substitute(names), tried.seconds)
        survived = kernel.alive
    usage = kernel.usage
    seconds = time.monotonic() - started
    harm = outside.harm()
    if processes() != standing:
        harm.append("a process is left")
    if descriptors() != opened:
        harm.append("a descriptor is left")
    if set(zygote.folder.iterdir()) != folders:
        harm.append("a private folder is left")
    return Came(
        result.status,
        result.reason,
        json.dumps(result.outputs),
        survived,
        seconds,
        usage.status if usage else None,
        usage.peak_bytes if usage else 0,
        harm,
    )


def descriptors() -> int:
    """Return how many descriptors this process has open."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def processes() -> set[int]:
    """Return the processes below this one."""
    return descendants(os.getpid(), children_by_parent())


@contextmanager
def neighbour(zygote: Zygote) -> Iterator[None]:
    """Keep another kernel running that holds a secret in its private folder."""
    with DirectKernel(zygote) as kernel:
        kernel.run(f"open('mine.txt', 'w').write({SECRET!r})", 5)
        yield


def main(tier: Tier, results: Path) -> None:
    """Try all cases and write what came of them."""
    os.environ["GRADER_TOKEN"] = SECRET
    with tempfile.TemporaryDirectory() as folder:
        outside = Outside(Path(folder))
        try:
            with Zygote(("numpy",), policy_of(tier, outside)) as zygote, neighbour(zygote):
                came = {tried.name: asdict(try_case(zygote, outside, tried)) for tried in cases()}
        finally:
            outside.close()
    results.write_text(json.dumps(came), encoding="utf-8")


if __name__ == "__main__":
    main(Tier(sys.argv[1]), Path(sys.argv[2]))
