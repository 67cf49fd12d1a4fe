"""A claim that no number decides, as an index card."""

from collections.abc import Iterator

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.evidence import Claim
from bamboo_diplomacy.figures.figure import Spec
from bamboo_diplomacy.figures.rowwise import Row, pixels
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number

_CHARACTERS = 46
_LINE = 19
_NAME = 18  # from the name of an entry to its text
_GAP = 14  # between two entries
_EDGE = 12
_LEFT = 18
_NAMED = ("year", "rank", "page", "edition")  # units that stand before their number


def card_height(claim: Claim) -> int:
    """Return how many pixels the card takes."""
    return _laid_out(claim)[1]


def card_data(claim: Claim) -> dict[str, list[Row]]:
    """Return the datasets of the card."""
    rows, bottom = _laid_out(claim)
    return {"card": rows, "edge": [{"top": 0, "bottom": bottom}]}


def card_layers(_height: int) -> Iterator[Spec]:
    """Yield the layers that draw the card, in a picture of any height."""
    text = {"type": "text", "align": "left", "x": _LEFT, "baseline": "top"}
    y = pixels()
    yield {
        "data": {"name": "edge"},
        "mark": {"type": "rule", "x": 2, "strokeWidth": 4, "color": style.RUST},
        "encoding": {"y": pixels("top"), "y2": {"field": "bottom"}},
    }
    yield {
        "data": {"name": "card"},
        "mark": {**text, "fontSize": 11, "opacity": 0.75},
        "encoding": {"y": y, "text": {"field": "name"}},
    }
    yield {
        "data": {"name": "card"},
        "mark": {**text, "fontSize": 14, "lineHeight": _LINE, "dy": _NAME, "fontWeight": {"expr": "datum.weight"}},
        "encoding": {"y": y, "text": {"field": "text"}},
    }


def _laid_out(claim: Claim) -> tuple[list[Row], int]:
    """Return the entries of the card, one under the other, and where the card ends."""
    rows, y = [], _EDGE
    for place, (name, text) in enumerate(_entries(claim)):
        lines = style.wrap(text, _CHARACTERS)
        rows.append({"name": name, "text": lines, "y": y, "weight": 400 if place else 600})
        y += _NAME + _LINE * len(lines) + _GAP
    return rows, y - _GAP + _EDGE


def _entries(claim: Claim) -> list[tuple[str, str]]:
    entries = {
        "statement": claim.text,
        "place": claim.locator,
        "speaks_of": claim.told_period,
        "turns_on": _number(claim),
        "held_against": "; ".join((*claim.datasets, say("claim_checker.picture.the_text"))),
    }
    return [(say(f"claim_checker.picture.{key}"), text) for key, text in entries.items()]


def _number(claim: Claim) -> str:
    if claim.value is None:
        return say("claim_checker.picture.no_number")
    if claim.unit in _NAMED:
        return f"{claim.told_unit} {claim.value:.0f}"
    return say("claim_checker.picture.value", value=number(claim.value), unit=claim.told_unit)
