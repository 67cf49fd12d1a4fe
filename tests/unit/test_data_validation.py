"""Validating: every kind of damage is named with its row and column."""

import pytest

from bamboo_diplomacy.data import Problem, validate
from support.tiny_dataset import NAME


def test_a_sound_dataset_has_no_problems(tiny_workbook):
    assert validate(NAME) == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("2024-03-01", "2024-02-30", "tides, row 3, column day: '2024-02-30' is not a date like 1995-07-11"),
        (",1.5,", ",1.5 m,", "tides, row 4, column height: '1.5 m' is not a number"),
        (",true,", ",yes,", "tides, row 4, column high: 'yes' is neither true nor false"),
        (",high,1.5,", ",flood,1.5,", "tides, row 4, column level: 'flood' is not one of: low, high"),
        (",-0.1,", ",,", "tides, row 3, column height: the cell is empty, and the sidecar says no meaning for that"),
        (",-0.1,", ",-1.1,", "tides, row 3, column height: -1.1 is less than -1"),
        (",1.5,", ",3.2,", "tides, row 4, column height: 3.2 is more than 3"),
        ("2024-03-02", "2024-02-29", "tides, row 4: the key (2024-02-29, Hội An) is already in row 2"),
        ("; harbour", "; logbook", "tides, row 4, column source: the sidecar lists no source 'logbook'"),
        ("; harbour", "", "tides: the source 'harbour' is listed but no row or column names it"),
        ("Huế", "Hue\u0302\u0301", "tides, row 3, column place: the text is not in Unicode NFC"),
        ("Neap tide", " Neap tide", "tides, row 3, column story: there is white space"),
        ("Neap tide", "Neap,tide", "tides, row 3: there are 8 cells where the header has 7"),
        ("height", "level", "tides, column level: the header names this column more than once"),
        ("height", "depth", "tides, column depth: the sidecar does not describe this column"),
        ("height", "depth", "tides, column height: the table does not have this column"),
    ],
)
def test_damage_is_named(tiny_workbook, old, new, sentence):
    tiny_workbook.replace(old, new)
    assert any(str(problem).startswith(sentence) for problem in validate(NAME)), validate(NAME)


def test_a_change_behind_the_sidecars_back_is_noticed(tiny_workbook):
    (tiny_workbook.folder / f"{NAME}.csv").write_bytes(tiny_workbook.table.replace(b"0.4", b"0.5"))
    [problem] = validate(NAME)
    assert "set sha256 in the sidecar to" in problem.what


def test_text_in_another_encoding_is_named_with_its_row(tiny_workbook):
    tiny_workbook.table = tiny_workbook.table.decode().replace("Huế", "Hué").encode("latin-1", "replace")
    tiny_workbook.write()
    assert validate(NAME) == [Problem(NAME, "the text is not UTF-8; save the file again in that encoding", row=3)]


def test_a_byte_order_mark_is_refused(tiny_workbook):
    tiny_workbook.table = b"\xef\xbb\xbf" + tiny_workbook.table
    tiny_workbook.write()
    assert "byte-order mark" in str(*validate(NAME))


def test_an_empty_file_is_refused(tiny_workbook):
    tiny_workbook.table = b""
    tiny_workbook.write()
    assert "it needs at least a header" in str(*validate(NAME))


def test_an_open_quotation_mark_is_refused(tiny_workbook):
    tiny_workbook.replace("Neap tide", '"Neap tide')
    assert "the file is not CSV" in str(*validate(NAME))


def test_a_sidecar_without_a_table_is_refused(tiny_workbook):
    (tiny_workbook.folder / f"{NAME}.csv").unlink()
    assert "no table tides.csv beside it" in str(*validate(NAME))


def test_an_empty_source_is_an_empty_cell(tiny_workbook):
    tiny_workbook.replace("Neap tide,almanac", "Neap tide,")
    [problem] = validate(NAME)
    assert (problem.row, problem.column) == (3, "source")
