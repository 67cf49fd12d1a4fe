"""Where the workbook's files are: the notebooks, exercises and datasets that belong to this installation."""

import os
from pathlib import Path

from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.strings import say

ENVIRONMENT_VARIABLE = "BAMBOO_WORKBOOK"
_PACKAGE = Path(__file__).resolve().parent
_MARKER = "datasets"


class WorkbookNotFoundError(BambooError):
    """The installation has no workbook files."""


def root() -> Path:
    """Return the folder that holds ``notebooks/``, ``exercises/`` and ``datasets/``.

    The environment variable ``BAMBOO_WORKBOOK`` comes first (an author's own workbook), then the files of the
    installed package, then the repository of an editable installation.

    Returns
    -------
    pathlib.Path
        An existing folder.

    Raises
    ------
    WorkbookNotFoundError
        If none of the three places has a ``datasets`` folder.

    Examples
    --------
    >>> (root() / "datasets").is_dir()
    True
    """
    named = os.environ.get(ENVIRONMENT_VARIABLE)
    places = [Path(named)] if named else [_PACKAGE / "_workbook", _PACKAGE.parents[1]]
    for place in places:
        if (place / _MARKER).is_dir():
            return place.resolve()
    looked = ", ".join(str(place) for place in places)
    raise WorkbookNotFoundError(say("workbook.missing", places=looked, variable=ENVIRONMENT_VARIABLE))
