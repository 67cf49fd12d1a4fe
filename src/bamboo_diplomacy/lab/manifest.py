"""What was delivered to a working folder: the record that tells a student's work from an old copy of ours."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bamboo_diplomacy import wholefile
from bamboo_diplomacy.lab.stored import json_in
from bamboo_diplomacy.practice.progress import MARKER

FILE = "manifest.json"


@dataclass(frozen=True)
class Laid:
    """A newer version that was laid beside a student's file.

    Parameters
    ----------
    path
        Where it lies in the working folder.
    typed
        Digest of what a person can type in it, as it was laid.
    of
        The same digest of the student's file at that moment.
    """

    path: str
    typed: str
    of: str


@dataclass(frozen=True)
class Entry:
    """One delivered file.

    Parameters
    ----------
    delivered
        Digest of the workbook's file as the student got it; empty if the student's file was there before ours.
    typed
        Digest of what a person can type in it (`typed_digest`), at that moment.
    offered
        Digest of a newer version that was laid beside the student's file; empty if none was.
    beside
        The version that was laid beside it last.
    versions
        From the digest of each version of a notebook that this folder had to the digests of its parts, see `parts`.
    """

    delivered: str = ""
    typed: str = ""
    offered: str = ""
    beside: Laid | None = None
    versions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Manifest:
    """What a working folder got.

    Parameters
    ----------
    version
        The version of Bamboo Diplomacy that last brought the folder up to date; empty if that is not known.
    files
        From the path in the working folder, with ``/``, to its entry.
    """

    version: str = ""
    files: dict[str, Entry] = field(default_factory=dict)


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def typed_digest(content: bytes) -> str:
    """Return a digest of what a person types: a notebook that was only run keeps it, an edited one does not.

    Of a notebook, the kind, the text and the pasted pictures of its cells count, outputs and metadata do not.
    Anything that cannot be read as a notebook counts byte for byte.

    Examples
    --------
    >>> fresh = b'{"cells": [{"cell_type": "code", "source": ["1 + 1"], "outputs": []}]}'
    >>> ran = b'{"cells": [{"cell_type": "code", "source": "1 + 1", "outputs": [{"text": "2"}]}]}'
    >>> typed_digest(fresh) == typed_digest(ran)
    True
    """
    try:
        cells = json_in(content)["cells"]
        typed = [(cell["cell_type"], "".join(cell["source"]), cell.get("attachments")) for cell in cells]
    except (KeyError, TypeError, AttributeError):
        return digest(content)
    return digest(json.dumps(typed, sort_keys=True).encode())


def read(folder: Path) -> Manifest:
    """Return the record of a working folder; a missing or damaged one counts as empty, which loses no work."""
    try:
        stored = json_in((folder / MARKER / FILE).read_bytes())
        files = {str(path): _entry(item) for path, item in stored["files"].items()}
        return Manifest(str(stored.get("version", "")), files)
    except (OSError, KeyError, TypeError, AttributeError):
        return Manifest()


def _entry(stored: dict[str, Any]) -> Entry:
    beside = stored.get("beside")
    versions = {str(version): tuple(map(str, parts)) for version, parts in stored.get("versions", {}).items()}
    return Entry(
        str(stored["delivered"]),
        str(stored["typed"]),
        str(stored["offered"]),
        Laid(str(beside["path"]), str(beside["typed"]), str(beside["of"])) if beside else None,
        versions,
    )


def write(folder: Path, manifest: Manifest) -> None:
    """Write the record of a working folder, whole or not at all."""
    files = {path: asdict(entry) for path, entry in sorted(manifest.files.items())}
    content = {"version": manifest.version, "files": files}
    wholefile.write(folder / MARKER / FILE, json.dumps(content, indent=1).encode() + b"\n", durable=True)
