"""Sampling: textbook cases by hand, scipy as an independent implementation, and a survey repeated many times."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from bamboo_diplomacy.models import sampling
from bamboo_diplomacy.models.errors import ModelError

SURVEYS = st.integers(min_value=1, max_value=400).flatmap(
    lambda n: st.tuples(st.integers(min_value=0, max_value=n), st.just(n))
)
CONFIDENCES = st.sampled_from([0.8, 0.9, 0.95, 0.99])


# By hand


def test_the_margin_is_two_standard_errors_or_nearly() -> None:
    assert sampling.margin_of_error(0.5, 100) == pytest.approx(1.959964 * 0.05, rel=1e-6)
    assert sampling.margin_of_error(0.2, 400, confidence=0.9) == pytest.approx(1.644854 * 0.02, rel=1e-6)


def test_four_times_the_sample_halves_the_margin() -> None:
    assert sampling.margin_of_error(0.5, 400) == pytest.approx(sampling.margin_of_error(0.5, 100) / 2)


def test_a_city_and_a_country_need_nearly_the_same_sample_and_a_village_less() -> None:
    assert sampling.sample_size(0.05) == 385
    assert sampling.sample_size(0.05, population=100_000_000) == 385
    assert sampling.sample_size(0.05, population=1_000_000) == 384
    assert sampling.sample_size(0.05, population=1_000) == 278


def test_asking_half_of_a_small_population_narrows_the_margin() -> None:
    whole = sampling.margin_of_error(0.5, 100)

    assert sampling.margin_of_error(0.5, 100, population=200) == pytest.approx(whole * math.sqrt(100 / 199))


def test_two_in_five_answer_so_five_are_asked_for_two_answers() -> None:
    assert sampling.invitations(2, 0.4) == 5
    assert sampling.invitations(3, 0.4) == 8


def test_wilson_is_the_interval_of_the_paper() -> None:
    # By hand for 10 of 20 and z = 1.96: centre 0.5, half sqrt(0.0125 + 0.0480 / 20) / 1.1921.
    interval = sampling.wilson_interval(10, 20)

    assert (interval.low, interval.high) == pytest.approx((0.2993, 0.7007), abs=1e-4)


def test_the_textbook_interval_has_no_width_when_nobody_says_yes() -> None:
    assert sampling.normal_interval(0, 30) == sampling.Interval(0.0, 0.0, 0.95)
    assert sampling.wilson_interval(0, 30).high > 0.1


# Against independent implementations


@settings(deadline=None)
@given(SURVEYS, CONFIDENCES)
def test_wilson_is_that_of_scipy(survey: tuple[int, int], confidence: float) -> None:
    interval = sampling.wilson_interval(*survey, confidence=confidence)
    other = stats.binomtest(*survey).proportion_ci(confidence_level=confidence, method="wilson")

    assert (interval.low, interval.high) == pytest.approx((other.low, other.high), abs=1e-9)


@settings(deadline=None)
@given(SURVEYS, CONFIDENCES)
def test_wilson_stays_between_nothing_and_all_and_holds_what_was_found(
    survey: tuple[int, int], confidence: float
) -> None:
    interval = sampling.wilson_interval(*survey, confidence=confidence)

    assert 0 <= interval.low < interval.high <= 1
    assert survey[0] / survey[1] in interval


@settings(deadline=None)
@given(st.floats(min_value=0.01, max_value=0.4), st.floats(min_value=0.05, max_value=0.95))
def test_the_sample_is_the_least_that_keeps_the_margin(margin: float, share: float) -> None:
    size = sampling.sample_size(margin, share=share)

    assert sampling.margin_of_error(share, size) <= margin + 1e-12
    assert size == 1 or sampling.margin_of_error(share, size - 1) > margin - 1e-12


@pytest.mark.parametrize("method", sampling.INTERVALS)
def test_coverage_is_what_repeated_surveys_show(method: str) -> None:
    share, n, surveys = 0.1, 40, 20_000
    found = np.random.default_rng(7).binomial(n, share, surveys)
    hits = np.mean([share in sampling.INTERVALS[method](int(yes), n) for yes in found])
    exact = sampling.coverage(share, n, method=method)

    assert hits == pytest.approx(exact, abs=4 * math.sqrt(exact * (1 - exact) / surveys))


def test_coverage_sums_the_probabilities_of_scipy() -> None:
    hits = [yes for yes in range(1_501) if 0.03 in sampling.wilson_interval(yes, 1_500)]

    assert sampling.coverage(0.03, 1_500) == pytest.approx(stats.binom.pmf(hits, 1_500, 0.03).sum())


def test_a_share_that_is_certain_is_always_held_by_wilson() -> None:
    assert sampling.coverage(0, 50) == sampling.coverage(1, 50) == 1


# Wrong input


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: sampling.margin_of_error(60, 100), "60 per cent is 0.6"),
        (lambda: sampling.margin_of_error(0.5, 300, population=200), "300 people cannot have answered"),
        (lambda: sampling.sample_size(0), "`margin` must be greater than 0"),
        (lambda: sampling.quantile(1), "nothing is certain"),
        (lambda: sampling.wilson_interval(30, 20), "`successes` must be at most 20"),
        (lambda: sampling.invitations(100, 40), "`response_rate` is a share"),
        (lambda: sampling.coverage(0.5, 20, method="wilsn"), 'Did you mean "wilson"'),
    ],
)
def test_wrong_input_is_named(call, sentence: str) -> None:
    with pytest.raises(ModelError, match=sentence):
        call()
