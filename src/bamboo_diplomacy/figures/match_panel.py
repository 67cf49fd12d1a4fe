"""A match of the trust game: trust of both sides by round, and under it their moves."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from bamboo_diplomacy.figures import moves_strip, style
from bamboo_diplomacy.figures.figure import Spec
from bamboo_diplomacy.figures.moves_strip import strip_data, strip_layers
from bamboo_diplomacy.figures.rowwise import Row, look, pixels
from bamboo_diplomacy.models.trust_game import trust_at_first
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import percent

if TYPE_CHECKING:
    from bamboo_diplomacy.models.trust_game import Match, Settings, UsualCourse

# Pixels from the top of the panel.
_TRUST = 180
_MOVES = 202
_ROUNDS = _MOVES + moves_strip.HEIGHT
HEIGHT = _ROUNDS + 40

_RIGHT = 44  # room for the labels of the lines
_LINE = 15  # least distance of two labels
_TICK = 5  # rounds


def match_data(settings: "Settings", match: "Match | None", usual: "UsualCourse | None") -> dict[str, list[Row]]:
    """Return the datasets of the panel; without a match, what is known before the first round and nothing else."""
    known = {
        **strip_data(settings, match, _MOVES),
        "war": [{"round": -left, "trust": _in_war(settings, left)} for left in range(settings.memory_of_war, -1, -1)],
        "war_name": [{"text": say("trust_game.picture.war")}] if settings.memory_of_war else [],
    }
    if match is None or usual is None:
        return {**known, "trust": [], "usual": [], "ends": [], "covered": [{"text": "?"}]}
    trust = list(_trust_rows(settings, match))
    return {**known, "trust": trust, "usual": _usual_rows(usual), "ends": _end_rows(match), "covered": []}


def _in_war(settings: "Settings", left: int) -> float:
    """Return trust when so many rounds of the war were left."""
    return trust_at_first(replace(settings, memory_of_war=settings.memory_of_war - left))


def _trust_rows(settings: "Settings", match: "Match") -> Iterator[Row]:
    for side, record in (("A", match.a), ("B", match.b)):
        for round_, trust in enumerate((trust_at_first(settings), *record.trust)):
            yield {"round": round_, "side": side, "trust": trust, "colour": style.SIDES[side]}


def _usual_rows(usual: "UsualCourse") -> list[Row]:
    columns = ("round", "side", "low", "high")
    return [
        {"colour": style.SIDES[side], "round": round_, "side": side, "low": low, "high": high}
        for round_, side, low, high in zip(*(usual.trust[name] for name in columns), strict=True)
    ]


def _end_rows(match: "Match") -> list[Row]:
    """Return a label for the end of each line, moved apart where both would stand on one place."""
    ends = {"A": match.a.trust[-1], "B": match.b.trust[-1]}
    upper, lower = sorted(ends, key=lambda side: -ends[side])
    push = max(0.0, (_LINE - (ends[upper] - ends[lower]) * _TRUST) / 2)
    return [
        {
            "text": say("trust_game.picture.trust_of", side=side, trust=percent(ends[side])),
            "y": (1 - ends[side]) * _TRUST + away,
        }
        for side, away in ((upper, -push), (lower, push))
    ]


def match_layers(height: int) -> Iterator[Spec]:
    """Yield the layers that draw the panel.

    Parameters
    ----------
    height
        Pixels of the whole picture, whose upper part the panel is. Its signals ``first`` and ``last`` bound the rounds.
    """
    rounds = _rounds(height)
    yield from _trust_layers(rounds)
    yield from strip_layers(rounds)
    yield {
        "data": {"name": "war_name"},
        "transform": [{"calculate": "first / 2", "as": "middle"}],
        "mark": {"type": "text", "y": _ROUNDS + 8, "baseline": "top"},
        "encoding": {"x": {**rounds, "field": "middle"}, "text": {"field": "text"}},
    }
    middle = {"x": {"expr": f"(width - {_RIGHT}) / 2"}, "y": _TRUST / 2, "baseline": "middle"}
    yield {
        "data": {"name": "covered"},
        "mark": {"type": "text", **middle, "fontSize": 64, "fontWeight": 600, "opacity": 0.25},
        "encoding": {"text": {"field": "text"}},
    }


def _rounds(height: int) -> Spec:
    return {
        "field": "round",
        "type": "quantitative",
        "scale": {
            "domain": [{"expr": "first"}, {"expr": "last"}],
            "range": [0, {"expr": f"width - {_RIGHT}"}],
            "nice": False,
            "zero": False,
        },
        "axis": {
            "title": say("trust_game.picture.round"),
            "values": {"expr": f"sequence({_TICK}, last + 1, {_TICK})"},
            "offset": _ROUNDS - height,
        },
    }


def _trust(field: str = "trust") -> Spec:
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [0, 1], "range": [_TRUST, 0]},
        "axis": {"title": say("trust_game.picture.trust"), "format": ".0%", "values": [0, 0.25, 0.5, 0.75, 1]},
    }


def _trust_layers(rounds: Spec) -> Iterator[Spec]:
    side = {"detail": {"field": "side"}}
    yield {
        "data": {"name": "usual"},
        "mark": {"type": "area", "opacity": 0.16},
        "encoding": {"x": rounds, "y": _trust("low"), "y2": {"field": "high"}, "fill": look("colour"), **side},
    }
    yield {
        "data": {"name": "war"},
        "mark": {"type": "line", "color": style.NEUTRAL, "strokeDash": [4, 3]},
        "encoding": {"x": rounds, "y": _trust()},
    }
    yield {
        "data": {"name": "trust"},
        "mark": {"type": "line"},
        "encoding": {"x": rounds, "y": _trust(), "stroke": look("colour"), **side},
    }
    right = {"x": {"expr": f"width - {_RIGHT} + 6"}, "align": "left", "baseline": "middle"}
    yield {
        "data": {"name": "ends"},
        "mark": {"type": "text", **right, "fontWeight": 600},
        "encoding": {"y": pixels(), "text": {"field": "text"}},
    }
