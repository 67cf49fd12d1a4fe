"""A deck as one HTML page that needs nothing beside it: reveal.js, style and pictures stand in the page itself."""

from functools import cache
from pathlib import Path

import jinja2

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.slides import reveal
from bamboo_diplomacy.slides.outputs import INK
from bamboo_diplomacy.slides.parts import Deck
from bamboo_diplomacy.strings import language, say

LESSON_LANGUAGE = "en"
"""What the lessons are written in. Sentences of the interface name their own language on the page."""

_STATIC = Path(__file__).resolve().parent / "static"
_COLOURS = {
    "ink": INK,
    "green": style.GREEN,
    "rust": style.RUST,
    "blue": style.BLUE,
    "purple": style.PURPLE,
    "white": style.LIGHT_BACKGROUND,
}


def html(deck: Deck) -> str:
    """Return the page of a deck.

    Raises
    ------
    RevealMissingError
        If reveal.js is not installed.
    """
    return _template().render(
        deck=deck,
        lang=LESSON_LANGUAGE,
        said=language(),
        say=say,
        font=style.FONT,
        colours=_COLOURS,
        styles=[reveal.read(reveal.STYLE), _own("deck.css")],
        scripts=[
            _inside_script(text) for text in (reveal.read(reveal.SCRIPT), reveal.read(reveal.NOTES), _own("deck.js"))
        ],
    )


def _inside_script(text: str) -> str:
    """Keep a script that writes about scripts from ending the element that it stands in."""
    return text.replace("</script", r"<\/script")


def _own(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_own("page.html.j2"))
