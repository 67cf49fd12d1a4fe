"""What a person does with a notebook in JupyterLab, in the words of a test."""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Locator, Page, Request

if TYPE_CHECKING:
    from conftest import Lab

_LOOPBACK = ("127.0.0.1", "localhost")
_APP = "window.jupyterapp"
_CONTEXT = f"{_APP}?.shell?.currentWidget?.sessionContext"
_IDLE = f"{_CONTEXT}?.session?.kernel?.status === 'idle'"
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

    def __init__(self, page: Page, lab: "Lab", output: Path) -> None:
        self.page = page
        self.lab = lab
        self.foreign_requests: list[str] = []
        self.errors: list[str] = []
        self._output = output
        page.on("request", self._note_request)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def write(self, name: str, *cells: str) -> Path:
        """Write a notebook with code cells into the working folder."""
        path = self.lab.folder / name
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(new_notebook(metadata=kernel, cells=[new_code_cell(cell) for cell in cells]), path)
        return path

    def open(self, name: str) -> None:
        """Open a notebook and wait until its kernel is idle."""
        self.open_without_kernel(name)
        self.wait_idle()

    def open_without_kernel(self, name: str) -> None:
        """Open a notebook and wait until its cells are drawn."""
        self.page.goto(self.lab.address(name))
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)

    def wait_idle(self) -> None:
        """Wait until the kernel has nothing to do."""
        self.page.wait_for_function(_IDLE, timeout=60_000)

    def run_all(self) -> None:
        """Run all cells and wait until they are done."""
        self.page.evaluate(f"{_APP}.commands.execute('notebook:run-all-cells')")
        self.wait_idle()

    def save(self) -> None:
        """Save the notebook."""
        self.page.evaluate(f"{_APP}.commands.execute('docmanager:save')")

    def theme(self, name: str) -> None:
        """Switch JupyterLab to the light or the dark theme."""
        self.page.evaluate(f"{_APP}.commands.execute('apputils:change-theme', {{theme: '{THEMES[name]}'}})")
        self.page.wait_for_function(f"document.body.dataset.jpThemeName === '{THEMES[name]}'")

    def width(self, pixels: int) -> None:
        """Make the window wide or narrow."""
        self.page.set_viewport_size({"width": pixels, "height": 1000})

    def explorer(self, number: int = 0) -> Locator:
        """Return an explorer on the page once its chart is drawn."""
        found = self.page.locator(".bamboo-explorer").nth(number)
        found.locator(".bamboo-vega svg").wait_for(timeout=60_000)
        return found

    def screenshot(self, name: str) -> Path:
        """Keep a picture of the page in ``test-output/``, for people to look at."""
        self._output.mkdir(exist_ok=True)
        path = self._output / f"{name}.png"
        self.page.screenshot(path=path)
        return path

    def shut_down(self) -> None:
        """End the kernel of the open notebook."""
        self.page.evaluate(f"(async () => {{ await {_CONTEXT}?.shutdown?.(); }})()")

    def _note_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in _LOOPBACK:
            self.foreign_requests.append(request.url)
