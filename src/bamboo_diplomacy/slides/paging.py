"""How much a slide holds, and how what is longer is spread over several."""

import re
from collections.abc import Sequence

WORDS = 60
_MARKUP = re.compile(r"<[^>]+>|\[[a-z]+\d{4}[^\]]*\]|\]\([^)]*\)")
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")


def count_words(text: str) -> int:
    """Return how many words a reader meets in Markdown or HTML; figures, markup and citations are not counted.

    Examples
    --------
    >>> count_words("**Trust** was a *belief* in 1995 [kydd2005 §2].")
    5
    """
    return len(_WORD.findall(_MARKUP.sub(" ", text)))


def pages(words: Sequence[int], most: int) -> list[slice]:
    """Spread items over as few pages as can be, and evenly over those.

    Parameters
    ----------
    words
        Words of each item, in order.
    most
        Words that a page holds; an item that is longer stands alone.

    Returns
    -------
    list of slice
        The items of each page.

    Examples
    --------
    >>> [words[page] for words in [[20, 20, 20, 5]] for page in pages(words, 60)]
    [[20, 20], [20, 5]]
    """
    fewest = len(_filled(words, most))
    even = next(limit for limit in range(1, most + 1) if len(_filled(words, limit)) == fewest)
    return _filled(words, even)


def _filled(words: Sequence[int], most: int) -> list[slice]:
    filled, start, held = [], 0, 0
    for place, count in enumerate(words):
        if place > start and held + count > most:
            filled.append(slice(start, place))
            start, held = place, 0
        held += count
    return [*filled, slice(start, len(words))] if words else []
