"""Run a few notebooks and return their results: what a self-check and a proof need."""

import sys
from collections.abc import Callable, Sequence

from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.grade.jobs import Job
from bamboo_diplomacy.grade.pool import Answer, Pool
from bamboo_diplomacy.grade.reference import modules_of
from bamboo_diplomacy.grade.results import CheckResult, NotebookResult, summarise
from bamboo_diplomacy.grade.settings import WorkerSettings
from bamboo_diplomacy.strings import say

CELL_SECONDS = 30.0


class SessionError(BambooError):
    """A notebook could not be run at all."""


def run(
    jobs: Sequence[Job],
    *,
    seconds: float = CELL_SECONDS,
    warm: bool = False,
    progress: Callable[[str], None] | None = None,
) -> dict[str, NotebookResult]:
    """Run notebooks and return their results by name.

    Parameters
    ----------
    jobs
        The rebuilt notebooks; their names are distinct.
    seconds
        How long one cell may take.
    warm
        Whether kernels may be forks of a warm process: faster for many notebooks, where the system can fork.
    progress
        Called with the name of each notebook as it is done.

    Raises
    ------
    SessionError
        If a notebook could not be run.
    """
    kernel = "warm" if warm and sys.platform.startswith("linux") else "jupyter"
    results = {}
    modules = modules_of(job.rebuilt.reference for job in jobs)
    with Pool(WorkerSettings(kernel, seconds, modules=modules)) as pool:
        for answer in pool.answers(jobs):
            if answer.content is None:
                raise SessionError(say("grade.run.failed", reason=answer.reason))
            results[answer.job.name] = result_of(answer)
            if progress:
                progress(answer.job.name)
    return results


def result_of(answer: Answer) -> NotebookResult:
    """Return the result in a worker's answer."""
    content = answer.content or {"checks": [], "seconds": 0.0}
    checks = [CheckResult.from_json(check) for check in content["checks"]]
    return summarise(answer.job.rebuilt, checks, content["seconds"])
