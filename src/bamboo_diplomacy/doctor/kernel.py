"""A kernel, really started and asked."""

import queue
import subprocess
import time

from bamboo_diplomacy import __version__
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.strings import say

NAME = "python3"


class KernelError(BambooError):
    """A kernel does not start, does not answer, or cannot import this package."""


def answer_seconds(limit: float = 60) -> float:
    """Start a kernel as a notebook does, let it import this package, and return how long that took, in seconds.

    Parameters
    ----------
    limit
        Seconds to wait for the start, and again for the answer.

    Raises
    ------
    KernelError
        If the kernel does not start in time, or if it answers from an installation without this version.
    """
    from jupyter_client.kernelspec import NoSuchKernel  # noqa: PLC0415 - slow to import, and only asked for here
    from jupyter_client.manager import start_new_kernel  # noqa: PLC0415

    began = time.monotonic()
    try:
        manager, client = start_new_kernel(limit, NAME, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    except (NoSuchKernel, RuntimeError, OSError) as error:
        raise KernelError(say("doctor.kernel.no_start", reason=error)) from error
    try:
        question = {"version": "__import__('bamboo_diplomacy').__version__"}
        reply = client.execute("", silent=True, user_expressions=question, reply=True, timeout=limit)
    except (queue.Empty, TimeoutError) as error:
        raise KernelError(say("doctor.kernel.no_answer", seconds=limit)) from error
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    answer = reply["content"]["user_expressions"]["version"]
    if answer.get("data", {}).get("text/plain") != repr(__version__):
        found = answer.get("evalue") or answer["data"]["text/plain"]
        raise KernelError(say("doctor.kernel.other_installation", found=found))
    return time.monotonic() - began
