"""One edition of an index as two reports print it: a row per country, and a line where they disagree."""

from typing import TYPE_CHECKING

from bamboo_diplomacy.figures import style
from bamboo_diplomacy.figures.countries import country_name
from bamboo_diplomacy.figures.figure import Figure, FigureError, Spec, chart
from bamboo_diplomacy.figures.index_editions import DATASET
from bamboo_diplomacy.figures.source import reporter, source_line
from bamboo_diplomacy.strings import say

if TYPE_CHECKING:
    import pandas as pd

_ROW = 32
_COLOURS = (style.BLUE, style.RUST)
_SHAPES = ("circle", "diamond")


def two_reports(editions: "pd.DataFrame", index: str, edition: int) -> Figure:
    """Draw the ranks that two reports of one edition print.

    Parameters
    ----------
    editions
        The dataset ``soft_power_editions``: columns ``index``, ``edition``, ``iso3``, ``rank``, ``of_n``, ``source``.
    index, edition
        Which edition of which index; two sources must report ranks of it.

    Returns
    -------
    Figure

    Raises
    ------
    FigureError
        If the table does not hold two reports of that edition.

    Examples
    --------
    >>> from bamboo_diplomacy.data import load
    >>> two_reports(load("soft_power_editions"), "Global Soft Power Index", 2021).title
    'One edition, two reports: 3 of 8 ranks differ, and so does the number of countries ranked'
    """
    chosen = editions[(editions["index"] == index) & (editions["edition"] == edition)].dropna(subset="rank")
    sources = [str(source) for source in chosen["source"].unique()]
    if len(sources) != len(_COLOURS):
        raise FigureError(say("two_reports.error", count=len(sources), index=index, edition=edition))
    ranks = chosen.pivot_table(index="iso3", columns="source", values="rank")[sources].dropna().astype(int)
    ranks = ranks.sort_values(sources)
    fields = chosen.groupby("source")["of_n"].first()
    names = [
        say("two_reports.picture.report", report=reporter(DATASET, source), ranked=fields[source]) for source in sources
    ]
    title = _title(ranks, differ_in_field=fields.min() < fields.max())
    return chart(
        _plot(ranks, names),
        title=title,
        subtitle=say("two_reports.picture.subtitle", index=index, edition=edition),
        alt=say("two_reports.picture.alt", title=title, rows="; ".join(_told(ranks, names))),
        source=source_line(DATASET),
        data={
            "ranks": [
                {"country": country_name(str(iso3)), "report": name, "rank": rank}
                for iso3, row in ranks.iterrows()
                for name, rank in zip(names, row, strict=True)
            ],
            "gaps": [
                {"country": country_name(str(iso3)), "from": row.min(), "to": row.max()}
                for iso3, row in ranks.iterrows()
            ],
        },
    )


def _title(ranks: "pd.DataFrame", *, differ_in_field: bool) -> str:
    differ = int((ranks.min(axis=1) < ranks.max(axis=1)).sum())
    key = "title" if differ_in_field else "title_same_field" if differ else "title_agree"
    return say(f"two_reports.picture.{key}", differ=differ, shared=len(ranks))


def _told(ranks: "pd.DataFrame", names: list[str]) -> list[str]:
    return [
        say(
            "two_reports.picture.alt_row",
            country=country_name(str(iso3)),
            ranks=", ".join(f"{rank} {name}" for name, rank in zip(names, row, strict=True)),
        )
        for iso3, row in ranks.iterrows()
    ]


def _plot(ranks: "pd.DataFrame", names: list[str]) -> Spec:
    title = say("two_reports.picture.rank")
    x = {
        "field": "rank",
        "type": "quantitative",
        "title": title,
        "scale": {"domain": [1, int(ranks.to_numpy().max()) + 2], "nice": False, "zero": False},
        "axis": {"values": [1, *range(20, int(ranks.to_numpy().max()) + 1, 20)], "grid": True},
    }
    y = {
        "field": "country",
        "type": "nominal",
        "sort": [country_name(str(iso3)) for iso3 in ranks.index],
        "axis": {"title": None, "labelFontSize": 13, "domain": False, "ticks": False},
    }

    def channel(looks: tuple[str, ...]) -> Spec:
        return {"field": "report", "type": "nominal", "scale": {"domain": names, "range": list(looks)}}

    return {
        "height": _ROW * len(ranks),
        "layer": [
            {
                "data": {"name": "gaps"},
                "mark": {"type": "rule", "strokeWidth": 3, "opacity": 0.45},
                "encoding": {"x": {**x, "field": "from"}, "x2": {"field": "to"}, "y": y},
            },
            {
                "data": {"name": "ranks"},
                "mark": {"type": "point", "filled": True, "size": 120, "opacity": 0.9},
                "encoding": {
                    "x": x,
                    "y": y,
                    "color": channel(_COLOURS),
                    "shape": channel(_SHAPES),
                    "tooltip": [
                        {"field": "report", "type": "nominal", "title": " "},
                        {"field": "rank", "type": "quantitative", "title": title},
                    ],
                },
            },
        ],
    }
