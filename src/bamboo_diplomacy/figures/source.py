"""The source line of a picture, from the sidecars of the datasets behind it."""

from bamboo_diplomacy.data import files
from bamboo_diplomacy.data.sidecar import Sidecar
from bamboo_diplomacy.strings import say

_FEW = 2


def source_line(*datasets: str) -> str:
    """Return who published the figures, and their vintage.

    Parameters
    ----------
    datasets
        Names of the datasets that the picture shows.

    Examples
    --------
    >>> source_line("us_vietnam_milestones")
    'Source: Milestones between the United States and Viet Nam, 1973–2026 (November 2026)'
    """
    return say("common.source", source="; ".join(_credit(files.read_sidecar(name)) for name in datasets))


def _credit(sidecar: Sidecar) -> str:
    """Name the publications if they are few; a table compiled from many is named itself."""
    if len(sidecar.sources) > _FEW:
        return f"{sidecar.title} ({sidecar.vintage})"
    titles = [", ".join(filter(None, (source.author, source.title))) for source in sidecar.sources]
    return f"{'; '.join(titles)} ({sidecar.vintage})"
