"""Countries on a picture, called as the reader's language calls them."""

from bamboo_diplomacy.strings import say

ASEAN = ("BRN", "KHM", "IDN", "LAO", "MYS", "MMR", "PHL", "SGP", "THA", "TLS", "VNM")
"""The eleven members by ISO 3166 code, in the order of their English names."""

_WITH_ARTICLE = frozenset({"ARE", "CZE", "EUU", "GBR", "NLD", "PHL", "USA"})


def country_name(iso3: str) -> str:
    """Return the name of a member of ASEAN, a great power or a partner of Viet Nam in the reader's language.

    Examples
    --------
    >>> country_name("VNM")
    'Viet Nam'
    """
    return say(f"countries.name.{iso3}")


def told_name(iso3: str) -> str:
    """Return the name of a country as it stands within a sentence.

    Examples
    --------
    >>> told_name("USA"), told_name("VNM")
    ('the United States', 'Viet Nam')
    """
    name = country_name(iso3)
    return say("countries.sentence.with_article", name=name) if iso3 in _WITH_ARTICLE else name
