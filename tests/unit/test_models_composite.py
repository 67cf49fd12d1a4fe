"""Composite indices: values by hand, choices that turn rankings, gaps and ties said in words."""

import math
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from bamboo_diplomacy.models import composite
from bamboo_diplomacy.models.composite import Design, composite_index, rank_stability
from bamboo_diplomacy.models.errors import ModelError

LOPSIDED = pd.DataFrame({"visitors": [100, 45, 0], "heritage": [0, 45, 10]}, index=["Star", "Steady", "Last"])
GAPPY = pd.DataFrame({"visitors": [9, 3, None], "heritage": [1, 6, 2]}, index=["Ant", "Bee", "Cat"])
SCORES = st.lists(st.integers(-1000, 1000), min_size=2, max_size=12).filter(lambda values: len(set(values)) > 1)


def series(*values: float | None, name: str = "visitors") -> pd.Series:
    return pd.Series(values, index=[f"C{place}" for place in range(len(values))], name=name, dtype=float)


def test_min_max_puts_the_worst_at_zero_and_the_best_at_one() -> None:
    assert composite.min_max(series(10, 15, 30)).tolist() == [0, 0.25, 1]


@given(SCORES)
def test_z_scores_are_those_of_scipy(values: list[int]) -> None:
    assert composite.z_scores(series(*values)).to_numpy() == pytest.approx(stats.zscore(values))


@given(SCORES)
def test_rank_scores_are_those_of_scipy(values: list[int]) -> None:
    assert composite.rank_scores(series(*values)).tolist() == stats.rankdata(values).tolist()


@pytest.mark.parametrize("normalise", composite.NORMALISATIONS.values())
def test_a_small_number_can_be_the_good_one(normalise: Callable[..., pd.Series]) -> None:
    turned = normalise(series(1, 5, 9), higher_is_better=False)

    assert turned.is_monotonic_decreasing


@pytest.mark.parametrize("normalise", composite.NORMALISATIONS.values())
def test_a_missing_value_stays_missing_and_moves_nobody(normalise: Callable[..., pd.Series]) -> None:
    with_gap = normalise(series(1, None, 5, 9))

    assert math.isnan(with_gap.iloc[1])
    assert with_gap.dropna().tolist() == normalise(series(1, 5, 9)).tolist()


@pytest.mark.parametrize("method", composite.NORMALISATIONS)
def test_points_are_above_zero(method: str) -> None:
    assert (composite.normalise(LOPSIDED, method) > 0).all(axis=None)


def test_an_arithmetic_mean_forgives_a_weakness_and_a_geometric_mean_does_not() -> None:
    assert composite_index(LOPSIDED, Design(weights={"visitors": 2, "heritage": 1})).ranks["Star"] == 1
    assert composite_index(LOPSIDED, Design(mean="geometric", weights={"visitors": 2, "heritage": 1})).ranks["Star"] > 1


@given(SCORES, st.data())
def test_the_geometric_mean_is_that_of_scipy_and_never_above_the_arithmetic(
    values: list[int], data: st.DataObject
) -> None:
    points = np.abs(np.array([values], dtype=float)) + 1
    weights = data.draw(st.lists(st.floats(0.01, 1), min_size=len(values), max_size=len(values)))

    geometric = composite.geometric_mean(points, np.array([weights]))[0, 0]

    assert geometric == pytest.approx(stats.gmean(points[0], weights=weights))
    assert geometric <= composite.arithmetic_mean(points, np.array([weights]))[0, 0] * (1 + 1e-9)


def test_only_the_proportions_of_weights_count() -> None:
    one = composite_index(LOPSIDED, Design(weights={"visitors": 1, "heritage": 3}))
    other = composite_index(LOPSIDED, Design(weights={"visitors": 10, "heritage": 30}))

    assert one.weights.to_dict() == other.weights.to_dict() == {"visitors": 0.25, "heritage": 0.75}
    assert one.scores.tolist() == other.scores.tolist()


def test_weights_can_be_a_series() -> None:
    weights = pd.Series({"visitors": 1, "heritage": 3})

    assert composite_index(LOPSIDED, Design(weights=weights)).weights.to_dict() == {"visitors": 0.25, "heritage": 0.75}


@pytest.mark.parametrize("model", [composite_index, rank_stability])
def test_what_is_no_design_is_refused(model: Callable[..., object]) -> None:
    with pytest.raises(ModelError, match=r"`design` must be Design\(\.\.\.\), not {'visitors': 2}"):
        model(LOPSIDED, {"visitors": 2})


def test_an_indicator_without_weight_counts_for_nothing() -> None:
    index = composite_index(GAPPY, Design(weights={"heritage": 1, "visitors": 0}))

    assert index.ranks.to_dict() == {"Bee": 1, "Cat": 2, "Ant": 3}
    assert index.note == ""


def test_the_index_is_the_weighted_mean_of_the_points() -> None:
    index = composite_index(LOPSIDED, Design(weights={"visitors": 1, "heritage": 3}))

    assert index.scores["Star"] == pytest.approx(0.25 * 100 + 0.75 * 1)


def test_a_country_with_a_gap_is_not_ranked_and_named() -> None:
    index = composite_index(GAPPY, Design(weights={"visitors": 2, "heritage": 1}))

    assert index.ranks.to_dict() == {"Ant": 1, "Bee": 2}
    assert index.note == "Cat lacks visitors and is not ranked."


def test_a_country_with_a_gap_can_be_judged_by_the_rest() -> None:
    index = composite_index(GAPPY, Design(gaps="reweighted", weights={"visitors": 2, "heritage": 1}))

    assert index.scores["Cat"] == pytest.approx(1 + 99 * (2 - 1) / (6 - 1))
    assert "Cat lacks visitors and is judged by the other indicators." in index.note


def test_ties_share_the_better_rank_and_are_named() -> None:
    index = composite_index(pd.DataFrame({"a": [1, 2, 2, 0]}, index=["Ant", "Bee", "Cat", "Dog"]))

    assert index.ranks.to_dict() == {"Bee": 1, "Cat": 1, "Ant": 3, "Dog": 4}
    assert index.note == "Bee and Cat share rank 1."


@given(SCORES)
def test_ranks_are_those_of_scipy(values: list[int]) -> None:
    places = composite.ranks(series(*values))

    assert places.sort_index().tolist() == (
        pd.Series(stats.rankdata(-np.array(values), method="min"), index=series(*values).index).sort_index().tolist()
    )


def test_rounding_is_no_lead() -> None:
    assert composite.ranks(series(0.1 + 0.2, 0.3)).tolist() == [1, 1]


def test_whoever_leads_in_everything_leads_under_any_weights() -> None:
    table = pd.DataFrame({"a": [9, 5, 1], "b": [8, 3, 4]}, index=["Ant", "Bee", "Cat"])

    firm = rank_stability(table, draws=200)

    assert firm.shares.loc["Ant"].tolist() == [1, 0, 0]
    assert firm.bands.loc["Ant"].tolist() == [1, 1, 1]


def test_equal_weights_draw_every_set_of_weights_alike() -> None:
    # Of two indicators that rank two countries oppositely, each decides for half of all weights.
    table = pd.DataFrame({"a": [1, 0], "b": [0, 1]}, index=["Ant", "Bee"])

    firm = rank_stability(table, draws=10_000)

    assert firm.shares.loc["Ant", 1] == pytest.approx(0.5, abs=0.02)


def test_shares_of_the_ranks_agree_with_a_count_of_weights() -> None:
    # Ant leads as soon as "a" weighs more than a third: on a flat Dirichlet of two, two thirds of the draws.
    table = pd.DataFrame({"a": [2, 0, 1], "b": [1, 2, 0]}, index=["Ant", "Bee", "Cat"])

    firm = rank_stability(table, draws=10_000)

    assert firm.shares.loc["Ant", 1] == pytest.approx(2 / 3, abs=0.02)
    assert firm.shares.sum(axis=1).tolist() == pytest.approx([1, 1, 1])


def test_firmer_weights_give_narrower_bands() -> None:
    table = pd.DataFrame(np.random.default_rng(3).random((8, 5)), index=list("ABCDEFGH"), columns=list("abcde"))

    loose, firm = (rank_stability(table, firmness=firmness).bands for firmness in (1, 200))

    assert (firm["high"] - firm["low"]).sum() < (loose["high"] - loose["low"]).sum()


def test_the_same_seed_draws_the_same_weights() -> None:
    table = pd.DataFrame({"a": [2, 0, 1], "b": [1, 2, 0]}, index=["Ant", "Bee", "Cat"])

    assert rank_stability(table, seed=7).shares.equals(rank_stability(table, seed=7).shares)
    assert not rank_stability(table, seed=7).shares.equals(rank_stability(table, seed=8).shares)


def test_a_country_with_gaps_keeps_its_place_in_the_band() -> None:
    firm = rank_stability(GAPPY, Design(gaps="reweighted"))

    assert set(firm.bands.index) == {"Ant", "Bee", "Cat"}
    assert firm.shares.sum(axis=1).tolist() == pytest.approx([1, 1, 1])


@pytest.mark.parametrize(
    ("design", "sentence"),
    [
        ({"normalisation": "minmax"}, 'There is no normalisation "minmax". Did you mean "min_max"?'),
        ({"mean": "median"}, 'There is no mean "median".'),
        ({"gaps": "guess"}, 'There is no way with gaps "guess".'),
        ({"weights": {"a": -1}}, "`weight of a` must be at least 0, not -1."),
        ({"weights": [1, 2]}, "`weights` must name its indicators"),
        ({"lower_is_better": "prices"}, '`lower_is_better` must list names, even one: ("prices",).'),
    ],
)
def test_a_design_refuses_in_a_sentence(design: dict[str, object], sentence: str) -> None:
    with pytest.raises(ModelError) as caught:
        Design(**design)  # type: ignore[arg-type]
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize(
    ("table", "design", "sentence"),
    [
        ([1, 2], {}, "The indicators must be a pandas DataFrame"),
        (pd.DataFrame(index=["Ant", "Bee"]), {}, "The table has no indicator"),
        (GAPPY.iloc[:1], {}, "The table has 1 countries: a ranking needs at least two."),
        (GAPPY.assign(name="x"), {}, "`name` must hold numbers"),
        (pd.concat([GAPPY, GAPPY]), {}, "`visitors` has Ant more than once"),
        (pd.concat([GAPPY, GAPPY], axis=1), {}, 'The table has the indicator "visitors" more than once'),
        (GAPPY.assign(visitors=math.inf), {}, "`visitors` is infinite for Ant"),
        (GAPPY.assign(sites=7), {}, 'The indicator "sites" is the same for every country'),
        (GAPPY.assign(sites=math.nan), {}, 'The indicator "sites" is missing for every country'),
        (GAPPY, {"weights": {"visitor": 1}}, 'There is no indicator "visitor". Did you mean "visitors"?'),
        (GAPPY, {"weights": {"visitors": 0}}, "Every weight is zero"),
        (GAPPY, {"lower_is_better": ("prices",)}, 'There is no indicator "prices".'),
        (
            pd.DataFrame({"a": [1, 2, None, None], "b": [None, None, 1, 2]}, index=list("ABCD")),
            {},
            "Every country lacks one of the indicators",
        ),
    ],
)
def test_a_table_that_cannot_be_ranked_is_refused_in_a_sentence(
    table: object, design: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ModelError) as caught:
        composite_index(table, Design(**design))  # type: ignore[arg-type]
    assert str(caught.value).startswith(sentence)


def test_the_geometric_mean_of_zero_is_refused() -> None:
    with pytest.raises(ModelError, match="points above zero"):
        composite.geometric_mean(np.array([[0.0, 1.0]]), np.array([[0.5, 0.5]]))


@pytest.mark.parametrize("options", [{"draws": 0}, {"draws": 20_000}, {"firmness": 0}, {"seed": -1}])
def test_draws_out_of_bounds_are_refused(options: dict[str, float]) -> None:
    with pytest.raises(ModelError, match=f"`{next(iter(options))}` must be"):
        rank_stability(LOPSIDED, **options)  # type: ignore[arg-type]


def test_a_rank_that_falls_can_leave_more_behind() -> None:
    assert composite.share_behind(50, 60) == pytest.approx(10 / 59)
    assert composite.share_behind(53, 193) == pytest.approx(140 / 192)


@pytest.mark.parametrize(
    ("rank", "of_n", "sentence"),
    [(0, 30, "`rank` must be at least 1"), (31, 30, "Rank 31 of 30 cannot be"), (1, 1, "`of_n` must be at least 2")],
)
def test_a_place_that_cannot_be_is_refused(rank: int, of_n: int, sentence: str) -> None:
    with pytest.raises(ModelError, match=sentence):
        composite.share_behind(rank, of_n)
