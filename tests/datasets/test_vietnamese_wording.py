"""The Vietnamese wording: complete, of the text as it stands today, spelled with its marks, and with its figures."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

import pytest

from bamboo_diplomacy.data import files, load, names
from bamboo_diplomacy.data.wording import DATASET

WORDING = load(DATASET)
SOURCE_LINE = ("credit", "vintage")  # said of a dataset as a whole, under each of its pictures
LISTED = set(zip(WORDING["dataset"], WORDING["column"], strict=True))
COLUMNS = sorted({*LISTED, *((name, part) for name in names() if name != DATASET for part in SOURCE_LINE)})
LETTER = re.compile(r"[^\W\d_]")
FIGURE = re.compile(r"\d+(?!\d|st|nd|rd|th)")  # an ordinal may become a Roman numeral
LONGEST_LABEL = 32
FEWEST_WORDS_OF_A_SENTENCE = 3


def texts_without_own_vietnamese(dataset: str, column: str) -> set[str]:
    """Return the texts of a column, or of the source line, that have no Vietnamese beside them in their own table."""
    return {text for text in _texts(dataset, column) if LETTER.search(text)}


def _texts(dataset: str, column: str) -> Iterable[str]:
    if column in SOURCE_LINE:
        return [getattr(files.read_sidecar(dataset), column)]
    rows = load(dataset)
    if f"{column}_vi" in rows:
        rows = rows[rows[f"{column}_vi"].isna()]
    return rows[column].dropna().astype(str)


def translated(dataset: str, column: str) -> set[str]:
    return set(WORDING.loc[(WORDING["dataset"] == dataset) & (WORDING["column"] == column), "english"])


@pytest.mark.parametrize(("dataset", "column"), COLUMNS)
def test_every_text_of_a_column_is_translated_as_it_stands(dataset, column):
    assert texts_without_own_vietnamese(dataset, column) - translated(dataset, column) == set()


@pytest.mark.parametrize(("dataset", "column"), COLUMNS)
def test_no_translation_is_left_of_a_text_that_was_changed_or_taken_away(dataset, column):
    assert translated(dataset, column) - texts_without_own_vietnamese(dataset, column) == set()


def test_three_words_of_vietnamese_bear_a_mark():
    changed = WORDING.loc[WORDING["vietnamese"] != WORDING["english"], "vietnamese"]
    assert [text for text in changed if len(text.split()) >= FEWEST_WORDS_OF_A_SENTENCE and not marks(text)] == []


def test_a_translation_has_the_figures_of_its_text():
    pairs = zip(WORDING["english"], WORDING["vietnamese"], strict=True)
    assert [(english, lost) for english, vietnamese in pairs if (lost := figures(english) - figures(vietnamese))] == []


def test_a_sentence_stays_a_sentence():
    pairs = zip(WORDING["english"], WORDING["vietnamese"], strict=True)
    assert [english for english, vietnamese in pairs if english.endswith(".") != vietnamese.endswith(".")] == []


def test_a_label_fits_a_chart_in_vietnamese_too():
    labels = WORDING.loc[WORDING["column"] == "label", "vietnamese"]
    assert labels[labels.str.len() > LONGEST_LABEL].tolist() == []


@pytest.mark.parametrize("dataset", sorted(set(WORDING["dataset"])))
def test_two_labels_of_a_dataset_stay_two(dataset):
    labels = WORDING[(WORDING["dataset"] == dataset) & (WORDING["column"] == "label")]
    assert labels["vietnamese"].is_unique


def figures(text: str) -> Counter[str]:
    return Counter(FIGURE.findall(re.sub(r"(?<=\d)[.,](?=\d)", "", text)))


def marks(text: str) -> str:
    """Return the letters of Vietnamese that English does not have."""
    return "".join(
        letter
        for letter in text
        if letter in "đĐ" or (LETTER.match(letter) and len(unicodedata.normalize("NFD", letter)) > 1)
    )
