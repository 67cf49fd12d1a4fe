"""Cross-checks of the datasets on ASEAN and Viet Nam's cultural diplomacy: what must hold if the rows are right."""

import pytest

from bamboo_diplomacy.data import load

FOUNDERS = {"Indonesia", "Malaysia", "Philippines", "Singapore", "Thailand"}


@pytest.fixture(scope="module")
def members():
    return load("asean_members")


@pytest.fixture(scope="module")
def activities():
    return load("cultural_activities")


@pytest.fixture(scope="module")
def framework():
    return load("ascc_framework")


@pytest.fixture(scope="module")
def arrivals():
    return load("arrivals")


def words(cells):
    """Return every word of cells with several, once."""
    return set(cells.dropna().str.split("; ").explode())


@pytest.mark.parametrize(
    ("year", "count"), [(1966, 0), (1967, 5), (1984, 6), (1995, 7), (1997, 9), (1999, 10), (2025, 11)]
)
def test_members_at_a_year_are_as_many_as_asean_says(members, year, count):
    assert (members["joined_year"] <= year).sum() == count


def test_the_founders_are_the_five_of_bangkok(members):
    assert set(members.loc[members["founder"], "country"]) == FOUNDERS
    assert set(members.loc[members["founder"], "joined"]) == {"1967-08-08"}


def test_the_year_of_joining_is_that_of_the_date(members):
    assert (members["joined"].str[:4].astype(int) == members["joined_year"]).all()


def test_no_two_members_share_a_tile(members):
    assert not members.duplicated(["tile_column", "tile_row"]).any()


@pytest.mark.parametrize("name", ["asean_panel", "religions", "languages", "heritage"])
def test_a_member_has_one_name_in_all_tables(members, name):
    names = members.set_index("iso3")["country"]
    rows = load(name).drop_duplicates("iso3").set_index("iso3")["country"]
    assert rows.to_dict() == names[rows.index].to_dict()


def test_product_in_the_panel_and_among_the_members_is_of_one_size_but_for_cambodia(members):
    panel = load("asean_panel").query("indicator == 'gdp' and year == 2023").set_index("iso3")["value"]
    ratio = members.set_index("iso3")["gdp"] / panel
    assert ratio.index[~ratio.between(0.8, 1.25)].tolist() == ["KHM"]


def test_population_in_the_panel_and_among_the_members_is_of_one_size(members):
    panel = load("asean_panel").query("indicator == 'population' and year == 2020").set_index("iso3")["value"]
    ratio = members.set_index("iso3")["population"] / panel
    assert ratio.between(0.95, 1.15).all()


def test_brunei_has_no_arrivals_in_the_panel():
    panel = load("asean_panel").query("indicator == 'arrivals'")
    assert "BRN" not in set(panel["iso3"])


def test_shares_of_religions_add_up_to_one_within_rounding():
    total = load("religions").groupby("iso3", observed=True)["share"].sum()
    assert len(total) == 11
    assert total.between(0.99, 1.01).all()


def test_shares_of_languages_add_up_to_one_where_there_are_any():
    languages = load("languages")
    shares = languages[languages["measure"] == "share"].groupby("country")["value"].sum()
    assert set(shares.index) == {"Cambodia", "Philippines", "Singapore", "Thailand", "Timor-Leste"}
    assert shares.between(0.99, 1.01).all()
    assert (languages["measure"] == "living languages").sum() == 11


def test_objectives_of_activities_are_the_five(activities):
    assert words(activities["objectives"]) == set(load("cultural_objectives")["code"])


def test_audiences_are_of_four_kinds(activities):
    assert words(activities["audiences"]) == {"public", "youth", "elites", "diaspora"}


def test_partners_are_other_members(activities, members):
    assert words(activities["partners"]) == set(members["iso3"].astype(str)) - {"VNM"}


def test_no_member_takes_part_before_it_joined_unless_it_is_a_neighbour_or_timor_leste(activities, members):
    joined = members.set_index("iso3")["joined_year"]
    partners = (
        activities.assign(partner=activities["partners"].str.split("; ")).explode("partner").dropna(subset="partner")
    )
    early = partners[partners["year"] < partners["partner"].map(joined)]
    assert set(early["partner"]) <= {"LAO", "TLS"}


def test_activities_stand_in_the_order_of_years(activities):
    assert activities["year"].is_monotonic_increasing
    assert (activities["year"].min(), activities["year"].max()) == (1995, 2025)


def test_an_activity_names_a_mechanism_of_the_framework(activities, framework):
    kinds = framework.set_index("id")["kind"]
    assert set(kinds[sorted(words(activities["framework"]))]) <= {"mechanism", "programme"}


def test_every_part_of_the_framework_hangs_on_another_up_to_a_pillar(framework):
    parents = framework.dropna(subset="parent").set_index("id")["parent"].to_dict()
    tops = set(framework.loc[framework["parent"].isna(), "id"])
    for part in parents:
        above = part
        while above not in tops:
            above = parents[above]
    assert set(framework.loc[framework["parent"].isna(), "kind"]) == {"pillar", "milestone"}


def test_three_pillars_five_characteristics_four_objectives(framework):
    counts = framework["kind"].value_counts()
    assert counts[["pillar", "characteristic", "cultural objective"]].tolist() == [3, 5, 4]


def test_areas_are_as_many_as_a_characteristic_says_where_it_says_it(framework):
    said = framework[framework["kind"] == "characteristic"].set_index("id")["areas"].dropna()
    found = framework[framework["kind"] == "key result area"]["parent"].value_counts()
    assert said.to_dict() == found[said.index].to_dict() == {"A": 2, "B": 3, "C": 4}


def test_places_of_viet_nam_and_practices_of_indonesia_are_all_there():
    counts = load("heritage").groupby(["kind", "iso3"], observed=True).size()
    assert counts["World Heritage", "VNM"] == 9
    assert counts["intangible heritage", "IDN"] == 16


def test_the_total_of_arrivals_lacks_only_2021(arrivals):
    years = arrivals.loc[arrivals["origin"] == "WLD", "year"].tolist()
    assert years == [year for year in range(1995, 2026) if year != 2021]


def test_the_total_of_arrivals_is_that_of_the_panel(arrivals):
    panel = load("asean_panel").query("indicator == 'arrivals' and iso3 == 'VNM'").set_index("year")["value"]
    total = arrivals[arrivals["origin"] == "WLD"].set_index("year")["arrivals"]
    assert total.loc[1995:2020].to_dict() == panel.to_dict()


def test_origins_of_a_year_never_exceed_the_total(arrivals):
    total = arrivals[arrivals["origin"] == "WLD"].set_index("year")["arrivals"]
    parts = arrivals[arrivals["origin"] != "WLD"].groupby("year")["arrivals"].sum()
    assert (parts <= total[parts.index]).all()


def test_members_among_the_origins_are_the_eleven_at_most(arrivals, members):
    assert set(arrivals.loc[arrivals["member"], "origin"]) <= set(members["iso3"].astype(str)) - {"VNM"}
