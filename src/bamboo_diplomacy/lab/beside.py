"""A newer version of a file, laid beside the student's own: a notebook with her work carried over into it."""

from pathlib import Path, PurePosixPath

from nbformat import NotebookNode, v4

from bamboo_diplomacy import __version__, notebookfile, wholefile
from bamboo_diplomacy.grade.submission import Submission, UnreadableSubmissionError, parse
from bamboo_diplomacy.lab import parts
from bamboo_diplomacy.lab.carry import NOTE, carry
from bamboo_diplomacy.lab.changes import Known, note, tell
from bamboo_diplomacy.lab.manifest import Entry, Laid, digest, typed_digest
from bamboo_diplomacy.lab.offers import Offer
from bamboo_diplomacy.strings import say


def lay(folder: Path, path: str, offer: Offer, known: Entry) -> tuple[Laid, str]:
    """Write the newer version beside the student's file; her own is only read.

    Parameters
    ----------
    folder
        The working folder.
    path
        The student's file in it.
    offer
        What is laid beside it.
    known
        What is recorded of her file. If she went on in the version that was laid beside it before, her work is taken
        from there.

    Returns
    -------
    tuple
        What was laid, and a sentence on what was carried over.
    """
    content, sentence = offer.content, ""
    if offer.is_notebook:
        content, sentence = _filled(folder, _worked_in(folder, path, known.beside), offer, _parts(offer, known))
    of = typed_digest((folder / path).read_bytes())
    return Laid(_write(folder, path, content), typed_digest(content), of), sentence


def _worked_in(folder: Path, path: str, last: Laid | None) -> list[str]:
    """Return the student's file and the version laid beside it before, the one that she worked in last first."""
    if last is None or not (folder / last.path).is_file():
        return [path]
    in_own = typed_digest((folder / path).read_bytes()) != last.of
    in_last = typed_digest((folder / last.path).read_bytes()) != last.typed
    if in_own and in_last:
        in_own = (folder / path).stat().st_mtime_ns > (folder / last.path).stat().st_mtime_ns
    return [path, last.path] if in_own else [last.path, path]


def _parts(offer: Offer, known: Entry) -> Known:
    before = {part for version, found in known.versions.items() if version != offer.digest for part in found}
    return Known(frozenset(before), frozenset(offer.parts()), parts.checks(offer.feedback))


def _filled(folder: Path, sources: list[str], offer: Offer, known: Known) -> tuple[bytes, str]:
    """Return the newer version with the work of the first file that can be read, and a sentence on it."""
    for source in sources:
        try:
            own = parse((folder / source).read_bytes())
            fresh = notebookfile.parse(offer.content, offer.path)
        except (UnreadableSubmissionError, notebookfile.NotebookFileError):
            continue
        return _carried(fresh, own, known, PurePosixPath(source).name)
    return offer.content, say("lab.carried.unreadable", file=PurePosixPath(sources[0]).name)


def _carried(fresh: NotebookNode, own: Submission, known: Known, source: str) -> tuple[bytes, str]:
    filled, changes = carry(fresh, own, known)
    filled.cells.insert(1, v4.new_markdown_cell(note(changes, source), id=NOTE))
    return notebookfile.text_of(filled).encode(), tell(changes, source)


def _write(folder: Path, path: str, content: bytes) -> str:
    """Write a newer version under a name of its own, and return its path.

    The name keeps the ending, so that JupyterLab opens it, and says which version it is: ``x.new-0.2.0.ipynb``. Where
    that name is taken by other content, a digest makes it unique.
    """
    pure = PurePosixPath(path)
    names = [f"{pure.stem}.new-{__version__}", f"{pure.stem}.new-{__version__}-{digest(content)[:8]}"]
    for beside in (pure.with_name(name + pure.suffix) for name in names):
        target = folder / beside
        if not target.exists():
            wholefile.write(target, content, durable=True)
            break
        if target.read_bytes() == content:
            break
    return beside.as_posix()
