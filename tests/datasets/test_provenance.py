"""The page on where the data come from: fresh, and open about what is invented and what is recalled."""

import pytest

from bamboo_diplomacy.data import load, names, provenance

EVERY = [provenance.provenance_of(name) for name in names()]


def section(heading):
    return provenance.page().split(f"## {heading}\n")[1].split("\n## ")[0]


def test_the_page_is_fresh():
    assert not provenance.is_stale(), f"Run {provenance.COMMAND}."


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.sidecar.name)
def test_a_dataset_is_called_synthetic_if_and_only_if_it_says_that_it_is_invented(one):
    assert one.synthetic == any("is synthetic" in caveat for caveat in one.sidecar.caveats)


def test_the_head_names_every_synthetic_dataset_and_every_recalled_row():
    synthetic, recalled = section("What is synthetic"), section("What is recalled")
    assert all(f"[{name}]" in synthetic for name in names() if name.startswith("synthetic_"))
    trade = load("us_vietnam_trade")
    years = trade.loc[trade["status"] == "recalled", "year"].astype(str)
    assert f"{len(years)} of {len(trade)} rows ({', '.join(years)})" in recalled


@pytest.mark.parametrize("one", [one for one in EVERY if one.status], ids=lambda one: one.sidecar.name)
def test_every_row_has_one_status(one):
    assert sum(one.rows_by_status.values()) == len(load(one.sidecar.name))


def test_a_dataset_is_told_with_its_terms_and_addresses():
    told = section("Dataset by dataset").split("### us_vietnam_trade\n")[1].split("\n### ")[0]
    for said in ("Credit: US Census Bureau", "in the public domain; cite the agency", "recalled 15% (5)", "https://"):
        assert said in told
