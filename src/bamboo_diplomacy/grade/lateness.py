"""Late policy: due dates, a penalty per day, and extensions, from a small TOML file.

[due]
04_us_trust = 2026-12-01T23:59:00+07:00

[penalty]
per_day = 0.1        # share of the points
most = 0.5
grace_hours = 2

[extensions."Nguyễn An"]
04_us_trust = 2026-12-05T23:59:00+07:00
"""

import datetime as dt
import math
import tomllib
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.strings import say

_PENALTY = {"per_day": 0.0, "most": 1.0, "grace_hours": 0.0}
_SHARES = ("per_day", "most")
_DIGITS = 6


class LatePolicyError(BambooError):
    """A late policy cannot be used; the sentence names the entry."""


@dataclass(frozen=True)
class LatePolicy:
    """When what is due, and what lateness costs."""

    due: dict[str, dt.datetime] = field(default_factory=dict)
    extensions: dict[str, dict[str, dt.datetime]] = field(default_factory=dict)
    per_day: float = 0.0
    most: float = 1.0
    grace_hours: float = 0.0

    def penalty(self, student: str, notebook: str, handed_in: dt.datetime, *, late: bool | None = None) -> float:
        """Return the share of the points that a submission loses: 0 in time, at most `most`.

        Parameters
        ----------
        student, notebook
            Whose submission of what.
        handed_in
            When its file was saved.
        late
            What the learning platform says, if it does. It then says nothing of the time, and files bear that of the
            download: late counts as one day, unless the student has an extension.

        Examples
        --------
        >>> day = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
        >>> LatePolicy({"04": day}, per_day=0.1).penalty("An", "04", day + dt.timedelta(hours=30))
        0.2
        """
        extended = self.extensions.get(student, {}).get(notebook)
        if late is not None:
            days = int(late and extended is None)
        else:
            days = self._days_after(extended or self.due.get(notebook), handed_in)
        return round(min(self.most, days * self.per_day), _DIGITS)

    def _days_after(self, due: dt.datetime | None, handed_in: dt.datetime) -> int:
        if due is None:
            return 0
        late = handed_in - due - dt.timedelta(hours=self.grace_hours)
        return max(0, math.ceil(late / dt.timedelta(days=1)))


def read(path: Path, notebooks: Collection[str]) -> LatePolicy:
    """Return the policy in a file.

    Parameters
    ----------
    path
        The file.
    notebooks
        The exercises that can be due.

    Raises
    ------
    LatePolicyError
        If the file cannot be read or an entry makes no sense.
    """
    try:
        stored = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LatePolicyError(say("late.unreadable", file=path, reason=error)) from error
    _only(path, stored, ("due", "penalty", "extensions"))
    penalty, extensions = _table(path, stored, "penalty"), _table(path, stored, "extensions")
    _only(path, penalty, _PENALTY)
    dates = {name: _dates(path, _table(path, extensions, name), notebooks) for name in extensions}
    return LatePolicy(
        _dates(path, _table(path, stored, "due"), notebooks),
        {unicodedata.normalize("NFC", name): own for name, own in dates.items()},
        **{name: _number(path, penalty, name) for name in _PENALTY},
    )


def _table(path: Path, stored: dict[str, Any], name: str) -> dict[str, Any]:
    value = stored.get(name, {})
    if not isinstance(value, dict):
        raise LatePolicyError(say("late.table", file=path, name=name, value=value))
    return value


def _only(path: Path, stored: dict[str, Any], known: Collection[str]) -> None:
    """Refuse a misspelt entry: it would count for nothing, and nobody would notice."""
    unknown = [name for name in stored if name not in known]
    if unknown:
        raise LatePolicyError(say("late.unknown", file=path, name=unknown[0], names=", ".join(known)))


def _dates(path: Path, stored: dict[str, Any], notebooks: Collection[str]) -> dict[str, dt.datetime]:
    _only(path, stored, notebooks)
    dates = {}
    for name, value in stored.items():
        if not isinstance(value, dt.datetime):
            raise LatePolicyError(say("late.date", file=path, name=name, value=value))
        dates[name] = value if value.tzinfo else value.astimezone()
    return dates


def _number(path: Path, stored: dict[str, Any], name: str) -> float:
    value = stored.get(name, _PENALTY[name])
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
        raise LatePolicyError(say("late.number", file=path, name=name, value=value))
    if name in _SHARES and value > 1:
        raise LatePolicyError(say("late.share", file=path, name=name, value=value))
    return float(value)
