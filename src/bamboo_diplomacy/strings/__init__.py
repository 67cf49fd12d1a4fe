"""Every sentence of the interface, in English and Vietnamese.

The catalogue is a folder per language and a TOML file per area. A sentence is asked for by its key,
``area.table.name``, and may hold named places: ``say("check.right")``, ``say("data.unknown", name="trade")``.
"""

import os
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

ENVIRONMENT_VARIABLE = "BAMBOO_LANGUAGE"
LANGUAGES = ("en", "vi")

_FOLDER = Path(__file__).resolve().parent


class UnknownStringError(KeyError):
    """A key is not in the catalogue."""

    def __str__(self) -> str:
        return str(self.args[0])


def language() -> str:
    """Return the language in use: ``en``, or what ``BAMBOO_LANGUAGE`` names if it is one of `LANGUAGES`."""
    asked = os.environ.get(ENVIRONMENT_VARIABLE, "en")[:2].lower()
    return asked if asked in LANGUAGES else "en"


@cache
def catalogue(lang: str) -> dict[str, str]:
    """Return all sentences of one language, from key to text in Unicode NFC.

    Examples
    --------
    >>> catalogue("en").keys() == catalogue("vi").keys()
    True
    """
    sentences: dict[str, str] = {}
    for file in sorted((_FOLDER / lang).glob("*.toml")):
        with file.open("rb") as stream:
            sentences.update(_flatten(file.stem, tomllib.load(stream)))
    return sentences


def say(key: str, /, lang: str | None = None, **values: object) -> str:
    """Return one sentence of the catalogue with its places filled.

    Parameters
    ----------
    key
        ``area.table.name``; the area is the name of the TOML file.
    lang
        A language of `LANGUAGES`; the language in use if not given.
    values
        What stands in the sentence's named places, in `str.format` notation.

    Raises
    ------
    UnknownStringError
        If the catalogue has no such key.

    Examples
    --------
    >>> say("common.source", lang="en", source="US Census Bureau")
    'Source: US Census Bureau'
    """
    sentences = catalogue(lang or language())
    if key not in sentences:
        raise UnknownStringError(f"The catalogue of sentences has no key {key!r}: add it to strings/en and strings/vi.")
    return sentences[key].format(**values) if values else sentences[key]


def _flatten(prefix: str, table: dict[str, Any]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in table.items():
        key = f"{prefix}.{name}"
        if isinstance(value, dict):
            flat.update(_flatten(key, value))
        else:
            flat[key] = unicodedata.normalize("NFC", str(value))
    return flat
