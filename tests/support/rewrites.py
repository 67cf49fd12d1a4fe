"""What programs do to a notebook on its way to the teacher, without changing an answer: every mark must stay."""

import codecs
import random
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from .submissions import Notebook, to_bytes

_TONES = "\u0300\u0301\u0303\u0309\u0323"


def nbformat_3(notebook: Notebook) -> Notebook:
    """Return the notebook as old versions of Jupyter saved it: in worksheets, without ids."""
    cells = [{**cell, "input": cell["source"]} for cell in notebook["cells"]]
    for cell in cells:
        del cell["source"]
        cell.pop("id", None)
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}


def colab(notebook: Notebook) -> Notebook:
    """Return the notebook as Google Colab saves it: ids moved into metadata that is otherwise lost."""
    metadata = {"colab": {"provenance": []}, "kernelspec": {"name": "python3"}}
    cells = [{**_without(cell, "id"), "metadata": {"id": cell["id"]}} for cell in notebook["cells"]]
    return {**notebook, "metadata": metadata, "cells": cells}


def sources_as_lines(notebook: Notebook) -> Notebook:
    """Return the notebook with each source as a list of lines, the other way that nbformat allows."""
    cells = [{**cell, "source": cell["source"].splitlines(keepends=True)} for cell in notebook["cells"]]
    return {**notebook, "cells": cells}


def bare(notebook: Notebook) -> Notebook:
    """Return the notebook without any id and metadata."""
    cells = [{**_without(cell, "id"), "metadata": {}} for cell in notebook["cells"]]
    return {**notebook, "metadata": {}, "cells": cells}


def shuffled(notebook: Notebook) -> Notebook:
    """Return the notebook with its cells in another order."""
    cells = list(notebook["cells"])
    random.Random(3).shuffle(cells)
    return {**notebook, "cells": cells}


def without_checks(notebook: Notebook) -> Notebook:
    """Return the notebook with its check cells deleted."""
    cells = [cell for cell in notebook["cells"] if "check" not in cell["metadata"].get("tags", [])]
    return {**notebook, "cells": cells}


def with_windows_line_ends(content: bytes) -> bytes:
    """Return the bytes as Windows editors save them."""
    return content.replace(b"\n", b"\r\n")


def with_byte_order_mark(content: bytes) -> bytes:
    """Return the bytes with the mark that some editors put in front."""
    return codecs.BOM_UTF8 + content


def as_utf_16(content: bytes) -> bytes:
    """Return the text in two bytes a letter."""
    return content.decode().encode("utf-16")


def as_cp1258(content: bytes) -> bytes:
    """Return a text as Vietnamese Windows stores it: a vowel, then the mark of its tone; what it lacks is a ``?``."""
    letters = [_tone_apart(letter) for letter in unicodedata.normalize("NFC", content.decode())]
    return "".join(letters).encode("cp1258", "replace")


def _saved(change: Callable[[Notebook], Notebook]) -> Callable[[Notebook], bytes]:
    return lambda notebook: to_bytes(change(notebook))


def _recoded(change: Callable[[bytes], bytes]) -> Callable[[Notebook], bytes]:
    return lambda notebook: change(to_bytes(notebook))


REWRITES: Mapping[str, Callable[[Notebook], bytes]] = {
    "nbformat 3": _saved(nbformat_3),
    "rewritten by Colab": _saved(colab),
    "sources as lists of lines": _saved(sources_as_lines),
    "all metadata and ids gone": _saved(bare),
    "moved cells": _saved(shuffled),
    "deleted checks": _saved(without_checks),
    "Windows line ends": _recoded(with_windows_line_ends),
    "byte-order mark": _recoded(with_byte_order_mark),
    "UTF-16": _recoded(as_utf_16),
    "cp1258": _recoded(as_cp1258),
}
"""From a notebook to the bytes of the file that is handed in."""


def _without(cell: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in cell.items() if key != name}


def _tone_apart(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    tone = "".join(part for part in parts if part in _TONES)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES)) + tone
