"""Stored outputs of a cell as parts of a slide: figures as SVG, tables, and what was printed."""

import base64
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bamboo_diplomacy.figures import engine
from bamboo_diplomacy.figures.figure import MIME_TYPE
from bamboo_diplomacy.slides.parts import Picture, Printed, Table

INK = "#1b2a30"
_SIZE = re.compile(r'viewBox="\S+ \S+ (\S+) (\S+)"')
_ROW = re.compile(r"<tr.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
_GAP = re.compile(r"\s{2,}")
_PLACED_BET = re.compile(r"; your bet: [^.\n]*(?=\.)")


def specification(cell: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the figure that a cell shows, as it is stored, or None if it shows none."""
    found = (out["data"][MIME_TYPE] for out in cell["outputs"] if MIME_TYPE in out.get("data", {}))
    return next(found, None)


def picture(spec: Mapping[str, Any]) -> Picture:
    """Draw a stored figure without its title and its source line, which the slide shows as text.

    The SVG is put into the page as a picture of its own, so names inside it cannot meet those of another figure.
    """
    bare = {key: value for key, value in spec.items() if key != "title"}
    bare["vconcat"] = [{key: value for key, value in part.items() if key != "title"} for part in spec["vconcat"]]
    drawn = engine.svg(bare).replace("currentColor", INK)
    width, height = map(float, _SIZE.findall(drawn)[0])
    return Picture(
        address=f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode('ascii')}",
        shape=width / height,
        alt=str(spec["description"]),
        subtitle=_one_line(spec["title"].get("subtitle", "")),
        source=str(spec["usermeta"]["source"]),
    )


def claim(spec: Mapping[str, Any]) -> str:
    """Return the title of a stored figure: what it claims."""
    return _one_line(spec["title"]["text"])


def shown(cell: Mapping[str, Any], *, covered: bool = False) -> tuple[Printed | Table, ...]:
    """Return what a cell printed and the tables that it shows.

    Nobody has placed a bet when a lesson is stored, so the clause about it is left out.
    """
    printed = "".join(out["text"] for out in cell["outputs"] if out["output_type"] == "stream")
    tables = [
        out["data"]["text/html"] for out in cell["outputs"] if "<table" in out.get("data", {}).get("text/html", "")
    ]
    lines = columns(_PLACED_BET.sub("", printed))
    return (*([Printed(lines, covered)] if lines else []), *(replace(table(html), covered=covered) for html in tables))


def columns(text: str) -> tuple[tuple[str, ...], ...]:
    r"""Return printed lines, each as the columns that two or more spaces part; a short line stands on the right.

    Examples
    --------
    >>> columns("1988-09  A search\n         of both states")
    (('1988-09', 'A search'), ('', 'of both states'))
    """
    lines = [_GAP.split(line.strip()) for line in text.splitlines() if line.strip()]
    most = max(map(len, lines), default=0)
    return tuple(("",) * (most - len(line)) + tuple(line) for line in lines)


def table(html: str) -> Table:
    """Return a frame's HTML as a table of a slide; numbers that only count its rows are left out.

    Examples
    --------
    >>> table("<table><tr><th></th><th>date</th></tr><tr><th>0</th><td>1995</td></tr></table>")
    Table(heads=('date',), rows=(('1995',),), covered=False)
    """
    rows = [tuple(cell.strip() for cell in _CELL.findall(row)) for row in _ROW.findall(html)]
    heads, *body = rows
    if body and not any(body[0][1:]):  # the line that names the index
        heads = tuple(head or name for head, name in zip(heads, body.pop(0), strict=True))
    first = int(all(row[0].isdigit() for row in body))
    return Table(heads[first:], tuple(row[first:] for row in body))


def _one_line(text: object) -> str:
    return " ".join(map(str, text)) if isinstance(text, list) else str(text)
