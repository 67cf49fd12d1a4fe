"""Letters with their accents in one piece (Unicode NFC), at a cost that nobody can drive up."""

import re
import unicodedata

LONGEST_WORD = 500
_WORD = re.compile(r"\S+")


def composed(text: str) -> str:
    r"""Return a text in Unicode NFC; a run of more than 500 characters without a space stays as it is.

    A thousand accents on one letter are no word, and sorting them takes time with the square of their number.

    Examples
    --------
    >>> composed("Vie\u0323\u0302t Nam")
    'Việt Nam'
    >>> composed("a" + "\u0301\u0323" * 300_000 + " e\u0301")[-1]
    'é'
    """
    if len(text) <= LONGEST_WORD:
        return unicodedata.normalize("NFC", text)
    return _WORD.sub(lambda word: _composed_word(word[0]), text)


def _composed_word(word: str) -> str:
    return unicodedata.normalize("NFC", word) if len(word) <= LONGEST_WORD else word
