"""The one view of all explorers: it draws a figure, then changes its data and signals without drawing anew."""

from pathlib import Path
from typing import Any

import ipywidgets
import traitlets

from bamboo_diplomacy.explore.runtime import load_runtime
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.page_widget import PageWidget
from bamboo_diplomacy.strings import language, say

_STATIC = Path(__file__).resolve().parent / "static"
_APART = ("$schema", "title", "datasets", "params", "description", "usermeta")


class ChartView(PageWidget):
    """A figure on the page, with its title above and a sentence, the source line and code to copy below.

    What changes rarely (`plot`) is apart from what changes often (`datasets`, `signals` and the words), so moving a
    slider sends a few rows, and the chart that is already there takes them.
    """

    _esm = _STATIC / "view.js"
    _css = _STATIC / "explore.css"

    plot = traitlets.Dict().tag(sync=True)
    datasets = traitlets.Dict().tag(sync=True)
    signals = traitlets.Dict().tag(sync=True)
    live = traitlets.List(traitlets.Unicode()).tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    subtitle = traitlets.Unicode().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    sentence = traitlets.Unicode().tag(sync=True)
    source = traitlets.Unicode().tag(sync=True)
    code = traitlets.Unicode().tag(sync=True)
    code_label = traitlets.Unicode().tag(sync=True)
    trouble = traitlets.Unicode().tag(sync=True)
    language = traitlets.Unicode().tag(sync=True)

    def __init__(self, figure: Figure, sentence: str = "", code: str = "") -> None:
        load_runtime()
        said = {"trouble": say("explore.trouble"), "code_label": say("explore.code"), "language": language()}
        super().__init__(**_parts(figure), **said, sentence=sentence, code=code)

    def show(self, figure: Figure, sentence: str = "", code: str = "") -> None:
        """Show another figure; what is equal to the last one is not sent again."""
        with self.hold_sync():
            for name, value in _parts(figure).items():
                setattr(self, name, value)
            self.sentence = sentence
            self.code = code

    def follow(self, signal: str, control: ipywidgets.Widget) -> None:
        """Let a signal follow a control's value within the page, without a way through the kernel."""
        trait = f"live_{signal}"
        self.add_traits(**{trait: traitlets.Any(control.value).tag(sync=True)})
        self.live = [*self.live, signal]
        ipywidgets.jsdlink((control, "value"), (self, trait))


def _parts(figure: Figure) -> dict[str, Any]:
    spec = figure.spec
    return {
        "plot": {key: value for key, value in spec.items() if key not in _APART},
        "datasets": spec.get("datasets", {}),
        "signals": {param["name"]: param.get("value") for param in spec.get("params", ())},
        "title": figure.title,
        "subtitle": figure.subtitle,
        "alt": figure.alt,
        "source": figure.source,
    }
