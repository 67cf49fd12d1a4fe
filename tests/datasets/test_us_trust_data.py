"""Cross-checks of the datasets on trust-building with the United States: what must hold if the figures are right."""

import pandas as pd
import pytest

from bamboo_diplomacy.data import load, names

DIMENSIONS = ["humanitarian", "diplomatic", "economic", "security", "war legacy", "people"]


@pytest.fixture(scope="module")
def trade():
    return load("us_vietnam_trade").set_index("year")


@pytest.fixture(scope="module")
def mirror():
    return load("us_vietnam_trade_mirror").set_index("year")[["vn_exports", "vn_imports"]]


@pytest.fixture(scope="module")
def milestones():
    return load("us_vietnam_milestones")


def test_trade_has_every_year_once_and_in_order(trade):
    assert trade.index.tolist() == list(range(1992, 2025))


@pytest.mark.parametrize(
    ("year", "total", "source"),
    [(1995, 451, "trust2025"), (2014, 36_300, "Vietnam Investment Review"), (2015, 45_100, "CRS R41550")],
)
def test_exports_and_imports_add_up_to_the_totals_that_others_quote(trade, year, total, source):
    assert trade.loc[year, ["us_exports", "us_imports"]].sum() == pytest.approx(total, rel=0.002), source


def test_only_five_years_of_trade_are_recalled(trade):
    assert trade.index[trade["status"] == "recalled"].tolist() == [2016, 2017, 2020, 2021, 2022]


def test_recalled_years_agree_with_the_changes_that_were_read(trade):
    assert trade.loc[2017, "us_imports"] - trade.loc[2016, "us_imports"] > 4000
    assert trade.loc[2017, "us_imports"] - trade.loc[2017, "us_exports"] > 38_000
    assert trade.loc[2022, "us_imports"] - trade.loc[2022, "us_exports"] > 116_000
    assert trade.loc[2021].loc[["us_exports", "us_imports"]].sum() > 100_000


def test_both_sides_count_the_same_trade_within_a_third(trade, mirror):
    both = trade.join(mirror, how="inner").loc[2001:]
    ratio = (both["us_imports"] / both["vn_exports"]).dropna()
    assert ratio.between(0.9, 1.34).all()


def test_the_united_states_never_counts_less_than_viet_nam_sells(trade, mirror):
    both = trade.join(mirror, how="inner").loc[2003:]
    gap = (both["us_imports"] - both["vn_exports"]).dropna()
    assert (gap > 0).all()


def test_milestones_stand_in_the_order_of_time(milestones):
    assert milestones["date"].is_monotonic_increasing


def test_every_dimension_has_milestones(milestones):
    assert set(milestones["dimension"]) == set(DIMENSIONS)


def test_about_fifteen_milestones_are_headlines(milestones):
    assert 12 <= milestones["key"].sum() <= 18


def test_a_setback_is_no_step_forward(milestones):
    setbacks = milestones.loc[milestones["setback"], "label"].tolist()
    assert "War ends, embargo, ties cut" in setbacks
    assert "Relations normalised" not in setbacks


def test_the_ties_of_the_three_partners_stand_under_each_other():
    ties = pd.concat([load(f"{partner}_ties") for partner in ("japan", "france", "china")])
    assert set(ties["partner"]) == {"Japan", "France", "China"}
    assert set(ties["dimension"].dropna()) <= set(DIMENSIONS)
    steps = ties["kind"] == "milestone"
    assert ties.loc[steps, ["dimension", "label", "event", "setback"]].notna().all(axis=None)
    assert ties.loc[~steps, ["measure", "value", "unit"]].notna().all(axis=None)
    assert ties.loc[steps, "value"].isna().all()


def test_fewer_americans_are_unaccounted_for_from_count_to_count():
    counts = load("mia_accounting")
    rows = counts[(counts["scope"] == "Viet Nam") & (counts["measure"] == "unaccounted for")]
    later = rows[~rows["date"].isin(["2020-09"])]
    assert later["value"].is_monotonic_decreasing


def test_serial_numbers_of_field_activities_rise():
    counts = load("mia_accounting")
    for measure in ("joint field activities", "repatriation ceremonies"):
        assert counts.loc[counts["measure"] == measure, "value"].is_monotonic_increasing


def test_running_totals_of_dioxin_money_rise():
    money = load("war_legacy_funding")
    appropriated = money[money["measure"] == "appropriation"]
    assert appropriated.sort_values("year")["amount"].is_monotonic_increasing
    paid = money[(money["measure"] == "contribution") & (money["place"] == "Bien Hoa")]
    assert paid.sort_values("year")["amount"].is_monotonic_increasing


@pytest.mark.parametrize(
    ("day", "levels"),
    [
        ("2023-12-31", {"comprehensive strategic": 6, "strategic": 12, "comprehensive": 12}),
        ("2025-08-22", {"comprehensive strategic": 13, "strategic": 10, "comprehensive": 15}),
        ("2025-12-31", {"comprehensive strategic": 14, "strategic": 14, "comprehensive": 14}),
    ],
)
def test_partners_at_a_day_are_as_many_as_officials_said(day, levels):
    steps = load("partnerships")
    now = steps[steps["date"] <= day].drop_duplicates("partner", keep="last")
    assert now["level"].value_counts().to_dict() == levels


def test_no_partner_steps_down():
    steps = load("partnerships")
    assert steps.groupby("partner")["level"].apply(lambda level: level.cat.codes.is_monotonic_increasing).all()


def test_a_claim_names_datasets_that_exist():
    named = load("claims")["dataset"].dropna().str.split("; ").explode()
    assert set(named) <= set(names())


def test_every_verdict_is_needed():
    verdicts = load("claims")["verdict"]
    assert set(verdicts) == set(verdicts.cat.categories)


def test_a_conflict_has_at_least_two_statements_and_one_explanation():
    conflicts = load("source_conflicts")
    assert (conflicts.groupby("conflict")["statement"].nunique() >= 2).all()
    assert conflicts[["conflict", "subject", "explanation"]].drop_duplicates()["conflict"].is_unique


def test_every_term_has_both_languages_and_a_topic():
    glossary = load("glossary")
    assert glossary[["term", "term_vi", "definition", "topics"]].notna().all(axis=None)
    assert set("".join(glossary["topics"].str.replace("; ", "").tolist())) <= set("0123456")
