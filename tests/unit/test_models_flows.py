"""Flows per head: exact values by hand, gaps kept open, wrong input named."""

import pandas as pd
import pytest

from bamboo_diplomacy.models import flows
from bamboo_diplomacy.models.errors import ModelError


def test_a_small_neighbour_may_stand_first_per_head() -> None:
    large = flows.per_head(pd.Series({2019: 1_000.0}), pd.Series({2019: 10_000_000}))
    small = flows.per_head(pd.Series({2019: 500.0}), pd.Series({2019: 1_000_000}))

    assert (large[2019], small[2019]) == (0.1, 0.5)


def test_a_rate_is_missing_where_either_figure_is() -> None:
    rates = flows.per_head(pd.Series({2018: 5.0, 2019: None, 2020: 7.0}), pd.Series({2018: 50, 2019: 50}), per=10)

    assert rates[2018] == 1
    assert rates[[2019, 2020]].isna().all()


def test_a_year_without_a_value_is_missing_however_it_is_written() -> None:
    assert flows.missing_years(pd.Series({2015: 1.0, 2017: None, 2018: 2.0})) == (2016, 2017)
    assert flows.missing_years(pd.Series({2018: 0.0, 2019: 1.0})) == ()


@pytest.mark.parametrize(
    ("population", "sentence"),
    [
        (pd.Series({2020: 0}), "`population` is zero in 2020"),
        (pd.Series({1990: 5}), "`series` runs from 2020 to 2020 and `population` from 1990 to 1990"),
    ],
)
def test_a_population_that_does_not_fit_is_named(population: pd.Series, sentence: str) -> None:
    with pytest.raises(ModelError, match=sentence):
        flows.per_head(pd.Series({2020: 1.0}), population)
