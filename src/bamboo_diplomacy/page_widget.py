"""Widgets that notice when the page stopped listening to them.

anywidget gives up a model that was not ready within two seconds, which a slow machine may need while JupyterLab opens
a long notebook. The page still shows such a model as it was made, and the kernel still hears it, but nothing that the
kernel says arrives any more. So the page says when it shows a widget, is greeted, and says that it heard; a widget
that was shown and did not hear is *deaf*, and whoever made it puts another one in its place.
"""

import time
from typing import Any, ClassVar

import anywidget
import traitlets


class PageWidget(anywidget.AnyWidget):
    """A widget whose script calls `model.send({here: true})` when it is shown and `{heard: true}` when greeted.

    Attributes
    ----------
    patience
        Seconds that the page has to answer: a reader may be quicker than the first answer.
    """

    patience: ClassVar[float] = 1.0

    greeting = traitlets.Int(0).tag(sync=True)

    def __init__(self, **traits: Any) -> None:  # noqa: ANN401 - the traits of any widget
        super().__init__(**traits)
        self._greeted: float | None = None
        self.on_msg(self._listen)

    @property
    def deaf(self) -> bool:
        """Whether the page shows the widget and has not heard the kernel in time."""
        return self._greeted is not None and time.monotonic() - self._greeted >= self.patience

    def _listen(self, _: object, content: dict[str, Any], __: object) -> None:
        if "here" in content:
            self._greeted = time.monotonic()
            self.greeting += 1
        elif "heard" in content:
            self._greeted = None
