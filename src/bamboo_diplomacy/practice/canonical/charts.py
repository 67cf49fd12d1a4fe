"""Canonical form of a chart: what a reader sees, whichever library drew it.

A chart has a title, two axes (label and scale) and layers. A layer is a mark with its data: ``line``, ``bar``,
``point``, ``area``, ``arc`` (a slice of a pie) or ``rule`` (a line across the whole chart).
"""

import sys
from collections.abc import Sequence
from typing import Any

from bamboo_diplomacy.practice.canonical.form import Child, Form, NotCanonicalError
from bamboo_diplomacy.strings import say

_VEGA_MARKS = {"circle": "point", "square": "point", "tick": "point", "trail": "line"}


def from_matplotlib(value: object, child: Child) -> Form | None:
    """Return the form of matplotlib Axes (as pandas' ``plot`` returns them) or of a Figure with one Axes."""
    axes_module = sys.modules.get("matplotlib.axes")
    figure_module = sys.modules.get("matplotlib.figure")
    if axes_module is None or figure_module is None:
        return None
    if isinstance(value, figure_module.Figure):
        if len(value.axes) != 1:
            raise NotCanonicalError(say("practice.refused.charts", count=len(value.axes)))
        value = value.axes[0]
    if not isinstance(value, axes_module.Axes):
        return None
    return _axes(value, child)


def from_vega_lite(value: object, child: Child) -> Form | None:
    """Return the form of a Vega-Lite specification: a mapping with ``$schema``, or an object that holds one."""
    spec = getattr(value, "spec", None) if not isinstance(value, dict) else value
    if spec is None and type(value).__module__.startswith("altair."):
        spec = value.to_dict()  # type: ignore[attr-defined]
    if not (isinstance(spec, dict) and "vega-lite" in str(spec.get("$schema", ""))):
        return None
    return _specification(spec, child)


def _axes(axes: Any, child: Child) -> Form:  # noqa: ANN401 - matplotlib is only loaded if the student loaded it
    layers = [*_lines(axes, child), *_bars(axes, child), *_points(axes, child), *_slices(axes, child)]
    if not layers:
        raise NotCanonicalError(say("practice.refused.empty_chart"))
    horizontal = any(layer.pop("horizontal", False) for layer in layers)
    x, y = _axis(axes.xaxis, axes.get_xlabel()), _axis(axes.yaxis, axes.get_ylabel())
    title = next((text for text in (axes.get_title(side) for side in ("center", "left", "right")) if text), "")
    return {
        "kind": "chart",
        "title": title,
        "x": y if horizontal else x,
        "y": x if horizontal else y,
        "layers": layers,
    }


def _axis(axis: Any, label: str) -> Form:  # noqa: ANN401 - as above
    scale = str(axis.get_scale())
    return {"label": label, "scale": "log" if scale in {"log", "symlog"} else scale}


def _lines(axes: Any, child: Child) -> list[Form]:  # noqa: ANN401 - as above
    filled = any("Poly" in type(collection).__name__ for collection in axes.collections)
    layers = []
    for line in axes.get_lines():
        if not line.get_visible():
            continue
        mark = "area" if filled else "line"
        if not line.get_transform().contains_branch(axes.transData) or line.get_transform() != axes.transData:
            mark = "rule"
        elif str(line.get_linestyle()).lower() in {"none", " ", ""}:
            mark = "point"
        layers.append(
            _layer(
                mark,
                line.get_label(),
                list(line.get_xdata(orig=True)),
                list(line.get_ydata(orig=True)),
                child,
            )
        )
    return layers


def _bars(axes: Any, child: Child) -> list[Form]:  # noqa: ANN401 - as above
    layers = []
    for container in axes.containers:
        if type(container).__name__ != "BarContainer":
            continue
        horizontal = container.orientation == "horizontal"
        middle = [
            patch.get_y() + patch.get_height() / 2 if horizontal else patch.get_x() + patch.get_width() / 2
            for patch in container.patches
        ]
        length = [patch.get_width() if horizontal else patch.get_height() for patch in container.patches]
        places = _category_names(axes.yaxis if horizontal else axes.xaxis, middle)
        layers.append({**_layer("bar", container.get_label(), places, length, child), "horizontal": horizontal})
    return layers


def _category_names(axis: Any, places: Sequence[float]) -> list[object]:  # noqa: ANN401 - as above
    """Return the tick label at each place, where the axis has labels of its own, or else the places."""
    locator = axis.get_major_locator()
    if type(locator).__name__ not in {"FixedLocator", "StrCategoryLocator"}:
        return list(places)
    ticks = list(locator())
    if not ticks:
        return list(places)
    names = dict(zip(ticks, axis.get_major_formatter().format_ticks(ticks), strict=True))
    return [_as_number(names[_nearest(ticks, place)]) for place in places]


def _nearest(ticks: Sequence[float], place: float) -> float:
    return min(ticks, key=lambda tick: abs(tick - place))


def _as_number(label: str) -> object:
    """Return the number that a tick label shows: pandas labels the bars of 1995 with text, matplotlib with a number."""
    try:
        return float(label)
    except ValueError:
        return label


def _points(axes: Any, child: Child) -> list[Form]:  # noqa: ANN401 - as above
    layers = []
    for collection in axes.collections:
        if type(collection).__name__ == "PathCollection":
            offsets = collection.get_offsets()
            layers.append(_layer("point", collection.get_label(), list(offsets[:, 0]), list(offsets[:, 1]), child))
    return layers


def _slices(axes: Any, child: Child) -> list[Form]:  # noqa: ANN401 - as above
    wedges = [patch for patch in axes.patches if type(patch).__name__ == "Wedge"]
    if not wedges:
        return []
    shares = [(wedge.theta2 - wedge.theta1) / 360 for wedge in wedges]
    return [_layer("arc", "", [wedge.get_label() for wedge in wedges], shares, child)]


def _layer(mark: str, label: object, x: Sequence[object], y: Sequence[object], child: Child) -> Form:
    shown = "" if str(label).startswith("_") else str(label)
    return {
        "mark": mark,
        "label": shown,
        "x": [child(_known(item)) for item in x],
        "y": [child(_known(item)) for item in y],
    }


def _known(value: object) -> object:
    """Return a value, or NaN for None and what pandas masks: whatever is missing breaks a line as NaN does."""
    return float("nan") if value is None or type(value).__name__ == "MaskedConstant" else value


def _specification(spec: dict[str, Any], child: Child) -> Form:
    layers: list[Form] = []
    axes: dict[str, Form] = {}
    for unit in spec.get("layer", [spec]):
        encoding = {**spec.get("encoding", {}), **unit.get("encoding", {})}
        for name in ("x", "y"):
            if name in encoding:
                axes.setdefault(name, _channel(encoding[name]))
        layers += _unit_layers(unit, encoding, _rows(spec, unit), child)
    title = spec.get("title", "")
    shown = title.get("text", "") if isinstance(title, dict) else title
    return {
        "kind": "chart",
        "title": " ".join(shown) if isinstance(shown, list) else str(shown),
        "x": axes.get("x", {"label": "", "scale": "linear"}),
        "y": axes.get("y", {"label": "", "scale": "linear"}),
        "layers": layers,
    }


def _channel(channel: dict[str, Any]) -> Form:
    axis = channel.get("axis") or {}
    label = channel.get("title", axis.get("title", channel.get("field", "")))
    scale = (channel.get("scale") or {}).get("type", "linear")
    return {"label": str(label or ""), "scale": "log" if scale in {"log", "symlog"} else str(scale)}


def _unit_layers(
    unit: dict[str, Any], encoding: dict[str, Any], rows: list[dict[str, Any]], child: Child
) -> list[Form]:
    mark = unit.get("mark", "")
    name = str(mark.get("type", "") if isinstance(mark, dict) else mark)
    name = _VEGA_MARKS.get(name, name)
    series = next(
        (encoding[c]["field"] for c in ("color", "detail", "strokeDash") if "field" in encoding.get(c, {})),
        None,
    )
    x, y = (encoding.get(channel, {}).get("field") for channel in ("x", "y"))
    labels = list(dict.fromkeys(row.get(series) for row in rows)) if series else [""]
    layers = []
    for label in labels:
        own = [row for row in rows if not series or row.get(series) == label]
        layers.append(_layer(name, label, [row.get(x) for row in own], [row.get(y) for row in own], child))
    return layers


def _rows(spec: dict[str, Any], unit: dict[str, Any]) -> list[dict[str, Any]]:
    data = unit.get("data") or spec.get("data") or {}
    values = data.get("values")
    if values is None and "name" in data:
        values = spec.get("datasets", {}).get(data["name"], [])
    return [row for row in values or [] if isinstance(row, dict)]
