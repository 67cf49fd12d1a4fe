"""Reading the fields of a YAML mapping, with a sentence for each that is not as it must be."""

import difflib
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from bamboo_diplomacy.data.errors import Problem
from bamboo_diplomacy.strings import say


class Fields:
    """One mapping of a sidecar, asked for its fields one by one.

    A field that is missing or wrong is written down in ``problems`` and read as empty, so that one reading finds
    every problem. `finish` adds the fields that nobody asked for.

    Parameters
    ----------
    dataset
        Name of the dataset, for the messages.
    content
        What the YAML holds at this place.
    problems
        Where to write; shared with the mappings inside this one.
    path
        The names that lead to this mapping.
    """

    def __init__(self, dataset: str, content: object, problems: list[Problem], path: tuple[str, ...] = ()) -> None:
        self.problems = problems
        self._dataset = dataset
        self._path = path
        self._asked: list[str] = []
        self._content: Mapping[str, Any] = {}
        if isinstance(content, Mapping):
            self._content = {str(name): value for name, value in content.items()}
        elif content is not None or not path:
            self._report("not_mapping", path=".".join(path) or f"{dataset}.yml")

    def text(self, name: str) -> str:
        """Return a field that must be there, as text on one line."""
        return (self.optional_text(name) or "") if self._has(name) else ""

    def optional_text(self, name: str) -> str | None:
        """Return a field as text on one line, None if it is not there."""
        value = self._get(name)
        # YAML reads 2024 and 2024-05-01 as a number and a date; in a sentence they are text again.
        if value is None or not self._is(name, str | int | float | date, "text"):
            return None
        return _one_line(value)

    def optional_number(self, name: str) -> float | None:
        """Return a field as a number, None if it is not there."""
        value = self._get(name)
        return value if value is not None and self._is(name, int | float, "number") else None

    def flag(self, name: str) -> bool:
        """Return a field that is true or false; false if it is not there."""
        value = self._get(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        self._report("not_flag", path=self._where(name))
        return False

    def day(self, name: str) -> date:
        """Return a field that must be a date."""
        return self._get(name) if self._has(name) and self._is(name, date, "day") else date.min

    def choice(self, name: str, allowed: Collection[str]) -> str:
        """Return a field that must be one of a few words."""
        value = self.text(name)
        if value and value not in allowed:
            self._report("choice", path=self._where(name), value=value, allowed=", ".join(allowed))
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a field that must be a list, each item as text on one line."""
        items = self._get(name) if self._has(name) and self._is(name, list, "list") else []
        return tuple(map(_one_line, items))

    def optional_texts_by_name(self, name: str) -> dict[str, str]:
        """Return a field that maps names to text, empty if it is not there."""
        value = self._get(name)
        if value is None or not self._is(name, Mapping, "mapping"):
            return {}
        return {str(key): "" if text is None else _one_line(text) for key, text in value.items()}

    def table(self, name: str) -> "Fields":
        """Return the mapping in a field; if it is not there, its own fields will be missed."""
        return Fields(self._dataset, self._get(name), self.problems, (*self._path, name))

    def tables(self, name: str) -> list[tuple[str, "Fields"]]:
        """Return the mappings in a field that must be there, each with its name."""
        inner = self._get(name) if self._has(name) and self._is(name, Mapping, "mapping") else {}
        path = (*self._path, name)
        return [
            (str(key), Fields(self._dataset, value, self.problems, (*path, str(key)))) for key, value in inner.items()
        ]

    def finish(self) -> None:
        """Report every field that nobody asked for, with the name that it may have been meant to be."""
        for name in self._content:
            if name not in self._asked:
                near = "".join(difflib.get_close_matches(name, self._asked, n=1))
                self._report("unknown_field_near" if near else "unknown_field", path=self._where(name), near=near)

    def _get(self, name: str) -> Any:  # noqa: ANN401 - whatever the YAML holds; each reader checks it
        if name not in self._asked:
            self._asked.append(name)
        return self._content.get(name)

    def _has(self, name: str) -> bool:
        if self._get(name) is None:
            self._report("missing", path=self._where(name))
            return False
        return True

    def _is(self, name: str, kind: Any, called: str) -> bool:  # noqa: ANN401 - what isinstance takes
        value = self._get(name)
        # In Python true is a number; in a sidecar it is a slip.
        if isinstance(value, kind) and not isinstance(value, bool):
            return True
        self._report(f"not_{called}", path=self._where(name))
        return False

    def _where(self, name: str) -> str:
        return ".".join((*self._path, name))

    def _report(self, key: str, **values: object) -> None:
        self.problems.append(Problem(self._dataset, say(f"data.sidecar.{key}", None, **values)))


def _one_line(value: object) -> str:
    return " ".join(str(value).split())
