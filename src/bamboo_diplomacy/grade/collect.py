"""Collect: from what a learning platform or a folder gives to one candidate per file, each with a reason if refused.

Understood are ``<student>/<notebook>.ipynb``, ``<student>_<notebook>.ipynb``, and the downloads of Moodle and Canvas,
unpacked or as the ZIP archive itself. Links, devices, paths that leave the archive and archives that swell are refused.

Who handed a file in is read from names that the platform or the teacher gave, and from no name that a student chose.
"""

import re
import stat
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO

from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.grade.submission import MAX_BYTES
from bamboo_diplomacy.practice.composed import composed
from bamboo_diplomacy.strings import say

MAX_MEMBERS = 20_000
MAX_RATIO = 200
_MOODLE = re.compile(r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?")
_CANVAS = re.compile(r"(?P<name>[^_]+)(?:_(?P<late>LATE))?_(?P<id>\d+)_\d+_(?P<file>.+)")
_COPY = re.compile(r"(?:-\d+| ?\(\d+\)|-Copy\d*|_copy)+$", re.IGNORECASE)
_IGNORED = {".ipynb_checkpoints", "__MACOSX", ".bamboo", ".git", "feedback"}
_ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".7z", ".rar", ".bz2", ".xz")
_UNKNOWN = "?"


class CollectError(BambooError):
    """The submissions cannot be collected at all."""


@dataclass(frozen=True)
class Candidate:
    """One file that was handed in.

    Parameters
    ----------
    student
        Who handed it in, in Unicode NFC.
    file
        Where it was found, relative to the folder or archive.
    content
        The bytes, or None if they were refused.
    notebook
        The exercise that the file's name claims to be; empty if it claims none.
    platform_id
        The learning platform's own number for the student or participation.
    late
        Whether the platform marked it as late; None if it marks nothing.
    modified
        Seconds since 1970, as the folder or archive has it; the latest of several files counts.
    reason
        Why there is no content.
    """

    student: str
    file: str
    content: bytes | None
    notebook: str = ""
    platform_id: str = ""
    late: bool | None = None
    modified: float = 0.0
    reason: str = ""


def collect(place: Path, notebooks: Sequence[str]) -> Iterator[Candidate]:
    """Yield what was handed in, in the order of its names, each file read when its turn comes.

    Parameters
    ----------
    place
        A folder, or a ZIP archive.
    notebooks
        The names of the exercises, such as ``04_us_trust``.

    Raises
    ------
    CollectError
        If there is no such folder or archive, or nothing in it.
    """
    if place.is_dir():
        yield from _candidates(place, _folder(place), notebooks)
    elif place.is_file() and zipfile.is_zipfile(place):
        try:
            with zipfile.ZipFile(place) as archive:
                yield from _candidates(place, _archive(place, archive), notebooks)
        except zipfile.BadZipFile as error:
            raise CollectError(say("collect.damaged", file=place)) from error
    elif place.exists():
        raise CollectError(say("collect.not_an_archive", file=place))
    else:
        raise CollectError(say("collect.nothing", file=place))


@dataclass(frozen=True)
class _Entry:
    """A file as its folder or archive names it, not read yet."""

    path: PurePosixPath
    open: Callable[[], IO[bytes]] | None
    modified: float = 0.0
    reason: str = ""


def _candidates(place: Path, found: Iterator[_Entry], notebooks: Sequence[str]) -> Iterator[Candidate]:
    entries = [_readable(entry) for entry in found]
    if not entries:
        raise CollectError(say("collect.empty", file=place))
    depth = _depth(entries)
    named = [(_identified(entry, notebooks, depth), entry) for entry in entries]
    useful = _without_bystanders(named)
    students = _distinct([candidate for candidate, _ in useful])
    for student, (candidate, entry) in zip(students, useful, strict=True):
        content, reason = _content(entry) if not candidate.reason else (None, candidate.reason)
        yield replace(candidate, student=student, content=content, reason=reason)


def _folder(place: Path) -> Iterator[_Entry]:
    for path in sorted(_walk(place)):
        relative = PurePosixPath(path.relative_to(place).as_posix())
        try:
            about = path.lstat()
        except OSError as error:
            yield _Entry(relative, None, 0.0, say("collect.unreadable", reason=error.strerror))
            continue
        reason = ""
        if stat.S_ISLNK(about.st_mode):
            reason = say("collect.link")
        elif stat.S_ISDIR(about.st_mode):
            reason = say("collect.closed")
        elif not stat.S_ISREG(about.st_mode):
            reason = say("collect.device")
        elif path.suffix != ".ipynb":
            reason = _not_a_notebook(path.name)
        elif about.st_size > MAX_BYTES:
            reason = _too_large()
        yield _Entry(relative, _opener(path), about.st_mtime, reason)


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    return lambda: path.open("rb")


def _walk(place: Path) -> Iterator[Path]:
    """Yield what lies in a folder, without following links out of it; of a folder that cannot be opened, itself."""
    try:
        inside = list(place.iterdir())
    except OSError:
        yield place
        return
    for path in inside:
        if path.name in _IGNORED or path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        else:
            yield path


def _archive(place: Path, archive: zipfile.ZipFile) -> Iterator[_Entry]:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MAX_MEMBERS:
        raise CollectError(say("collect.too_many", file=place, count=MAX_MEMBERS))
    for member in sorted(members, key=lambda member: member.filename):
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if not _IGNORED & set(path.parts) and not path.name.startswith("."):
            yield _member(archive, member, path)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: PurePosixPath) -> _Entry:
    shown = PurePosixPath(*[part for part in path.parts if part not in ("..", "/")])
    reason = ""
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", member.filename):
        reason = say("collect.outside")
    elif stat.S_ISLNK(member.external_attr >> 16):
        reason = say("collect.link")
    elif shown.suffix != ".ipynb":
        reason = _not_a_notebook(shown.name)
    elif member.file_size > MAX_BYTES or member.file_size > MAX_RATIO * max(member.compress_size, 1):
        reason = _too_large()
    return _Entry(shown, lambda: archive.open(member), _seconds(member), reason)


def _seconds(member: zipfile.ZipInfo) -> float:
    """Return when a member was saved: an archive notes the local time, and may hold any numbers."""
    try:
        return time.mktime((*member.date_time, 0, 0, -1))
    except (OverflowError, ValueError):
        return 0.0


def _content(entry: _Entry) -> tuple[bytes | None, str]:
    """Return the bytes of a file, or why it cannot be read."""
    if entry.open is None:
        return None, entry.reason
    try:
        with entry.open() as stream:
            content = stream.read(MAX_BYTES + 1)
    except (OSError, RuntimeError, NotImplementedError, EOFError, ValueError, zlib.error, zipfile.BadZipFile) as error:
        return None, say("collect.unreadable", reason=getattr(error, "strerror", None) or error)
    return (None, _too_large()) if len(content) > MAX_BYTES else (content, "")


def _readable(entry: _Entry) -> _Entry:
    """Return an entry whose name can be stored and shown: a file system takes bytes that are no text."""
    parts = [part.encode("utf-8", "replace").decode("utf-8") for part in entry.path.parts]
    return replace(entry, path=PurePosixPath(*[composed(part) for part in parts]))


def _depth(entries: Sequence[_Entry]) -> int:
    """Return how many folders to pass over: one, if it lies round everything and holds a platform's names only."""
    paths = [entry.path.parts for entry in entries]
    if any(len(parts) < 2 for parts in paths) or len({parts[0] for parts in paths}) > 1:  # noqa: PLR2004 - folder, file
        return 0
    return int(all(_MOODLE.fullmatch(parts[1]) or _CANVAS.fullmatch(parts[1]) for parts in paths))


def _identified(entry: _Entry, notebooks: Sequence[str], depth: int) -> Candidate:
    path = PurePosixPath(*entry.path.parts[depth:])
    stem = path.stem if path.suffix == ".ipynb" else path.name
    in_folder = len(path.parts) > 1
    moodle = _MOODLE.fullmatch(path.parts[0]) if in_folder else None
    canvas = None if in_folder else _CANVAS.fullmatch(stem)
    platform_id: str = ""
    late: bool | None = None
    if moodle:
        student, platform_id, name = moodle["name"], moodle["id"], stem
    elif canvas:
        student, platform_id, late, name = canvas["name"], canvas["id"], bool(canvas["late"]), canvas["file"]
    elif in_folder:
        student, name = path.parts[0], stem
    else:
        student, name = _flat(stem, notebooks)
    student, reason = student.strip(), entry.reason
    if not student:
        student, reason = path.name or _UNKNOWN, reason or say("collect.nobody")
    file = entry.path.as_posix()
    return Candidate(student, file, None, _claimed(name, notebooks), platform_id, late, entry.modified, reason)


def _flat(stem: str, notebooks: Sequence[str]) -> tuple[str, str]:
    bare = _COPY.sub("", stem)
    for name in sorted(notebooks, key=len, reverse=True):
        if bare.endswith(f"_{name}") and len(bare) > len(name) + 1:
            return bare.removesuffix(f"_{name}"), name
    return ("", stem) if bare in notebooks else (stem, "")


def _claimed(name: str, notebooks: Sequence[str]) -> str:
    bare = _COPY.sub("", name)
    exact = [own for own in notebooks if own == bare]
    inside = [own for own in notebooks if own in name]
    return next(iter(exact or inside), "")


def _without_bystanders(named: list[tuple[Candidate, _Entry]]) -> list[tuple[Candidate, _Entry]]:
    """Leave out files that are no notebooks, unless a student handed in nothing else."""
    with_notebook = {_who(candidate) for candidate, _ in named if candidate.file.endswith(".ipynb")}
    return [own for own in named if own[0].file.endswith(".ipynb") or _who(own[0]) not in with_notebook]


def _who(candidate: Candidate) -> tuple[str, str]:
    return candidate.student, candidate.platform_id


def _distinct(candidates: Sequence[Candidate]) -> list[str]:
    """Return the students' names; people of one name are told apart by the platform's numbers."""
    numbers: dict[str, set[str]] = {}
    for own in candidates:
        numbers.setdefault(own.student, set()).add(own.platform_id)
    return [
        f"{own.student} ({own.platform_id})" if own.platform_id and len(numbers[own.student]) > 1 else own.student
        for own in candidates
    ]


def _not_a_notebook(name: str) -> str:
    return say("collect.packed" if name.lower().endswith(_ARCHIVES) else "collect.other")


def _too_large() -> str:
    return say("grade.unreadable.too_large", megabytes=MAX_BYTES // 1_000_000)
