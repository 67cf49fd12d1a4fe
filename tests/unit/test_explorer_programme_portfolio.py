"""Programme portfolio: both choices stay within the budget, the difference is named, and weights decide."""

from itertools import combinations

import pytest

from bamboo_diplomacy import strings
from bamboo_diplomacy.explore import programme_portfolio
from bamboo_diplomacy.explore.gallery.programme_portfolio import AUDIENCES, ProgrammePortfolio
from bamboo_diplomacy.models.portfolio import OBJECTIVES


@pytest.fixture
def explorer() -> ProgrammePortfolio:
    return programme_portfolio()


def test_no_affordable_set_of_programmes_is_worth_more_than_the_best(explorer: ProgrammePortfolio) -> None:
    offers = explorer.result.offers
    worth = max(
        sum(offer.value for offer in chosen)
        for count in range(len(offers) + 1)
        for chosen in combinations(offers, count)
        if sum(offer.cost for offer in chosen) <= explorer.settings.budget
    )
    assert explorer.result.best.value == worth


def test_both_choices_stay_within_the_budget_and_neither_beats_the_best(explorer: ProgrammePortfolio) -> None:
    for budget in range(100, 421, 40):
        explorer.set(budget=budget)
        greedy, best = explorer.result.greedy, explorer.result.best
        assert max(greedy.cost, best.cost) <= budget
        assert greedy.value <= best.value


def test_the_programmes_that_make_the_difference_are_named(explorer: ProgrammePortfolio) -> None:
    assert "it gives up “Food streets” for “Summer language school”" in explorer.describe()
    assert explorer.static().title == "Value for money first buys 78 points; this budget can buy 85"


def test_where_both_agree_the_title_says_so(explorer: ProgrammePortfolio) -> None:
    explorer.set(budget=100)
    assert explorer.result.greedy.value == explorer.result.best.value
    assert explorer.static().title == "Here value for money finds the best choice: 65 points"
    assert "nothing is worth a change" in explorer.describe()


def test_an_audience_without_weight_gets_nothing(explorer: ProgrammePortfolio) -> None:
    explorer.set(public=0)
    taken = {offer.audience for offer in explorer.result.offers if offer.name in explorer.result.best.chosen}
    assert "public" not in taken


def test_a_programme_for_every_audience_has_a_price(explorer: ProgrammePortfolio) -> None:
    explorer.set(everybody=True)
    shared = explorer.result.shared
    assert shared is not None
    taken = {offer.audience for offer in explorer.result.offers if offer.name in shared.chosen}
    assert taken == set(AUDIENCES)
    assert explorer.result.best.value - shared.value == 4
    assert explorer.describe().endswith("with a programme for every audience it is 81, so that rule costs 4.")


def test_twice_all_weights_give_the_same_choice(explorer: ProgrammePortfolio) -> None:
    chosen = explorer.result.best.chosen
    explorer.set(**dict.fromkeys(OBJECTIVES, 2))
    assert explorer.result.best.chosen == chosen


def test_without_any_weight_it_says_what_to_do(explorer: ProgrammePortfolio) -> None:
    explorer.set(**dict.fromkeys(OBJECTIVES, 0))
    assert explorer.describe().startswith("Nothing is worth anything: give at least one objective")


def test_the_segments_of_a_bar_add_up_to_what_the_choice_costs(explorer: ProgrammePortfolio) -> None:
    segments = explorer.static().spec["datasets"]["segments"]
    ends = [row["end"] for row in segments if row["start"] == 0]
    assert len(ends) == 2
    assert max(row["end"] for row in segments) == explorer.result.best.cost


def test_the_picture_says_that_its_data_is_synthetic(explorer: ProgrammePortfolio) -> None:
    assert explorer.static().subtitle.startswith("Synthetic data: programmes, costs and effects are invented.")


def test_it_speaks_vietnamese(explorer: ProgrammePortfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    assert explorer.static().subtitle.startswith("Dữ liệu giả lập")
