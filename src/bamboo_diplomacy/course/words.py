"""The words of the course in English and Vietnamese, from the dataset ``glossary``."""

from bamboo_diplomacy.course.shown import Shown, markdown_table
from bamboo_diplomacy.data import load
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.strings import say

_SEPARATOR = "; "


class NoWordsError(BambooError):
    """No term belongs to the topic that was asked for."""


def glossary(topic: str = "") -> Shown:
    """Return terms with their Vietnamese and their meaning, in alphabetical order.

    Parameters
    ----------
    topic
        The number of a topic, as ``"04"``; all terms if not given.

    Raises
    ------
    NoWordsError
        If no term belongs to the topic.

    Examples
    --------
    >>> print(glossary("04"))
    bamboo diplomacy (ngoại giao cây tre): Firm roots, ...
    """
    words = load("glossary").sort_values("term", key=lambda terms: terms.str.casefold())
    if topic:
        words = words[words["topics"].str.split(_SEPARATOR).map(lambda numbers: topic in numbers)]
    if words.empty:
        raise NoWordsError(say("course.glossary.none", topic=topic))
    rows = list(zip(words["term"], words["term_vi"], words["definition"], strict=True))
    heads = [say(f"course.glossary.{head}") for head in ("term", "term_vi", "definition")]
    text = "\n".join(f"{term} ({term_vi}): {definition}" for term, term_vi, definition in rows)
    return Shown(markdown_table(heads, rows), text)
