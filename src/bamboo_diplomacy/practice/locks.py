"""A part of the key behind a salted digest: it can be recognised, and it cannot be read.

Digests know no tolerance, so each number is first put into an interval as wide as the tolerance allows. Where the
interval begins is stored with the digest, to one of 64 places; this is what lets a number near the key open the lock
wherever the key lies, and it tells nothing about the number's size.
"""

import hashlib
import json
import math
from dataclasses import dataclass
from typing import Any

from bamboo_diplomacy.practice.closeness import TINY, is_number
from bamboo_diplomacy.practice.parts import Part
from bamboo_diplomacy.practice.rules import Rules

_PLACES = 64
_SLACK = 1.03
"""Intervals are 3 % wider than the tolerance, so that 64 places never shut out a number that the tolerance admits."""
_ROUNDS = 2_000


@dataclass(frozen=True)
class Lock:
    """A digest and, for each number behind it, where the interval of its tolerance begins."""

    digest: str
    places: tuple[int, ...] = ()

    def to_json(self) -> list[Any]:
        """Return the lock as plain JSON."""
        return [self.digest, *self.places]

    @classmethod
    def from_json(cls, stored: list[Any]) -> "Lock":
        """Return the lock that `to_json` wrote."""
        return cls(str(stored[0]), tuple(int(place) for place in stored[1:]))


def lock(part: Part, rules: Rules, salt: str) -> Lock:
    """Return the lock that a part, and any part within the tolerance of it, opens.

    Examples
    --------
    >>> cagr = lock(0.2218, Rules(absolute=0.0005), "04-cagr")
    >>> opens(cagr, 0.222, Rules(absolute=0.0005), "04-cagr"), opens(cagr, 0.3, Rules(absolute=0.0005), "04-cagr")
    (True, False)
    """
    places = tuple(_place(number, rules) for number in _numbers(part))
    return Lock(_digest(_tokens(part, places, rules), salt), places)


def opens(candidate: Lock, part: Part, rules: Rules, salt: str) -> bool:
    """Return whether a part opens a lock."""
    if len(_numbers(part)) != len(candidate.places):
        return False
    return _digest(_tokens(part, candidate.places, rules), salt) == candidate.digest


def seal(message: str, candidate: Lock, part: Part, rules: Rules, salt: str) -> str:
    """Return a message that only who has the part can read; sealing twice with the same part gives it back.

    Examples
    --------
    >>> key = lock("asean", Rules(), "s")
    >>> hidden = seal("Founded in 1967.", key, "asean", Rules(), "s")
    >>> unseal(hidden, key, "asean", Rules(), "s")
    'Founded in 1967.'
    """
    return _mask(message.encode("utf-8"), candidate, part, rules, salt).hex()


def unseal(hidden: str, candidate: Lock, part: Part, rules: Rules, salt: str) -> str:
    """Return the message behind `seal`."""
    return _mask(bytes.fromhex(hidden), candidate, part, rules, salt).decode("utf-8")


def _mask(content: bytes, candidate: Lock, part: Part, rules: Rules, salt: str) -> bytes:
    secret = f"{salt}|message|{_tokens(part, candidate.places, rules)}"
    stream = hashlib.shake_256(secret.encode("utf-8")).digest(len(content))
    return bytes(a ^ b for a, b in zip(content, stream, strict=True))


def _digest(tokens: str, salt: str) -> str:
    return hashlib.pbkdf2_hmac("sha256", tokens.encode("utf-8"), salt.encode("utf-8"), _ROUNDS).hex()[:32]


def _numbers(part: Part) -> list[float]:
    if isinstance(part, list):
        return [number for item in part for number in _numbers(item)]
    return [part] if is_number(part) else []


def _tokens(part: Part, places: tuple[int, ...], rules: Rules) -> str:
    remaining = iter(places)

    def walk(item: Part) -> Part:
        if isinstance(item, list):
            return [walk(inner) for inner in item]
        return {"#": _interval(item, next(remaining), rules)} if is_number(item) else item

    return json.dumps(walk(part), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _scaled(number: float, rules: Rules) -> tuple[float, str]:
    """Return a number in units of its interval, and its sign where the scale is logarithmic."""
    if rules.absolute is not None:
        return number / (2 * _SLACK * rules.absolute), ""
    if abs(number) < TINY:
        return 0.0, "0"
    width = -2 * _SLACK * math.log1p(-rules.relative)
    return math.log(abs(number)) / width, "+" if number > 0 else "-"


def _place(number: float, rules: Rules) -> int:
    """Return which of 64 beginnings puts a number nearest to the middle of its interval."""
    scaled, _ = _scaled(number, rules)
    return round((scaled - 0.5) % 1 * _PLACES) % _PLACES


def _interval(number: float, place: int, rules: Rules) -> str:
    scaled, sign = _scaled(number, rules)
    return f"{sign}{math.floor(scaled - place / _PLACES)}"
