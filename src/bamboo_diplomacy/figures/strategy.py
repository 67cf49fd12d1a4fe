"""Limitations and their answers as two columns with lines between, and the indicators of one chain below."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.marked import marked
from bamboo_diplomacy.figures.rowwise import Row, look, pixels
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.strings import say

ANSWERS = MappingProxyType(
    {
        "lesson": ("circle", style.BLUE),
        "recommendation": ("diamond", style.RUST),
        "shift": ("square", style.GREEN),
        "task": ("triangle-up", style.PURPLE),
    }
)
"""Kinds of answers, each with its shape and colour."""

_LEGEND = 10  # pixels from the top
_LEGEND_AT = (0.0, 0.2, 0.54, 0.8)  # of the width; the second name is the longest
_HEAD = 40
_ROW = 20  # of the longer column; the shorter one is spread over the same height
_GAP = "clamp(width * 0.09, 26, 60)"  # between the columns, on either side of the middle
_SPARE = 12  # from a mark to its name
_INDICATOR = 40
_CURVE = 24  # points of a line


@dataclass(frozen=True)
class Point:
    """One point of a reading.

    Attributes
    ----------
    id, kind, label, statement
        As in the dataset ``cultural_assessment``.
    kpi, kpi_kind
        The figure that the workbook proposes for it, and of what kind it is.
    """

    id: str
    kind: str
    label: str
    statement: str
    kpi: str
    kpi_kind: str


def strategy_links(
    limitations: Sequence[Point],
    answers: Sequence[Point],
    links: Sequence[tuple[str, str]],
    *,
    chosen: str,
    title: str,
    datasets: Sequence[str],
) -> Figure:
    """Draw who answers what; what stands alone is hollow and bold.

    Parameters
    ----------
    limitations, answers
        The two columns, from top to bottom.
    links
        Pairs of ids: the answer, then the limitation that it meets.
    chosen
        Id of the limitation whose lines are strong, and whose indicators stand below.
    title
        What the map shows.
    datasets
        Where the points and links come from.

    Returns
    -------
    Figure
    """
    named = {point.id: point.label for point in (*limitations, *answers)}
    kinds = {point.id: point.kind for point in answers}
    followed = {answer for answer, limitation in links if limitation == chosen}
    height = _ROW * max(len(limitations), len(answers))
    places = {**_places(limitations, height), **_places(answers, height)}
    rows = [*_column(limitations, links, {chosen}, places), *_column(answers, links, followed, places)]
    chain = [point for point in answers if point.id in followed]
    foot = _HEAD + height + 22
    return chart(
        {"height": foot + 20 + _INDICATOR * max(len(chain), 1), "layer": [*_link_layers(), *_name_layers()]},
        title=title,
        subtitle=say("strategy_map.picture.subtitle"),
        alt=say(
            "strategy_map.picture.alt",
            title=title,
            links="; ".join(f"{named[answer]} → {named[limitation]}" for answer, limitation in links)
            or say("strategy_map.picture.no_link"),
        ),
        source=source_line(*datasets),
        data={
            "legend": list(_legend()),
            "points": rows,
            "links": [
                {**stretch, "strong": link[1] == chosen}
                for link in sorted(links, key=lambda link: link[1] == chosen)
                for stretch in _curve(link, kinds[link[0]], places)
            ],
            "heading": [{"y": foot, "text": say("strategy_map.picture.heading", name=named[chosen])}],
            "indicators": list(_indicators(chain, foot + 28)),
        },
    )


def _legend() -> Iterator[Row]:
    for at, (kind, (shape, colour)) in zip(_LEGEND_AT, ANSWERS.items(), strict=True):
        name = say(f"strategy_map.options.answers.{kind}")
        yield {"at": at, "y": _LEGEND, "text": name, "shape": shape, "colour": colour}


def _places(points: Sequence[Point], height: float) -> dict[str, float]:
    """Return the height of each point, spread evenly over the column."""
    return {point.id: _HEAD + height * (place + 0.5) / len(points) for place, point in enumerate(points)}


def _column(
    points: Sequence[Point], links: Sequence[tuple[str, str]], strong: set[str], places: Mapping[str, float]
) -> Iterator[Row]:
    linked = {end for link in links for end in link}
    for point in points:
        shape, colour = ANSWERS.get(point.kind, ("circle", style.OCHRE))
        alone = point.id not in linked
        yield {
            "y": places[point.id],
            "side": 1 if point.kind in ANSWERS else -1,
            "label": point.label,
            "kind": say(f"strategy_map.kind.{point.kind}"),
            "statement": point.statement,
            "shape": shape,
            "colour": colour,
            "fill": "transparent" if alone else colour,
            "alone": alone,
            "weight": 700 if alone or point.id in strong else 400,
            "faint": not (alone or point.id in strong),
        }


def _curve(link: tuple[str, str], kind: str, places: Mapping[str, float]) -> Iterator[Row]:
    """Yield the points of a line that leaves and arrives level, so that lines that end together can be told apart."""
    answer, limitation = link
    start, end = places[limitation], places[answer]
    for step in range(_CURVE + 1):
        part = step / _CURVE
        y = start + (end - start) * part * part * (3 - 2 * part)
        yield {"link": f"{limitation} {answer}", "part": part, "y": y, "colour": ANSWERS[kind][1]}


def _indicators(chain: Sequence[Point], top: float) -> Iterator[Row]:
    if not chain:
        yield {
            "y": top,
            "text": say("strategy_map.picture.nothing"),
            "under": "",
            "shape": "circle",
            "colour": "transparent",
        }
    for place, point in enumerate(chain):
        shape, colour = ANSWERS[point.kind]
        under = say(
            "strategy_map.picture.indicator",
            kind=say(f"strategy_map.kpi.{point.kpi_kind}"),
            answer=point.label,
        )
        yield {"y": top + _INDICATOR * place, "text": point.kpi, "under": under, "shape": shape, "colour": colour}


def _link_layers() -> Iterator[Spec]:
    x = {
        "field": "part",
        "type": "quantitative",
        "scale": {"domain": [0, 1], "range": [{"expr": f"width / 2 - {_GAP}"}, {"expr": f"width / 2 + {_GAP}"}]},
        "axis": None,
    }
    for strong in (False, True):
        yield {
            "data": {"name": "links"},
            "transform": [{"filter": f"datum.strong == {str(strong).lower()}"}],
            "mark": {"type": "line", "strokeWidth": 2.6 if strong else 1, "opacity": 1 if strong else 0.4},
            "encoding": {
                "x": x,
                "y": {**pixels(), "axis": None},
                "stroke": look("colour"),
                "detail": {"field": "link"},
            },
        }


def _name_layers() -> Iterator[Spec]:
    y = {**pixels(), "axis": None}
    tooltip = [
        {"field": field, "type": "nominal", "title": say(f"strategy_map.picture.tip_{field}")}
        for field in ("kind", "label", "statement")
    ]
    at = f"width / 2 + datum.side * {_GAP}"
    looks = {"stroke": look("colour"), "fill": look("fill"), "shape": look("shape")}
    mark = {"type": "point", "size": 62, "strokeWidth": 1.8, "x": {"expr": at}}
    yield {"data": {"name": "points"}, "mark": mark, "encoding": {"y": y, **looks, "tooltip": tooltip}}
    name = {
        "type": "text",
        "fontSize": {"expr": "width < 480 ? 10.5 : 11.5"},
        "fontWeight": {"expr": "datum.weight"},
        "opacity": {"expr": "datum.faint ? 0.8 : 1"},
        "limit": {"expr": f"width / 2 - {_GAP} - {_SPARE}"},
    }
    for side, align in ((-1, "right"), (1, "left")):
        yield {
            "data": {"name": "points"},
            "transform": [{"filter": f"datum.side == {side}"}],
            "mark": {**name, "align": align, "x": {"expr": f"{at} + datum.side * {_SPARE}"}},
            "encoding": {"y": y, "text": {"field": "label"}, "tooltip": tooltip},
        }
    place = "datum.at * width + 8"
    yield from marked("legend", place)
    yield {
        "data": {"name": "heading"},
        "mark": {"type": "text", "align": "left", "x": 0, "fontWeight": 600, "limit": {"expr": "width"}},
        "encoding": {"y": y, "text": {"field": "text"}},
    }
    yield from marked("indicators", "8", size=62)
    yield {
        "data": {"name": "indicators"},
        "mark": {
            "type": "text",
            "align": "left",
            "x": 19,
            "dy": 16,
            "fontSize": 11.5,
            "opacity": 0.8,
            "limit": {"expr": "width - 19"},
        },
        "encoding": {"y": y, "text": {"field": "under"}},
    }
