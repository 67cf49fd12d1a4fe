"""Topics by the names that people use: ``04``, ``4``, ``us_trust`` or ``04_us_trust``."""

import difflib
from collections.abc import Sequence
from pathlib import Path

from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.strings import say


class UnknownTopicError(BambooError):
    """No notebook has the name that was asked for."""


def notebooks(folder: Path) -> list[Path]:
    """Return the notebooks of a folder in the order of their numbers."""
    return sorted(path for path in folder.glob("[0-9][0-9]_*.ipynb") if ".new" not in path.name)


def choose(paths: Sequence[Path], topic: str, sentences: str = "topics") -> Path:
    """Return the file of a topic.

    Parameters
    ----------
    paths
        Files that are called after their topics, such as the notebooks of a folder.
    topic
        What was asked for.
    sentences
        The area of the catalogue that says in ``unknown`` and ``none`` what is missing.

    Raises
    ------
    UnknownTopicError
        If there is none; the sentence offers near names.

    Examples
    --------
    >>> choose([Path("04_us_trust.ipynb"), Path("05_culture.ipynb")], "us_trust").name
    '04_us_trust.ipynb'
    >>> choose([Path("04_us_trust.ipynb")], "us_trsut")
    Traceback (most recent call last):
    bamboo_diplomacy.topics.UnknownTopicError: There is no topic 'us_trsut'. Did you mean: 04_us_trust?
    """
    wanted = topic.strip().lower().replace("-", "_")
    for path in paths:
        number, _, name = path.stem.partition("_")
        if wanted in (path.stem, name, number, number.lstrip("0")):
            return path
    known = {name: path.stem for path in paths for name in (path.stem, path.stem.partition("_")[2])}
    near = list(dict.fromkeys(known[name] for name in difflib.get_close_matches(wanted, known)))
    names = ", ".join(near or [path.stem for path in paths])
    raise UnknownTopicError(say(f"{sentences}.{'unknown' if names else 'none'}", topic=topic, names=names))


def chosen(paths: Sequence[Path], wanted: Sequence[str]) -> list[Path]:
    """Return the files of some topics, in the order in which they were asked for; all files if none was.

    Raises
    ------
    UnknownTopicError
        If one of the topics is not there.

    Examples
    --------
    >>> trust, culture = Path("04_us_trust.ipynb"), Path("05_culture.ipynb")
    >>> chosen([trust, culture], ["5"]) == [culture], chosen([trust, culture], []) == [trust, culture]
    (True, True)
    """
    return [choose(paths, topic) for topic in wanted] if wanted else list(paths)
