"""How workers run notebooks: plain values, which travel between processes."""

from dataclasses import dataclass
from typing import Any

MOST_CELL_TIMES = 20
"""How many times the time of one cell a notebook may take: no cell is begun later."""
_START_SECONDS = 120.0


@dataclass(frozen=True)
class WorkerSettings:
    """How a worker runs notebooks.

    Parameters
    ----------
    kernel
        ``jupyter`` for an ordinary kernel, ``warm`` for a fork of a warm process.
    seconds
        How long one cell may take.
    policy
        The sandbox of warm kernels, as `Policy.as_json` describes it; None for no sandbox.
    """

    kernel: str
    seconds: float
    policy: dict[str, Any] | None = None

    @property
    def patience(self) -> float:
        """Seconds after which a worker that has not answered counts as lost: no notebook takes that long."""
        return _START_SECONDS + 3 * MOST_CELL_TIMES * self.seconds
