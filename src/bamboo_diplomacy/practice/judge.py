"""From an answer and what is expected to a judgement: right, or what differs in words that do not tell the answer."""

from bamboo_diplomacy.practice.canonical import Form
from bamboo_diplomacy.practice.expected import Expected
from bamboo_diplomacy.practice.open_answers import OpenAnswer
from bamboo_diplomacy.practice.parts import Parts, family, parts_of
from bamboo_diplomacy.practice.verdict import Finding, Judgement, Verdict
from bamboo_diplomacy.strings import say

_SLIPS = (
    ("hundred_too_large", lambda number: number / 100),
    ("hundred_too_small", lambda number: number * 100),
    ("thousand_too_large", lambda number: number / 1000),
    ("thousand_too_small", lambda number: number * 1000),
    ("sign", lambda number: -number),
    ("one_too_large", lambda number: number - 1),
    ("one_too_small", lambda number: number + 1),
    ("inverse", lambda number: 1 / number if number else number),
)
"""Slips of unit, sign or definition: the finding's code, and what mends a number that has it."""


def judge(form: Form, expected: Expected | OpenAnswer) -> Judgement:
    """Judge a canonical answer.

    Parameters
    ----------
    form
        The answer's canonical form.
    expected
        The key, the key behind locks, or the conditions of an open answer.

    Returns
    -------
    Judgement
        ``not attempted`` for ``...``; ``right`` with what the author says of it; else ``wrong`` with the message of a
        predicted mistake, or with findings.

    Examples
    --------
    >>> from bamboo_diplomacy.practice.expected import Key
    >>> judge({"kind": "float", "value": 22.2}, Key({"kind": "float", "value": 0.222})).findings[0].code
    'hundred_too_large'
    """
    if form["kind"] == "not attempted":
        return Judgement(Verdict.NOT_ATTEMPTED)
    if isinstance(expected, OpenAnswer):
        return expected.judge(form)
    answer = parts_of(form, expected.rules)
    if expected.is_right(answer):
        return Judgement(Verdict.RIGHT, message=expected.praise(answer))
    mistake = expected.mistake(answer)
    if mistake:
        return Judgement(Verdict.WRONG, message=mistake[1], mistake=mistake[0])
    return Judgement(Verdict.WRONG, findings=tuple(_findings(form, answer, expected)))


def _findings(form: Form, answer: Parts, expected: Expected) -> list[Finding]:
    if answer.family != expected.family:
        code = "nothing" if answer.family == "none" else "kind"
        return [Finding(code, {"given": kind_word(answer.family), "expected": kind_word(expected.family)})]
    slip = _slip(form, expected)
    if slip:
        return [Finding(slip)]
    if expected.is_close(answer):
        return [Finding("close")]
    return _EXPLAIN.get(answer.family, _explain_value)(answer, expected)


def kind_word(name: str) -> str:
    """Return the name of a family of values in the language in use."""
    return say(f"practice.kind.{name.replace(' ', '_')}")


def _slip(form: Form, expected: Expected) -> str | None:
    """Return the code of the slip that, mended, makes the answer right."""
    for code, mend in _SLIPS:
        mended = _mend(form, mend)
        if mended is not None and expected.is_right(parts_of(mended, expected.rules)):
            return code
    return None


def _mend(form: Form, mend) -> Form | None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a function of one number
    def number(leaf: object) -> object:
        return mend(leaf) if isinstance(leaf, int | float) and not isinstance(leaf, bool) else leaf

    if family(form) == "number" and not isinstance(form["value"], str):
        return {"kind": "float", "value": mend(form["value"])}
    if form["kind"] == "series":
        return {**form, "values": [number(value) for value in form["values"]]}
    if form["kind"] == "list":
        return {**form, "items": [number(value) for value in form["items"]]}
    return None


def _disagreeing(answer: Parts, expected: Expected) -> list[str]:
    return [name for name, part in answer.required.items() if not expected.agrees(name, part)]


def _explain_value(answer: Parts, expected: Expected) -> list[Finding]:  # noqa: ARG001 - one signature for all families
    return [Finding("value")]


def _explain_sequence(answer: Parts, expected: Expected) -> list[Finding]:
    wrong = _disagreeing(answer, expected)
    if "length" in wrong:
        return [Finding("length", {"given": answer.required["length"]})]
    if "labels" in wrong and not expected.agrees("labels, any order", answer.hints["labels, any order"]):
        return [Finding("labels")]
    if "values" in wrong and expected.agrees("values, any order", answer.hints.get("values, any order")):
        return [Finding("order")]
    if "labels" in wrong:
        return [Finding("labels_order")]
    return [Finding("name")] if wrong == ["name"] else [Finding("values")]


def _explain_mapping(answer: Parts, expected: Expected) -> list[Finding]:
    items = [name for name in answer.required if name.startswith("item ")]
    unknown = [name for name in items if not expected.knows(name)]
    if unknown:
        return [Finding("unknown_keys", {"names": _names(unknown, "item ")})]
    if not expected.agrees("keys", answer.required["keys"]):
        return [Finding("missing_keys", {"given": len(items)})]
    wrong = [name for name in items if not expected.agrees(name, answer.required[name])]
    return [Finding("keys_differ", {"names": _names(wrong, "item ")})]


def _explain_table(answer: Parts, expected: Expected) -> list[Finding]:
    columns = [name for name in answer.required if name.startswith("column ")]
    unknown = [name for name in columns if not expected.knows(name)]
    if unknown:
        return [Finding("unknown_columns", {"names": _names(unknown, "column ")})]
    if not expected.agrees("columns", answer.required["columns"]):
        same_names = expected.agrees("columns, any order", answer.hints["columns, any order"])
        return [Finding("columns_order") if same_names else Finding("missing_columns", {"given": len(columns)})]
    if not expected.agrees("length", answer.required["length"]):
        return [Finding("rows", {"given": answer.required["length"]})]
    wrong = [name for name in columns if not expected.agrees(name, answer.required[name])]
    if not wrong:
        return [Finding("dtypes")]
    if all(expected.agrees(f"{name}, any order", answer.hints[f"{name}, any order"]) for name in wrong):
        return [Finding("rows_order")]
    rest = "columns_differ_only" if len(wrong) < len(columns) else "columns_differ"
    return [Finding(rest, {"names": _names(wrong, "column ")})]


def _explain_graph(answer: Parts, expected: Expected) -> list[Finding]:
    for name, code in (("directed", "directed"), ("nodes", "nodes"), ("edges", "edges")):
        if not expected.agrees(name, answer.required[name]):
            count = answer.hints.get(f"number of {name}")
            same_number = count is not None and expected.agrees(f"number of {name}", count)
            return [Finding(code if same_number or count is None else f"{code}_number", {"given": count})]
    return [Finding("value")]


def _explain_chart(answer: Parts, expected: Expected) -> list[Finding]:
    return [Finding(f"chart_{name}") for name in _disagreeing(answer, expected)]


def _names(parts: list[str], prefix: str) -> str:
    shown = [part.removeprefix(prefix).strip('"') for part in parts]
    return ", ".join(f"`{name}`" for name in shown[:5]) + (" …" if len(shown) > 5 else "")  # noqa: PLR2004 - a line's worth


_EXPLAIN = {
    "list": _explain_sequence,
    "set": _explain_sequence,
    "series": _explain_sequence,
    "mapping": _explain_mapping,
    "table": _explain_table,
    "graph": _explain_graph,
    "chart": _explain_chart,
}
