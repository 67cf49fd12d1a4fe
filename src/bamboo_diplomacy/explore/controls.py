"""What a reader may change in an explorer, declared once: range or options, checked in sentences, no widgets here.

Labels come from the catalogue of sentences: ``<explorer>.controls.<setting>`` and, for an option,
``<explorer>.options.<setting>.<option>``.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.strings import say

UNDECIDED = "undecided"
"""The option of a choice that stands for none yet."""


class SettingError(BambooError, ValueError):
    """A setting is unknown or outside its range."""


class Control(Protocol):
    """One control of an explorer."""

    @property
    def settings(self) -> tuple[str, ...]:
        """The names of the settings that it changes."""

    def check(self, values: Mapping[str, Any]) -> None:
        """Raise `SettingError` unless the values of its settings are allowed."""


@dataclass(frozen=True)
class Slider:
    """A number between two bounds.

    Attributes
    ----------
    name
        The setting.
    low, high, step
        Its bounds and step; whole numbers give a whole number.
    signal
        The plot's signal that follows the slider within the page, if the picture needs no computation.
    readout
        How the number is written beside the slider, in d3's notation: ``".0%"`` for a share; as it is, if not given.
    """

    name: str
    low: float
    high: float
    step: float = 1
    signal: str = ""
    readout: str = ""

    @property
    def settings(self) -> tuple[str, ...]:
        """Its only setting."""
        return (self.name,)

    def check(self, values: Mapping[str, Any]) -> None:
        """Refuse what is no number within the bounds."""
        _check_number(self.name, values[self.name], self.low, self.high, whole=_whole(self.low, self.step))


@dataclass(frozen=True)
class Span:
    """A first and a last whole number between two bounds, on one slider with two handles.

    Attributes
    ----------
    start, end
        The two settings.
    low, high
        Their bounds.
    signal
        The plot's signal that follows the two handles within the page, as ``[first, last]``.
    """

    start: str
    end: str
    low: int
    high: int
    signal: str = ""

    @property
    def settings(self) -> tuple[str, ...]:
        """The two ends."""
        return (self.start, self.end)

    def check(self, values: Mapping[str, Any]) -> None:
        """Refuse ends outside the bounds or in the wrong order."""
        for name in self.settings:
            _check_number(name, values[name], self.low, self.high, whole=True)
        if values[self.start] > values[self.end]:
            raise SettingError(
                say(
                    "explore.error.order",
                    start=self.start,
                    end=self.end,
                    first=values[self.start],
                    last=values[self.end],
                )
            )


@dataclass(frozen=True)
class Choice:
    """One of several options: few as radio buttons, many as a menu.

    Attributes
    ----------
    name
        The setting.
    options
        Its values.
    labels
        What the reader sees for each value; the catalogue's sentences if not given. For options from a dataset.
    menu
        Whether to show a menu instead of radio buttons.
    notes
        A sentence for each option, shown under the control while the option is chosen.
    """

    name: str
    options: tuple[str, ...]
    labels: tuple[str, ...] = ()
    menu: bool = False
    notes: tuple[str, ...] = ()

    @property
    def settings(self) -> tuple[str, ...]:
        """Its only setting."""
        return (self.name,)

    def check(self, values: Mapping[str, Any]) -> None:
        """Refuse what is not an option."""
        _check_option(self.name, values[self.name], self.options)


@dataclass(frozen=True)
class Many:
    """Any number of several options, one check box each; the setting is a tuple in the order of the options.

    Attributes
    ----------
    name
        The setting.
    options
        Its possible members.
    labels
        What the reader sees for each; the catalogue's sentences if not given.
    """

    name: str
    options: tuple[str, ...]
    labels: tuple[str, ...] = ()

    @property
    def settings(self) -> tuple[str, ...]:
        """Its only setting."""
        return (self.name,)

    def check(self, values: Mapping[str, Any]) -> None:
        """Refuse a text in place of a tuple, and what is not an option."""
        value = values[self.name]
        if isinstance(value, str) or not isinstance(value, (tuple, list)):
            raise SettingError(say("explore.error.many", name=self.name, value=value))
        for item in value:
            _check_option(self.name, item, self.options)


@dataclass(frozen=True)
class Switch:
    """On or off."""

    name: str

    @property
    def settings(self) -> tuple[str, ...]:
        """Its only setting."""
        return (self.name,)

    def check(self, values: Mapping[str, Any]) -> None:
        """Refuse what is neither True nor False."""
        if not isinstance(values[self.name], bool):
            raise SettingError(say("explore.error.switch", name=self.name, value=values[self.name]))


@dataclass(frozen=True)
class Reveal:
    """A button that turns a setting on, once: a bet is placed before the model runs. Reset turns it off.

    Attributes
    ----------
    name
        The setting.
    after
        The choice that must be made before; the button is locked while its value is `UNDECIDED`.
    """

    name: str
    after: str = ""

    @property
    def settings(self) -> tuple[str, ...]:
        """Its only setting."""
        return (self.name,)

    def check(self, values: Mapping[str, Any]) -> None:
        """Refuse what is neither True nor False."""
        Switch(self.name).check(values)


def check_names(names: Iterable[str], known: Collection[str]) -> None:
    """Raise `SettingError` if a name is not that of a setting."""
    for name in names:
        if name not in known:
            raise SettingError(say("explore.error.unknown", name=name, known=", ".join(known)))


def _whole(*numbers: float) -> bool:
    return all(float(number).is_integer() for number in numbers)


def _check_number(name: str, value: object, low: float, high: float, *, whole: bool) -> None:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not number or not low <= value <= high or (whole and not _whole(value)):  # type: ignore[operator,arg-type]
        key = "explore.error.whole" if whole else "explore.error.number"
        raise SettingError(say(key, name=name, value=value, low=low, high=high))


def _check_option(name: str, value: object, options: tuple[str, ...]) -> None:
    if value not in options:
        raise SettingError(say("explore.error.option", name=name, value=value, options=", ".join(options)))
