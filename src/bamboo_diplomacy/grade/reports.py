"""Pages to read: one per student and exercise, one for the class; each a single file that needs nothing else."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2
import markupsafe

from bamboo_diplomacy.grade.classview import NotebookView
from bamboo_diplomacy.grade.gradebook import Record
from bamboo_diplomacy.grade.tables import write_text
from bamboo_diplomacy.grade.totals import Totals
from bamboo_diplomacy.practice.verdict import Verdict
from bamboo_diplomacy.strings import language, say
from bamboo_diplomacy.strings.numbers import number, percent, points

_SIGNS = {Verdict.RIGHT: "✓", Verdict.WRONG: "✗", Verdict.NOT_ATTEMPTED: "…", Verdict.TO_MARK: "✎"}
_CODE = re.compile(r"`([^`\n]+)`")
_LONGEST_NAME = 160
"""Bytes: every file system takes 255, and there has to be room for a digest and a suffix."""

_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{place}" for port in ("com", "lpt") for place in range(10))}
"""Names of devices on Windows, with any suffix."""


@dataclass(frozen=True)
class Marked:
    """What people gave an essay: its points, and the level and comment of each criterion in words."""

    points: float
    words: str


def write_feedback(
    folder: Path, records: Iterable[Record], marks: Mapping[tuple[str, str, str], Marked], totals: Totals
) -> int:
    """Write ``feedback/<student>/<notebook>.html`` for every submission, and return how many.

    Parameters
    ----------
    folder
        The output folder.
    records
        The state that counts of each submission.
    marks
        What people gave, by student, notebook and task of an essay.
    totals
        What each submission comes to.
    """
    template = _environment().get_template("feedback.html")
    count = 0
    for own in records:
        name = own.notebook or say("report.unknown_notebook")
        total = totals[own.student, own.notebook]
        page = template.render(record=own, marks=marks, total=total, title=f"{name}: {own.student}")
        write_text(folder / "feedback" / file_name(own.student) / f"{file_name(name)}.html", page)
        count += 1
    return count


def write_class_view(folder: Path, views: Iterable[NotebookView]) -> Path:
    """Write ``class.html`` and return where it is."""
    page = _environment().get_template("class.html").render(views=list(views), title=say("report.class"))
    path = folder / "class.html"
    write_text(path, page)
    return path


def file_name(name: str) -> str:
    """Return a name that every file system takes, different for different names.

    Examples
    --------
    >>> file_name("Nguyễn Văn An")
    'Nguyễn Văn An'
    >>> file_name("../etc/passwd")
    'etc-passwd-7fef78f5'
    """
    clean = re.sub(r'[<>:"/\\|?*\x00-\x1f]+', "-", unicodedata.normalize("NFC", name)).strip(" .-")
    is_reserved = clean.partition(".")[0].casefold() in _RESERVED
    if clean == name and not is_reserved and len(name.encode("utf-8")) <= _LONGEST_NAME:
        return name
    digest = hashlib.sha256(name.encode("utf-8")).hexdigest()[:8]
    short = clean.encode("utf-8")[:_LONGEST_NAME].decode("utf-8", "ignore").strip(" .-")
    return f"{'' if is_reserved else short or 'student'}-{digest}".strip("-")


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("bamboo_diplomacy.grade"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals.update(say=say, language=language(), Verdict=Verdict)
    environment.filters.update(word=_word, sign=_sign, kind=_kind, code=_code)
    environment.filters.update(number=points, decimals=number, percent=_percent)
    return environment


def _word(verdict: str) -> str:
    return Verdict(verdict).word


def _sign(verdict: str) -> str:
    return _SIGNS.get(Verdict(verdict), "!")


def _kind(verdict: str) -> str:
    return verdict.replace(" ", "-")


def _percent(value: float | None) -> str:
    return "–" if value is None else percent(value)


def _code(text: str) -> markupsafe.Markup:
    """Return a text in which what stands between backticks is shown as code; nothing else in it is markup."""
    return markupsafe.Markup(_CODE.sub(r"<code>\1</code>", str(markupsafe.escape(text))))  # noqa: S704 - escaped before
