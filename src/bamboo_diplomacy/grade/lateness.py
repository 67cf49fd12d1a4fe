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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.strings import say


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

    def penalty(self, student: str, notebook: str, handed_in: dt.datetime) -> float:
        """Return the share of the points that a submission loses: 0 in time, at most `most`.

        Examples
        --------
        >>> day = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
        >>> LatePolicy({"04": day}, per_day=0.1).penalty("An", "04", day + dt.timedelta(hours=30))
        0.2
        """
        due = self.extensions.get(student, {}).get(notebook, self.due.get(notebook))
        if due is None:
            return 0.0
        late = handed_in - due - dt.timedelta(hours=self.grace_hours)
        days = math.ceil(late / dt.timedelta(days=1))
        return min(self.most, days * self.per_day) if days > 0 else 0.0


def read(path: Path) -> LatePolicy:
    """Return the policy in a file.

    Raises
    ------
    LatePolicyError
        If the file cannot be read or an entry makes no sense.
    """
    try:
        stored = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LatePolicyError(say("late.unreadable", file=path, reason=error)) from error
    penalty = stored.get("penalty", {})
    extensions = {student: _dates(path, own) for student, own in stored.get("extensions", {}).items()}
    return LatePolicy(
        _dates(path, stored.get("due", {})),
        extensions,
        _number(path, penalty, "per_day", 0.0),
        _number(path, penalty, "most", 1.0),
        _number(path, penalty, "grace_hours", 0.0),
    )


def _dates(path: Path, stored: dict[str, Any]) -> dict[str, dt.datetime]:
    dates = {}
    for name, value in stored.items():
        if not isinstance(value, dt.datetime):
            raise LatePolicyError(say("late.date", file=path, name=name, value=value))
        dates[name] = value if value.tzinfo else value.astimezone()
    return dates


def _number(path: Path, stored: dict[str, Any], name: str, default: float) -> float:
    value = stored.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise LatePolicyError(say("late.number", file=path, name=name, value=value))
    return float(value)
