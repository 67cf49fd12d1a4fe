"""Whether anybody looks at what a notebook shows: one that is graded runs for its answers alone."""

import os

__all__ = ["PICTURES_SWITCH", "pictures_are_wanted"]

PICTURES_SWITCH = "BAMBOO_PICTURES"
"""The environment variable that is ``off`` where nobody looks."""


def pictures_are_wanted() -> bool:
    """Return whether pictures and widgets are made when a cell shows them; else their words alone are.

    A picture costs a JavaScript engine, which takes a second and more memory than a sandbox gives.

    Examples
    --------
    >>> pictures_are_wanted()
    True
    """
    return os.environ.get(PICTURES_SWITCH, "").lower() != "off"
