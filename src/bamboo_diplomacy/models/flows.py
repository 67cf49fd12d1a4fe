"""Flows of people and money by year: made comparable by the size of a population, with their gaps named."""

from bamboo_diplomacy.models.checks import YearlySeries, number, yearly
from bamboo_diplomacy.models.errors import ModelError

__all__ = ["missing_years", "per_head"]


def missing_years(series: YearlySeries) -> tuple[int, ...]:
    """Return the years between the first and the last known value that have none.

    A year left out and a year of NaN are the same: not known. Neither is zero, and no line should be drawn across.

    Raises
    ------
    ModelError
        If `series` is not a usable yearly series.

    Examples
    --------
    >>> import pandas as pd
    >>> missing_years(pd.Series({2018: 5.0, 2019: None, 2021: 7.0, 2022: None}))
    (2019, 2020)
    """
    known = yearly("series", series).dropna()
    years = {int(year) for year in known.index}
    return tuple(year for year in range(min(years), max(years)) if year not in years)


def per_head(series: YearlySeries, population: YearlySeries, *, per: float = 1_000) -> YearlySeries:
    """Return a flow for each so many inhabitants, year by year.

    A large country sends more of everything; per head, a small neighbour may stand first. Say whose heads are counted:
    those of the country that sends or of the one that receives give two different answers.

    Parameters
    ----------
    series
        The flow, by year.
    population
        Inhabitants, by year.
    per
        Inhabitants that the result is for: 1,000 gives a rate per thousand.

    Returns
    -------
    pandas.Series
        By year, for every year of `series`; missing where the flow or the population is.

    Raises
    ------
    ModelError
        If a series is not a usable yearly series, a population is zero, or the two have no year in common.

    Examples
    --------
    >>> import pandas as pd
    >>> per_head(pd.Series({2019: 50.0, 2020: 10.0}), pd.Series({2019: 100_000.0})).to_dict()
    {2019: 0.5, 2020: nan}
    """
    flow, heads = yearly("series", series), yearly("population", population)
    times = number("per", per, above=0)
    nobody = heads.index[heads == 0]
    if len(nobody):
        raise ModelError(f"`population` is zero in {nobody[0]}: write NaN for a year that is not known.")
    if flow.index.intersection(heads.index).empty:
        raise ModelError(
            f"`series` runs from {flow.index[0]} to {flow.index[-1]} and `population` from {heads.index[0]} to "
            f"{heads.index[-1]}: they have no year in common."
        )
    return (flow / heads.reindex(flow.index) * times).rename("per_head")
