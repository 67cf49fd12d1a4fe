"""Partnership ladder: rungs as the steps make them, two rules of counting, and a ladder with a step less."""

import pytest

from bamboo_diplomacy import load, strings
from bamboo_diplomacy.explore import partnership_ladder
from bamboo_diplomacy.explore.gallery.partnership_ladder import PartnershipLadder
from bamboo_diplomacy.figures.countries import country_name

TOP = "comprehensive strategic"


@pytest.fixture
def ladder() -> PartnershipLadder:
    return partnership_ladder()


def rows(explorer: PartnershipLadder, dataset: str) -> list[dict[str, object]]:
    return list(explorer.static().spec["datasets"][dataset])


def test_every_partner_has_a_name_in_each_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for language in strings.LANGUAGES:
        monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, language)
        assert all(country_name(str(iso3)) for iso3 in load("partnerships")["iso3"])


def test_the_top_rung_has_the_partners_whose_last_step_reached_it(ladder: PartnershipLadder) -> None:
    steps = load("partnerships")
    last = steps[steps["year"] <= 2025].sort_values("date").groupby("iso3")["level"].last()
    assert ladder.result.tally[TOP] == (last == TOP).sum() == 14


def test_a_step_that_comes_later_counts_later(ladder: PartnershipLadder) -> None:
    ladder.set(year=2022)
    assert ladder.result.levels["USA"] == "comprehensive"
    ladder.set(year=2023)
    assert ladder.result.levels["USA"] == TOP


def test_who_counts_every_rung_counts_partners_more_than_once(ladder: PartnershipLadder) -> None:
    once = dict(ladder.result.tally)
    ladder.set(counting="cumulative")
    assert ladder.result.tally["comprehensive"] == sum(once.values()) == len(ladder.result.levels)
    assert ladder.result.tally[TOP] == once[TOP]


def test_without_its_step_a_partner_falls_back_to_the_rung_before(ladder: PartnershipLadder) -> None:
    ladder.set(without=True)
    assert ladder.result.without.instead == "comprehensive"
    assert ladder.result.changed == {"comprehensive": 15, "strategic": 14, TOP: 13}
    assert "14 comprehensive strategic (without the step: 13)" in {row["text"] for row in rows(ladder, "tally")}


def test_without_its_only_step_a_partner_stands_nowhere() -> None:
    china = partnership_ladder(year=2014, partner="CHN", without=True)
    assert china.static().title == "Without the step of 2008, China would stand on no rung"
    assert [row["name"] for row in rows(china, "tracks") if row["empty"]] == ["China"]


def test_the_step_that_is_taken_away_is_framed(ladder: PartnershipLadder) -> None:
    assert not any(row["gone"] for row in rows(ladder, "tracks"))
    ladder.set(without=True)
    (framed,) = (row for row in rows(ladder, "tracks") if row["gone"])
    assert (framed["name"], framed["date"]) == ("United States", "10 September 2023")


def test_nothing_is_taken_from_a_partner_that_has_no_step_yet() -> None:
    early = partnership_ladder(year=2012, without=True)
    assert early.result.without is None
    assert early.describe().endswith("the United States stood on no rung yet.")


def test_equal_weights_make_all_partners_equal(ladder: PartnershipLadder) -> None:
    ladder.set(weight=1)
    (gauge,) = ladder.result.gauges
    assert gauge.effective == pytest.approx(gauge.partners)


def test_a_heavier_top_rung_makes_the_ladder_rest_on_fewer(ladder: PartnershipLadder) -> None:
    effective = []
    for weight in (1, 3, 10):
        ladder.set(weight=weight)
        effective.append(ladder.result.gauges[0].effective)
    assert effective == sorted(effective, reverse=True)
    weights = [10] * 14 + [5.5] * 14 + [1] * 14
    assert effective[-1] == pytest.approx(sum(weights) ** 2 / sum(weight**2 for weight in weights))


def test_a_ladder_without_its_only_partner_has_no_gauge() -> None:
    empty = partnership_ladder(year=2001, partner="RUS", without=True)
    assert len(empty.result.gauges) == 1
    assert empty.result.changed == {"comprehensive": 0, "strategic": 0, TOP: 0}


def test_it_speaks_vietnamese(ladder: PartnershipLadder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    assert ladder.describe().startswith("Cuối năm 2025 có 14 đối tác chiến lược toàn diện")
