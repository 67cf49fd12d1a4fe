"""How an explorer is put into a notebook: alive for who runs the cell, a picture for who only opens the file.

A widget is blank in a notebook that is opened without running it. So three outputs are stored: the widget, a hint to
run the cell, and the same picture as a figure. The page shows either the first or the other two. All are stable:
comparing runs with nbval skips the widget and the PNG, and the rest depends on the settings alone.
"""

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.display import display

from bamboo_diplomacy.strings import say

if TYPE_CHECKING:
    from bamboo_diplomacy.explore.explorer import Explorer
    from bamboo_diplomacy.explore.panel import Panel

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_STATIC = Path(__file__).resolve().parent / "static"


def display_explorer(explorer: "Explorer[Any, Any]", panel: "Panel") -> None:
    """Display the live explorer, the hint and the picture."""
    model = {"model_id": panel.root.model_id, "version_major": 2, "version_minor": 0}
    display({WIDGET_VIEW: model, "text/plain": repr(explorer)}, raw=True)
    display({"text/html": _hint(), "text/plain": say("explore.hint")}, raw=True)
    display(explorer.twin())


def display_words(explorer: "Explorer[Any, Any]") -> None:
    """Display the settings alone, where nobody looks."""
    display({"text/plain": repr(explorer)}, raw=True)


def _hint() -> str:
    style = (_STATIC / "hint.css").read_text(encoding="utf-8")
    return f'<style>{style}</style><p class="bamboo-hint">{escape(say("explore.hint"))}</p>'
