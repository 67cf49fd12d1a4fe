"""Cross-checks of the datasets on soft power and its measurement: what must hold if the figures are right."""

import pytest
from scipy.stats import spearmanr

from bamboo_diplomacy import course
from bamboo_diplomacy.data import load

ASEAN = {"BRN", "IDN", "KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "THA", "TLS", "VNM"}
SURVEY = "Global Soft Power Index"


@pytest.fixture(scope="module")
def editions():
    return load("soft_power_editions")


@pytest.fixture(scope="module")
def indicators():
    return load("soft_power_indicators")


@pytest.fixture(scope="module")
def values(indicators):
    return indicators.pivot(index="iso3", columns="indicator", values="value")


@pytest.fixture(scope="module")
def instruments():
    return load("instruments")


def test_published_figures_are_of_members_of_asean_only(editions):
    assert set(editions["iso3"]) <= ASEAN


def test_a_published_row_has_a_rank_or_a_score(editions):
    assert editions[["rank", "score"]].notna().any(axis=1).all()


def test_no_rank_is_beyond_the_number_of_countries_ranked(editions):
    ranked = editions.dropna(subset="rank")
    assert (ranked["rank"] <= ranked["of_n"]).all()


def test_within_one_report_a_higher_score_is_a_better_rank(editions):
    both = editions.dropna(subset=["rank", "score"])
    for _, report in both.groupby(["index", "edition", "source"], observed=True):
        assert report.sort_values("rank")["score"].is_monotonic_decreasing


def test_two_reports_of_one_edition_disagree_on_three_ranks(editions):
    survey = editions[(editions["index"] == SURVEY) & (editions["edition"] == 2021)]
    ranks = survey.pivot(index="iso3", columns="source", values="rank")
    differ = ranks[ranks["vnexpress_4239941"] != ranks["vnplus_196893"]]
    assert sorted(differ.index) == ["IDN", "MYS", "THA"]


def test_the_survey_ranks_more_countries_from_edition_to_edition(editions):
    survey = editions[editions["index"] == SURVEY]
    assert survey.groupby("edition")["of_n"].max().is_monotonic_increasing


def test_the_soft_power_survey_has_no_edition_before_2020(editions):
    assert editions.loc[editions["index"] == SURVEY, "edition"].min() == 2020


def test_every_indicator_has_a_row_for_every_member_of_asean(indicators):
    assert (indicators.groupby("indicator")["iso3"].agg(set) == ASEAN).all()


def test_an_indicator_has_one_year_one_unit_and_one_direction(indicators):
    kinds = indicators[["indicator", "label", "domain", "unit", "year", "direction", "source"]].drop_duplicates()
    assert kinds["indicator"].is_unique


def test_a_missing_figure_says_why(indicators):
    missing = indicators[indicators["value"].isna()]
    assert len(missing) == 6
    assert missing["note"].notna().all()


def test_only_a_size_has_no_direction(indicators):
    assert ((indicators["domain"] == "size") == (indicators["direction"] == "none")).all()


def test_shares_of_internet_users_are_percentages(values):
    assert values["internet_users"].between(1, 100).all()


def test_large_economies_of_asean_publish_more(values):
    assert spearmanr(values["gdp"], values["articles"]).statistic > 0.8


@pytest.mark.parametrize("position", ["coercion", "payment", "attraction"])
def test_every_place_on_the_range_has_clear_and_contested_instruments(instruments, position):
    assert set(instruments.loc[instruments["position"] == position, "contested"]) == {True, False}


def test_a_contested_instrument_has_a_second_reading_and_a_clear_one_has_none(instruments):
    assert (instruments["rival"].notna() == instruments["contested"]).all()


def test_only_attraction_draws_on_a_resource_of_soft_power(instruments):
    assert (instruments["resource"].notna() == (instruments["position"] == "attraction")).all()


def test_every_kind_and_every_resource_has_an_instrument(instruments):
    for column in ("kind", "resource"):
        assert set(instruments[column].dropna()) == set(instruments[column].cat.categories)


def test_instruments_stand_in_the_order_of_time(instruments):
    assert instruments["date"].is_monotonic_increasing


def test_the_words_of_the_topic_are_ten():
    assert len(course.glossary("01").text.splitlines()) == 10


def test_the_theory_readings_have_claims_of_more_than_one_verdict():
    claims = load("claims")
    theory = claims[claims["reading"].isin(["mai2025", "bui2026"])]
    assert {"consistent", "inconsistent", "ambiguous"} <= set(theory["verdict"])


def test_the_disagreements_on_the_survey_are_kept_as_conflicts():
    conflicts = load("source_conflicts")
    survey = conflicts[conflicts["conflict"].str.startswith("gspi-2021")]
    counts = survey.groupby("conflict")["statement"].nunique()
    assert counts.to_dict() == {
        "gspi-2021-indonesia": 2,
        "gspi-2021-malaysia": 2,
        "gspi-2021-ranked": 3,
        "gspi-2021-thailand": 2,
    }
