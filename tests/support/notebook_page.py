"""What a person does with a notebook in JupyterLab, in the words of a test."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Locator, Page, Request

from bamboo_diplomacy.page_widget import PageWidget
from support.jupyterlab import Lab

_LOOPBACK = ("127.0.0.1", "localhost")
_APP = "window.jupyterapp"
_CONTEXT = f"{_APP}?.shell?.currentWidget?.sessionContext"
_NOTEBOOK = f"{_APP}.shell.currentWidget.content"
_GIVEN_UP = "[anywidget] Failed to initialize model."  # a slow page; the widget is replaced when it is next used
_SETTLED = """part => new Promise(done => {
    let last = "";
    let calm = 0;
    const look = () => {
        const now = `${part.clientWidth} ${part.innerHTML}`;
        calm = now === last ? calm + 1 : 0;
        last = now;
        if (calm < 12) requestAnimationFrame(look);
        else done();
    };
    look();
})"""
_HASTY = "{ const timeout = AbortSignal.timeout; AbortSignal.timeout = () => timeout.call(AbortSignal, 0); }"
_PATIENCE = 60_000  # milliseconds; a shared machine may be slow, and a test never measures time
_TABS = 20
_KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


class NotebookPage:
    """One browser page with JupyterLab in it.

    Attributes
    ----------
    page
        The Playwright page, for what this class has no word for.
    foreign_requests, errors
        What the page asked for outside this machine, and the errors that nobody caught.
    """

    def __init__(self, page: Page, lab: Lab, output: Path) -> None:
        self.page = page
        self.foreign_requests: list[str] = []
        self.errors: list[str] = []
        self._lab = lab
        self._output = output
        page.on("request", self._note_request)
        page.on("pageerror", self._note_error)

    def write(self, name: str, *cells: str) -> Path:
        """Write a notebook with code cells, called cell-0 and so on, into the working folder."""
        path = self._lab.folder / name
        named = [new_code_cell(cell, id=f"cell-{number}") for number, cell in enumerate(cells)]
        notebook = new_notebook(metadata={"kernelspec": _KERNEL}, cells=named)
        nbformat.write(notebook, path)
        return path

    def open(self, name: str) -> None:
        """Open a notebook and wait until its kernel is idle."""
        self.page.goto(self._lab.address(name))
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=_PATIENCE)
        self.wait_idle()

    def wait_idle(self) -> None:
        """Wait until the kernel has nothing to do."""
        idle = f"{_CONTEXT}?.session?.kernel?.status === 'idle'"
        self.page.wait_for_function(idle, timeout=_PATIENCE)

    def give_widgets_no_time(self) -> None:
        """Make anywidget give up each model at once, as on a very slow machine; call it before `open`."""
        self.page.add_init_script(_HASTY)

    def wait_longer_than_a_greeting_takes(self) -> None:
        """Wait until the kernel knows that the page does not hear it."""
        self.page.wait_for_timeout(2000 * PageWidget.patience)

    def open_beside(self, name: str) -> None:
        """Open a second notebook on the same page."""
        self.page.evaluate(f"{_APP}.commands.execute('docmanager:open', {{path: '{name}'}}).then(() => null)")
        self.wait_until(f"{_APP}.shell.currentWidget.context?.path === '{name}'")
        self.wait_idle()

    def start_all(self) -> None:
        """Start all cells; do not wait for them."""
        self.page.evaluate(f"void {_APP}.commands.execute('notebook:run-all-cells')")

    def run_all(self) -> None:
        """Run all cells and wait until they are done."""
        self.page.evaluate(f"{_APP}.commands.execute('notebook:run-all-cells')")
        self.wait_idle()

    def run(self, name: str, *cells: str) -> None:
        """Write a notebook, open it and run it."""
        self.write(name, *cells)
        self.open(name)
        self.run_all()

    def run_cell(self, cell_id: str, source: str | None = None) -> Locator:
        """Type into a cell if there is something to type, run it, and return it, in view."""
        place = self.page.evaluate(f"{_NOTEBOOK}.widgets.findIndex(cell => cell.model.id === '{cell_id}')")
        self.page.evaluate(f"{_NOTEBOOK}.activeCellIndex = {place}")
        if source is not None:
            self.page.evaluate(f"{_NOTEBOOK}.activeCell.model.sharedModel.setSource({json.dumps(source)})")
        self.page.evaluate(f"{_APP}.commands.execute('notebook:run-cell')")
        self.wait_idle()
        self.page.evaluate(f"{_NOTEBOOK}.scrollToItem({place}, 'start')")
        return self.page.locator(f'.jp-Cell[data-windowed-list-index="{place}"]')

    def save(self) -> None:
        """Save the notebook and wait until that is done."""
        self.page.evaluate(f"{_APP}.commands.execute('docmanager:save')")
        self.page.wait_for_function("!document.querySelector('.jp-mod-dirty')", timeout=_PATIENCE)

    def theme(self, name: str) -> None:
        """Switch JupyterLab to the light or the dark theme."""
        self.page.evaluate(f"{_APP}.commands.execute('apputils:change-theme', {{theme: '{THEMES[name]}'}})")
        self.page.wait_for_function(f"document.body.dataset.jpThemeName === '{THEMES[name]}'", timeout=_PATIENCE)

    def width(self, pixels: int) -> None:
        """Make the window wide or narrow, and high enough for a whole explorer."""
        self.page.set_viewport_size({"width": pixels, "height": 1600})

    def settle(self, part: Locator) -> None:
        """Wait until a part of the page looks the same for a number of frames."""
        part.evaluate(_SETTLED)

    def explorer(self, number: int = 0) -> Locator:
        """Return an explorer of the notebook in front once its chart is drawn."""
        found = self.page.locator(".bamboo-explorer:visible").nth(number)
        found.locator(".bamboo-vega svg").wait_for(timeout=_PATIENCE)
        return found

    def tab_to(self, target: Locator) -> None:
        """Press Tab until an element has the focus; fail if it is not on the way."""
        for _ in range(_TABS):
            self.page.keyboard.press("Tab")
            if target.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"Tab does not lead to {target}.")

    def screenshot(self, name: str, of: Locator | None = None) -> Path:
        """Keep a picture of the page, or of a part of it, in ``test-output/`` for people to look at."""
        self._output.mkdir(exist_ok=True)
        path = self._output / f"{name}.png"
        (of or self.page).screenshot(path=path)
        return path

    def wait_until(self, expression: str, argument: Any = None) -> None:
        """Wait until a JavaScript expression is true."""
        self.page.wait_for_function(expression, arg=argument, timeout=_PATIENCE)

    def shut_down(self) -> None:
        """End the kernel of the open notebook."""
        self.page.evaluate(f"(async () => {{ await {_CONTEXT}?.shutdown?.(); }})()")

    def _note_error(self, error: Exception) -> None:
        if str(error) != _GIVEN_UP:
            self.errors.append(str(error))

    def _note_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in _LOOPBACK:
            self.foreign_requests.append(request.url)
