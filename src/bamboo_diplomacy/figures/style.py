"""The house style: colours, shapes, fonts and the Vega-Lite configuration.

Text and lines take ``currentColor``, the colour of the text around the picture: black in a light theme, white in a
dark one, so one specification serves both. The palette's colours stand out from both backgrounds by at least 3:1 and
from each other also for readers with deuteranopia or protanopia; a shape always repeats what a colour says.
"""

import textwrap
from types import MappingProxyType
from typing import Any

from bamboo_diplomacy.strings import language

INK = "currentColor"
FONT = "'Segoe UI', 'Noto Sans', 'Helvetica Neue', 'DejaVu Sans', Arial, sans-serif"  # all speak Vietnamese
WIDTH = 620
HEIGHT = 320
TITLE_CHARACTERS = 68
SUBTITLE_CHARACTERS = 96
SOURCE_CHARACTERS = 108

RUST = "#c04203"
BLUE = "#3a91fe"
GREEN = "#1e7b66"
PURPLE = "#aa43b9"
OCHRE = "#bb8a40"
PINK = "#f555af"
PALETTE = (RUST, BLUE, GREEN, PURPLE, OCHRE, PINK)
NEUTRAL = "#888888"

LIGHT_BACKGROUND = "#ffffff"
DARK_BACKGROUNDS = ("#111111", "#212121")  # JupyterLab's dark page and its cells

DIMENSIONS = MappingProxyType(
    {
        "humanitarian": RUST,
        "diplomatic": BLUE,
        "economic": GREEN,
        "security": PURPLE,
        "war legacy": OCHRE,
        "people": PINK,
    }
)
DIMENSION_SHAPES = MappingProxyType(
    {
        "humanitarian": "circle",
        "diplomatic": "square",
        "economic": "diamond",
        "security": "triangle-up",
        "war legacy": "cross",
        "people": "triangle-down",
    }
)
SIDES = MappingProxyType({"A": BLUE, "B": RUST})  # of a game, whoever they are
COUNTRIES = MappingProxyType(
    {"VNM": RUST, "USA": BLUE, "JPN": PINK, "FRA": PURPLE, "CHN": OCHRE, "RUS": GREEN, "other": NEUTRAL}
)

SOURCE_LINE = MappingProxyType(
    {
        "orient": "bottom",
        "anchor": "start",
        "frame": "bounds",
        "fontSize": 11,
        "fontWeight": "normal",
        "color": INK,
        "offset": 10,
    }
)


def config() -> dict[str, Any]:
    """Return the Vega-Lite configuration of every figure.

    Examples
    --------
    >>> config()["background"]
    'transparent'
    """
    quiet = {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    }
    return {
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "title": {
            "anchor": "start",
            "frame": "bounds",
            "color": INK,
            "fontSize": 16,
            "fontWeight": 600,
            "subtitleColor": INK,
            "subtitleFontSize": 12.5,
            "subtitlePadding": 6,
            "offset": 14,
        },
        "axis": {
            **quiet,
            "domainColor": INK,
            "domainOpacity": 0.5,
            "tickColor": INK,
            "tickOpacity": 0.5,
            "gridColor": INK,
            "gridOpacity": 0.14,
        },
        "axisX": {"grid": False, "titlePadding": 8},
        "axisY": {
            "domain": False,
            "ticks": False,
            "labelPadding": 6,
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleX": 0,
            "titleY": -10,
        },
        "legend": {
            **quiet,
            "labelLimit": 0,
            "orient": "top",
            "title": None,
            "symbolSize": 90,
            "columnPadding": 16,
            "symbolStrokeWidth": 2,
        },
        "header": quiet,
        "text": {"color": INK, "fontSize": 12},
        "line": {"strokeWidth": 2.5},
        "point": {"opacity": 1, "size": 70},
        "rule": {"color": INK},
        "range": {"category": list(PALETTE)},
        **_locale(),
    }


def _locale() -> dict[str, Any]:
    """Return how the numbers of axes and tooltips are written, as `strings.numbers` writes those of sentences."""
    if language() != "vi":
        return {}
    return {"locale": {"number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", ""]}}}


def wrap(text: str, characters: int) -> list[str]:
    """Break a line of text where Vega would let it run out of the picture.

    Examples
    --------
    >>> wrap("Trade doubled, and doubled again", 16)
    ['Trade doubled,', 'and doubled', 'again']
    """
    return textwrap.wrap(text, characters, break_long_words=False) or [""]
