"""Fonts for code: which of the installed ones have every Vietnamese letter."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_VOWELS = "aăâeêioôơuưy"
_TONES = (
    "",
    "\N{COMBINING GRAVE ACCENT}",
    "\N{COMBINING ACUTE ACCENT}",
    "\N{COMBINING HOOK ABOVE}",
    "\N{COMBINING TILDE}",
    "\N{COMBINING DOT BELOW}",
)
# The files of fonts for code on Linux, macOS and Windows; opening every font of a machine would take seconds.
_FILE_NAMES = re.compile("mono|code|cons|cour|menlo|monaco|fixed|lucon", re.IGNORECASE)


@dataclass(frozen=True)
class CodeFont:
    """A font in which every letter is equally wide, and the Vietnamese letters that it lacks."""

    name: str
    missing: str


def vietnamese_letters() -> str:
    """Return the twelve vowels in six tones and đ, small and capital.

    Examples
    --------
    >>> len(vietnamese_letters())
    146
    """
    vowels = (unicodedata.normalize("NFC", vowel + tone) for vowel, tone in itertools.product(_VOWELS, _TONES))
    small = "".join(vowels) + "đ"
    return small + small.upper()


def installed_fonts() -> list[Path]:
    """Return the font files of this machine whose names are those of fonts for code."""
    from matplotlib.font_manager import findSystemFonts  # noqa: PLC0415 - slow to import, and only asked for here

    return sorted(path for path in map(Path, findSystemFonts()) if _FILE_NAMES.search(path.name))


def code_fonts(files: Iterable[Path]) -> Iterator[CodeFont]:
    """Yield the fonts of equal width among some files; a file that is no font is passed over.

    Parameters
    ----------
    files
        Font files; of a collection, the first font is read.
    """
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - slow to import, and only asked for here

    for file in files:
        try:
            with file.open("rb") as stream, TTFont(stream, fontNumber=0, lazy=True) as font:
                if font["post"].isFixedPitch:
                    known = font.getBestCmap()
                    missing = "".join(letter for letter in vietnamese_letters() if ord(letter) not in known)
                    yield CodeFont(font["name"].getDebugName(1) or file.stem, missing)
        except (TTLibError, OSError, KeyError):
            continue
