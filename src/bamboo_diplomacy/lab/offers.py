"""What the workbook offers to a working folder, file by file."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bamboo_diplomacy.lab import parts
from bamboo_diplomacy.lab.manifest import digest, typed_digest
from bamboo_diplomacy.lab.stored import json_in
from bamboo_diplomacy.practice import feedback
from bamboo_diplomacy.strings import say

README = "README.md"
# Notebooks and their pictures; feedback and quizzes stay in the workbook, where the kernel reads them.
DELIVERED = (".ipynb", ".png", ".svg")


@dataclass(frozen=True)
class Offer:
    """One file of the workbook.

    Parameters
    ----------
    path
        Where it belongs in the working folder, with ``/``.
    content
        The file's bytes.
    feedback
        The feedback file of an exercise.
    """

    path: str
    content: bytes
    feedback: Path | None = None

    @cached_property
    def digest(self) -> str:
        """The digest of the content."""
        return digest(self.content)

    @cached_property
    def typed(self) -> str:
        """The digest of what a person can type in it."""
        return typed_digest(self.content)

    @property
    def is_notebook(self) -> bool:
        """Whether it is called a notebook."""
        return self.path.endswith(".ipynb")

    @property
    def is_exercise(self) -> bool:
        """Whether a student answers in it."""
        return self.feedback is not None

    def parts(self) -> tuple[str, ...]:
        """Return the digests of what the workbook wrote in it."""
        return parts.of_notebook(self.content, parts.checks(self.feedback)) if self.is_notebook else ()


def of(source: Path) -> Iterator[Offer]:
    """Yield what a student gets of the workbook in a folder."""
    yield Offer(README, say("lab.folder.readme").encode())
    for kind in ("notebooks", "exercises"):
        for file in sorted((source / kind).rglob("*")):
            path = file.relative_to(source)
            if file.suffix in DELIVERED and not any(part.startswith(".") for part in path.parts):
                is_exercise = kind == "exercises" and file.suffix == ".ipynb"
                locks = feedback.folder(source) / f"{file.stem}.json" if is_exercise else None
                yield Offer(path.as_posix(), file.read_bytes(), locks)


def exercise_in(content: bytes) -> tuple[str, str]:
    """Return the name and the version of the exercise that a notebook says it is; empty if it does not say.

    Examples
    --------
    >>> exercise_in(b'{"metadata": {"bamboo": {"notebook": "04_us_trust", "version": "1a"}}}')
    ('04_us_trust', '1a')
    """
    try:
        own = json_in(content)["metadata"]["bamboo"]
        return str(own["notebook"]), str(own["version"])
    except (KeyError, TypeError):
        return "", ""
