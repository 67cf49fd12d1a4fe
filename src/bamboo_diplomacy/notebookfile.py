"""Notebook files: read with a sentence when damaged, written the same way every time."""

import json
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from bamboo_diplomacy import wholefile
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.strings import say


class NotebookFileError(BambooError):
    """A file is not a notebook that can be used."""


def read(path: Path) -> NotebookNode:
    """Return the notebook in a file, in nbformat 4.

    Raises
    ------
    NotebookFileError
        If the file is not there or is not a valid notebook.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise NotebookFileError(say("workbook.notebook.none", file=path)) from error
    except OSError as error:
        raise NotebookFileError(say("workbook.notebook.unreadable", file=path, reason=error.strerror)) from error
    return parse(content, path)


def parse(content: bytes, file: Path | str) -> NotebookNode:
    """Return the notebook in some bytes, in nbformat 4.

    Parameters
    ----------
    content
        What a file holds.
    file
        What to call it in an error.

    Raises
    ------
    NotebookFileError
        If it is not a valid notebook.
    """
    try:
        notebook: NotebookNode = nbformat.reads(content.decode("utf-8-sig"), as_version=4)
        nbformat.validate(notebook)
    except Exception as error:
        raise NotebookFileError(say("workbook.notebook.invalid", file=file, reason=_first_line(error))) from error
    return notebook


def text_of(notebook: NotebookNode) -> str:
    """Return the text that `write` puts into a file: stable, so that a difference is a difference of content."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write(path: Path, notebook: NotebookNode) -> None:
    """Write a notebook in one step: a reader sees the old file or the new one, never half of it."""
    wholefile.write(path, text_of(notebook).encode())


def source_of(cell: dict[str, Any]) -> str:
    """Return a cell's source as one text, whichever of the two ways of nbformat it is stored in."""
    source = cell.get("source", "")
    return "".join(str(line) for line in source) if isinstance(source, list) else str(source)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")[:160]
