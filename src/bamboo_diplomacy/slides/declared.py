"""What a cell says about slides, in Jupyter's own metadata: ``slideshow.slide_type``."""

from collections.abc import Mapping
from typing import Any

SLIDE, SUBSLIDE, FRAGMENT, NOTES, SKIP = TYPES = ("slide", "subslide", "fragment", "notes", "skip")


def slide_type(cell: Mapping[str, Any]) -> str:
    """Return what a cell declares, one of `TYPES`; nothing, or something else, if it declares none of them.

    Examples
    --------
    >>> slide_type({"metadata": {"slideshow": {"slide_type": "notes"}}})
    'notes'
    >>> slide_type({"metadata": {}})
    ''
    """
    return str(cell["metadata"].get("slideshow", {}).get("slide_type", ""))
