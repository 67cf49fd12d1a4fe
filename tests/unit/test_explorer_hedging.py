"""Hedging: payoffs and regrets of the model in sight, the Nos with their price, one stake changed at a time."""

import pytest

from bamboo_diplomacy import strings
from bamboo_diplomacy.explore import hedging
from bamboo_diplomacy.explore.gallery.hedging import Hedging
from bamboo_diplomacy.models.hedging import NOS, Stakes, best_response, switch_points


@pytest.fixture
def explorer() -> Hedging:
    return hedging()


def rows(explorer: Hedging, dataset: str) -> list[dict[str, object]]:
    return list(explorer.static().spec["datasets"][dataset])


def test_the_best_posture_is_that_of_the_model(explorer: Hedging) -> None:
    for polarization in (0.0, 0.3, 0.5, 1.0):
        explorer.set(polarization=polarization)
        assert explorer.result.response == best_response(polarization, challenger_odds=0.6)


def test_what_is_best_changes_where_two_lines_cross(explorer: Hedging) -> None:
    hedge, bandwagon = (
        next(posture for posture in explorer.result.postures if posture.name == name) for name in ("hedge", "bandwagon")
    )
    start = hedge.calm - bandwagon.calm
    crossing = start / (start + bandwagon.showdown - hedge.showdown)
    assert [stretch.since for stretch in explorer.result.stretches] == pytest.approx([0, crossing])
    assert "what is best changes at a polarization of 40%" in explorer.describe()


def test_the_strip_covers_every_level(explorer: Hedging) -> None:
    strip = explorer.result.stretches
    assert (strip[0].since, strip[-1].until) == (0, 1)
    assert [stretch.until for stretch in strip[:-1]] == [stretch.since for stretch in strip[1:]]


def test_a_no_rules_postures_out_and_has_a_price(explorer: Hedging) -> None:
    explorer.set(polarization=0.75, nos=("alliances",))
    assert explorer.result.response.best == ("hedge",)
    assert explorer.static().title.endswith("the Nos leave hedging; bandwagoning would be worth 4.3 points more")
    assert "the Nos cost 4.3 points" in explorer.describe()


def test_a_no_costs_nothing_where_it_forbids_what_nobody_would_choose(explorer: Hedging) -> None:
    explorer.set(polarization=0.2, nos=tuple(NOS))
    assert "the Nos cost nothing here" in explorer.describe()


def test_what_is_ruled_out_is_faint_and_not_regretted(explorer: Hedging) -> None:
    explorer.set(nos=("bases",))
    faint = {row["name"] for row in rows(explorer, "rows") if row["opacity"] != 1}
    assert faint == {"balancing"}
    assert [row["text"] for row in rows(explorer, "cells")][3] == "ruled out"


def test_the_least_greatest_regret_is_bold(explorer: Hedging) -> None:
    greatest = {posture.name: posture.greatest_regret for posture in explorer.result.postures}
    assert greatest == {"balance": 14, "hedge": 13, "bandwagon": 14}
    assert [row["name"] for row in rows(explorer, "cells") if row["weight"] == 700] == ["hedging"]


def test_one_stake_moves_the_level_at_which_the_choice_changes(explorer: Hedging) -> None:
    explorer.set(stake="pressure", change=0.25)
    spans = switch_points(challenger_odds=0.6, stakes=Stakes(pressure=15))
    assert [stretch.since for stretch in explorer.result.stretches] == pytest.approx(list(spans["since"]))


def test_even_odds_leave_two_postures_alike(explorer: Hedging) -> None:
    explorer.set(challenger_odds=0.5, polarization=0.8)
    assert "balancing or bandwagoning is best of all three postures" in explorer.describe()


def test_every_stake_is_explained_with_its_number(explorer: Hedging) -> None:
    (stake,) = (control for control in explorer.controls if getattr(control, "name", "") == "stake")
    for name, note in zip(stake.options, stake.notes, strict=True):
        assert f"{getattr(Stakes(), name):.1f}" in note


def test_it_speaks_vietnamese(explorer: Hedging, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    assert explorer.describe().startswith("Ở mức phân cực 30%, phòng bị là tốt nhất trong cả ba lựa chọn (5,4 điểm)")
