"""Cross-checks of the datasets on people-to-people diplomacy: what must hold if ties and figures are right."""

import networkx as nx
import pandas as pd
import pytest

from bamboo_diplomacy.data import describe, load


@pytest.fixture(scope="module")
def actors():
    return load("p2p_actors").set_index("id")


@pytest.fixture(scope="module")
def ties():
    return load("p2p_ties")


@pytest.fixture(scope="module")
def network(ties):
    return nx.from_pandas_edgelist(ties, "from_id", "to_id")


@pytest.fixture(scope="module")
def aid():
    return load("foreign_ngo_aid")


@pytest.mark.parametrize("end", ["from_id", "to_id"])
def test_every_end_of_a_tie_is_an_actor(actors, ties, end):
    assert set(ties[end]) - set(actors.index) == set()


def test_every_actor_has_a_tie(actors, network):
    assert set(actors.index) - set(network) == set()


def test_no_tie_is_told_twice_or_leads_back_to_itself(ties):
    pairs = [frozenset(pair) for pair in zip(ties["from_id"], ties["to_id"], strict=True)]
    assert all(len(pair) == 2 for pair in pairs)
    assert len(set(pairs)) == len(pairs)


def test_no_tie_is_older_than_both_of_its_ends(actors, ties):
    founded = actors["since"]
    for end in ("from_id", "to_id"):
        age = ties["since"] - ties[end].map(founded)
        assert (age.dropna() >= 0).all()


def test_a_tie_begins_before_it_is_reported(ties):
    dated = ties.dropna(subset=["since", "reported"])
    assert (dated["since"] <= dated["reported"]).all()


def test_only_cities_and_provinces_stand_outside_the_pillars(actors):
    assert set(actors.index[actors["pillar"] == "place"]) == set(actors.index[actors["kind"] == "city or province"])


def test_friendship_organisations_name_the_partner_they_are_devoted_to(actors):
    devoted = actors[actors["kind"] == "friendship association"]
    assert (devoted["country"] == "VNM").all()
    assert devoted["partner"].notna().all()


def test_every_firm_pair_of_cities_is_a_tie_of_the_network(network):
    pairs = load("sister_cities")
    for city, partner, kind in zip(pairs["city"], pairs["partner"], pairs["kind"], strict=True):
        assert network.has_edge(city, partner) is (kind != "planned")


def test_nothing_in_the_network_stands_nearer_to_all_pairs_than_vufo(network):
    between = nx.betweenness_centrality(network)
    assert max(between, key=between.__getitem__) == "VUFO"


def test_the_years_of_aid_to_the_country_have_gaps_that_are_known(aid):
    years = aid[(aid["place"] == "Viet Nam") & (aid["span"] == "year")]
    assert years["year"].tolist() == [2002, 2014, 2015, 2020, 2021, 2022, 2023]
    assert (years["currency"] == "USD").all()


def test_half_a_year_is_less_than_its_year(aid):
    country = aid[aid["place"] == "Viet Nam"]
    whole = country[country["span"] == "year"].set_index("year")["amount"]
    halves = country[country["span"] == "half-year"].set_index("year")["amount"]
    assert (halves < whole[halves.index]).all()


def test_the_five_year_total_agrees_with_its_four_years(aid):
    country = aid[aid["place"] == "Viet Nam"]
    four = country[(country["span"] == "year") & country["year"].between(2020, 2023)]["amount"].sum()
    total = country.loc[country["period"] == "2020–2024", "amount"].item()
    assert 200 < total - four < 300


def test_amounts_given_in_both_currencies_imply_rates_near_the_market(aid):
    both = aid.pivot_table(index=["period", "place"], columns="currency", values="amount").dropna()
    assert len(both) == 4
    assert (both["VND"] / both["USD"]).between(23_500, 26_500).all()


def test_a_bank_sells_dollars_for_more_than_it_pays(aid):
    rates = load("vnd_per_usd").pivot_table(index="date", columns="rate", values="dong", observed=True)
    assert (rates["bank buys"] < rates["bank sells"]).all()
    assert ((rates["bank sells"] / rates["central"]) <= 1.05).all()


def test_no_count_of_students_exceeds_the_count_for_all_destinations():
    enrolled = load("students").query("count_rule == 'enrolled'")
    whole = enrolled[enrolled["destination"] == "WLD"].set_index(["period", "origin"])["students"]
    for period, origin, students in enrolled[["period", "origin", "students"]].itertuples(index=False):
        assert students <= whole.get((period, origin), students)


def test_students_carry_the_population_of_their_origin():
    students = load("students")
    somewhere = students["origin"] != "WLD"
    assert students.loc[somewhere, ["origin_population", "population_year"]].notna().all(axis=None)
    assert students.loc[~somewhere, "origin_population"].isna().all()
    assert students.groupby(["origin", "population_year"])["origin_population"].nunique().max() == 1


@pytest.mark.parametrize("name", ["p2p_actors", "p2p_ties", "sister_cities", "foreign_ngo_aid", "vnd_per_usd"])
def test_a_dataset_of_the_topic_warns_of_its_gaps(name):
    assert len(describe(name).sidecar.caveats) >= 2


def test_claims_of_the_reading_stand_in_the_table():
    claims = load("claims")
    verdicts = claims[claims["reading"] == "dong2026"].set_index("id")["verdict"]
    assert verdicts["dong2026-da-nang-393"] == "ambiguous"
    assert verdicts.isin(["consistent", "inconsistent", "outdated", "ambiguous"]).all()


def test_ten_words_belong_to_the_topic():
    words = load("glossary")
    assert words["topics"].str.split("; ").map(lambda topics: "03" in topics).sum() == 10
    assert pd.notna(words["term_vi"]).all()


def test_the_network_stands_as_the_exercise_tells_it(network):
    parts = sorted(map(len, nx.connected_components(network)), reverse=True)
    rest = network.subgraph(set(network) - {"VUFO"})
    assert parts == [52, 5, 4, 3, 3, 3, 2]
    assert (network.degree("VUFO"), network.degree("MOFA"), network.degree("HUFO")) == (15, 9, 3)
    assert nx.betweenness_centrality(network)["HUFO"] == pytest.approx(0.178, abs=0.001)
    assert nx.number_connected_components(rest) == 17
    assert max(map(len, nx.connected_components(rest))) == 21
