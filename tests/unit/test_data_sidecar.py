"""Sidecars: a sentence for each thing that is missing or wrong."""

import pytest

from bamboo_diplomacy.data import validate
from support.tiny_dataset import NAME


def sentences():
    return [str(problem) for problem in validate(NAME)]


@pytest.mark.parametrize(
    "field", ["title", "one_row_is", "key", "columns", "sources", "credit", "vintage", "used_by", "caveats"]
)
def test_a_missing_field_is_named(tiny_workbook, field):
    del tiny_workbook.sidecar[field]
    tiny_workbook.write()
    assert f"tides: the sidecar has no field `{field}`" in sentences()


def test_everything_that_is_missing_is_named_at_once(tiny_workbook):
    del tiny_workbook.sidecar["licence"], tiny_workbook.sidecar["columns"]["day"]["meaning"]
    tiny_workbook.write()
    assert sentences() == [
        "tides: the sidecar has no field `columns.day.meaning`",
        "tides: the sidecar has no field `licence.name`",
        "tides: the sidecar has no field `licence.sources`",
        "tides: the sidecar has no field `licence.checked`",
    ]


def test_a_misspelled_field_offers_the_right_one(tiny_workbook):
    tiny_workbook.sidecar["columns"]["height"]["minimun"] = 0
    tiny_workbook.write()
    assert sentences() == ["tides: the sidecar has an unknown field `columns.height.minimun`; did you mean `minimum`?"]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("type", "float", "must be one of: integer, number, boolean, text, category, day, date"),
        ("minimum", "zero", "`columns.height.minimum` in the sidecar must be a number"),
        ("maximum", True, "`columns.height.maximum` in the sidecar must be a number"),
        ("ordered", "yes please", "`columns.height.ordered` in the sidecar must be true or false"),
        ("meaning", ["a", "list"], "`columns.height.meaning` in the sidecar must be text"),
        ("categories", ["low", "high"], "`columns.height.categories` in the sidecar must be fields with names"),
    ],
)
def test_a_field_of_the_wrong_kind_is_named(tiny_workbook, field, value, sentence):
    tiny_workbook.sidecar["columns"]["height"][field] = value
    tiny_workbook.write()
    [found] = sentences()
    assert found.endswith(sentence)


def test_a_category_needs_its_categories(tiny_workbook):
    del tiny_workbook.sidecar["columns"]["level"]["categories"]
    tiny_workbook.write()
    assert sentences() == ["tides: column 'level' must list its categories exactly if its type is category"]


def test_the_key_names_columns(tiny_workbook):
    tiny_workbook.sidecar["key"] = ["hour"]
    tiny_workbook.write()
    assert sentences() == ["tides: the key names a column 'hour' that the sidecar does not describe"]


def test_a_table_without_a_source_column_needs_a_source_for_each_column(tiny_workbook):
    del tiny_workbook.sidecar["columns"]["source"]
    for column in tiny_workbook.sidecar["columns"].values():
        column["source"] = "almanac"
    del tiny_workbook.sidecar["columns"]["height"]["source"]
    tiny_workbook.write()
    [found] = sentences()
    assert found.startswith("tides: column 'height' needs a source")


def test_a_sidecar_that_is_no_yaml_is_refused(tiny_workbook):
    (tiny_workbook.folder / f"{NAME}.yml").write_text("title: Tides: at two places\n", encoding="utf-8")
    [found] = sentences()
    assert found.startswith("tides: the sidecar is not YAML: mapping values are not allowed")


def test_a_sidecar_in_another_encoding_is_refused(tiny_workbook):
    (tiny_workbook.folder / f"{NAME}.yml").write_bytes("title: Marées".encode("latin-1"))
    [found] = sentences()
    assert found.startswith("tides: the sidecar is not UTF-8 (byte 10)")


def test_an_empty_sidecar_is_refused(tiny_workbook):
    (tiny_workbook.folder / f"{NAME}.yml").write_text("", encoding="utf-8")
    assert sentences()[0] == "tides: `tides.yml` in the sidecar must be fields with names"
