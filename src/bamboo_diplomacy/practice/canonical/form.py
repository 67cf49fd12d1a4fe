"""What a canonical form may be, and how large."""

import json
from collections.abc import Callable
from typing import Any

from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number

Form = dict[str, Any]
"""A canonical form: plain JSON with a ``kind``."""

Child = Callable[[object], Any]
"""What turns a part of a container into plain JSON."""

_BARE = {"integer", "float", "text", "bool", "none"}

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 24
MAX_LEAVES = 100_000


class NotCanonicalError(ValueError):
    """A value has no canonical form; the message is a sentence for the person who gave it."""


def leaf(form: Form) -> Any:  # noqa: ANN401 - any JSON value
    """Return what stands inside a container for a form: bare JSON where that is unambiguous, else the form itself.

    Examples
    --------
    >>> leaf({"kind": "text", "value": "Huế"}), leaf({"kind": "date", "value": "1995-07-11"})
    ('Huế', {'kind': 'date', 'value': '1995-07-11'})
    """
    if form["kind"] in _BARE and form.get("value") not in ("infinity", "-infinity"):
        return form.get("value")
    return form


def measure(form: Form) -> str:
    """Return the compact JSON text of a form.

    Raises
    ------
    NotCanonicalError
        If the text is longer than a million characters.

    Examples
    --------
    >>> measure({"kind": "integer", "value": 143})
    '{"kind":"integer","value":143}'
    """
    text = json.dumps(form, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    if len(text) > MAX_CHARACTERS:
        raise NotCanonicalError(say("practice.refused.large", count=number(len(text)), limit=number(MAX_CHARACTERS)))
    return text
