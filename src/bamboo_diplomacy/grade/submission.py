"""A submission as it arrives: bytes that claim to be a notebook, read so that nothing in them can do harm.

Only JSON is parsed, within limits. Of the cells only type, id, source and pasted pictures are kept; outputs, metadata
and tags of a submission are never used, and no picture counts in grading.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.practice.composed import composed
from bamboo_diplomacy.strings import say

MAX_BYTES = 20_000_000
MAX_CELLS = 2_000
_ENCODINGS = ("utf-8-sig", "cp1258", "latin-1")


class UnreadableSubmissionError(BambooError):
    """A submission is not a notebook that can be read; the sentence says what the student can do."""


@dataclass(frozen=True)
class SubmittedCell:
    """What is kept of one submitted cell; pictures are by name, and by type as base64."""

    id: str
    kind: str
    source: str
    pictures: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Submission:
    """The cells of a submission, the name of the notebook it claims to be, and what had to be mended to read it."""

    cells: tuple[SubmittedCell, ...]
    notebook: str = ""
    version: str = ""
    notes: tuple[str, ...] = ()


def parse(content: bytes) -> Submission:
    """Return the submission in some bytes.

    Raises
    ------
    UnreadableSubmissionError
        If the bytes are empty, too large, no JSON, or not a notebook.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableSubmissionError(say("grade.unreadable.too_large", megabytes=MAX_BYTES // 1_000_000))
    if not content.strip():
        raise UnreadableSubmissionError(say("grade.unreadable.empty"))
    text, notes = _decode(content)
    try:
        stored = json.loads(text)
    except RecursionError as error:
        raise UnreadableSubmissionError(say("grade.unreadable.not_a_notebook")) from error
    except ValueError as error:
        raise UnreadableSubmissionError(say("grade.unreadable.cut")) from error
    cells = _cells(stored)
    own = _mapping(_mapping(stored, "metadata"), "bamboo")
    return Submission(tuple(cells), _text(own.get("notebook")), _text(own.get("version")), tuple(notes))


def _decode(content: bytes) -> tuple[str, list[str]]:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace"), [say("grade.note.encoding", encoding="UTF-16")]
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8-sig":
            return text, []
        return composed(text), [say("grade.note.encoding", encoding=encoding)]
    raise UnreadableSubmissionError(say("grade.unreadable.not_a_notebook"))


def _cells(stored: object) -> list[SubmittedCell]:
    if not isinstance(stored, dict):
        raise UnreadableSubmissionError(say("grade.unreadable.not_a_notebook"))
    raw = stored.get("cells")
    if raw is None and isinstance(stored.get("worksheets"), list):
        raw = [cell for sheet in stored["worksheets"] for cell in _list(sheet, "cells")]
    if not isinstance(raw, list):
        raise UnreadableSubmissionError(say("grade.unreadable.not_a_notebook"))
    if len(raw) > MAX_CELLS:
        raise UnreadableSubmissionError(say("grade.unreadable.too_many_cells", cells=MAX_CELLS))
    return [_cell(cell) for cell in raw if isinstance(cell, dict)]


def _cell(cell: dict[str, Any]) -> SubmittedCell:
    source = cell.get("source", cell.get("input", ""))
    text = "".join(_text(line) for line in source) if isinstance(source, list) else _text(source)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return SubmittedCell(_text(cell.get("id")), _text(cell.get("cell_type")), lines, _pictures(cell))


def _pictures(cell: dict[str, Any]) -> dict[str, dict[str, str]]:
    stored = _mapping(cell, "attachments")
    return {
        _text(name): {_text(kind): _text(content) for kind, content in types.items()}
        for name, types in stored.items()
        if isinstance(types, dict) and all(isinstance(content, str) for content in types.values())
    }


def _text(value: object) -> str:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""


def _mapping(value: object, name: str) -> dict[str, Any]:
    inner = value.get(name) if isinstance(value, dict) else None
    return inner if isinstance(inner, dict) else {}


def _list(value: object, name: str) -> list[Any]:
    inner = value.get(name) if isinstance(value, dict) else None
    return inner if isinstance(inner, list) else []
