"""The Vega runtime: bundled once per installation, sent to the page once per kernel."""

from functools import cache
from importlib.metadata import version
from pathlib import Path

import anywidget
import platformdirs
import traitlets

from bamboo_diplomacy import wholefile
from bamboo_diplomacy.figures import engine

_STATIC = Path(__file__).resolve().parent / "static"


class VegaRuntime(anywidget.AnyWidget):
    """A widget that is never shown: its model brings Vega to the page, where every chart finds it."""

    _esm = _STATIC / "runtime.js"
    source = traitlets.Unicode().tag(sync=True)


def load_runtime() -> VegaRuntime:
    """Make sure that the page of this kernel has Vega, and return the widget that brings it.

    The first call sends about 0.9 MB; later calls return the same widget, unless it was closed meanwhile.
    """
    runtime = _runtime()
    if runtime.comm is None:
        _runtime.cache_clear()
        runtime = _runtime()
    return runtime


@cache
def _runtime() -> VegaRuntime:
    return VegaRuntime(source=bundle())


def bundle() -> str:
    """Return the runtime as a JavaScript module that exports ``embed``, from the cache on disk if it is there."""
    kept = cache_file()
    try:
        return kept.read_text(encoding="utf-8")
    except OSError:
        source = engine.runtime("export const embed = vegaEmbed;")
    _keep(kept, source)
    return source


def cache_file() -> Path:
    """Return where the runtime is kept; its name changes with the version of what is inside."""
    folder = platformdirs.user_cache_path("bamboo-diplomacy", appauthor=False)
    return folder / f"vega-lite-{engine.PAGE_VEGA_LITE}-vl-convert-{version('vl-convert-python')}.js"


def _keep(file: Path, text: str) -> None:
    """Write a file so that nobody ever reads half of it; a folder that cannot be written costs time only."""
    try:
        wholefile.write(file, text.encode())
    except OSError:
        return
