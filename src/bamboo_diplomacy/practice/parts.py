"""A canonical form taken apart, so that two answers can be compared, and explained, part by part.

A part is plain JSON with the declared rules already applied: text folded, rows sorted where order does not matter,
labels left out where they do not count. `Parts.required` decides right or wrong; `Parts.hints` only helps to explain.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from bamboo_diplomacy.practice.canonical import Form
from bamboo_diplomacy.practice.composed import composed
from bamboo_diplomacy.practice.rules import Rules

Part = Any
"""Nested lists with numbers, text, truth values and None as leaves."""

_FAMILIES = {"integer": "number", "float": "number", "time": "date"}
_DASHES = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-"})
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})


@dataclass(frozen=True)
class Parts:
    """The parts of one answer: its family, what must agree, and what may explain a difference."""

    family: str
    required: dict[str, Part]
    hints: dict[str, Part] = field(default_factory=dict)

    @property
    def whole(self) -> Part:
        """All required parts as one."""
        return [self.family, *([name, part] for name, part in sorted(self.required.items()))]


def family(form: Form) -> str:
    """Return what a form is in one word: number, text, table ...; whole and decimal numbers are one family."""
    return _FAMILIES.get(form["kind"], str(form["kind"]))


def parts_of(form: Form, rules: Rules) -> Parts:
    """Take a canonical form apart.

    Examples
    --------
    >>> parts_of({"kind": "text", "value": "Tit  for Tat "}, Rules()).required
    {'value': 'tit for tat'}
    >>> parts_of({"kind": "list", "items": [3, 1]}, Rules(order=False)).required
    {'length': 2, 'values': [1, 3]}
    """
    take = _TAKE.get(form["kind"], _take_value)
    required, hints = take(form, rules)
    return Parts(family(form), required, hints)


def fold(text: str, rules: Rules) -> str:
    """Return a text as it is compared: NFC, one kind of dash, quote and space, and small letters unless case counts."""
    clean = " ".join(composed(text).translate(_DASHES).translate(_QUOTES).split())
    return clean if rules.case else clean.casefold()


def leaf_part(leaf: Any, rules: Rules) -> Part:  # noqa: ANN401 - any JSON value
    """Return the part of a leaf or of a nested form."""
    if isinstance(leaf, str):
        return fold(leaf, rules)
    if isinstance(leaf, dict):
        if leaf.get("kind") == "list":
            return [leaf_part(item, rules) for item in leaf["items"]]
        if "value" in leaf or len(leaf) == 1:
            return [leaf["kind"], leaf.get("value")]
        return [leaf["kind"], parts_of(leaf, rules).whole]
    return leaf


def sort_key(part: Part) -> str:
    """Return a text by which parts are sorted; numbers count to six digits, so that noise does not change the order."""
    return json.dumps(_rounded(part), sort_keys=True, ensure_ascii=False)


def _rounded(part: Part) -> Part:
    if isinstance(part, list):
        return [_rounded(item) for item in part]
    if isinstance(part, int | float) and not isinstance(part, bool):
        return f"{part:+025.6f}" if abs(part) < 1e15 else f"{part:.6e}"  # noqa: PLR2004 - beyond, six decimals mean nothing
    return part


Taken = tuple[dict[str, Part], dict[str, Part]]


def _take_value(form: Form, rules: Rules) -> Taken:
    return {"value": leaf_part(form.get("value"), rules)}, {}


def _take_list(form: Form, rules: Rules) -> Taken:
    values = [leaf_part(item, rules) for item in form["items"]]
    ordered = sorted(values, key=sort_key)
    required = {"length": len(values), "values": values if rules.order else ordered}
    return required, {"values, any order": ordered}


def _take_set(form: Form, rules: Rules) -> Taken:
    values = sorted((leaf_part(item, rules) for item in form["items"]), key=sort_key)
    return {"length": len(values), "values": values}, {}


def _take_mapping(form: Form, rules: Rules) -> Taken:
    items = {sort_key(leaf_part(key, rules)): (key, value) for key, value in form["items"]}
    required: dict[str, Part] = {"keys": [leaf_part(items[name][0], rules) for name in sorted(items)]}
    for name, (_, value) in items.items():
        required[f"item {name}"] = leaf_part(value, rules)
    values = sorted((leaf_part(value, rules) for _, value in form["items"]), key=sort_key)
    return required, {"values, any key": values}


def _take_series(form: Form, rules: Rules) -> Taken:
    labels = [leaf_part(label, rules) for label in form["index"]["labels"]]
    values = [leaf_part(value, rules) for value in form["values"]]
    if not rules.order:
        pairs = sorted(
            zip(labels if rules.index else values, labels, values, strict=True), key=lambda p: sort_key(p[0])
        )
        labels, values = [pair[1] for pair in pairs], [pair[2] for pair in pairs]
    required: dict[str, Part] = {"length": len(values), "values": values}
    if rules.index:
        required["labels"] = labels
    if rules.names:
        required["name"] = leaf_part(form["name"], rules)
    hints = {"values, any order": sorted(values, key=sort_key), "labels, any order": sorted(labels, key=sort_key)}
    return required, hints


def _take_table(form: Form, rules: Rules) -> Taken:
    names, columns, dtypes = _columns_and_named_index(form)
    folded = [fold(str(name), rules) for name in names]
    rows = [[leaf_part(value, rules) for value in column] for column in columns]
    if not rules.order:
        rows = _sorted_rows(folded, rows)
    required: dict[str, Part] = {
        "columns": folded if rules.columns_order else sorted(folded),
        "length": len(rows[0]) if rows else 0,
    }
    hints: dict[str, Part] = {"columns, any order": sorted(folded)}
    for name, column in zip(folded, rows, strict=True):
        required[f"column {name}"] = column
        hints[f"column {name}, any order"] = sorted(column, key=sort_key)
    if rules.dtypes:
        required["dtypes"] = [dtype for _, dtype in sorted(zip(folded, dtypes, strict=True))]
    return required, hints


def _columns_and_named_index(form: Form) -> tuple[list[Any], list[list[Any]], list[str]]:
    """Return a table's columns with the named levels of its index in front, as ``reset_index`` would give them."""
    levels = form["index"]["names"]
    names: list[Any] = []
    columns: list[list[Any]] = []
    for place, level in enumerate(levels):
        if level is not None:
            names.append(level)
            labels = form["index"]["labels"]
            columns.append([label["items"][place] for label in labels] if len(levels) > 1 else labels)
    dtypes = ["index"] * len(names) + list(form["dtypes"])
    return names + [_column_name(name) for name in form["columns"]], columns + form["data"], dtypes


def _column_name(name: Any) -> Any:  # noqa: ANN401 - any JSON value
    return " / ".join(str(level) for level in name["items"]) if isinstance(name, dict) and "items" in name else name


def _sorted_rows(names: list[str], columns: list[list[Part]]) -> list[list[Part]]:
    order = sorted(range(len(names)), key=lambda place: names[place])
    rows = sorted(zip(*columns, strict=True), key=lambda row: [sort_key(row[place]) for place in order])
    return [list(column) for column in zip(*rows, strict=True)] if rows else columns


def _take_graph(form: Form, rules: Rules) -> Taken:
    def strip(entry: list[Any], ends: int) -> Part:
        kept = entry if rules.attributes else entry[:ends]
        return [leaf_part(item, rules) for item in kept]

    nodes = sorted((strip(node, 1) for node in form["nodes"]), key=sort_key)
    edges = sorted((strip(edge, 2) for edge in form["edges"]), key=sort_key)
    required = {"directed": form["directed"], "nodes": nodes, "edges": edges}
    return required, {"number of nodes": len(nodes), "number of edges": len(edges)}


def _take_chart(form: Form, rules: Rules) -> Taken:
    layers = [layer for layer in form["layers"] if layer["mark"] != "rule"]
    data = [_layer_data(layer, rules) for layer in layers]
    aspects: dict[str, Part] = {
        "marks": sorted({layer["mark"] for layer in layers}),
        "scales": [form["x"]["scale"], form["y"]["scale"]],
        "data": sorted(data, key=sort_key),
        "title": bool(form["title"].strip()),
        "labels": [bool(form[axis]["label"].strip()) for axis in ("x", "y")],
    }
    required = {name: part for name, part in aspects.items() if name in rules.chart}
    return required, {"number of layers": len(layers)}


def _layer_data(layer: Form, rules: Rules) -> Part:
    pairs = [[leaf_part(x, rules), leaf_part(y, rules)] for x, y in zip(layer["x"], layer["y"], strict=True)]
    return sorted(pairs, key=sort_key)


_TAKE = {
    "list": _take_list,
    "set": _take_set,
    "mapping": _take_mapping,
    "series": _take_series,
    "table": _take_table,
    "graph": _take_graph,
    "chart": _take_chart,
}
