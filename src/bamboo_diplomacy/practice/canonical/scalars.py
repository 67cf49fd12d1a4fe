"""Canonical forms of single values: numbers, text, dates, truth values and nothing."""

import datetime as dt
import decimal
import fractions
import math

from bamboo_diplomacy.practice.canonical.form import Form, NotCanonicalError
from bamboo_diplomacy.practice.composed import composed
from bamboo_diplomacy.strings import say

_MAX_BITS = 1_600


def scalar(value: object) -> Form | None:
    """Return the form of a plain Python value, or None if it is no single value."""
    if value is ...:
        return {"kind": "not attempted"}
    if value is None:
        return {"kind": "none"}
    if isinstance(value, bool):
        return {"kind": "bool", "value": bool(value)}
    if isinstance(value, int):
        return _integer(int(value))
    if isinstance(value, float):
        return number(float(value))
    if isinstance(value, decimal.Decimal | fractions.Fraction):
        return number(float(value))
    if isinstance(value, str):
        return text(value)
    if isinstance(value, dt.datetime):
        return moment(value)
    if isinstance(value, dt.date):
        return {"kind": "date", "value": value.isoformat()}
    return None


def text(value: str) -> Form:
    """Return the form of a text: Unicode NFC, lone surrogates replaced."""
    clean = str.encode(value, "utf-8", "replace").decode("utf-8")
    return {"kind": "text", "value": composed(clean)}


def number(value: float) -> Form:
    """Return the form of a float; what JSON has no number for is named."""
    if math.isnan(value):
        return {"kind": "missing"}
    if math.isinf(value):
        return {"kind": "float", "value": "infinity" if value > 0 else "-infinity"}
    return {"kind": "float", "value": value}


def moment(value: dt.datetime) -> Form:
    """Return the form of a point in time; midnight without a time zone is a date."""
    if value.tzinfo is None and value.time() == dt.time():
        return {"kind": "date", "value": value.date().isoformat()}
    return {"kind": "time", "value": value.isoformat()}


def _integer(value: int) -> Form:
    if value.bit_length() > _MAX_BITS:
        raise NotCanonicalError(say("practice.refused.digits"))
    return {"kind": "integer", "value": value}
