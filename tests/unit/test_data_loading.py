"""Loading: typed frames, fresh copies, and refusals that say what to do."""

import pandas as pd
import pytest

from bamboo_diplomacy.data import InvalidDatasetError, UnknownDatasetError, load, names
from support.tiny_dataset import NAME


def test_names_are_the_datasets_of_the_workbook(tiny_workbook):
    assert names() == (NAME,)


def test_each_column_has_the_type_of_its_sidecar(tiny_workbook):
    tides = load(NAME)
    assert tides["day"].tolist() == [pd.Timestamp(2024, 2, 29), pd.Timestamp(2024, 3, 1), pd.Timestamp(2024, 3, 2)]
    assert tides["height"].tolist() == [0.4, -0.1, 1.5]
    assert tides["high"].dtype == bool
    assert tides["place"].tolist() == ["Hội An", "Huế", "Hội An"]


def test_a_category_keeps_the_order_of_its_sidecar(tiny_workbook):
    assert load(NAME)["level"].max() == "high"


def test_an_empty_cell_that_has_a_meaning_is_missing(tiny_workbook):
    assert load(NAME)["story"].isna().tolist() == [True, False, True]


def test_whole_numbers_stay_whole_beside_an_empty_cell(tiny_workbook):
    tiny_workbook.sidecar["columns"]["height"] = {"type": "integer", "meaning": "Rounded.", "nulls": "not measured"}
    for old, new in ((",0.4,", ",,"), (",-0.1,", ",-1,"), (",1.5,", ",2,")):
        tiny_workbook.replace(old, new)
    assert load(NAME)["height"].dropna().tolist() == [-1, 2]
    assert str(load(NAME)["height"].dtype) == "Int64"


def test_changing_a_frame_changes_no_other(tiny_workbook):
    changed = load(NAME)
    changed["height"] = 0.0
    assert load(NAME)["height"].tolist() == [0.4, -0.1, 1.5]


def test_an_unknown_name_offers_the_name_that_was_meant(tiny_workbook):
    with pytest.raises(UnknownDatasetError, match=r"no dataset called 'tide'. Did you mean 'tides'\?"):
        load("tide")


def test_a_name_like_no_other_points_to_the_list(tiny_workbook):
    with pytest.raises(UnknownDatasetError, match=r"`names\(\)` lists them all"):
        load("../secrets")


def test_an_invalid_table_is_refused_with_the_place(tiny_workbook):
    tiny_workbook.replace(",1.5,", ",high,")
    with pytest.raises(InvalidDatasetError, match="tides, row 4, column height: 'high' is not a number"):
        load(NAME)


def test_many_problems_are_shown_in_part(tiny_workbook):
    tiny_workbook.table = tiny_workbook.table + b"?,?,?,?,?,?,almanac\n" * 2
    tiny_workbook.write()
    with pytest.raises(InvalidDatasetError) as refused:
        load(NAME)
    assert len(str(refused.value).splitlines()) == 6
    assert "and 3 more" in str(refused.value)


def test_problems_are_told_in_the_language_of_the_reader(tiny_workbook, monkeypatch):
    monkeypatch.setenv("BAMBOO_LANGUAGE", "vi")
    tiny_workbook.replace(",1.5,", ",high,")
    with pytest.raises(InvalidDatasetError, match="hàng 4, cột height: 'high' không phải là số"):
        load(NAME)
