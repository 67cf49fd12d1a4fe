"""What the datasets say in words, in the reader's language: names, labels and sentences, never codes or figures.

The Vietnamese wording is itself a dataset, ``vietnamese_wording``. A text that it does not hold, because the table was
changed since, stays as the table has it: better English than a translation of something else.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bamboo_diplomacy.data import files, table
from bamboo_diplomacy.strings import language

if TYPE_CHECKING:
    import pandas as pd

DATASET = "vietnamese_wording"

_OWN = "_vi"  # some tables have the Vietnamese of a column beside it, under its name with this ending

Texts = Mapping[str, str]
"""From an English text to the Vietnamese one."""


def worded(frame: "pd.DataFrame", dataset: str) -> "pd.DataFrame":
    """Return rows of a dataset with its words in the reader's language.

    For what is shown. Compare and look up in the frame that `load` gave: codes and keys stay, but a key that is
    itself a text, such as the label of a milestone, does not.

    Parameters
    ----------
    frame
        Rows of the dataset, with any of its columns.
    dataset
        Its name.

    Returns
    -------
    pandas.DataFrame
        The frame itself in English; in Vietnamese a copy, in which every column that has a wording is replaced.

    Examples
    --------
    >>> from bamboo_diplomacy.data import load
    >>> doctrine = load("doctrine")
    >>> worded(doctrine, "doctrine") is doctrine
    True
    """
    if language() != "vi":
        return frame
    texts = _texts(files.read_table(DATASET)).get(dataset, {})
    shown = [column for column in map(str, frame) if column in texts or f"{column}{_OWN}" in frame]
    return frame.assign(**{column: _in_vietnamese(frame, column, texts.get(column, {})) for column in shown})


def worded_text(text: str, dataset: str, column: str) -> str:
    """Return one text of a column of a dataset in the reader's language.

    Examples
    --------
    >>> worded_text("Trade embargo lifted", "us_vietnam_milestones", "label")
    'Trade embargo lifted'
    """
    if language() != "vi":
        return text
    return _texts(files.read_table(DATASET)).get(dataset, {}).get(column, {}).get(text, text)


def _in_vietnamese(frame: "pd.DataFrame", column: str, texts: Texts) -> "pd.Series[Any]":
    words = frame[column].map(lambda text: texts.get(text, text), na_action="ignore")
    own = f"{column}{_OWN}"
    return frame[own].fillna(words) if own in frame else words


@lru_cache(maxsize=1)
def _texts(content: bytes) -> Mapping[str, Mapping[str, Texts]]:
    """Return the texts by dataset and column; read anew only when the table has changed."""
    texts: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for _, row in table.parse(DATASET, content).numbered():
        texts[row["dataset"]][row["column"]][row["english"]] = row["vietnamese"]
    return texts
