"""The network of people-to-people diplomacy as a picture, whole or without one of its actors."""

from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from textwrap import shorten
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.contact_places import ROW, Place
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.rowwise import Row, look, pixels
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.strings import language, say
from bamboo_diplomacy.strings.numbers import number, percent

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from bamboo_diplomacy.models.network import Removal

PILLARS = MappingProxyType(
    {
        "party": (style.RUST, "diamond"),
        "state": (style.BLUE, "square"),
        "people": (style.GREEN, "circle"),
        "place": (style.OCHRE, "triangle-up"),
    }
)
"""Who acts: the three pillars of the readings, and the cities and provinces; each with a colour and a shape."""

MEASURES = ("degree", "betweenness", "brokered")

_ABROAD = 138  # pixels kept on the right for the names of partners abroad
_CHARACTERS = 22  # of a name there, beside its country
_TOP = 6
_ACROSS = (0.02, 0.17, 0.34, 0.52, 0.84, 1.0)  # of the rest of the width, by column
_STATE, _CITIES, _PARTNERS = 1, 4, 5  # columns whose ties leave no room for names above the middle of a mark
_SIDES = MappingProxyType({_STATE: "after", _CITIES: "before", _PARTNERS: "beside"})
_ALIGNED = MappingProxyType(
    {"after": ("left", -5), "before": ("right", 6), "beside": ("left", 9), "above": ("center", 0)}
)
_SMALLEST, _LARGEST = 30, 420
_CUT_OFF, _FADED = 0.0, 0.3
_PX = f"datum.at * (width - {_ABROAD})"


def contacts(
    graph: "nx.Graph[str]",
    standing: "pd.DataFrame",
    places: Mapping[str, Place],
    *,
    year: int,
    measure: str,
    removal: "Removal | None" = None,
) -> Figure:
    """Draw who is tied to whom, from the Party on the left to partners abroad on the right.

    Parameters
    ----------
    graph
        The network, from `models.network.graph_from_ties`; its nodes have the columns of the dataset ``p2p_actors``.
        Every actor has a tie.
    standing
        Where each actor stands in it, from `models.network.standing`.
    places
        Where each actor stands on the picture, from `contact_places.places`.
    year
        The year that is shown.
    measure
        One of `MEASURES`: what the size of a mark means.
    removal
        What is lost without one actor; the picture then shows who is cut off.

    Returns
    -------
    Figure
    """
    title = _title(graph, standing, year, measure, removal)
    bottom = max((places[actor].y for actor in graph), default=0)
    return chart(
        {"height": _TOP + bottom + ROW, "layer": list(_layers())},
        title=title,
        subtitle=say(f"who_connects_peoples.picture.subtitle_{'whole' if removal is None else 'removed'}"),
        alt=_alt(title, graph, standing, measure, removal),
        source=source_line("p2p_ties"),
        data={
            "ties": list(_tie_rows(graph, places, removal)),
            "actors": [
                _actor_row(graph.nodes[actor], places[actor], standing[measure], actor)
                | _looks(actor, removal)
                | {"ties": ", ".join(sorted(short_name(other, graph.nodes[other]) for other in graph[actor]))}
                for actor in graph
            ],
        },
    )


def actor_name(actor: Mapping[str, Any]) -> str:
    """Return the name of an actor, a row of the dataset ``p2p_actors``, in the reader's language.

    Examples
    --------
    >>> actor_name({"name": "Hanoi", "name_vi": "Hà Nội"})
    'Hanoi'
    """
    local = actor.get("name_vi")
    return local if language() == "vi" and isinstance(local, str) else str(actor["name"])


def short_name(actor: str, data: Mapping[str, Any]) -> str:
    """Return the name of a place or a foreign NGO, and of other organisations the initials, which are their ids.

    Examples
    --------
    >>> short_name("VUFO", {"name": "Viet Nam Union of Friendship Organizations", "pillar": "people", "kind": "union"})
    'VUFO'
    """
    return actor_name(data) if data["pillar"] == "place" or data["kind"] == "foreign NGO" else actor


def leaders_in_words(graph: "nx.Graph[str]", scores: "pd.Series[float]") -> str:
    """Name the three actors with the highest scores, with their score.

    Parameters
    ----------
    graph
        The network.
    scores
        By actor; its name is one of `MEASURES`.
    """
    best = scores.sort_values(ascending=False, kind="stable").head(3)
    named = ((short_name(actor, graph.nodes[actor]), score) for actor, score in zip(best.index, best, strict=True))
    return ", ".join(f"{name} {score_in_words(str(scores.name), score)}" for name, score in named)


def pillar_name(pillar: str) -> str:
    """Return the name of a pillar in the reader's language.

    Examples
    --------
    >>> pillar_name("state")
    'state'
    """
    return say(f"who_connects_peoples.pillar.{pillar}")


def score_in_words(measure: str, score: float) -> str:
    """Write the value of a measure.

    Examples
    --------
    >>> score_in_words("degree", 15), score_in_words("betweenness", 0.401)
    ('15', '40%')
    """
    return percent(score) if measure == "betweenness" else number(score)


def _title(graph: "nx.Graph[str]", standing: "pd.DataFrame", year: int, measure: str, removal: "Removal | None") -> str:
    if removal is not None:
        gone = short_name(removal.actor, graph.nodes[removal.actor])
        words = {"actor": gone, "lost": number(len(removal.lost)), "pairs": number(removal.pairs)}
        return say(f"who_connects_peoples.picture.{'without' if removal.lost else 'same'}", **words)
    if not graph.number_of_edges():
        return say("who_connects_peoples.picture.empty", year=year)
    first = str(standing[measure].idxmax())
    score = score_in_words(measure, standing[measure][first])
    name = short_name(first, graph.nodes[first])
    return say(f"who_connects_peoples.picture.{measure}", actor=name, year=year, score=score)


def _alt(title: str, graph: "nx.Graph[str]", standing: "pd.DataFrame", measure: str, removal: "Removal | None") -> str:
    return say(
        "who_connects_peoples.picture.alt",
        title=title,
        actors=len(graph),
        ties=graph.number_of_edges(),
        measure=say(f"who_connects_peoples.options.measure.{measure}"),
        leaders=leaders_in_words(graph, standing[measure]),
        cut=0 if removal is None else sum(map(len, removal.parts[1:])),
    )


def _tie_rows(graph: "nx.Graph[str]", places: Mapping[str, Place], removal: "Removal | None") -> Iterator[Row]:
    """Yield four points of a curve for each tie."""
    for a, b, tie in graph.edges(data=True):
        ends = sorted((a, b), key=lambda actor: places[actor].column)
        gone = removal is not None and removal.actor in ends
        looks = {
            "dash": [1, 4] if gone else [5, 4] if not tie["certain"] else [1, 0],
            "opacity": 0.35 if gone else 0.55,
        }
        for order, (at, y) in enumerate(_curve(*(places[actor] for actor in ends))):
            yield {"tie": f"{a} – {b}", "order": order, "at": at, "y": _TOP + y, **looks}


def _curve(left: Place, right: Place) -> Sequence[tuple[float, float]]:
    """Return the points of a curve between two places; within a column it makes a bow to the left."""
    start, end = _ACROSS[left.column], _ACROSS[right.column]
    bow = start - 0.012 - abs(right.y - left.y) / 2600 if left.column == right.column else (start + end) / 2
    return (start, left.y), (bow, left.y), (bow, right.y), (end, right.y)


def _actor_row(data: Mapping[str, Any], place: Place, scores: "pd.Series[float]", actor: str) -> Row:
    score = float(scores[actor])
    size = _SMALLEST + (_LARGEST - _SMALLEST) * score / (float(scores.max()) or 1)
    side = _SIDES.get(place.column, "above")
    return {
        "label": _label(actor, data),
        "name": actor_name(data),
        "pillar": pillar_name(data["pillar"]),
        "score": score_in_words(str(scores.name), score),
        "at": _ACROSS[place.column],
        "y": _TOP + place.y,
        "label_y": _TOP + place.y - (0 if side == "beside" else sqrt(size) / 2 + 7),
        "side": side,
        "size": size,
    }


def _looks(actor: str, removal: "Removal | None") -> Row:
    state = _state(actor, removal)
    return {
        "state": say(f"who_connects_peoples.state.{state}"),
        "fill": _CUT_OFF if state in ("cut", "gone") else 1.0,
        "opacity": _FADED if state == "elsewhere" else 1.0,
        "cross": "✕" if state == "gone" else "",
    }


def _state(actor: str, removal: "Removal | None") -> str:
    """Say what a removal does to an actor: gone, cut off, still in the largest part, or never in contact with it."""
    if removal is None:
        return "tied"
    if actor == removal.actor:
        return "gone"
    if any(actor in part for part in removal.parts[:1]):
        return "tied"
    return "cut" if any(actor in part for part in removal.parts[1:]) else "elsewhere"


def _label(actor: str, data: Mapping[str, Any]) -> str:
    """Return the short name; of those abroad as much as there is room for, with the country."""
    short = short_name(actor, data)
    return short if data["country"] == "VNM" else f"{shorten(short, _CHARACTERS, placeholder='…')} · {data['country']}"


def _layers() -> Iterator[Spec]:
    """Yield the ties, the marks and their names."""
    place = [{"calculate": _PX, "as": "px"}]
    x, y = pixels("px"), pixels("y")
    yield {
        "data": {"name": "ties"},
        "transform": place,
        "mark": {"type": "line", "interpolate": "basis", "color": style.INK, "strokeWidth": 1.2},
        "encoding": {
            "x": {**x, "axis": None},
            "y": {**y, "axis": None},
            "order": {"field": "order"},
            "detail": {"field": "tie"},
            "opacity": look("opacity"),
            "strokeDash": look("dash"),
        },
    }
    names = [pillar_name(pillar) for pillar in PILLARS]
    looks = list(zip(*PILLARS.values(), strict=True))

    def channel(kind: int) -> Spec:
        return {"field": "pillar", "type": "nominal", "scale": {"domain": names, "range": list(looks[kind])}}

    yield {
        "data": {"name": "actors"},
        "transform": place,
        "mark": {"type": "point", "strokeWidth": 1.5},
        "encoding": {
            "x": x,
            "y": y,
            "size": {**pixels("size"), "legend": None},
            "stroke": channel(0),
            "fill": channel(0),
            "shape": channel(1),
            "fillOpacity": look("fill"),
            "opacity": look("opacity"),
            "tooltip": _tooltip(),
        },
    }
    yield {
        "data": {"name": "actors"},
        "transform": place,
        "mark": {"type": "text", "fontSize": 15, "fontWeight": 700},
        "encoding": {"x": x, "y": y, "text": {"field": "cross"}},
    }
    for side, (align, dx) in _ALIGNED.items():
        yield {
            "data": {"name": "actors"},
            "transform": [{"filter": f"datum.side == '{side}'"}, *place],
            "mark": {"type": "text", "align": align, "baseline": "middle", "dx": dx, "fontSize": 11},
            "encoding": {"x": x, "y": pixels("label_y"), "text": {"field": "label"}, "opacity": look("opacity")},
        }


def _tooltip() -> list[Spec]:
    fields = ("name", "state", "score", "ties")
    return [{"field": field, "type": "nominal", "title": say(f"who_connects_peoples.tip.{field}")} for field in fields]
