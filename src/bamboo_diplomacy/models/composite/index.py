"""One index by one design: scores, ranks, and what is to be known about gaps and ties."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from bamboo_diplomacy.models.checks import instance
from bamboo_diplomacy.models.composite.aggregation import MEANS
from bamboo_diplomacy.models.composite.design import Design
from bamboo_diplomacy.models.composite.normalisation import normalise
from bamboo_diplomacy.models.composite.ranking import ranks, ties
from bamboo_diplomacy.models.composite.tables import Numbers, indicators, listed
from bamboo_diplomacy.models.errors import ModelError


@dataclass(frozen=True, eq=False)
class CompositeIndex:
    """An index and its ranking.

    Attributes
    ----------
    scores
        The weighted mean of the points of each ranked country; its size depends on the design, so compare scores of
        one design only.
    ranks
        From 1, in their order; equal scores share a rank.
    weights
        The share of each indicator that counts; they add up to 1.
    note
        Which countries have gaps and what became of them, and who shares a rank; empty if there is nothing to say.
    """

    scores: Numbers
    ranks: "pd.Series[int]"
    weights: Numbers
    note: str


def composite_index(table: pd.DataFrame, design: Design | None = None) -> CompositeIndex:
    """Return the index that a design makes of indicators.

    The indicators that count are normalised over all countries that have them, then averaged by their weights (OECD and
    JRC 2008, *Handbook on Constructing Composite Indicators: Methodology and User Guide*).

    Parameters
    ----------
    table
        One row is one country, one column one indicator, in any units.
    design
        The choices; by default min-max, the arithmetic mean and equal weights.

    Returns
    -------
    CompositeIndex

    Raises
    ------
    ModelError
        If `table` is no table of indicators, the design names an indicator that it has not, an indicator is the same
        for every country, or no country could be ranked.

    Examples
    --------
    >>> table = pd.DataFrame({"visitors": [9, 3, None], "heritage": [1, 6, 2]}, index=["Ant", "Bee", "Cat"])
    >>> composite_index(table).note
    'Cat lacks visitors and is not ranked. Ant and Bee share rank 1.'
    >>> composite_index(table, Design(gaps="reweighted")).ranks.to_dict()
    {'Ant': 1, 'Bee': 1, 'Cat': 3}
    """
    chosen = instance("design", Design() if design is None else design, Design)
    points, weights = ranked_points(table, chosen)
    means = MEANS[chosen.mean](points.to_numpy(dtype=np.float64), np.array([weights], dtype=np.float64))[0]
    scores = pd.Series(means, index=points.index, name="score")
    places = ranks(scores)
    notes = (_gaps_told(indicators(table)[weights.index], chosen.gaps), _ties_told(places))
    return CompositeIndex(scores, places, weights, " ".join(filter(None, notes)))


def ranked_points(table: pd.DataFrame, design: Design) -> tuple[pd.DataFrame, Numbers]:
    """Return the points of the countries that a design ranks in the indicators that count, and the weights of these.

    Raises
    ------
    ModelError
        As for `composite_index`.
    """
    checked = indicators(table)
    weights = design.shares(checked.columns)
    low = {name for name in design.lower_is_better if name in weights.index or name not in checked.columns}
    points = normalise(checked[weights.index], design.normalisation, lower_is_better=low)
    ranked = points.dropna(how="any" if design.gaps == "unranked" else "all")
    if ranked.empty:
        raise ModelError(
            f'Every country lacks one of the indicators: leave one out, or choose Design(gaps="reweighted"). '
            f"Those with gaps are {listed(points.columns[points.isna().any()])}."
        )
    return ranked, weights


def _gaps_told(table: pd.DataFrame, gaps: str) -> str:
    sentences = []
    for country, row in table[table.isna().any(axis=1)].iterrows():
        lacking = row.index[row.isna()]
        outcome = (
            "is not ranked" if gaps == "unranked" or len(lacking) == len(row) else "is judged by the other indicators"
        )
        sentences.append(f"{country} lacks {listed(lacking)} and {outcome}.")
    return " ".join(sentences)


def _ties_told(places: "pd.Series[int]") -> str:
    return " ".join(f"{listed(pd.Index(together))} share rank {rank}." for rank, together in ties(places).items())
