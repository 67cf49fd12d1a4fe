"""What holds for every dataset of the workbook."""

import re

import pytest

from bamboo_diplomacy.data import catalogue, describe, load, names, validate

NOTEBOOK = re.compile(r"0[0-7]_[a-z_]+")


@pytest.mark.parametrize("name", names())
def test_a_dataset_is_what_its_sidecar_says(name):
    assert [str(problem) for problem in validate(name)] == []


@pytest.mark.parametrize("name", names())
def test_a_dataset_loads_with_all_its_rows(name):
    assert len(load(name)) == describe(name).rows > 0


@pytest.mark.parametrize("name", names())
def test_a_dataset_says_which_notebooks_use_it(name):
    assert all(NOTEBOOK.fullmatch(notebook) for notebook in describe(name).sidecar.used_by)


@pytest.mark.parametrize("name", [name for name in names() if "year" in load(name) and "date" in load(name)])
def test_the_year_is_that_of_the_date(name):
    rows = load(name)
    assert (rows["date"].str[:4].astype(int) == rows["year"]).all()


@pytest.mark.parametrize("name", [name for name in names() if "label" in load(name)])
def test_a_label_fits_a_chart(name):
    assert load(name)["label"].dropna().str.len().max() <= 32


def test_a_key_means_the_same_source_in_every_sidecar():
    meanings = {}
    for name in names():
        for source in describe(name).sidecar.sources:
            assert meanings.setdefault(source.key, source) == source, (name, source.key)


def test_the_catalogue_is_fresh():
    assert not catalogue.is_stale(), f"Run {catalogue.COMMAND}."
