"""An explorer on the page: its controls, its chart, and the wire between them."""

from typing import TYPE_CHECKING, Any

import ipywidgets

from bamboo_diplomacy.explore.view import ChartView
from bamboo_diplomacy.explore.widgets import Shown, show
from bamboo_diplomacy.strings import say

if TYPE_CHECKING:
    from bamboo_diplomacy.explore.explorer import Explorer


class Panel:
    """Shows an explorer and tells it what the reader changes; it decides nothing itself.

    Attributes
    ----------
    root
        The widget to display.
    chart
        The picture in it.
    """

    def __init__(self, explorer: "Explorer[Any, Any]") -> None:
        self._explorer = explorer
        self._writing = False
        values = explorer.values()
        self._shown: tuple[Shown, ...] = tuple(show(control, explorer.name, values) for control in explorer.controls)
        self.chart = self._new_chart()
        for shown in self._shown:
            for entry in shown.inputs:
                entry.observe(self._read, names="value")
        reset = ipywidgets.Button(description=say("explore.reset"))
        reset.on_click(lambda _: explorer.reset())
        reset.add_class("bamboo-reset")
        self._controls = ipywidgets.Box([*(shown.widget for shown in self._shown), reset])
        self._controls.add_class("bamboo-controls")
        self.root = ipywidgets.VBox([self._controls, self.chart])
        self.root.add_class("bamboo-explorer")

    def update(self) -> None:
        """Show the explorer as it stands now."""
        self._writing = True
        try:
            for shown in self._shown:
                shown.write(self._explorer.values())
        finally:
            self._writing = False
        if self.chart.deaf:
            self._replace_chart()
        else:
            self.chart.show(self._explorer.static(), self._explorer.describe(), self._explorer.code())

    def _read(self, _: object) -> None:
        if not self._writing:
            self._explorer.set(**{k: v for shown in self._shown for k, v in shown.read().items()})

    def _new_chart(self) -> ChartView:
        chart = ChartView(self._explorer.static(), self._explorer.describe(), self._explorer.code())
        for control, shown in zip(self._explorer.controls, self._shown, strict=True):
            signal = getattr(control, "signal", "")
            if signal:
                chart.follow(signal, shown.inputs[0])
        return chart

    def _replace_chart(self) -> None:
        deaf, self.chart = self.chart, self._new_chart()
        self.root.children = (self._controls, self.chart)
        deaf.close()
