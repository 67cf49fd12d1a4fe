"""How workers run notebooks: plain values, which travel between processes."""

from dataclasses import dataclass, field
from typing import Any

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
    cell_times
        How many times the time of one cell a notebook may take: no cell is begun later.
    variables
        Environment variables of kernels without a sandbox; a policy has its own.
    modules
        Modules that the exercises import: a warm process has them ready.
    """

    kernel: str
    seconds: float
    policy: dict[str, Any] | None = None
    cell_times: float = 20
    variables: dict[str, str] = field(default_factory=dict)
    modules: tuple[str, ...] = ()

    @property
    def notebook_seconds(self) -> float:
        """Seconds after which no cell of a notebook is begun."""
        return self.cell_times * self.seconds

    @property
    def patience(self) -> float:
        """Seconds after which a worker that has not answered counts as lost: no notebook takes that long."""
        return _START_SECONDS + 3 * self.notebook_seconds
