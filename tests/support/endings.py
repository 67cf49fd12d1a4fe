"""Answers that end a process of the grader while they are run; only without a sandbox can they find it."""

from support.submissions import SOLVED

WORKER = "next(own for own in psutil.Process().parents() if 'bamboo_diplomacy.grade' in own.cmdline())"
GRADER = f"{WORKER}.parent()"
DASK_WORKER = GRADER
"""On a cluster, it is a process of Dask that has the worker."""


def ending(victim, flag=None, signal="SIGKILL"):
    """Return an answer to the task `rate` that ends a process; only the first time, if a file is named as a flag.

    It then sleeps longer than anybody waits: whoever is orphaned must notice, and not wait for the cell.
    """
    attack = f"{victim}.send_signal(signal.{signal})\n    time.sleep(600)"
    guard = f"if not flag.exists():\n    flag.touch()\n    {attack}" if flag else f"if True:\n    {attack}"
    imports = "import pathlib\nimport signal\nimport time\n\nimport psutil\n"
    return {"rate": f"{imports}\nflag = pathlib.Path({str(flag)!r})\n{guard}\n{SOLVED['rate']}"}
