"""The source line of a picture, from the sidecars of the datasets behind it."""

from bamboo_diplomacy.data import files
from bamboo_diplomacy.strings import say


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
    sidecars = map(files.read_sidecar, datasets)
    credits_ = (f"{sidecar.credit} ({sidecar.vintage})" for sidecar in sidecars)
    return say("common.source", source="; ".join(credits_))
