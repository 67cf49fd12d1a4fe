"""Who connects peoples: ties stand when the sources say so, a removal cuts whom it cuts, places never move."""

from itertools import pairwise

import pytest

from bamboo_diplomacy import load, strings
from bamboo_diplomacy.explore import who_connects_peoples
from bamboo_diplomacy.explore.gallery.who_connects_peoples import WhoConnectsPeoples
from bamboo_diplomacy.figures.contact_places import ROW, places
from bamboo_diplomacy.models.network import graph_from_ties


@pytest.fixture
def explorer() -> WhoConnectsPeoples:
    return who_connects_peoples()


def drawn(explorer: WhoConnectsPeoples, name: str) -> dict[str, dict[str, object]]:
    return {str(row["name"]): row for row in explorer.static().spec["datasets"][name]}


def test_it_shows_every_tie_of_the_dataset(explorer: WhoConnectsPeoples) -> None:
    ties = load("p2p_ties")
    assert explorer.result.graph.number_of_edges() == len(ties)
    assert set(explorer.result.graph) == set(ties["from_id"]) | set(ties["to_id"])


def test_without_uncertain_ties_an_early_year_shows_only_what_is_dated(explorer: WhoConnectsPeoples) -> None:
    explorer.set(year=1996, uncertain=False)
    ties = load("p2p_ties")
    assert explorer.result.graph.number_of_edges() == (ties["since"] <= 1996).sum()


def test_a_tie_that_may_have_stood_is_dashed(explorer: WhoConnectsPeoples) -> None:
    explorer.set(year=2000)
    dashes = {row["tie"]: row["dash"] for row in explorer.static().spec["datasets"]["ties"]}
    assert dashes["Hanoi – Beijing"] == [1, 0]
    assert dashes["HUFO – Ho Chi Minh City"] == [5, 4]


def test_without_the_union_two_cities_keep_contact_through_a_third(explorer: WhoConnectsPeoples) -> None:
    explorer.set(removed="VUFO")
    gone = explorer.result.removal
    assert gone is not None
    assert {"Hanoi", "Bangkok", "Ho Chi Minh City"} <= set(gone.parts[0])
    assert ("HAUFO", "MOFA") in gone.lost
    assert explorer.static().title == f"Without VUFO, {len(gone.lost)} of {gone.pairs:,} pairs lose contact"


def test_who_is_cut_off_is_hollow_and_who_was_never_in_contact_is_faint(explorer: WhoConnectsPeoples) -> None:
    explorer.set(removed="VUFO")
    rows = drawn(explorer, "actors")
    assert (rows["Hanoi"]["fill"], rows["Hanoi"]["opacity"]) == (1, 1)
    assert (rows["Ministry of Foreign Affairs"]["fill"], rows["Ministry of Foreign Affairs"]["opacity"]) == (0, 1)
    assert (rows["Hoi An"]["fill"], rows["Hoi An"]["opacity"]) == (1, 0.3)
    assert rows["Viet Nam Union of Friendship Organizations"]["cross"] == "✕"


def test_nobody_hangs_on_one_of_several_givers(explorer: WhoConnectsPeoples) -> None:
    explorer.set(removed="GIBTK")
    assert explorer.describe().startswith("Without Giving It Back To Kids everybody else keeps contact")


def test_an_actor_that_the_year_does_not_show_takes_nothing_with_it(explorer: WhoConnectsPeoples) -> None:
    explorer.set(removed="GIBTK", year=2000, uncertain=False)
    assert explorer.result.removal is None
    assert explorer.describe().startswith("Giving It Back To Kids has no tie in 2000")


def test_pillars_keep_ties_between_those_who_act(explorer: WhoConnectsPeoples) -> None:
    explorer.set(pillars=("party", "state"))
    assert set(load("p2p_actors").set_index("id").loc[list(explorer.result.graph), "pillar"]) == {"party", "state"}


def test_a_year_without_a_tie_says_so(explorer: WhoConnectsPeoples) -> None:
    explorer.set(year=1990, uncertain=False)
    assert explorer.static().title == "No tie between these actors is known for 1990"
    assert "name no tie" in explorer.describe()


def test_an_actor_keeps_its_place_whatever_is_shown(explorer: WhoConnectsPeoples) -> None:
    whole = drawn(explorer, "actors")
    explorer.set(year=2005, pillars=("place",), measure="betweenness")
    part = drawn(explorer, "actors")
    assert part
    assert {name: (row["at"], row["y"]) for name, row in part.items()} == {
        name: (whole[name]["at"], whole[name]["y"]) for name in part
    }


def test_no_two_names_of_a_column_overlap() -> None:
    found = places(graph_from_ties(load("p2p_ties"), load("p2p_actors"))).values()
    for column in range(6):
        heights = sorted(place.y for place in found if place.column == column)
        gaps = [b - a for a, b in pairwise(heights)]
        assert min(gaps, default=ROW) >= 0.95 * ROW


def test_it_speaks_vietnamese(explorer: WhoConnectsPeoples, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    assert explorer.static().title == "Năm 2026, VUFO có nhiều mối liên hệ nhất trong mạng lưới này: 15"
    assert "Hà Nội" in drawn(explorer, "actors")
