"""The files of reveal.js, which moves the slides. They come with the package ``pyreveal``; none is kept here."""

from importlib.util import find_spec
from pathlib import Path

from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.strings import say

STYLE = "dist/reveal.css"
SCRIPT = "dist/reveal.js"
NOTES = "dist/plugin/notes.js"


class RevealMissingError(BambooError):
    """The installation has no reveal.js."""


def read(file: str) -> str:
    """Return one file of reveal.js.

    Parameters
    ----------
    file
        Its path inside reveal.js, as `SCRIPT`.

    Raises
    ------
    RevealMissingError
        If ``pyreveal`` is not installed, or has no such file.

    Examples
    --------
    >>> "MIT licensed" in read(SCRIPT)
    True
    """
    package = find_spec("pyreveal")  # found, not imported: only its files are needed
    if package is None or package.origin is None:
        raise RevealMissingError(say("slides.no_reveal", file=file))
    try:
        return (Path(package.origin).parent / "revealjs" / file).read_text(encoding="utf-8")
    except OSError as error:
        raise RevealMissingError(say("slides.no_reveal", file=file)) from error
