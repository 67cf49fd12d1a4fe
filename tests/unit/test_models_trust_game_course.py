"""The course of a match: by hand, over many matches, wrong input."""

import pytest

from bamboo_diplomacy.models.errors import ModelError
from bamboo_diplomacy.models.trust_game import (
    Incident,
    Match,
    Settings,
    course,
    play,
    trust_at_first,
    usual_course,
)


def match(a: str, b: str, **settings: object) -> Match:
    return play(Settings(a=a, b=b, **settings))


def test_cooperation_that_is_never_broken_lasts() -> None:
    assert course(match("tit_for_tat", "grim_trigger")) == "lasts"


def test_cooperation_that_heals_after_a_slip_returns() -> None:
    assert course(match("contrite_tit_for_tat", "contrite_tit_for_tat", incidents=(Incident(5, "A"),))) == "returns"


def test_cooperation_that_begins_after_a_war_returns() -> None:
    assert course(match("graduated_reciprocation", "tit_for_tat", memory_of_war=5)) == "returns"


def test_an_echo_of_reprisals_is_a_failure() -> None:
    assert course(match("tit_for_tat", "tit_for_tat", incidents=(Incident(5, "A"),))) == "fails"


def test_half_of_the_last_ten_rounds_is_enough() -> None:
    late = {"a": "grim_trigger", "b": "grim_trigger", "rounds": 20}
    assert course(match(**late, incidents=(Incident(15, "A"),))) == "fails"
    assert course(match(**late, incidents=(Incident(16, "A"),))) == "returns"


def test_a_short_match_is_all_end() -> None:
    assert course(match("grim_trigger", "grim_trigger", rounds=3, incidents=(Incident(3, "A"),))) == "returns"
    assert course(match("grim_trigger", "grim_trigger", rounds=3, incidents=(Incident(2, "A"),))) == "fails"


def test_trust_begins_where_the_war_left_it() -> None:
    assert trust_at_first(Settings(memory_of_war=3)) == 1 / 5
    ended = match("always_defect", "always_defect", rounds=3)
    assert ended.a.trust[-1] == trust_at_first(Settings(memory_of_war=3))


def test_shares_count_the_matches_of_seeds_in_a_row() -> None:
    settings = Settings(rounds=30, misperception=0.03, seed=5)
    alone = [
        course(match("tit_for_tat", "tit_for_tat", rounds=30, misperception=0.03, seed=seed)) for seed in range(5, 25)
    ]
    usual = usual_course(settings, runs=20)
    assert usual.shares == {name: alone.count(name) / 20 for name in ("lasts", "returns", "fails")}
    assert len(set(alone)) > 1


def test_without_chance_the_usual_trust_is_that_of_the_match() -> None:
    settings = Settings(a="tit_for_tat", b="always_defect", rounds=4, memory_of_war=2)
    trust = usual_course(settings, runs=3).trust.query("side == 'B'")
    assert trust["round"].tolist() == [0, 1, 2, 3, 4]
    expected = [0.25, *play(settings).b.trust]
    for bound in ("low", "middle", "high"):
        assert trust[bound].tolist() == pytest.approx(expected)


def test_a_wider_spread_holds_more_matches() -> None:
    settings = Settings(a="generous_tit_for_tat", b="generous_tit_for_tat", rounds=20, misperception=0.1)
    narrow, wide = (usual_course(settings, runs=40, spread=spread).trust for spread in (0.5, 1.0))
    assert (wide["low"] <= narrow["low"]).all()
    assert (wide["high"] >= narrow["high"]).all()
    assert (wide["high"] > narrow["high"]).any()


def test_matches_of_unequal_length_count_where_they_were_played() -> None:
    settings = Settings(rounds=30, continuation=0.8)
    trust = usual_course(settings, runs=10).trust
    longest = max(play(Settings(rounds=30, continuation=0.8, seed=seed)).rounds for seed in range(10))
    assert trust["round"].max() == longest
    assert trust.notna().all(axis=None)


def test_what_is_not_a_match_is_refused() -> None:
    with pytest.raises(ModelError, match="must be Match"):
        course("CCDD")  # type: ignore[arg-type]


def test_a_spread_beyond_all_matches_is_refused() -> None:
    with pytest.raises(ModelError, match="`spread` is a probability"):
        usual_course(Settings(), spread=80)
