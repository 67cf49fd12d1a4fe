"""The page on where the data come from, in a workbook of one dataset."""

from bamboo_diplomacy.data import provenance


def test_the_page_goes_stale_when_a_sidecar_changes(tiny_workbook):
    assert provenance.is_stale()
    provenance.main()
    assert not provenance.is_stale()
    tiny_workbook.sidecar["vintage"] = "2025"
    tiny_workbook.write()
    assert provenance.is_stale()


def test_a_page_without_invented_or_recalled_rows_says_so(tiny_workbook):
    assert provenance.page().count("\n\nNothing.\n") == 2
