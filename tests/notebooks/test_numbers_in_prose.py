"""Every number and date in the text of a notebook or a quiz stands in a dataset that the notebook uses."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from bamboo_diplomacy import notebookfile, topics, workbook
from bamboo_diplomacy.data import files, load
from bamboo_diplomacy.practice import quizzes

ROOT = workbook.root()
NOTEBOOKS = {path.stem: path for path in topics.notebooks(ROOT / "notebooks")}
QUIZZES = {path.stem: path for path in quizzes.files(ROOT)}

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
DATE = re.compile(rf"(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})")
NUMBER = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\w])")
NOT_PROSE = re.compile(r"^\d+\. |\]\([^)]*\)|`[^`]*`|\[[a-z]+\d{4}[^\]]*\]", re.MULTILINE)

ALLOWED = {
    "00_start_here": {"00": "number of this notebook, and of its exercise"},
    "01_soft_power": {"00": "number of the notebook to read first"},
    "02_asean_ascc": {"00": "number of the notebook to read first"},
    "03_people_to_people": {"00": "number of the notebook to read first"},
    "04_us_trust": {"00": "number of the notebook to read first"},
}


def statements(text: str) -> set[str]:
    """Return the dates (ISO) and numbers (without separators) that a text states."""
    prose = NOT_PROSE.sub(" ", text)
    dates = {iso(match) for match in DATE.finditer(prose)}
    return dates | {match[0].replace(",", "") for match in NUMBER.finditer(DATE.sub(" ", prose))}


def iso(date: re.Match[str]) -> str:
    month = f"{date['year']}-{MONTHS.index(date['month']) + 1:02d}"
    return f"{month}-{int(date['day']):02d}" if date["day"] else month


@cache
def stated_by_datasets(notebook: str) -> frozenset[str]:
    """Return every date, with its month and year, and every number in the datasets that a notebook uses.

    The dates of their sources count too: a lesson may begin with the day of a report.
    """
    used = [name for name in files.names() if notebook in files.read_sidecar(name).used_by]
    stated = [cell for name in used for cell in load(name).astype(object).to_numpy().ravel()]
    stated += [source.date for name in used for source in files.read_sidecar(name).sources if source.date]
    return frozenset(fact for cell in stated for fact in facts(cell))


def facts(cell: object) -> Iterator[str]:
    text = f"{cell:.10g}" if isinstance(cell, float) else str(cell)
    for date in re.findall(r"\d{4}(?:-\d{2}){0,2}", text):
        yield from (date, date[:7], date[:4])
    yield from statements(text)


def text_of(name: str) -> str:
    cells = notebookfile.read(NOTEBOOKS[name]).cells
    prose = [notebookfile.source_of(cell) for cell in cells if cell.cell_type == "markdown"]
    asked = [QUIZZES[name].read_text(encoding="utf-8")] if name in QUIZZES else []
    return "\n\n".join([*prose, *asked])


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_number_and_date_stands_in_a_dataset(name: str) -> None:
    assert statements(text_of(name)) - stated_by_datasets(name) - ALLOWED.get(name, {}).keys() == set()


@pytest.mark.parametrize("name", ALLOWED)
def test_every_exception_still_stands_in_the_text(name: str) -> None:
    assert ALLOWED[name].keys() - statements(text_of(name)) == set()


def test_dates_and_numbers_are_found_in_prose() -> None:
    text = "1. On 11 July 1995, in May 2001 and in 1988, 1,210.5 million [kydd2005 §2] (`t04`, O3, x = 4 %)."
    assert statements(text) == {"1995-07-11", "2001-05", "1988", "1210.5", "4"}


def test_a_date_in_a_dataset_states_its_month_and_its_year() -> None:
    assert set(facts("1995-07-11")) >= {"1995-07-11", "1995-07", "1995"}


def test_a_number_that_no_dataset_states_is_found() -> None:
    assert "123456789" in statements("It grew to 123,456,789 dollars.") - stated_by_datasets("04_us_trust")
