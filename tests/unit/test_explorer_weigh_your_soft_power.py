"""Weigh your own soft power: the reader's choices reach the model, gaps are said, and nothing weighed is no ranking."""

import pytest

from bamboo_diplomacy import load, strings
from bamboo_diplomacy.explore import weigh_your_soft_power
from bamboo_diplomacy.explore.gallery.weigh_your_soft_power import WeighYourSoftPower
from bamboo_diplomacy.figures.countries import ASEAN
from bamboo_diplomacy.models.composite import Design, composite_index


@pytest.fixture
def index() -> WeighYourSoftPower:
    return weigh_your_soft_power()


def rows(explorer: WeighYourSoftPower, dataset: str) -> list[dict[str, object]]:
    return list(explorer.static().spec["datasets"][dataset])


def test_a_domain_shares_its_weight_among_its_indicators(index: WeighYourSoftPower) -> None:
    index.set(indicators=("gdp", "arrivals", "internet_users"), economy=2, openness=4)
    assert index.result.index.weights.to_dict() == pytest.approx(
        {"gdp": 2 / 6, "arrivals": 2 / 6, "internet_users": 2 / 6}
    )


def test_the_ranking_is_that_of_the_model(index: WeighYourSoftPower) -> None:
    index.set(indicators=("world_heritage", "languages"), normalisation="z_score", mean="geometric")
    table = load("soft_power_indicators").pivot_table(index="iso3", columns="indicator", values="value")
    design = Design("z_score", "geometric", {"world_heritage": 1, "languages": 1})
    assert index.result.index.ranks.to_dict() == composite_index(table, design).ranks.to_dict()


def test_strips_stand_in_the_order_of_the_ranks(index: WeighYourSoftPower) -> None:
    ranks = [row["rank"] for row in rows(index, "bands")]
    assert ranks == sorted(ranks)
    assert len(ranks) == len(ASEAN)


def test_the_shares_of_a_strip_add_up(index: WeighYourSoftPower) -> None:
    shares = [row["share"] for row in rows(index, "cells") if row["name"] == "Viet Nam"]
    assert sum(shares) == pytest.approx(1)


def test_one_indicator_leaves_nothing_to_weigh(index: WeighYourSoftPower) -> None:
    index.set(indicators=("internet_users",))
    assert "hardly any moves anybody" in index.describe()
    assert index.static().title.endswith("by your weights and by most others")


def test_economic_output_agrees_with_itself(index: WeighYourSoftPower) -> None:
    index.set(indicators=("gdp",), published="gdp")
    assert (index.result.rho, index.result.tau) == (1, 1)


def test_a_published_order_has_every_member_of_asean(index: WeighYourSoftPower) -> None:
    (published,) = (control for control in index.controls if control.settings == ("published",))
    assert published.options == ("Global Soft Power Index 2026", "Asia Power Index 2024", "gdp")


def test_who_lacks_a_figure_is_named_and_ranked_only_if_asked_for(index: WeighYourSoftPower) -> None:
    index.set(indicators=("patents", "arrivals"), gaps="unranked")
    assert "not ranked for want of a figure: Brunei, Cambodia, Laos, Myanmar and Timor-Leste" in index.describe()
    assert [row["name"] for row in rows(index, "names") if row["note"]] == [
        "Brunei",
        "Cambodia",
        "Laos",
        "Myanmar",
        "Timor-Leste",
    ]
    assert sorted(row["rank"] for row in rows(index, "orders")) == [1, 2, 3, 4, 5, 6]
    index.set(gaps="reweighted")
    assert "judged without a figure that is missing" in index.describe()
    assert len(rows(index, "bands")) == len(ASEAN)


def test_dividing_by_population_turns_a_ranking(index: WeighYourSoftPower) -> None:
    index.set(indicators=("articles",))
    by_count = index.result.index.ranks
    index.set(per_person=True)
    assert by_count["IDN"] == 1
    assert index.result.index.ranks["SGP"] == 1


@pytest.mark.parametrize(
    "nothing", [{"indicators": ()}, {"economy": 0, "openness": 0, "knowledge": 0, "culture": 0}], ids=["off", "zero"]
)
def test_nothing_weighed_is_said_and_drawn_as_a_list(index: WeighYourSoftPower, nothing: dict[str, object]) -> None:
    index.set(**nothing)
    assert index.describe().startswith("Nothing is weighed")
    assert len(rows(index, "names")) == len(ASEAN)
    assert rows(index, "bands") == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Viet Nam first of 11: of 500 other"), ("vi", "Việt Nam đứng đầu trong số 11 nước: trong 500 bộ")],
)
def test_viet_nam_is_named_once_where_it_leads(
    index: WeighYourSoftPower, language: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, language)
    index.set(indicators=("high_tech_exports", "world_heritage"))
    assert index.describe().startswith(words)


def test_viet_nam_lacks_no_figure() -> None:
    figures = load("soft_power_indicators").query("iso3 == 'VNM'")
    assert figures["value"].notna().all()


def test_it_speaks_vietnamese(index: WeighYourSoftPower, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    assert index.describe().startswith("Indonesia đứng đầu và Việt Nam xếp thứ 5 trên 11")
    assert "0,91 (Spearman)" in index.describe()
