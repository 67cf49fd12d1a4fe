"""What a learner has done, kept in the working folder and nowhere else.

Nothing is written unless the folder was made by ``bamboo lab``: the record is the file ``.bamboo/progress.json`` there.
Best verdicts are kept, so trying again never loses anything.
"""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from bamboo_diplomacy import wholefile
from bamboo_diplomacy.practice.verdict import Verdict

MARKER = ".bamboo"
FILE = "progress.json"
_COUNTED = (Verdict.RIGHT, Verdict.WRONG)


@dataclass(frozen=True)
class Attempted:
    """The record of one check.

    Parameters
    ----------
    verdict
        The best verdict.
    tries
        The number of tries.
    first, last
        The days of the first and the last try, ``YYYY-MM-DD``.
    asked
        The mark of what was asked when the verdict was earned, see `practice.asked`; empty in records of old, which
        did not keep it.
    """

    verdict: Verdict
    tries: int
    first: str
    last: str
    asked: str = ""

    def is_about(self, asked: str) -> bool:
        """Return whether the record is about what is asked now; one that does not say is believed to be."""
        return self.asked in ("", asked)


def working_folder(start: Path | None = None) -> Path | None:
    """Return the working folder that a path lies in, or None if it lies in none."""
    here = (start or Path.cwd()).resolve()
    return next((folder for folder in (here, *here.parents) if (folder / MARKER).is_dir()), None)


def record(name: str, verdict: Verdict, folder: Path | None = None, *, asked: str = "") -> None:
    """Keep the verdict of a check, if it is right or wrong and there is a working folder to keep it in.

    A verdict on what was asked before an update gives way to the first one on what is asked now.
    A record that cannot be written is given up silently: a check must never fail because a disk is full.

    Parameters
    ----------
    name
        The check's name.
    verdict
        What was said of the answer.
    folder
        The working folder; the one around the current folder if not given.
    asked
        The mark of what the check asks, see `practice.asked`.
    """
    home = folder or working_folder()
    if home is None or verdict not in _COUNTED:
        return
    known = read(home)
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    before = known.get(name)
    if before is None or not before.is_about(asked):
        before = Attempted(verdict, 0, today, today, asked)
    keeps = before.verdict is Verdict.RIGHT and verdict is not Verdict.RIGHT
    best, about = (before.verdict, before.asked) if keeps else (verdict, asked)
    known[name] = Attempted(best, before.tries + 1, before.first, today, about)
    content = json.dumps({name: vars(item) for name, item in sorted(known.items())}, ensure_ascii=False, indent=1)
    try:
        wholefile.write(home / MARKER / FILE, content.encode(), private=True)
    except OSError:
        return


def read(folder: Path) -> dict[str, Attempted]:
    """Return the records of a working folder; a missing or damaged file counts as empty."""
    try:
        stored = json.loads((folder / MARKER / FILE).read_text(encoding="utf-8"))
        return {
            name: Attempted(
                Verdict(item["verdict"]),
                int(item["tries"]),
                str(item["first"]),
                str(item["last"]),
                str(item.get("asked", "")),
            )
            for name, item in stored.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
