"""What a terminal can show: letters that its encoding lacks are spelled with letters that it has."""

import codecs
import io
import sys
import unicodedata
from collections.abc import Sequence

_HANDLER = "bamboo-plain"
_SPELLED = {
    "✓": "OK",
    "✗": "X",
    "…": "...",
    "→": "->",
    "·": "-",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{MULTIPLICATION SIGN}": "x",
    "đ": "d",
    "Đ": "D",
}


def make_streams_safe() -> None:
    """Let standard output and standard error spell what their encoding lacks, instead of failing.

    A Windows console may still use a code page of 256 characters when its output goes to a file or a pipe.
    """
    codecs.register_error(_HANDLER, _spell_out)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def spelled(text: str) -> str:
    """Return the text in ASCII: marks by name, letters without their diacritics, everything else as ``?``.

    Examples
    --------
    >>> spelled("✓ Việt Nam: đối ngoại")
    'OK Viet Nam: doi ngoai'
    """
    return "".join(_spelled_character(character) for character in unicodedata.normalize("NFC", text))


def table(rows: Sequence[Sequence[str]], indent: int = 0) -> str:
    """Lay out rows in columns of even width, two spaces apart, without a trailing space.

    Examples
    --------
    >>> print(table([["a", "one"], ["long", "two"]]))
    a     one
    long  two
    """
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(" " * indent + line.rstrip() for line in lines)


def _spell_out(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return spelled(error.object[error.start : error.end]), error.end


def _spelled_character(character: str) -> str:
    if character in _SPELLED:
        return _SPELLED[character]
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isascii() else "?"
