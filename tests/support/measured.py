"""What one run of a notebook took: nbval runs it with the network cut and is measured in the same run."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from support.offline import cut_off

METER = Path(__file__).with_name("meter.py")


@dataclass(frozen=True)
class Measured:
    """One notebook, as one run found it.

    Parameters
    ----------
    notebook
        Its path in the repository.
    passed
        Whether every cell ran to its end and gave the outputs that are stored in it.
    seconds
        From the start of its kernel to the kernel's end.
    peak_bytes
        The most memory that the kernel's process and those below it held.
    cells
        Code cells that were run.
    compared
        Stored outputs that were compared with those of this run.
    passed_over
        Representations of outputs that nbval does not compare: how many, by MIME type.
    failed
        Ids of the cells that did not pass.
    """

    notebook: str
    passed: bool = False
    seconds: float = 0.0
    peak_bytes: int = 0
    cells: int = 0
    compared: int = 0
    passed_over: Mapping[str, int] = field(default_factory=dict)
    failed: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Self:
        """Return what was made plain by `dataclasses.asdict` or by the meter."""
        return cls(**{**content, "failed": tuple(content.get("failed", ()))})


def measure(path: Path, notebook: str, folder: Path, environment: Mapping[str, str]) -> tuple[Measured, str]:
    """Run a notebook, and return what that took and what nbval said.

    Parameters
    ----------
    path, notebook
        Where the notebook is, and what it is called in the measurement.
    folder
        An empty folder for this run.
    environment
        Variables for the run beside those of this process.
    """
    result = folder / "measured.json"
    # Without -P the modules beside the meter would hide installed packages of the same name.
    command = [sys.executable, "-P", str(METER), str(path), str(result)]
    command, variables = cut_off(command, {**os.environ, "PYTEST_ADDOPTS": "", **environment})
    done = subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    taken = json.loads(result.read_text(encoding="utf-8")) if result.is_file() else {}
    own = Measured.from_json({**taken, "notebook": notebook, "passed": done.returncode == 0})
    return own, done.stdout[-6000:] + done.stderr[-2000:]
