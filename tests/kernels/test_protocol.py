"""What comes from a kernel is believed only as far as it has the shape of outputs."""

import json
from typing import Any

import pytest

from bamboo_diplomacy.kernels.protocol import DEEPEST, ProtocolBreachError, frame, nesting_is_harmless, read_reply

STREAM = {"output_type": "stream", "name": "stdout", "text": "x"}


def reply(**changes: object) -> bytes:
    return json.dumps({"id": "7", "status": "ok", "outputs": [], **changes}).encode()


def test_outputs_come_through_as_they_were_sent() -> None:
    sent = [
        STREAM,
        {"output_type": "display_data", "data": {"text/plain": "Việt Nam", "application/json": {"a": [1, None]}}},
        {"output_type": "execute_result", "data": {"text/plain": "2"}, "execution_count": 3},
        {"output_type": "error", "ename": "E", "evalue": "e", "traceback": ["line"]},
    ]
    _, outputs = read_reply(reply(outputs=sent), "7")
    assert [{**output, "metadata": None} for output in outputs] == [{**output, "metadata": None} for output in sent]


def test_metadata_and_unknown_fields_are_dropped() -> None:
    shown = {"output_type": "display_data", "data": {}, "metadata": {"a": 1}, "transient": {}}
    assert read_reply(reply(outputs=[shown]), "7")[1] == [{"output_type": "display_data", "metadata": {}, "data": {}}]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"[]",
        b"[" * 100_000,
        b"\xff\xfe",
        reply(id="8"),
        reply(status="right"),
        reply(status=["ok"]),
        reply(outputs=None),
        reply(outputs=[STREAM] * 10_001),
        reply(outputs=["text"]),
        reply(outputs=[{**STREAM, "name": "stdlog"}]),
        reply(outputs=[{**STREAM, "text": ["x"]}]),
        reply(outputs=[{"output_type": "display_data", "data": []}]),
        reply(outputs=[{"output_type": "display_data", "data": {"x" * 300: ""}}]),
        reply(outputs=[{"output_type": "display_data", "data": {str(n): "" for n in range(60)}}]),
        reply(outputs=[{"output_type": "error", "ename": "E", "evalue": "e", "traceback": "line"}]),
        reply(outputs=[{"output_type": "update_display_data", "data": {}}]),
        reply(outputs=[{**STREAM, "text": "\ud800"}]),
        reply(outputs=[{"output_type": "display_data", "data": {"a": float("nan")}}]),
        reply(outputs=[{"output_type": "display_data", "data": {"a": [1e300]}}]).replace(b"1e+300", b"1e999"),
        b'{"id": "7", "status": "ok", "outputs": [], "number": ' + b"9" * 10_000 + b"}",
    ],
)
def test_anything_else_is_a_breach(body: bytes) -> None:
    with pytest.raises(ProtocolBreachError):
        read_reply(body, "7")


def nested(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


def test_deep_data_is_a_breach_before_anybody_recurses_into_it() -> None:
    data = {"output_type": "display_data", "data": {"application/json": nested(DEEPEST + 1)}}
    with pytest.raises(ProtocolBreachError, match="too deep"):
        read_reply(reply(outputs=[data]), "7")


def test_depth_is_counted_in_levels() -> None:
    assert nesting_is_harmless(nested(DEEPEST - 1))
    assert not nesting_is_harmless(nested(DEEPEST))


def test_half_characters_of_an_honest_kernel_become_replacement_characters() -> None:
    body = frame({"id": "7", "status": "ok", "outputs": [{**STREAM, "text": "a\ud800b"}]})[4:]
    assert read_reply(body, "7")[1][0]["text"] == "a\ufffd\ufffd\ufffdb"
