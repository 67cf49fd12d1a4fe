"""What runs the notebooks of a class: workers on this machine or a Dask cluster, in a sandbox unless told otherwise."""

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bamboo_diplomacy import workbook
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.grade.pipeline import Runner
from bamboo_diplomacy.grade.pool import Pool
from bamboo_diplomacy.grade.settings import WorkerSettings
from bamboo_diplomacy.kernels.sandbox import Limits, SandboxError, best_policy
from bamboo_diplomacy.onlookers import PICTURES_SWITCH
from bamboo_diplomacy.practice.drawing import SEED_VARIABLE
from bamboo_diplomacy.practice.protocol import FEEDBACK_SWITCH
from bamboo_diplomacy.strings import say


class NoSandboxError(BambooError):
    """A machine cannot shut submissions off; the sentences say what is missing and how to get it."""


def require_sandbox() -> None:
    """See that this machine can shut submissions off.

    Raises
    ------
    NoSandboxError
        If it cannot.
    """
    try:
        best_policy()
    except SandboxError as error:
        raise NoSandboxError(f"{error}\n{say('grade.sandbox_missing')}") from error


def settings(
    root: Path,
    *,
    seconds: float,
    seed: int,
    sandbox: bool,
    hidden: tuple[Path, ...] = (),
    modules: tuple[str, ...] = (),
) -> WorkerSettings:
    """Return how submissions are run.

    Parameters
    ----------
    root
        The workbook's folder; kernels see its datasets and nothing else of it.
    seconds
        How long one cell may take.
    seed
        The seed of drawn inputs.
    sandbox
        Whether kernels are shut off.
    hidden
        Folders that kernels must not see, wherever they are.
    modules
        What the exercises import; a warm process has it ready.

    Raises
    ------
    NoSandboxError
        If a sandbox is asked for and this machine has none.
    """
    variables = {
        FEEDBACK_SWITCH: "off",
        PICTURES_SWITCH: "off",
        SEED_VARIABLE: str(seed),
        workbook.ENVIRONMENT_VARIABLE: str(root),
    }
    if not sandbox:
        kernel = "warm" if platform.system() == "Linux" else "jupyter"
        return WorkerSettings(kernel, seconds, variables=variables, modules=modules)
    require_sandbox()
    policy = best_policy(
        readable=[root / "datasets"],
        hidden=[root / "solutions", root / "exercises", *hidden],
        environment=variables,
        limits=Limits(cpu_seconds=int(max(seconds * 4, 60))),
    )
    return WorkerSettings("warm", seconds, policy.as_json(), modules=modules)


@contextmanager
def runner(own: WorkerSettings, *, jobs: int | None = None, scheduler: str | None = None) -> Iterator[Runner]:
    """Give what runs notebooks: a cluster if a scheduler is named, else this machine's workers.

    Raises
    ------
    ClusterError
        If the scheduler cannot be used.
    """
    if scheduler:
        from bamboo_diplomacy.grade.cluster import Cluster  # noqa: PLC0415 - an optional part

        with Cluster(own, scheduler) as cluster:
            yield cluster
    else:
        with Pool(own, jobs or os.cpu_count() or 1) as pool:
            yield pool
