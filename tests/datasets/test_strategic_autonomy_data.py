"""Cross-checks of the datasets on strategic autonomy: votes, surveys, doctrine, and how Nos are counted."""

import pytest

from bamboo_diplomacy import course
from bamboo_diplomacy.data import load
from bamboo_diplomacy.models import alignment


@pytest.fixture(scope="module")
def voting():
    return load("un_voting")


@pytest.fixture(scope="module")
def votes():
    return load("ukraine_votes")


@pytest.fixture(scope="module")
def survey():
    return load("asean_survey")


@pytest.fixture(scope="module")
def doctrine():
    return load("doctrine")


@pytest.fixture(scope="module")
def nos():
    return load("nos")


def test_an_ideal_point_lies_within_its_interval(voting):
    assert ((voting["low"] < voting["ideal_point"]) & (voting["ideal_point"] < voting["high"])).all()


@pytest.mark.parametrize(("column", "iso3"), [("agree_us", "USA"), ("agree_china", "CHN"), ("agree_russia", "RUS")])
def test_a_state_agrees_with_itself_in_every_vote(voting, column, iso3):
    assert (voting.loc[voting["iso3"] == iso3, column] == 1).all()


def test_viet_nam_has_a_row_for_every_year(voting):
    assert voting.loc[voting["iso3"] == "VNM", "year"].tolist() == list(range(1977, 2024))


def test_members_of_asean_are_those_of_the_table_of_members(voting):
    joined = load("asean_members").set_index("iso3")["joined_year"]
    others = ~voting["iso3"].isin(joined.index)
    assert set(voting.loc[others, "iso3"]) == {"USA", "CHN", "RUS"}
    assert not voting.loc[others, "member"].any()
    known = voting[~others]
    assert (known["member"] == (known["iso3"].map(joined) <= known["year"])).all()


def test_names_of_members_are_those_of_the_table_of_members(voting):
    names = load("asean_members").set_index("iso3")["country"]
    found = voting.drop_duplicates("iso3").set_index("iso3")["country"]
    assert found.drop(["USA", "CHN", "RUS"]).to_dict() == names.to_dict()


def test_the_united_states_is_always_the_farthest_from_viet_nam(voting):
    assert (alignment.distances(voting, "VNM").idxmax(axis="columns") == "USA").all()


def test_agreement_falls_where_distance_grows(voting):
    own = voting[voting["iso3"] == "VNM"].set_index("year")["agree_us"]
    apart = alignment.distance(voting, "VNM", "USA")
    assert own.corr(apart) < -0.5


def test_three_abstentions_and_a_no_and_an_abstention(votes):
    assert votes["viet_nam"].tolist() == ["abstain", "abstain", "no", "abstain", "abstain"]
    assert votes["date"].is_monotonic_increasing


def test_no_more_states_vote_than_there_are(votes):
    assert (votes[["yes", "no", "abstain"]].sum(axis="columns") <= 193).all()


def test_a_leaning_to_the_united_states_is_always_strong_in_viet_nam(survey):
    choice = survey[survey["question"] == "choose US"].pivot_table("per_cent", "year", "group", observed=True)
    both = choice.dropna(subset=["Viet Nam"])
    assert (both["Viet Nam"] > both["ASEAN average"] + 20).all()


def test_a_few_headline_figures_are_no_table_of_the_survey(survey):
    assert len(survey) <= 30
    assert len(set(survey["group"])) <= 4


def test_doctrine_stands_in_the_order_of_time(doctrine):
    assert doctrine["date"].is_monotonic_increasing


def test_what_contradicts_another_row_is_called_a_claim(doctrine):
    first = doctrine[doctrine["theme"] == "bamboo"].set_index("id")
    assert first.loc["bamboo-2016", "date"] < first.loc["bamboo-claim-2021", "date"]
    assert doctrine.loc[doctrine["kind"] == "claim", "id"].tolist() == ["bamboo-claim-2021"]


def test_a_list_called_three_holds_four_refusals_by_one_reading(nos):
    lists = nos.groupby("statement")
    assert lists.size().to_dict() == {
        "press-2019": 4,
        "vu2025-four": 5,
        "vu2025-three": 4,
        "white-paper-2009": 4,
        "white-paper-2019": 5,
    }
    assert lists["counted"].nunique().eq(1).all()


def test_where_refusals_are_joined_the_count_is_that_of_the_name(nos):
    joined = nos.dropna(subset=["no"]).groupby("statement")
    assert (joined["no"].nunique() == joined["counted"].first()).all()


def test_places_in_a_list_run_without_a_gap(nos):
    for _, one in nos.groupby("statement"):
        assert one["place"].tolist() == list(range(1, len(one) + 1))


def test_claims_of_the_reading_have_every_verdict():
    claims = load("claims")
    verdicts = claims[claims["reading"] == "vu2025"].set_index("id")["verdict"]
    assert set(verdicts) == {"consistent", "inconsistent", "outdated", "ambiguous"}
    assert verdicts["vu2025-three-nos-four-items"] == "inconsistent"


def test_the_claim_on_the_decade_farthest_from_the_united_states_holds_in_the_votes(voting):
    means = alignment.trend_by_decade(alignment.distance(voting, "VNM", "USA"))["mean"]
    assert means.idxmax() == 1990


def test_the_claim_on_the_poorest_of_1991_holds_for_the_region():
    panel = load("asean_panel").query("year == 1991").pivot_table("value", "iso3", "indicator", observed=True)
    per_head = (panel["gdp"] / panel["population"]).dropna().sort_values()
    assert per_head.index.tolist()[:2] == ["MMR", "VNM"]


def test_the_words_of_the_topic_are_ten():
    assert len(course.glossary("06").text.splitlines()) == 10
