"""Collect: from what a learning platform or a folder gives to one candidate per file, each with a reason if refused.

Understood are ``<student>/<notebook>.ipynb``, ``<student>_<notebook>.ipynb``, and the downloads of Moodle and Canvas,
unpacked or as the ZIP archive itself. Links, devices, paths that leave the archive and archives that swell are refused.
"""

import re
import stat
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.grade.submission import MAX_BYTES
from bamboo_diplomacy.strings import say

MAX_MEMBERS = 20_000
MAX_RATIO = 200
_MOODLE = re.compile(r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?")
_CANVAS = re.compile(r"(?P<name>[^_]+)(?:_(?P<late>LATE))?_(?P<id>\d+)_\d+_(?P<file>.+)")
_COPY = re.compile(r"(?:-\d+| ?\(\d+\)|-Copy\d*|_copy)+$", re.IGNORECASE)
_IGNORED = {".ipynb_checkpoints", "__MACOSX", ".bamboo", ".git", "feedback"}
_ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".7z", ".rar", ".bz2", ".xz")


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
        Whether the platform marked it as late.
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
    late: bool = False
    modified: float = 0.0
    reason: str = ""


def collect(place: Path, notebooks: Sequence[str]) -> Iterator[Candidate]:
    """Yield what was handed in, in the order of its names.

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
        found = _folder(place)
    elif place.is_file() and zipfile.is_zipfile(place):
        found = _archive(place)
    elif place.exists():
        raise CollectError(say("collect.not_an_archive", file=place))
    else:
        raise CollectError(say("collect.nothing", file=place))
    candidates = [_identified(entry, notebooks) for entry in found]
    useful = [candidate for candidate in candidates if candidate.student]
    if not useful:
        raise CollectError(say("collect.empty", file=place))
    yield from _without_bystanders(useful)


@dataclass(frozen=True)
class _Entry:
    path: PurePosixPath
    content: bytes | None
    modified: float = 0.0
    reason: str = ""


def _folder(place: Path) -> Iterator[_Entry]:
    for path in sorted(_walk(place)):
        relative = PurePosixPath(path.relative_to(place).as_posix())
        try:
            about = path.lstat()
            if stat.S_ISLNK(about.st_mode):
                yield _Entry(relative, None, about.st_mtime, say("collect.link"))
            elif not stat.S_ISREG(about.st_mode):
                yield _Entry(relative, None, about.st_mtime, say("collect.device"))
            elif path.suffix != ".ipynb":
                yield _Entry(relative, None, about.st_mtime, _not_a_notebook(path.name))
            elif about.st_size > MAX_BYTES:
                yield _Entry(relative, None, about.st_mtime, _too_large())
            else:
                yield _Entry(relative, path.read_bytes(), about.st_mtime)
        except OSError as error:
            yield _Entry(relative, None, 0.0, say("collect.unreadable", reason=error.strerror))


def _walk(place: Path) -> Iterator[Path]:
    """Yield what lies in a folder, without following links out of it."""
    for path in place.iterdir():
        if path.name in _IGNORED or path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        else:
            yield path


def _archive(place: Path) -> Iterator[_Entry]:
    try:
        with zipfile.ZipFile(place) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > MAX_MEMBERS:
                raise CollectError(say("collect.too_many", file=place, count=MAX_MEMBERS))
            for member in sorted(members, key=lambda member: member.filename):
                path = PurePosixPath(member.filename.replace("\\", "/"))
                if not _IGNORED & set(path.parts) and not path.name.startswith("."):
                    yield _member(archive, member, path)
    except zipfile.BadZipFile as error:
        raise CollectError(say("collect.damaged", file=place)) from error


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: PurePosixPath) -> _Entry:
    shown = PurePosixPath(*[part for part in path.parts if part not in ("..", "/")])
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", member.filename):
        return _Entry(shown, None, reason=say("collect.outside"))
    if stat.S_ISLNK(member.external_attr >> 16):
        return _Entry(shown, None, reason=say("collect.link"))
    if shown.suffix != ".ipynb":
        return _Entry(shown, None, reason=_not_a_notebook(shown.name))
    if member.file_size > MAX_BYTES or member.file_size > MAX_RATIO * max(member.compress_size, 1):
        return _Entry(shown, None, reason=_too_large())
    try:
        with archive.open(member) as stream:
            content = stream.read(MAX_BYTES + 1)
    except (OSError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
        return _Entry(shown, None, reason=say("collect.unreadable", reason=error))
    if len(content) > MAX_BYTES:
        return _Entry(shown, None, reason=_too_large())
    year, month, day, hour, minute, second = member.date_time
    order = ((((year * 12 + month) * 31 + day) * 24 + hour) * 60 + minute) * 60.0 + second
    return _Entry(shown, content, order)


def _identified(entry: _Entry, notebooks: Sequence[str]) -> Candidate:
    path = PurePosixPath(*[unicodedata.normalize("NFC", part) for part in entry.path.parts])
    stem = path.stem if path.suffix == ".ipynb" else path.name
    canvas = _CANVAS.fullmatch(stem)
    moodle = next((match for part in path.parts[:-1] if (match := _MOODLE.fullmatch(part))), None)
    if moodle:
        student, platform_id, late, name = moodle["name"], moodle["id"], False, stem
    elif canvas:
        student, platform_id, late, name = canvas["name"], canvas["id"], bool(canvas["late"]), canvas["file"]
    elif len(path.parts) > 1:
        student, platform_id, late, name = path.parts[0], "", False, stem
    else:
        student, name = _flat(stem, notebooks)
        platform_id, late = "", False
    return Candidate(
        student.strip(),
        entry.path.as_posix(),
        entry.content,
        _claimed(name, notebooks),
        platform_id,
        late,
        entry.modified,
        entry.reason,
    )


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


def _without_bystanders(candidates: list[Candidate]) -> Iterator[Candidate]:
    """Leave out files that are no notebooks, unless a student handed in nothing else."""
    with_notebook = {candidate.student for candidate in candidates if candidate.file.endswith(".ipynb")}
    for candidate in candidates:
        if candidate.file.endswith(".ipynb") or candidate.student not in with_notebook:
            yield candidate


def _not_a_notebook(name: str) -> str:
    return say("collect.packed" if name.lower().endswith(_ARCHIVES) else "collect.other")


def _too_large() -> str:
    return say("grade.unreadable.too_large", megabytes=MAX_BYTES // 1_000_000)
