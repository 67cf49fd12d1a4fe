"""Files that are written whole: a reader finds the old one or the new one, and never half of either."""

import os
import secrets
from pathlib import Path

__all__ = ["write"]


def write(path: Path, content: bytes, *, private: bool = False, durable: bool = False) -> None:
    """Write a file in one step, and make the folder that it belongs in.

    Parameters
    ----------
    path
        Where.
    content
        What it is to hold.
    private
        Whether nobody but its owner may read it, where the system knows owners.
    durable
        Whether the new one must also be found after a cut of power; that takes a disk some milliseconds.

    Raises
    ------
    OSError
        If it cannot be written; then what was there is there still.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> write(folder / "marks" / "Mai.html", "Huế".encode())
    >>> (folder / "marks" / "Mai.html").read_text(encoding="utf-8")
    'Huế'
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".writing-{secrets.token_hex(8)}")
    try:
        with open(temporary, "xb", opener=_private if private else None) as stream:
            stream.write(content)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _private(file: str, flags: int) -> int:
    return os.open(file, flags, 0o600)
