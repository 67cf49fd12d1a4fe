"""What counts as the same answer: the rules that an author declares in the metadata of a check cell."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

CHART_ASPECTS = ("marks", "scales", "data", "title", "labels")


class RulesError(ValueError):
    """A declared rule is unknown or has a wrong value; the message is a sentence for the author."""


@dataclass(frozen=True)
class Rules:
    """How an answer is compared with the key.

    Parameters
    ----------
    absolute
        Largest difference between two numbers that are the same, in the unit of the answer. Not given: `relative`.
    relative
        Largest difference as a share of the key.
    case
        Whether capital letters matter in text. Spaces at the ends, double spaces and the kind of dash never do.
    order
        Whether the order of a list's items or a table's rows matters.
    columns_order
        Whether the order of a table's columns matters.
    index
        Whether the labels of a column (Series) matter. The named index of a table is compared as if it were a column.
    names
        Whether the name of a column (Series) matters.
    dtypes
        Whether a table's columns must have the kinds (number, text, date ...) of the key.
    attributes
        Whether the attributes of a graph's nodes and edges matter.
    chart
        Which aspects of a chart are compared, of `CHART_ASPECTS`. Of title and labels only their presence is asked.
    """

    absolute: float | None = None
    relative: float = 1e-6
    case: bool = False
    order: bool = True
    columns_order: bool = False
    index: bool = True
    names: bool = False
    dtypes: bool = False
    attributes: bool = False
    chart: tuple[str, ...] = CHART_ASPECTS

    @classmethod
    def from_metadata(cls, declared: Mapping[str, Any]) -> "Rules":
        """Return the rules that a mapping declares.

        Raises
        ------
        RulesError
            If a rule is unknown, or its value is of the wrong type or size.

        Examples
        --------
        >>> Rules.from_metadata({"absolute": 0.05}).absolute
        0.05
        >>> Rules.from_metadata({"tolerance": 1})
        Traceback (most recent call last):
        bamboo_diplomacy.practice.rules.RulesError: There is no rule 'tolerance'. The rules are absolute, ...
        """
        known = {item.name for item in fields(cls)}
        for name, value in declared.items():
            if name not in known:
                raise RulesError(f"There is no rule {name!r}. The rules are {', '.join(sorted(known))}.")
            _validate(name, value)
        values = dict(declared)
        if "chart" in values:
            values["chart"] = tuple(values["chart"])
        return cls(**values)

    def to_metadata(self) -> dict[str, Any]:
        """Return the rules that differ from the defaults, as plain JSON."""
        default = asdict(Rules())
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
            if value != default[name]
        }


def _validate(name: str, value: object) -> None:
    if name in {"absolute", "relative"}:
        if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
            raise RulesError(f"The rule {name!r} is a number above zero, and {value!r} is not.")
    elif name == "chart":
        if not isinstance(value, list | tuple) or not set(value) <= set(CHART_ASPECTS):
            raise RulesError(f"The rule 'chart' is a list of {', '.join(CHART_ASPECTS)}, and {value!r} is not.")
    elif not isinstance(value, bool):
        raise RulesError(f"The rule {name!r} is true or false, and {value!r} is neither.")
