"""A figure: one Vega-Lite v5 specification that says what it claims, what it shows and where it comes from."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bamboo_diplomacy.figures import engine, style
from bamboo_diplomacy.onlookers import pictures_are_wanted

MIME_TYPE = "application/vnd.vegalite.v5+json"
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_EMBED_OPTIONS = {"actions": False, "renderer": "svg"}

Spec = dict[str, Any]


class FigureError(ValueError):
    """A figure lacks what every reader of it needs."""


@dataclass(frozen=True)
class Figure:
    """A picture that JupyterLab draws by itself, in a light or a dark theme, without a network.

    The specification must hold ``description`` (the alt text), ``title.text`` (the claim) and
    ``usermeta.source`` (who published the figures, and their vintage). `chart` writes all three.

    Parameters
    ----------
    spec
        A Vega-Lite v5 specification.

    Raises
    ------
    FigureError
        If the alt text, the title or the source is missing.

    Examples
    --------
    >>> Figure({"mark": "point"})
    Traceback (most recent call last):
    bamboo_diplomacy.figures.figure.FigureError: A figure needs alt text: say in `description` what it shows.
    """

    spec: Spec

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise FigureError("A figure needs alt text: say in `description` what it shows.")
        if not self.title.strip():
            raise FigureError("A figure needs a title that states its claim: write it in `title.text`.")
        if not self.source.strip():
            raise FigureError(
                "A figure needs a source with its vintage: write it in `usermeta.source`, or call `chart`."
            )

    @property
    def alt(self) -> str:
        """What the picture shows, for a reader who does not see it."""
        return str(self.spec.get("description", ""))

    @property
    def title(self) -> str:
        """The claim, on one line."""
        return _one_line(_mapping(self.spec.get("title")).get("text", ""))

    @property
    def subtitle(self) -> str:
        """What is measured and in which unit, on one line; may be empty."""
        return _one_line(_mapping(self.spec.get("title")).get("subtitle", ""))

    @property
    def source(self) -> str:
        """Who published the figures, and their vintage."""
        return str(_mapping(self.spec.get("usermeta")).get("source", ""))

    def __repr__(self) -> str:
        return f"<Figure: {self.title}>"

    def framed(self) -> Spec:
        """Return the specification as it is drawn on its own: the source line stands under the plot.

        Vega-Lite has no caption. A unit inside a concatenation may have a title of its own, and that title can
        stand at the bottom.
        """
        outer = {key: self.spec[key] for key in _OUTER if key in self.spec}
        inner = {key: value for key, value in self.spec.items() if key not in outer}
        inner["title"] = {**style.SOURCE_LINE, "text": style.wrap(self.source, style.SOURCE_CHARACTERS)}
        title = {**_mapping(self.spec["title"]), "text": style.wrap(self.title, style.TITLE_CHARACTERS)}
        if self.subtitle:
            title["subtitle"] = style.wrap(self.subtitle, style.SUBTITLE_CHARACTERS)
        return {**outer, "title": title, "vconcat": [inner]}

    def svg(self) -> str:
        """Draw the figure as SVG text, without a browser and without a network."""
        return engine.svg(self.framed())

    def png(self) -> bytes:
        """Draw the figure on white, for readers that know neither Vega nor SVG."""
        return engine.png({**self.framed(), "background": "white"})

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Offer JupyterLab the specification, everyone else a PNG, and a screen reader the alt text."""
        if not pictures_are_wanted():
            return {"text/plain": self.alt}, {}
        data = {
            MIME_TYPE: self.framed(),
            "image/png": base64.b64encode(self.png()).decode("ascii"),
            "text/plain": self.alt,
        }
        return data, {MIME_TYPE: {"embed_options": _EMBED_OPTIONS}}


# What belongs to the whole picture when a plot is put into a frame.
_OUTER = ("$schema", "description", "usermeta", "datasets", "params", "config", "background", "title")


def chart(
    plot: Spec,
    *,
    title: str,
    alt: str,
    source: str,
    subtitle: str = "",
    data: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    signals: Mapping[str, Any] | None = None,
) -> Figure:
    """Put a plot into the house style.

    Parameters
    ----------
    plot
        What is drawn: ``mark`` and ``encoding``, or ``layer``. It names its data, ``{"data": {"name": "trade"}}``.
    title
        The claim that the picture supports, as a sentence.
    alt
        What the picture shows, for a reader who does not see it.
    source
        Who published the figures, and their vintage.
    subtitle
        What is measured, and in which unit.
    data
        The rows of each named dataset. An explorer may replace them later without drawing anew.
    signals
        Named values that the plot's expressions use. An explorer may change them later without drawing anew.

    Returns
    -------
    Figure

    Examples
    --------
    >>> plot = {"data": {"name": "trade"}, "mark": "line", "encoding": {"x": {"field": "year"}}}
    >>> chart(plot, title="Trade grew", alt="A rising line.", source="US Census Bureau, 2025", data={"trade": []})
    <Figure: Trade grew>
    """
    spec: Spec = {
        "$schema": _SCHEMA,
        "description": alt,
        "usermeta": {"source": source},
        "title": {"text": title, **({"subtitle": subtitle} if subtitle else {})},
        "datasets": {name: [dict(row) for row in rows] for name, rows in (data or {}).items()},
        "params": [{"name": name, "value": value} for name, value in (signals or {}).items()],
        "width": style.WIDTH,
        "height": style.HEIGHT,
        "config": style.config(),
        **plot,
    }
    return Figure(json.loads(json.dumps(spec, default=_plain)))


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a frame's cell holds
    """Turn a numpy scalar into the Python number that it stands for."""
    return value.item()


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _one_line(text: object) -> str:
    return " ".join(map(str, text)) if isinstance(text, list) else str(text)
