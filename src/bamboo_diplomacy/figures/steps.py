"""The steps that came before an event, a row per dimension: what two states did before they did that."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bamboo_diplomacy.data.wording import worded, worded_text
from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.dimensions import decimal_year, dimension_encoding, dimension_name
from bamboo_diplomacy.figures.figure import Figure, FigureError, Spec, chart
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.dates import written_date

if TYPE_CHECKING:
    import pandas as pd

DATASET = "us_vietnam_milestones"
_ROW = 40  # pixels from one dimension to the next
_MIDDLE = 0.5  # a point in the later half of the axis has its name to the left


def steps_before(
    milestones: "pd.DataFrame",
    event: str,
    *,
    compare: tuple[str, str] = ("humanitarian", "economic"),
    named: Sequence[str] = (),
) -> Figure:
    """Draw the milestones that came before an event by dimension.

    Parameters
    ----------
    milestones
        Columns ``date`` (ISO text), ``label`` and ``dimension``: one row per step. Leave out the setbacks first.
    event
        Label of the milestone that ends the picture; it is drawn as a line.
    compare
        Two dimensions whose numbers of steps the title tells.
    named
        Labels of steps that are named beside their points.

    Returns
    -------
    Figure

    Raises
    ------
    FigureError
        If no milestone has one of the labels, or nothing came before the event.

    Examples
    --------
    >>> from bamboo_diplomacy.data import load
    >>> milestones = load("us_vietnam_milestones")
    >>> steps_before(milestones[~milestones["setback"]], "Trade embargo lifted").title
    'Before “Trade embargo lifted” (1994): 12 of 25 dated steps are humanitarian, 2 economic'
    """
    for label in (event, *named):
        if label not in set(milestones["label"]):
            raise FigureError(say("steps.error.unknown", label=label))
    end = str(milestones.set_index("label")["date"][event])
    before = milestones[milestones["date"].astype(str) < end]
    if before.empty:
        raise FigureError(say("steps.error.first", event=event))
    told = worded_text(event, DATASET, "label")
    first, second = ((before["dimension"] == name).sum() for name in compare)
    title = say(
        "steps.title",
        event=told,
        year=end[:4],
        count=len(before),
        count_1=first,
        dimension_1=dimension_name(compare[0]),
        count_2=second,
        dimension_2=dimension_name(compare[1]),
    )
    rows = _rows(before, named, decimal_year(end))
    present = [name for name in style.DIMENSIONS if name in set(before["dimension"])]
    return chart(
        _plot(present, min(row["when"] for row in rows), decimal_year(end)),
        title=title,
        subtitle=say("steps.subtitle", event=told, date=written_date(end)),
        alt=say("steps.alt", title=title, rows=len(present), first=written_date(before["date"].min())),
        source=source_line(DATASET),
        data={"steps": rows, "end": [{"when": decimal_year(end), "name": told}]},
    )


def _rows(before: "pd.DataFrame", named: Sequence[str], end: float) -> list[dict[str, Any]]:
    start = min(decimal_year(date) for date in before["date"])
    rows = []
    labels = zip(before["label"], worded(before, DATASET)["label"], strict=True)
    for date, (label, told), dimension in zip(before["date"], labels, before["dimension"], strict=True):
        when = decimal_year(date)
        late = (when - start) / (end - start) > _MIDDLE
        words = f"{written_date(date)}: {told}" if label in named else ""
        row = {"when": when, "date": written_date(date), "label": told, "name": dimension_name(dimension)}
        rows.append({**row, "left": words if late else "", "right": "" if late else words})
    return rows


def _plot(dimensions: Sequence[str], first: float, end: float) -> Spec:
    names = [dimension_name(name) for name in dimensions]
    x = {
        "field": "when",
        "type": "quantitative",
        "scale": {"domain": [int(first), int(end) + 1], "nice": False},
        "axis": {"format": "d", "tickMinStep": 1, "title": None},
    }
    y = {
        "field": "name",
        "type": "nominal",
        "sort": names,
        "axis": {"title": None, "grid": True, "labelFontSize": 13},
        "scale": {"paddingInner": 0, "paddingOuter": 0},
    }
    tooltip = [
        {"field": "date", "type": "nominal", "title": say("figures.tip.date")},
        {"field": "label", "type": "nominal", "title": say("figures.tip.event")},
    ]
    looks = {channel: {**look, "legend": None} for channel, look in dimension_encoding(dimensions).items()}
    steps = {"data": {"name": "steps"}}

    def words(side: str, align: str, dx: int) -> Spec:
        mark = {"type": "text", "align": align, "dx": dx, "dy": -18, "fontWeight": 600}
        return {**steps, "mark": mark, "encoding": {"x": x, "y": y, "text": {"field": side}}}

    return {
        "height": _ROW * len(names),
        "layer": [
            {
                "data": {"name": "end"},
                "mark": {"type": "rule", "strokeDash": [5, 4], "strokeWidth": 1.5},
                "encoding": {"x": x},
            },
            {
                **steps,
                "mark": {"type": "point", "filled": True, "size": 95},
                "encoding": {"x": x, "y": y, "tooltip": tooltip, **looks},
            },
            {
                **steps,
                "transform": [{"filter": "datum.left || datum.right"}],
                "mark": {"type": "point", "size": 330, "color": style.INK, "strokeWidth": 1.5},
                "encoding": {"x": x, "y": y},
            },
            words("left", "right", 7),
            words("right", "left", -7),
        ],
    }
