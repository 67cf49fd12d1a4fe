"""From a Python value to its canonical form: containers here; scalars, tables, graphs and charts next door."""

import dataclasses
import json
import sys
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from bamboo_diplomacy.practice.canonical import charts, graphs, tables
from bamboo_diplomacy.practice.canonical.form import (
    MAX_DEPTH,
    MAX_LEAVES,
    Child,
    Form,
    NotCanonicalError,
    leaf,
    measure,
)
from bamboo_diplomacy.practice.canonical.scalars import scalar
from bamboo_diplomacy.practice.canonical.unwrap import unwrap
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number


def canonical(value: object) -> Form:
    """Return the canonical form of a value.

    Parameters
    ----------
    value
        A number, text, date, bool, None, list, set, mapping, Series, DataFrame, networkx graph, matplotlib Axes or
        Figure, Vega-Lite specification, or a dataclass of these. ``...`` means that nothing was answered yet.

    Returns
    -------
    dict
        Plain JSON with a ``kind``.

    Raises
    ------
    NotCanonicalError
        If the value is of another type, too deep or too large; the message says what to give instead.

    Examples
    --------
    >>> canonical({"exports": 5, "imports": 7.5})["items"]
    [['exports', 5], ['imports', 7.5]]
    >>> canonical(print)
    Traceback (most recent call last):
    bamboo_diplomacy.practice.canonical.form.NotCanonicalError: You gave the function `print` itself. Call it ...
    """
    form = _Converter().convert(value, depth=0)
    measure(form)
    return form


def unknown_type(value: object) -> NotCanonicalError:
    """Return the error for a value that cannot be checked, in the words that help most."""
    if callable(value) and hasattr(value, "__name__"):
        return NotCanonicalError(say("practice.refused.function", name=value.__name__))
    return NotCanonicalError(say("practice.refused.type", type=type(value).__name__))


class _Converter:
    """One conversion: it counts what it has seen, so that no value can keep it busy for ever."""

    def __init__(self) -> None:
        self._leaves = 0

    def convert(self, value: object, depth: int) -> Form:
        if depth > MAX_DEPTH:
            raise NotCanonicalError(say("practice.refused.deep", limit=MAX_DEPTH))
        self._leaves += 1
        if self._leaves > MAX_LEAVES:
            raise NotCanonicalError(say("practice.refused.parts", limit=number(MAX_LEAVES)))
        value = unwrap(value)
        form = scalar(value)
        if form is None:
            form = self._library_object(value, depth)
        if form is None:
            form = self._container(value, depth)
        if form is None:
            raise unknown_type(value)
        return form

    def _child(self, depth: int) -> Child:
        return lambda value: leaf(self.convert(value, depth + 1))

    def _container(self, value: object, depth: int) -> Form | None:
        child = self._child(depth)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            value = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        if isinstance(value, Mapping):
            return _mapping(value, child)
        if isinstance(value, AbstractSet):
            return {"kind": "set", "items": sorted((child(item) for item in value), key=_sort_key)}
        if isinstance(value, list | tuple | range):
            return {"kind": "list", "items": [child(item) for item in value]}
        if isinstance(value, Iterable) and type(value).__name__ in {
            "dict_keys",
            "dict_values",
            "zip",
            "map",
            "generator",
        }:
            raise NotCanonicalError(say("practice.refused.once", type=type(value).__name__))
        return None

    def _library_object(self, value: object, depth: int) -> Form | None:
        """Return the form of a table, graph or chart, asking only the libraries that are loaded."""
        child = self._child(depth)
        for library, from_library in (
            ("pandas", tables.from_pandas),
            ("networkx", graphs.from_networkx),
            ("matplotlib", charts.from_matplotlib),
        ):
            if library in sys.modules:
                form = from_library(value, child)
                if form is not None:
                    return form
        return charts.from_vega_lite(value, child)


def _mapping(value: Mapping[Any, Any], child: Child) -> Form:
    items = [[child(key), child(item)] for key, item in value.items()]
    return {"kind": "mapping", "items": sorted(items, key=lambda pair: _sort_key(pair[0]))}


def _sort_key(form: object) -> str:
    return json.dumps(form, sort_keys=True, ensure_ascii=False)
