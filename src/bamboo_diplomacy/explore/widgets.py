"""From the declaration of a control to the ipywidget that shows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Any

import ipywidgets

from bamboo_diplomacy.explore.controls import UNDECIDED, Choice, Many, Reveal, Slider, Span, Switch
from bamboo_diplomacy.strings import say

Values = Mapping[str, Any]

_MANY, _LONG = 10, 24  # boxes, and characters of a name, from which on they stand in columns


@dataclass(frozen=True)
class Shown:
    """A control on the page.

    Attributes
    ----------
    widget
        What is placed on the page.
    inputs
        The widgets that the reader operates.
    read
        Returns the settings as they stand on the page.
    write
        Puts settings on the page.
    """

    widget: ipywidgets.Widget
    inputs: tuple[ipywidgets.Widget, ...]
    read: Callable[[], dict[str, Any]]
    write: Callable[[Values], None]


@singledispatch
def show(control: object, area: str, values: Values) -> Shown:  # noqa: ARG001 - the registered ones use them
    """Return the widget of a control, labelled from the catalogue and set to the given values."""
    raise TypeError(f"{type(control).__name__} has no widget: register one with `show.register`.")


@show.register
def _(control: Slider, area: str, values: Values) -> Shown:
    whole = all(float(number).is_integer() for number in (control.low, control.high, control.step))
    kind = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
    slider = kind(
        value=values[control.name],
        min=control.low,
        max=control.high,
        step=control.step,
        description=say(f"{area}.controls.{control.name}"),
        style={"description_width": "auto"},
        **({"readout_format": control.readout} if control.readout else {}),
    )
    return _single(control.name, slider)


@show.register
def _(control: Span, area: str, values: Values) -> Shown:
    slider = ipywidgets.IntRangeSlider(
        value=(values[control.start], values[control.end]),
        min=control.low,
        max=control.high,
        description=say(f"{area}.controls.{control.start}"),
        style={"description_width": "auto"},
    )

    def write(values: Values) -> None:
        slider.value = (values[control.start], values[control.end])

    return Shown(slider, (slider,), lambda: dict(zip(control.settings, slider.value, strict=True)), write)


@show.register
def _(control: Choice, area: str, values: Values) -> Shown:
    kind = ipywidgets.Dropdown if control.menu else ipywidgets.RadioButtons
    chooser = kind(
        options=list(zip(_labels(control, area), control.options, strict=True)),
        value=values[control.name],
        description=say(f"{area}.controls.{control.name}"),
        style={"description_width": "auto"},
    )
    shown = _single(control.name, chooser)
    return replace(shown, widget=_noted(chooser, control)) if control.notes else shown


@show.register
def _(control: Many, area: str, values: Values) -> Shown:
    names = _labels(control, area)
    boxes = {
        option: ipywidgets.Checkbox(value=option in values[control.name], description=name, indent=False)
        for option, name in zip(control.options, names, strict=True)
    }
    label = ipywidgets.Label(say(f"{area}.controls.{control.name}"))
    group = ipywidgets.Box([label, *boxes.values()])
    group.add_class("bamboo-many")
    if len(names) >= _MANY and max(map(len, names)) >= _LONG:
        group.add_class("bamboo-columns")

    def read() -> dict[str, Any]:
        return {control.name: tuple(option for option, box in boxes.items() if box.value)}

    def write(values: Values) -> None:
        for option, box in boxes.items():
            box.value = option in values[control.name]

    return Shown(group, tuple(boxes.values()), read, write)


@show.register
def _(control: Switch, area: str, values: Values) -> Shown:
    box = ipywidgets.Checkbox(
        value=values[control.name], description=say(f"{area}.controls.{control.name}"), indent=False
    )
    return _single(control.name, box)


@show.register
def _(control: Reveal, area: str, values: Values) -> Shown:
    button = ipywidgets.ToggleButton(description=say(f"{area}.controls.{control.name}"), button_style="primary")

    def write(values: Values) -> None:
        button.value = values[control.name]
        button.disabled = button.value or values.get(control.after) == UNDECIDED

    write(values)
    return Shown(button, (button,), lambda: {control.name: button.value}, write)


def _noted(chooser: ipywidgets.Widget, control: Choice) -> ipywidgets.Widget:
    """Put the note of the chosen option under its control."""
    notes = dict(zip(control.options, control.notes, strict=True))
    note = ipywidgets.Label()
    note.add_class("bamboo-note")
    ipywidgets.dlink((chooser, "value"), (note, "value"), notes.__getitem__)
    group = ipywidgets.Box([chooser, note])
    group.add_class("bamboo-noted")
    return group


def _single(name: str, widget: ipywidgets.Widget) -> Shown:
    def write(values: Values) -> None:
        widget.value = values[name]

    return Shown(widget, (widget,), lambda: {name: widget.value}, write)


def _labels(control: Choice | Many, area: str) -> tuple[str, ...]:
    """Return what the reader sees for each option; a key of the catalogue has no spaces."""
    return control.labels or tuple(
        say(f"{area}.options.{control.name}.{option.replace(' ', '_')}") for option in control.options
    )
