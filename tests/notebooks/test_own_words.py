"""No sentence of the readings stands in the workbook: no run of eight words is shared."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bamboo_diplomacy import notebookfile, workbook
from bamboo_diplomacy.data import files, load
from bamboo_diplomacy.data.citation import reference
from support import own_words

ROOT = workbook.root()
SOME_READING = "The delegates of both towns met by the old bridge, and nobody spoke of the flood that had parted them."


def texts() -> Iterator[tuple[str, str]]:
    """Yield each text that a reader of the workbook meets, with its name."""
    for folder in ("notebooks", "solutions"):
        for path in sorted((ROOT / folder).glob("*.ipynb")):
            yield f"{folder}/{path.name}", "\n\n".join(map(notebookfile.source_of, notebookfile.read(path).cells))
    for pattern in ("notebooks/quizzes/*.yml", "docs/*.md", "datasets/*.yml", "datasets/*.csv"):
        for path in sorted(ROOT.glob(pattern)):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def titles() -> list[str]:
    """Return the references of all sources, titles of works and names of bodies: to cite is to write them out."""
    sources = [reference(source) for name in files.names() for source in files.read_sidecar(name).sources]
    return [*sources, *load("glossary")["work"].dropna(), *load("p2p_actors")["name_vi"].dropna()]


@pytest.fixture(scope="module")
def readings() -> frozenset[bytes]:
    return own_words.read()


@pytest.mark.parametrize(("name", "text"), [pytest.param(*item, id=item[0]) for item in texts()])
def test_a_text_of_the_workbook_shares_no_run_of_eight_words_with_a_reading(
    name: str, text: str, readings: frozenset[bytes], titles: list[str]
) -> None:
    assert own_words.shared(text, readings, excused=titles) == [], name


def test_the_digests_are_of_five_readings_not_of_an_empty_folder(readings: frozenset[bytes]) -> None:
    assert len(readings) > 14_000


def test_a_copied_sentence_is_found_through_capitals_punctuation_and_line_breaks() -> None:
    known = own_words.digests([SOME_READING])
    copied = "As we know, BOTH TOWNS met by\nthe *old* bridge; and nobody spoke of it."
    assert own_words.shared(copied, known) == [
        "both towns met by the old bridge and",
        "towns met by the old bridge and nobody",
        "met by the old bridge and nobody spoke",
        "by the old bridge and nobody spoke of",
    ]


def test_seven_words_in_common_are_no_copy() -> None:
    known = own_words.digests([SOME_READING])
    assert own_words.shared("There, by the old bridge and nobody spoke.", known) == []


def test_a_title_may_be_written_out() -> None:
    title = "The flood that parted two towns by the river"
    known = own_words.digests([f"See {title}, 1998."])
    assert own_words.shared(f"Read *{title}* first.", known, excused=[title]) == []
    assert own_words.shared(f"Read *{title}* first.", known)


def test_digests_are_read_as_they_were_written(tmp_path: Path) -> None:
    (tmp_path / "reading.txt").write_text(SOME_READING, encoding="utf-8")
    count = own_words.write(tmp_path, tmp_path / "digests")
    assert own_words.read(tmp_path / "digests") == own_words.digests([SOME_READING])
    assert count == len(list(own_words.runs(SOME_READING)))
