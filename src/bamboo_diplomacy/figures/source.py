"""The source line of a picture, from the sidecars of the datasets behind it."""

from functools import cache
from pathlib import Path

from bamboo_diplomacy.data import files
from bamboo_diplomacy.data.wording import worded_text
from bamboo_diplomacy.strings import language, say


def source_line(*datasets: str) -> str:
    """Return who published the figures, and their vintage.

    Parameters
    ----------
    datasets
        Names of the datasets that the picture shows.

    Examples
    --------
    >>> source_line("us_vietnam_milestones")
    'Source: Embassies of both countries, US government and press (November 2026)'
    """
    return say("common.source", source="; ".join(_credit(name, files.folder(), language()) for name in datasets))


def reporter(dataset: str, key: str) -> str:
    """Return who published a source of a dataset: the newspaper or site, else the author, else the title.

    Examples
    --------
    >>> reporter("soft_power_editions", "vnplus_196893")
    'VietnamPlus'
    """
    known = {source.key: source for source in files.read_sidecar(dataset).sources}
    source = known[key]
    return source.container or source.author or source.title


@cache  # an explorer draws at every move of a slider, and reading a sidecar would be half of the work
def _credit(name: str, folder: Path, language: str) -> str:  # noqa: ARG001 - another workbook has other sidecars
    sidecar = files.read_sidecar(name)
    credit, vintage = (worded_text(getattr(sidecar, part), name, part) for part in ("credit", "vintage"))
    return f"{credit} ({vintage})"
