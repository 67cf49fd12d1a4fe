"""The members of ASEAN on a picture, called as the reader's language calls them."""

from bamboo_diplomacy.strings import say

ASEAN = ("BRN", "KHM", "IDN", "LAO", "MYS", "MMR", "PHL", "SGP", "THA", "TLS", "VNM")
"""The eleven members by ISO 3166 code, in the order of their English names."""


def country_name(iso3: str) -> str:
    """Return the name of a member of ASEAN in the reader's language.

    Examples
    --------
    >>> country_name("VNM")
    'Viet Nam'
    """
    return say(f"countries.name.{iso3}")
