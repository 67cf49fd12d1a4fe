"""Evaluation: four means by hand, a regression as an independent implementation, and surveys whose truth is known."""

import math

import numpy as np
import pandas as pd
import pytest

from bamboo_diplomacy.models import evaluation
from bamboo_diplomacy.models.errors import ModelError
from bamboo_diplomacy.models.evaluation import SurveyDesign, synthetic_survey

SURVEYS = 200


def survey(**cells: list[float]) -> pd.DataFrame:
    rows = [
        {"group": name[:-1], "wave": int(name[-1]), "warmth": answer} for name, one in cells.items() for answer in one
    ]
    return pd.DataFrame(rows)


SMALL = survey(comparison2=[40, 60], comparison3=[45, 65], programme2=[50, 70], programme3=[65, 85])


# By hand


def test_three_comparisons_of_one_survey_give_three_answers() -> None:
    assert evaluation.before_after(SMALL).value == 15
    assert evaluation.with_without(SMALL).value == 20
    assert evaluation.difference_in_differences(SMALL).value == 10


def test_the_standard_error_joins_those_of_the_means() -> None:
    # Every cell is 20 wide: a standard deviation of 14.14, over two respondents a standard error of 10.
    assert evaluation.before_after(SMALL).standard_error == pytest.approx(math.sqrt(200))
    assert evaluation.difference_in_differences(SMALL).standard_error == pytest.approx(20)


def test_the_interval_is_two_standard_errors_wide_to_either_side() -> None:
    found = evaluation.difference_in_differences(SMALL)

    assert (found.low, found.high) == pytest.approx((10 - 1.959964 * 20, 10 + 1.959964 * 20), rel=1e-6)
    assert not found.clear


def test_a_share_is_a_mean_of_true_and_false() -> None:
    answers = SMALL.assign(favourable=SMALL["warmth"] > 50)

    assert evaluation.with_without(answers, "favourable").value == 0.5


def test_a_missing_answer_is_left_out() -> None:
    gap = pd.concat([SMALL, survey(programme3=[math.nan])])

    assert evaluation.difference_in_differences(gap) == evaluation.difference_in_differences(SMALL)


# Against a regression


@pytest.mark.parametrize("seed", range(5))
def test_it_is_the_interaction_of_a_regression_with_robust_errors(seed: int) -> None:
    rows = synthetic_survey(SurveyDesign(respondents=30, seed=seed)).query("wave >= 2")
    treated, after = (rows["group"] == "programme").to_numpy(float), (rows["wave"] == 3).to_numpy(float)
    design = np.column_stack([np.ones(len(rows)), treated, after, treated * after])
    outcome = rows["warmth"].to_numpy(float)
    bread = np.linalg.inv(design.T @ design)
    beta = bread @ design.T @ outcome
    leverage = np.einsum("ij,jk,ik->i", design, bread, design)
    squares = (outcome - design @ beta) ** 2 / (1 - leverage)  # HC2
    covariance = bread @ (design.T * squares) @ design @ bread
    found = evaluation.difference_in_differences(rows)

    assert found.value == pytest.approx(beta[3])
    assert found.standard_error == pytest.approx(math.sqrt(covariance[3, 3]))


# Surveys whose truth is known


def estimates(design: dict[str, object], waves: tuple[int, int] = (2, 3)) -> list[evaluation.Estimate]:
    drawn = (synthetic_survey(SurveyDesign(respondents=40, seed=seed, **design)) for seed in range(SURVEYS))
    return [evaluation.difference_in_differences(one, waves=waves) for one in drawn]


def test_with_parallel_trends_the_interval_holds_the_truth_as_often_as_promised() -> None:
    found = estimates({"effect": 6.0})
    held = sum(one.low <= 6 <= one.high for one in found) / SURVEYS

    assert held == pytest.approx(0.95, abs=4 * math.sqrt(0.95 * 0.05 / SURVEYS))


def test_without_parallel_trends_it_is_wrong_by_their_gap_and_the_earlier_wave_shows_it() -> None:
    skewed = {"effect": 0.0, "parallel": False, "trend_gap": 6.0}
    margin = 4 * 18 * math.sqrt(4 / 40) / math.sqrt(SURVEYS)

    assert np.mean([one.value for one in estimates(skewed)]) == pytest.approx(6, abs=margin)
    assert np.mean([one.value for one in estimates(skewed, waves=(1, 2))]) == pytest.approx(6, abs=margin)


def test_with_parallel_trends_the_earlier_waves_show_nothing() -> None:
    margin = 4 * 18 * math.sqrt(4 / 40) / math.sqrt(SURVEYS)

    assert np.mean([one.value for one in estimates({}, waves=(1, 2))]) == pytest.approx(0, abs=margin)


def test_a_design_says_what_is_true() -> None:
    design = SurveyDesign(effect=6, shared_change=4, head_start=5, parallel=False, trend_gap=2)

    assert [design.mean("comparison", wave) for wave in (1, 2, 3)] == [45, 49, 53]
    assert [design.mean("programme", wave) for wave in (1, 2, 3)] == [50, 56, 68]


def test_the_same_design_gives_the_same_survey_and_another_seed_another() -> None:
    assert synthetic_survey().equals(synthetic_survey())
    assert not synthetic_survey().equals(synthetic_survey(SurveyDesign(seed=1)))


def test_answers_stay_on_the_scale_however_wide_they_scatter() -> None:
    answers = synthetic_survey(SurveyDesign(spread=500))

    assert (answers["warmth"].min(), answers["warmth"].max()) == (0, 100)
    assert (answers["favourable"] == (answers["warmth"] > 50)).all()


# Wrong input


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: evaluation.before_after(SMALL, "warm"), 'Did you mean "warmth"'),
        (lambda: evaluation.before_after(SMALL, "group"), "`group` must hold numbers"),
        (lambda: evaluation.difference_in_differences(SMALL, waves=(1, 2)), "0 respondents of the group"),
        (lambda: evaluation.with_without(survey(programme3=[1], comparison3=[1, 2])), "1 respondents of the group"),
        (lambda: evaluation.before_after(SMALL, confidence=95), "`confidence` must lie between 0 and 1"),
        (lambda: SurveyDesign(respondents=1), "`respondents` must be at least 2"),
        (lambda: SurveyDesign(parallel=1), "`parallel` must be bool"),
        (lambda: synthetic_survey("default"), "`design` must be SurveyDesign"),
    ],
)
def test_wrong_input_is_named(call, sentence: str) -> None:
    with pytest.raises(ModelError, match=sentence):
        call()
