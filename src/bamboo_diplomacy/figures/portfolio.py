"""A budget as several choices spend it, over the list of programmes from which they choose."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.asean import code_name
from bamboo_diplomacy.figures.figure import Figure, Spec, chart
from bamboo_diplomacy.figures.marked import marked
from bamboo_diplomacy.figures.rowwise import Row, look, pixels
from bamboo_diplomacy.figures.source import source_line
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number

if TYPE_CHECKING:
    from bamboo_diplomacy.models.portfolio import Portfolio

AUDIENCES = MappingProxyType(
    {"public": style.BLUE, "youth": style.RUST, "elites": style.GREEN, "diaspora": style.PURPLE}
)
"""The colour of each audience."""

CHOICES = MappingProxyType({"greedy": "circle", "best": "diamond", "everybody": "square"})
"""The shape of each choice."""

_LEGEND = 10  # pixels from the top
_BARS = 48
_BAR = 46  # from bar to bar
_THICK = 20
_ROW = 23
_MARK = 24  # from mark to mark at the right end of a row
_NAMES = 158  # pixels kept for the names of the programmes
_BESIDE = 96  # pixels kept for the number and the audience beside a bar
_AT = (0.0, 0.24, 0.48, 0.74)  # of the width, for the names of audiences


@dataclass(frozen=True)
class Offer:
    """A programme that can be chosen.

    Attributes
    ----------
    name, audience
        What it is and whom it is for.
    cost, value
        What it costs and what it is worth.
    """

    name: str
    audience: str
    cost: float
    value: float

    @property
    def ratio(self) -> float:
        """Its value for money."""
        return self.value / self.cost


def portfolios(offers: Sequence[Offer], choices: "Mapping[str, Portfolio]", *, budget: float, title: str) -> Figure:
    """Draw a bar of the budget for each choice, and the programmes with a mark for each choice that takes them.

    Parameters
    ----------
    offers
        The programmes, from top to bottom.
    choices
        What was chosen, by the names in `CHOICES`.
    budget
        The length of a whole bar.
    title
        What the picture shows.

    Returns
    -------
    Figure
    """
    head = _BARS + _BAR * len(choices) + 30
    told = "; ".join(_told(name, choice) for name, choice in choices.items())
    return chart(
        {"height": head + _ROW * len(offers), "layer": [*_bar_layers(), *_row_layers(len(choices))]},
        title=title,
        subtitle=say("programme_portfolio.picture.subtitle"),
        alt=say("programme_portfolio.picture.alt", title=title, choices=told),
        source=source_line("synthetic_programmes"),
        data={
            "legend": [
                {"at": at, "y": _LEGEND, "text": code_name("audience", audience), "colour": colour, "shape": "square"}
                for at, (audience, colour) in zip(_AT, AUDIENCES.items(), strict=True)
            ],
            "bars": [_bar(name, choice, place) for place, (name, choice) in enumerate(choices.items())],
            "segments": [
                row
                for place, choice in enumerate(choices.values())
                for row in _segments(offers, choice, _BARS + _BAR * place + 20)
            ],
            "headings": [{"y": head - 12, "left": say("programme_portfolio.picture.list")}],
            "rows": [_row(offer, head + _ROW * (place + 0.5)) for place, offer in enumerate(offers)],
            "taken": [
                _mark(choice_name, len(choices) - place - 1, head + _ROW * (line + 0.5), offer)
                for place, (choice_name, choice) in enumerate(choices.items())
                for line, offer in enumerate(offers)
                if offer.name in choice.chosen
            ],
        },
        signals={"budget": budget, "most": max((offer.ratio for offer in offers), default=0) or 1},
    )


def _told(name: str, choice: "Portfolio") -> str:
    return f"{_said(name, choice)}: {', '.join(map(str, choice.chosen))}"


def _said(name: str, choice: "Portfolio") -> str:
    return say(
        "programme_portfolio.picture.bar",
        choice=say(f"programme_portfolio.choice.{name}"),
        value=number(choice.value),
        cost=number(choice.cost),
        left=number(choice.left),
    )


def _bar(name: str, choice: "Portfolio", place: int) -> Row:
    y = _BARS + _BAR * place
    return {"y": y, "low": y + 20, "text": _said(name, choice), "shape": CHOICES[name]}


def _segments(offers: Sequence[Offer], choice: "Portfolio", y: float) -> Iterator[Row]:
    """Yield the chosen programmes side by side, in the order of the list."""
    start = 0.0
    for offer in offers:
        if offer.name in choice.chosen:
            yield {"y": y, "start": start, "end": start + offer.cost, **_row(offer, y)}
            start += offer.cost


def _row(offer: Offer, y: float) -> Row:
    return {
        "y": y,
        "name": offer.name,
        "audience": code_name("audience", offer.audience),
        "colour": AUDIENCES[offer.audience],
        "cost": number(offer.cost),
        "value": number(offer.value),
        "ratio": offer.ratio,
        "written": number(offer.ratio, 2),
        "beside": f"{number(offer.ratio, 2)} {code_name('audience', offer.audience)}",
    }


def _mark(choice: str, place: int, y: float, offer: Offer) -> Row:
    return {
        "y": y,
        "from_right": _MARK * (place + 0.5),
        "shape": CHOICES[choice],
        "choice": say(f"programme_portfolio.choice.{choice}"),
        "colour": AUDIENCES[offer.audience],
    }


def _tooltip() -> list[Spec]:
    return [
        {"field": field, "type": "nominal", "title": say(f"programme_portfolio.picture.tip_{field}")}
        for field in ("name", "audience", "cost", "value", "written")
    ]


def _bar_layers() -> Iterator[Spec]:
    """Yield the legend of audiences, and a bar for each choice with its name above."""
    y = {**pixels(), "axis": None}
    yield from marked("legend", "datum.at * width + 7")
    yield from marked("bars", "7", colour=style.INK, weight=600)
    yield {
        "data": {"name": "bars"},
        "mark": {
            "type": "rect",
            "x": 0,
            "x2": {"expr": "width"},
            "height": _THICK,
            "fill": "transparent",
            "stroke": style.INK,
            "strokeDash": [3, 3],
            "opacity": 0.6,
            "cornerRadius": 3,
        },
        "encoding": {"y": {**y, "field": "low"}},
    }
    scale = "{} / budget * width"
    yield {
        "data": {"name": "segments"},
        "mark": {
            "type": "rect",
            "x": {"expr": scale.format("datum.start") + " + 1"},
            "x2": {"expr": scale.format("datum.end") + " - 1"},
            "height": _THICK,
            "cornerRadius": 3,
        },
        "encoding": {"y": y, "fill": look("colour"), "tooltip": _tooltip()},
    }


def _row_layers(choices: int) -> Iterator[Spec]:
    """Yield the programmes: name, a bar of value for money, and a mark for each choice that takes them."""
    y = {**pixels(), "axis": None}
    text = {"type": "text", "align": "left", "fontSize": 12}
    yield {
        "data": {"name": "headings"},
        "mark": {**text, "x": 0, "fontWeight": 600, "limit": {"expr": "width"}},
        "encoding": {"y": y, "text": {"field": "left"}},
    }
    rows = {"data": {"name": "rows"}}
    yield {
        **rows,
        "mark": {**text, "x": 0, "limit": _NAMES - 8},
        "encoding": {"y": y, "text": {"field": "name"}, "tooltip": _tooltip()},
    }
    end = f"{_NAMES} + datum.ratio / most * (width - {_NAMES + _BESIDE + _MARK * choices})"
    yield {
        **rows,
        "mark": {"type": "rect", "x": _NAMES, "x2": {"expr": end}, "height": 10, "opacity": 0.55, "cornerRadius": 2},
        "encoding": {"y": y, "fill": look("colour"), "tooltip": _tooltip()},
    }
    yield {
        **rows,
        "mark": {**text, "fontSize": 11.5, "x": {"expr": f"{end} + 5"}},
        "encoding": {"y": y, "text": {"field": "beside"}},
    }
    yield {
        "data": {"name": "taken"},
        "mark": {"type": "point", "filled": True, "size": 85, "x": {"expr": "width - datum.from_right"}},
        "encoding": {
            "y": y,
            "shape": look("shape"),
            "color": look("colour"),
            "tooltip": [{"field": "choice", "type": "nominal", "title": say("programme_portfolio.picture.tip_choice")}],
        },
    }
