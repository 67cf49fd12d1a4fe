"""Messages between the trusted side and a kernel: one JSON object per frame, four bytes of length before it.

What a kernel sends was written by a student's process, which may send anything. So the trusted side reads at most
a fixed number of bytes, parses nothing but JSON, and takes from a reply only what has the shape of notebook
outputs; everything else is a breach of protocol, and the kernel counts as dead. A forged reply of the right shape
is worth no more than an output that the student's code could have displayed.
"""

import json
import math
from typing import Any, NoReturn

HEADER_BYTES = 4
DEEPEST = 100
"""Levels of nesting of one value: deeper ones exhaust the recursion of those who read them later."""

_MOST_OUTPUTS = 10_000
_MOST_TYPES = 50
_LONGEST_TYPE = 200
_STATUSES = frozenset({"ok", "error", "output limit"})
_STREAMS = frozenset({"stdout", "stderr"})

Output = dict[str, Any]


class ProtocolBreachError(ValueError):
    """A kernel sent something that is no reply."""


def frame(message: dict[str, Any]) -> bytes:
    r"""Return a message as bytes with its length in front.

    Examples
    --------
    >>> frame({"id": "7"})
    b'\x00\x00\x00\x0b{"id": "7"}'
    """
    body = json.dumps(message, ensure_ascii=False, allow_nan=False).encode("utf-8", "surrogatepass")
    return len(body).to_bytes(HEADER_BYTES, "big") + body


def largest_reply(output_limit: int) -> int:
    r"""Return the bytes that an honest reply with so many characters of output can have at most.

    A character takes up to six bytes as JSON (``\u0007``); the rest is for keys, names and the traceback.
    """
    return 6 * output_limit + (1 << 20)


def read_reply(body: bytes, expected: str) -> tuple[str, list[Output]]:
    """Return the status and the outputs of a reply.

    Parameters
    ----------
    body
        The bytes of one frame, without the length.
    expected
        The identifier of the request that it must answer.

    Returns
    -------
    tuple
        ``ok``, ``error`` or ``output limit``, and outputs in the form of nbformat 4.

    Raises
    ------
    ProtocolBreachError
        If the bytes are anything else.

    Examples
    --------
    >>> read_reply(b'{"id": "7", "status": "ok", "outputs": []}', expected="7")
    ('ok', [])
    >>> read_reply(b"[" * 100_000, expected="7")
    Traceback (most recent call last):
        ...
    bamboo_diplomacy.kernels.protocol.ProtocolBreachError: the reply is not JSON
    """
    try:
        reply = json.loads(body.decode("utf-8", "replace"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ProtocolBreachError("the reply is not JSON") from error
    if not isinstance(reply, dict) or reply.get("id") != expected:
        raise ProtocolBreachError("the reply answers another request")
    status, outputs = reply.get("status"), reply.get("outputs")
    if not isinstance(status, str) or status not in _STATUSES:
        raise ProtocolBreachError("the reply has no status")
    if not isinstance(outputs, list) or len(outputs) > _MOST_OUTPUTS:
        raise ProtocolBreachError("the reply has no list of outputs")
    if b"\\ud" in body.lower() and not _is_unicode(outputs):
        raise ProtocolBreachError("the reply holds half characters")  # they could not be written to any file later
    return status, [_read_output(output) for output in outputs]


def nesting_is_harmless(value: object) -> bool:
    """Return whether lists and mappings are nested at most `DEEPEST` levels, without recursion.

    Examples
    --------
    >>> nesting_is_harmless({"a": [1, 2]})
    True
    """
    level: list[object] = [value]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _children(outer)]
        if not level:
            return True
    return False


def _all_finite(value: object) -> bool:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, float) and not math.isfinite(one):
            return False
        waiting += _children(one)
    return True


def _is_unicode(outputs: list[object]) -> bool:
    try:
        json.dumps(outputs, ensure_ascii=False).encode("utf-8")
    except (UnicodeEncodeError, RecursionError):
        return False
    return True


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, list | tuple) else []


def _read_output(output: object) -> Output:
    if not isinstance(output, dict):
        raise ProtocolBreachError("an output is no mapping")
    kind = output.get("output_type")
    if kind == "stream" and output.get("name") in _STREAMS:
        return {"output_type": kind, "name": output["name"], "text": _text(output.get("text"))}
    if kind == "display_data":
        return {"output_type": kind, "metadata": {}, "data": _bundle(output.get("data"))}
    if kind == "execute_result":
        count = output.get("execution_count")
        return {
            "output_type": kind,
            "metadata": {},
            "data": _bundle(output.get("data")),
            "execution_count": count if isinstance(count, int) else None,
        }
    if kind == "error":
        return {
            "output_type": kind,
            "ename": _text(output.get("ename")),
            "evalue": _text(output.get("evalue")),
            "traceback": _texts(output.get("traceback")),
        }
    raise ProtocolBreachError("an output has no known type")


def _bundle(data: object) -> dict[str, Any]:
    if not isinstance(data, dict) or len(data) > _MOST_TYPES:
        raise ProtocolBreachError("a display has no data")
    if any(len(name) > _LONGEST_TYPE for name in data):
        raise ProtocolBreachError("a display's type is too long")
    if not nesting_is_harmless(data):
        raise ProtocolBreachError("a display is nested too deep")
    if not _all_finite(data):
        raise ProtocolBreachError("a display holds a number without end")  # 1e999 is JSON
    return data


def _texts(values: object) -> list[str]:
    if not isinstance(values, list):
        raise ProtocolBreachError("a traceback is no list")
    return [_text(value) for value in values]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ProtocolBreachError("a text is no text")
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
