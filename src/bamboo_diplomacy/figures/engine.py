"""Vega without a browser: pictures, and the runtime that a page needs.

Everything comes from ``vl_convert``, which carries Vega inside; nothing is fetched. It is imported on first use,
because it starts a JavaScript engine.
"""

from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

VEGA_LITE = "5.21"  # the newest of the version that JupyterLab draws
PAGE_VEGA_LITE = "6.4"  # of the runtime that explorers bring to the page: it fits the Vega that is bundled with it
_PNG_SCALE = 2
_PNG_COLOURS = 64


def svg(spec: dict[str, Any]) -> str:
    """Draw a Vega-Lite specification as SVG text."""
    return str(_vl_convert().vegalite_to_svg(spec, vl_version=VEGA_LITE))


def png(spec: dict[str, Any]) -> bytes:
    """Draw a Vega-Lite specification as a PNG of double resolution, with few colours: an eighth of the bytes."""
    from PIL import Image  # noqa: PLC0415 - only pictures that are kept need it

    drawn = _vl_convert().vegalite_to_png(spec, vl_version=VEGA_LITE, scale=_PNG_SCALE)
    packed = BytesIO()
    # The octree keeps every colour of the palette; a median cut may paint two dimensions alike.
    few = Image.open(BytesIO(drawn)).convert("RGB").quantize(_PNG_COLOURS, Image.Quantize.FASTOCTREE)
    few.save(packed, "PNG", optimize=True)
    return packed.getvalue()


def runtime(snippet: str) -> str:
    """Bundle Vega with a line of JavaScript that uses it as ``vegaEmbed``; takes about two seconds."""
    return str(_vl_convert().javascript_bundle(snippet, vl_version=PAGE_VEGA_LITE))


@cache
def _vl_convert() -> ModuleType:
    import vl_convert  # noqa: PLC0415 - starts a JavaScript engine

    # matplotlib carries DejaVu Sans, so a picture has its Vietnamese letters also where no font is installed.
    matplotlib = find_spec("matplotlib")
    if matplotlib is not None and matplotlib.origin is not None:
        vl_convert.register_font_directory(str(Path(matplotlib.origin).parent / "mpl-data" / "fonts" / "ttf"))
    return vl_convert
