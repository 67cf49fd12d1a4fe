"""Index trajectories: places as the datasets have them, and a field that grows in sight."""

import pytest

from bamboo_diplomacy import load, strings
from bamboo_diplomacy.explore import index_trajectories
from bamboo_diplomacy.explore.gallery.index_trajectories import IndexTrajectories
from bamboo_diplomacy.figures.labels import spread

GLOBAL = "Global Soft Power Index"


@pytest.fixture
def editions() -> IndexTrajectories:
    return index_trajectories()


def rows(explorer: IndexTrajectories, dataset: str) -> list[dict[str, object]]:
    return list(explorer.static().spec["datasets"][dataset])


def test_a_lower_rank_can_be_a_better_place(editions: IndexTrajectories) -> None:
    first, last = editions.result.own[0], editions.result.own[-1]
    assert first.rank < last.rank
    assert first.behind < last.behind
    assert "fell from place 50 to 53" in editions.describe()
    assert "ahead of 17% of the others and then of 73%" in editions.describe()


def test_bars_reach_as_far_down_as_countries_are_ranked(editions: IndexTrajectories) -> None:
    assert {row["edition"]: row["ranked"] for row in rows(editions, "fields")} == {
        2020: 60,
        2021: 100,
        2023: 121,
        2024: 193,
        2026: 193,
    }


def test_the_report_that_is_believed_decides_where_reports_disagree(editions: IndexTrajectories) -> None:
    thailand = {}
    for report in ("vnexpress_4239941", "vnplus_196893"):
        editions.set(index=f"{GLOBAL} · {report}", country="THA")
        (place,) = editions.result.own
        thailand[report] = (place.rank, place.ranked)
    assert thailand == {"vnexpress_4239941": (32, 100), "vnplus_196893": (33, 105)}


def test_only_an_index_with_disputed_ranks_asks_which_report_to_believe(editions: IndexTrajectories) -> None:
    options = editions.controls[0].options
    assert [option for option in options if " · " in option] == [option for option in options if GLOBAL in option]
    assert {option.partition(" · ")[0] for option in options} == set(load("soft_power_editions")["index"])


def test_an_edition_that_was_not_read_breaks_the_line(editions: IndexTrajectories) -> None:
    broken = {(row["from"], row["to"]): row["broken"] for row in rows(editions, "steps")}
    assert broken == {(2020, 2021): False, (2021, 2023): True, (2023, 2024): False}


def test_a_place_that_was_worked_out_is_hollow(editions: IndexTrajectories) -> None:
    own = {row["edition"]: row["read"] for row in rows(editions, "places") if row["own"]}
    assert own == {2020: False, 2021: True, 2023: True, 2024: True}


def test_a_rank_that_was_not_reported_is_no_point(editions: IndexTrajectories) -> None:
    assert 2026 not in {row["edition"] for row in rows(editions, "places")}
    editions.set(measure="score")
    assert 2026 in {row["edition"] for row in rows(editions, "places")}


def test_a_name_stands_where_no_line_crosses_it(editions: IndexTrajectories) -> None:
    sides = {row["name"]: row["side"] for row in rows(editions, "names")}
    assert sides["Philippines"] == "left"
    assert {sides[name] for name in ("Viet Nam", "Singapore", "Cambodia", "Myanmar")} == {"right"}


def test_a_country_that_was_not_read_is_not_called_low(editions: IndexTrajectories) -> None:
    editions.set(index="Soft Power 30")
    assert editions.describe().endswith("which is not the same as a low rank.")


def test_one_edition_shows_no_movement(editions: IndexTrajectories) -> None:
    editions.set(index="Asia Power Index", country="TLS")
    assert editions.describe().startswith("Only one edition was read for Timor-Leste, that of 2024: place 26 of 27;")


def test_it_speaks_vietnamese(editions: IndexTrajectories, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    assert editions.describe().startswith("Từ 2020 đến 2024, Việt Nam tụt từ hạng 50 xuống 53, trong khi")


@pytest.mark.parametrize(
    ("values", "placed"),
    [
        ([], []),
        ([5.0], [5.0]),
        ([0.0, 10.0], [0.0, 10.0]),
        ([4.0, 4.0, 4.0], [3.0, 4.0, 5.0]),
        ([0.0, 0.5, 1.2], [-0.43333333, 0.56666667, 1.56666667]),
    ],
)
def test_names_move_apart_as_little_as_needed(values: list[float], placed: list[float]) -> None:
    assert spread(values, gap=1) == pytest.approx(placed)
