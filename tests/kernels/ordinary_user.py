"""Start a program as an ordinary user, whoever runs the tests.

Root becomes nobody. Root's interpreter may lie in a folder that nobody may enter (``/root``): then the program gets
its own mount namespace, in which only the interpreter's part of that folder is there.
"""

import os
import site
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bamboo_diplomacy.kernels.sandbox import linux, namespaces

_OTHERS_MAY_ENTER = 0o001


def run(arguments: list[str], folder: Path, seconds: float) -> None:
    """Run this interpreter with arguments as an ordinary user who owns a folder."""
    if os.geteuid() == 0:
        os.chown(folder, namespaces.NOBODY, namespaces.NOBODY)
        _run(arguments, folder, seconds, first=_become_nobody)
    else:
        run_as_i_am(arguments, folder, seconds)


def run_as_i_am(arguments: list[str], folder: Path, seconds: float) -> None:
    """Run this interpreter with arguments, at home in a folder."""
    _run(arguments, folder, seconds, first=None)


def _run(arguments: list[str], folder: Path, seconds: float, first: Callable[[], None] | None) -> None:
    home = {"HOME": str(folder), "TMPDIR": str(folder)}
    subprocess.run(
        [sys.executable, *arguments],
        check=True,
        env={**os.environ, **home},
        cwd=folder,
        timeout=seconds,
        preexec_fn=first,
    )


def _become_nobody() -> None:
    linux.unshare(linux.CLONE_NEWNS)
    linux.mount(None, "/", None, linux.MS_REC | linux.MS_PRIVATE)
    for closed, kept in _closed_folders().items():
        _open_up(closed, kept)
    os.setgroups([])
    os.setresgid(namespaces.NOBODY, namespaces.NOBODY, namespaces.NOBODY)
    os.setresuid(namespaces.NOBODY, namespaces.NOBODY, namespaces.NOBODY)


def _closed_folders() -> dict[Path, list[Path]]:
    """Return the outermost folders that others may not enter, with what they hold of the interpreter."""
    found: dict[Path, list[Path]] = {}
    for needed in {Path(path).resolve() for path in (sys.base_prefix, sys.prefix, *site.getsitepackages())}:
        for parent in reversed(needed.parents):
            if not parent.stat().st_mode & _OTHERS_MAY_ENTER:
                found.setdefault(parent, []).append(needed)
                break
    return found


def _open_up(closed: Path, kept: list[Path]) -> None:
    opened = [os.open(path, os.O_RDONLY) for path in kept]
    linux.mount("tmpfs", str(closed), "tmpfs", linux.MS_NOSUID, "mode=0755")
    for path, descriptor in zip(kept, opened, strict=True):
        path.mkdir(parents=True)
        linux.mount(f"/proc/self/fd/{descriptor}", str(path), None, linux.MS_BIND)
        os.close(descriptor)
