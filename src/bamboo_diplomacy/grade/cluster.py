"""Beyond one machine: the same jobs through Dask distributed, a well-kept scheduler; no engine of our own.

A job is pure: what it gives depends only on the notebook. One that Dask runs again after a lost worker changes nothing.
"""

import json
import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache
from itertools import islice
from typing import Any, Self

from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.grade.jobs import Job
from bamboo_diplomacy.grade.pool import Answer, Worker, WorkerLostError
from bamboo_diplomacy.grade.settings import WorkerSettings
from bamboo_diplomacy.strings import say

_AHEAD = 4


class ClusterError(BambooError):
    """The scheduler cannot be used."""


class Cluster:
    """Workers of a Dask cluster that share a stream of jobs."""

    def __init__(self, settings: WorkerSettings, address: str) -> None:
        try:
            from dask.distributed import Client  # noqa: PLC0415 - an optional part
        except ImportError as error:
            raise ClusterError(say("grade.no_dask")) from error
        try:
            self._client = Client(address, timeout="20s")
        except (OSError, ValueError) as error:
            raise ClusterError(say("grade.no_scheduler", address=address, reason=error)) from error
        self._settings = json.dumps(asdict(settings))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def answers(self, jobs: Iterable[Job]) -> Iterator[Answer]:
        """Yield what came of each job as it is done; few jobs are taken ahead."""
        from dask.distributed import as_completed  # noqa: PLC0415 - an optional part

        stream = iter(jobs)
        ahead = max(1, len(self._client.scheduler_info()["workers"])) * _AHEAD
        pending: dict[Any, Job] = {}
        done = as_completed([self._submit(job, pending) for job in islice(stream, ahead)])
        for future in done:
            for job in islice(stream, 1):
                done.add(self._submit(job, pending))
            job = pending.pop(future.key)
            if future.status == "finished":
                yield Answer(job, future.result())
            else:
                yield Answer(job, None, say("grade.run.lost", reason=future.exception()))

    def _submit(self, job: Job, pending: dict[Any, Job]) -> Any:  # noqa: ANN401 - a future of Dask
        future = self._client.submit(run_job, self._settings, json.dumps(job.to_json()), pure=False, retries=2)
        pending[future.key] = job
        return future


def run_job(settings: str, job: str) -> dict[str, Any]:
    """Run one job in this process's own worker: what Dask calls on its machines."""
    with _lock():
        own = _worker(settings)
        try:
            return own.run_text(job)
        except WorkerLostError:
            own.kill()
            _worker.cache_clear()
            raise


@cache
def _lock() -> threading.Lock:
    return threading.Lock()


@cache
def _worker(settings: str) -> Worker:
    return Worker(WorkerSettings(**json.loads(settings)))
