"""The parts of a notebook that the workbook wrote, as digests: its cells, and what its checks ask.

By them a student's cell is told from an old one of ours, and a task that changed from one that did not.
"""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bamboo_diplomacy.lab.stored import json_in
from bamboo_diplomacy.practice import asked

_NUMBERED_HEADING = re.compile(r"\A(#+ )\d+ · ")


def of_notebook(content: bytes, asks: Mapping[str, Any] | None = None) -> tuple[str, ...]:
    """Return the digests of a notebook's cells and of what its checks ask; none if it is no notebook.

    Parameters
    ----------
    content
        The notebook.
    asks
        What its checks expect, see `checks`.
    """
    try:
        cells = [of_source("".join(cell["source"])) for cell in json_in(content)["cells"]]
    except (KeyError, TypeError):
        return ()
    return tuple(sorted({*cells, *(of_check(name, check) for name, check in (asks or {}).items())}))


def of_source(source: str) -> str:
    """Return the digest of a cell's source; the number of a heading does not count.

    Examples
    --------
    >>> of_source("## 3 · The search") == of_source("## 4 · The search")
    True
    """
    return _digest(_NUMBERED_HEADING.sub(r"\1", source.strip()))


def of_check(name: str, expected: Mapping[str, Any]) -> str:
    """Return the digest of what a check asks, apart from the cell that asks it."""
    return _digest(f"{name} {asked.of_check(expected)}")


def checks(feedback: Path | None) -> dict[str, Any]:
    """Return the checks in a feedback file, from name to what is expected; none if it cannot be read."""
    if feedback is None:
        return {}
    try:
        return dict(json_in(feedback.read_bytes())["checks"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
