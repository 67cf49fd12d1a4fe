"""An update of a working folder: what is delivered, what is replaced, and what is laid beside a student's file."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from bamboo_diplomacy import __version__, wholefile
from bamboo_diplomacy.lab import manifest, offers, parts
from bamboo_diplomacy.lab.manifest import Entry, Manifest, typed_digest
from bamboo_diplomacy.lab.offers import Offer


@dataclass(frozen=True)
class Delivery:
    """What bringing a working folder up to date did.

    Parameters
    ----------
    folder
        The working folder.
    added, updated
        Paths in the folder of files that are new, and of old copies that were replaced.
    beside
        From a file that the student has changed to the newer version that was laid beside it.
    told
        From that file to a sentence on what was carried over into the newer version; notebooks only.
    newer
        The version that brought the folder up to date before, if it is newer than this one: then nothing was done.
    """

    folder: Path
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    beside: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    newer: str = ""

    @property
    def notebooks(self) -> list[Path]:
        """The notebooks that were written; every output in them is the workbook's own."""
        written = [*self.added, *self.updated, *self.beside.values()]
        return [self.folder / path for path in written if path.endswith(".ipynb")]


class Update:
    """One update, which can be cut off anywhere and done again.

    Parameters
    ----------
    folder
        The working folder.
    record
        What it got so far.

    Attributes
    ----------
    delivery
        What was done.
    """

    def __init__(self, folder: Path, record: Manifest) -> None:
        self.folder = folder
        self.delivery = Delivery(folder)
        self._files = dict(record.files)
        self._version = record.version

    def run(self, source: Path) -> None:
        """Bring every file up to date with the workbook in a folder.

        Raises
        ------
        OSError
            If the working folder cannot be written.
        """
        offered = list(offers.of(source))
        for offer in offered:
            self._files[offer.path] = self._deliver(offer, self._known(offer))
        taken = {offer.path for offer in offered}
        for offer in offered:
            if offer.is_exercise and self._is_untouched(offer):
                for path in self._renamed(offer, taken):
                    known = replace(self._files.get(path, Entry()), versions=self._files[offer.path].versions)
                    self._lay_beside(path, offer, known)
        self._version = __version__
        self._write()

    def _known(self, offer: Offer) -> Entry:
        """Return what is known of a file, and of the version that is offered now."""
        known = self._files.get(offer.path, Entry())
        if offer.digest in known.versions:
            return known
        return replace(known, versions={**known.versions, offer.digest: offer.parts()})

    def _deliver(self, offer: Offer, known: Entry) -> Entry:
        """Bring one file up to date and return its new entry."""
        target = self.folder / offer.path
        fresh = Entry(offer.digest, offer.typed, versions=known.versions)
        if not target.exists():
            wholefile.write(target, offer.content, durable=True)
            self.delivery.added.append(offer.path)
            return fresh
        if known.delivered == fresh.delivered:
            return known
        present = typed_digest(target.read_bytes())
        if present == known.typed:
            wholefile.write(target, offer.content, durable=True)
            self.delivery.updated.append(offer.path)
            return fresh
        if present == fresh.typed:
            return fresh
        return self._lay_beside(offer.path, offer, known)

    def _lay_beside(self, path: str, offer: Offer, known: Entry) -> Entry:
        """Lay what is offered beside a student's file, once, and return the file's new entry."""
        if known.offered == offer.digest:
            return known
        # It loads the grader and nbformat, which an ordinary start does not need.
        from bamboo_diplomacy.lab.beside import lay  # noqa: PLC0415

        laid, told = lay(self.folder, path, offer, known)
        self.delivery.beside[path] = laid.path
        if told:
            self.delivery.told[path] = told
        entry = replace(known, offered=offer.digest, beside=laid)
        self._files[path] = entry
        # An update that is cut off later must not lay it a second time beside what the student then makes of it.
        self._write()
        return entry

    def _is_untouched(self, offer: Offer) -> bool:
        """Return whether the student has typed nothing in a file: perhaps she works in one that she renamed."""
        return typed_digest((self.folder / offer.path).read_bytes()) == offer.typed

    def _renamed(self, offer: Offer, taken: set[str]) -> Iterator[str]:
        """Yield the student's files that are an older version of an exercise under another name, with work in them."""
        name, version = offers.exercise_in(offer.content)
        ours = {part for found in self._files[offer.path].versions.values() for part in found}
        for file in sorted((self.folder / offer.path).parent.glob("*.ipynb")):
            path = file.relative_to(self.folder).as_posix()
            if path in taken or ".new-" in file.name:
                continue
            content = _bytes_of(file)
            own_name, own_version = offers.exercise_in(content)
            if name and own_name == name and own_version != version and not ours.issuperset(parts.of_notebook(content)):
                yield path

    def _write(self) -> None:
        manifest.write(self.folder, Manifest(self._version, self._files))


def _bytes_of(file: Path) -> bytes:
    """Return what a file of the student's holds; nothing of one that cannot be read, which is hers to mend."""
    try:
        return file.read_bytes()
    except OSError:
        return b""
