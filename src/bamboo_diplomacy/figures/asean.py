"""Names and colours of topic 02: members, religious families, and the codes of cultural activities."""

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from bamboo_diplomacy.data import load
from bamboo_diplomacy.figures import style
from bamboo_diplomacy.strings import language, say

if TYPE_CHECKING:
    from collections.abc import Mapping

FAMILIES = MappingProxyType(
    {
        "none": style.RUST,
        "Buddhist": style.OCHRE,
        "Muslim": style.GREEN,
        "Christian": style.BLUE,
        "Hindu": style.PINK,
        "other": style.PURPLE,
    }
)
"""Families of religions, each with its colour."""


def member_names() -> "Mapping[str, str]":
    """Return the name of each member of ASEAN in the reader's language, by its code.

    Examples
    --------
    >>> member_names()["VNM"]
    'Viet Nam'
    """
    return _names("asean_members", "iso3", "country" if language() == "en" else "country_vi")


def objective_names() -> "Mapping[str, str]":
    """Return the name of each of Viet Nam's five objectives in the reader's language, by its code.

    Examples
    --------
    >>> objective_names()["image"]
    'Image and standing'
    """
    return _names("cultural_objectives", "code", "label" if language() == "en" else "label_vi")


def code_name(kind: str, code: str) -> str:
    """Return the name of a religious family, or of a form, level or audience of an activity.

    Examples
    --------
    >>> code_name("form", "heritage conservation")
    'heritage conservation'
    """
    return say(f"asean.{kind}.{code.replace(' ', '_')}")


@cache  # a picture asks for each name many times, and reading the table again would be most of its work
def _names(dataset: str, code: str, name: str) -> "Mapping[str, str]":
    rows = load(dataset)
    return MappingProxyType(dict(zip(rows[code].astype(str), rows[name].astype(str), strict=True)))
