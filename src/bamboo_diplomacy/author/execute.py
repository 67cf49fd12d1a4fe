"""Run a solution notebook from the top and keep its outputs: they are the key."""

import copy
import os
import subprocess
from pathlib import Path

from nbformat import NotebookNode

from bamboo_diplomacy.author.solution import SolutionError
from bamboo_diplomacy.practice.drawing import SEED_VARIABLE
from bamboo_diplomacy.practice.protocol import FEEDBACK_SWITCH

SECONDS = 120
STORED_SEED = 0
"""The seed of drawn inputs in stored outputs."""


def executed(name: str, notebook: NotebookNode, folder: Path, *, seed: int = STORED_SEED) -> NotebookNode:
    """Return a copy of a notebook with the outputs of a fresh run.

    The seed is that of drawn inputs. Feedback is switched off, so the outputs do
    not depend on an earlier release. Times and widget state are dropped.

    Raises
    ------
    SolutionError
        If a cell fails or does not end; the sentence names the error.
    """
    from nbclient import NotebookClient  # noqa: PLC0415 - whoever only reads solutions starts sooner without it
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError  # noqa: PLC0415 - as above

    fresh = copy.deepcopy(notebook)
    variables = {FEEDBACK_SWITCH: "off", SEED_VARIABLE: str(seed), "BAMBOO_LANGUAGE": "en"}
    client = NotebookClient(
        fresh, timeout=SECONDS, kernel_name="python3", record_timing=False, store_widget_state=False
    )
    try:
        client.execute(cwd=str(folder), env={**os.environ, **variables}, stderr=subprocess.DEVNULL)
    except CellExecutionError as error:
        raise SolutionError(f"{name}: a cell of the solution fails with {error.ename}: {error.evalue}") from error
    except CellTimeoutError as error:
        raise SolutionError(f"{name}: a cell of the solution did not end within {SECONDS} seconds.") from error
    except DeadKernelError as error:
        raise SolutionError(f"{name}: the kernel ended while the solution was running.") from error
    fresh.metadata.pop("widgets", None)
    fresh.metadata["language_info"] = {"name": "python"}
    return fresh
