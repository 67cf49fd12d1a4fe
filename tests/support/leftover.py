"""English that was left in the Vietnamese interface, told by the catalogue of sentences."""

import re
from collections.abc import Iterable
from functools import cache

from bamboo_diplomacy.strings import catalogue

_PLACE = re.compile(r"\{[^{}]*\}")
_FEWEST_WORDS = 5  # fewer may stand in the name of a source


def english_left(said: Iterable[str]) -> list[str]:
    """Return the texts that are an English sentence of the catalogue, or hold a run of words of one.

    Examples
    --------
    >>> english_left(["Đặt lại", "Reset", "Nguồn: World Bank"])
    ['Reset']
    """
    whole, parts = _english()
    return [text for text in said if text in whole or any(part in text for part in parts)]


@cache
def _english() -> tuple[frozenset[str], frozenset[str]]:
    """Return the English sentences, and the runs between their places; none that a Vietnamese sentence has too."""
    vietnamese = "\n".join(catalogue("vi").values())
    sentences = [english for key, english in catalogue("en").items() if english != catalogue("vi")[key]]
    whole = {sentence for sentence in sentences if sentence and sentence not in vietnamese}
    runs = {run.strip() for sentence in sentences for run in _PLACE.split(sentence)}
    parts = {run for run in runs if len(run.split()) >= _FEWEST_WORDS and run not in vietnamese}
    return frozenset(whole), frozenset(parts)
