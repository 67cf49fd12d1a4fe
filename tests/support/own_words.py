"""Own words: whether a text shares a run of eight words with the readings that the workbook studies.

The readings belong to their authors and are not part of this repository. What is kept of them is a file of digests,
five bytes for each run of eight words: enough to recognise a run, not enough to read one. Whoever holds the readings
makes the file anew: ``python -m tests.support.own_words FOLDER``.
"""

import hashlib
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

LENGTH = 8
FILE = Path(__file__).resolve().with_name("readings.digests")
_BYTES = 5
_SALT = b"readings"
_WORD = re.compile(r"[^\W_]+")


def runs(text: str) -> Iterator[str]:
    """Yield each run of eight words, without capitals, punctuation and line breaks."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    for start in range(len(words) - LENGTH + 1):
        yield " ".join(words[start : start + LENGTH])


def digest(run: str) -> bytes:
    """Return the digest of one run."""
    return hashlib.blake2b(run.encode(), digest_size=_BYTES, salt=_SALT).digest()


def digests(texts: Iterable[str]) -> frozenset[bytes]:
    """Return the digests of all runs of some texts."""
    return frozenset(digest(run) for text in texts for run in runs(text))


def shared(text: str, known: frozenset[bytes], excused: Iterable[str] = ()) -> list[str]:
    """Return the runs of a text that are known, except those within an excused phrase, such as a title."""
    free = {run for phrase in excused for run in runs(phrase)}
    return [run for run in runs(text) if run not in free and digest(run) in known]


def read(file: Path = FILE) -> frozenset[bytes]:
    """Return the digests in a file."""
    content = file.read_bytes()
    return frozenset(content[place : place + _BYTES] for place in range(0, len(content), _BYTES))


def write(folder: Path, file: Path = FILE) -> int:
    """Write the digests of all readings in a folder, and return how many there are."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    found = sorted(digests(texts))
    file.write_bytes(b"".join(found))
    return len(found)


if __name__ == "__main__":
    sys.stdout.write(f"{write(Path(sys.argv[1]))} runs\n")
