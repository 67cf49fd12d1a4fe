"""How firm ranks are: other weights are drawn, and it is counted which ranks come out.

The uncertainty analysis of Saisana, Saltelli and Tarantola (2005), for the weights only: indicators and design stay as
they are. A band that spans half of the table says that the weights rank the country, and not its indicators.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from bamboo_diplomacy.models.checks import instance, number, whole_number
from bamboo_diplomacy.models.composite.aggregation import MEANS
from bamboo_diplomacy.models.composite.design import Design
from bamboo_diplomacy.models.composite.index import composite_index, ranked_points
from bamboo_diplomacy.models.composite.ranking import rank_matrix

MOST_DRAWS = 10_000
_BAND = (0.05, 0.95)


@dataclass(frozen=True, eq=False)
class RankStability:
    """Ranks under many sets of weights.

    Attributes
    ----------
    bands
        One row is one country, in the order of its rank: ``rank`` by the design's own weights, and ``low`` and
        ``high``, the ranks between which 90 per cent of the draws lie (5th and 95th percentile).
    shares
        One row is one country, one column one rank: the share of the draws that gave it.
    draws
        How many sets of weights were drawn.
    """

    bands: pd.DataFrame
    shares: pd.DataFrame
    draws: int


def rank_stability(
    table: pd.DataFrame,
    design: Design | None = None,
    *,
    draws: int = 500,
    firmness: float = 1.0,
    seed: int = 1,
) -> RankStability:
    """Return the ranks of each country under weights that are drawn around those of the design.

    Weights come from a Dirichlet distribution whose mean is the design's weights. With equal weights and a firmness of
    1, every set of weights is equally likely; a greater firmness keeps the draws nearer to the design's weights, as if
    one were surer of them.

    Parameters
    ----------
    table, design
        As for `composite_index`.
    draws
        Sets of weights, 1 to 10,000.
    firmness
        Above zero. The parameters of the distribution are the weights times their number times this.
    seed
        The same seed gives the same draws.

    Returns
    -------
    RankStability

    Raises
    ------
    ModelError
        As for `composite_index`, or if `draws`, `firmness` or `seed` is out of bounds.

    References
    ----------
    Saisana, M., A. Saltelli and S. Tarantola (2005). Uncertainty and sensitivity analysis techniques as tools for the
    quality assessment of composite indicators. *Journal of the Royal Statistical Society A*, 168(2), 307-323.

    Examples
    --------
    >>> table = pd.DataFrame({"visitors": [9, 8, 1], "heritage": [5, 6, 2]}, index=["Ant", "Bee", "Cat"])
    >>> firm = rank_stability(table)
    >>> firm.bands.loc["Cat"].tolist(), float(firm.shares.loc["Cat", 3])
    ([3, 3, 3], 1.0)
    """
    chosen = instance("design", Design() if design is None else design, Design)
    count = whole_number("draws", draws, at_least=1, at_most=MOST_DRAWS)
    firm = number("firmness", firmness, above=0)
    points, weights = ranked_points(table, chosen)
    chance = np.random.default_rng(whole_number("seed", seed, at_least=0))
    drawn = chance.dirichlet(firm * len(weights) * weights.to_numpy(), size=count)
    drawn = np.maximum(drawn, np.finfo(float).tiny)  # a weight of nothing could leave a country with gaps no score
    places = rank_matrix(MEANS[chosen.mean](points.to_numpy(), drawn))
    low, high = np.quantile(places, _BAND, axis=0, method="inverted_cdf")
    bands = pd.DataFrame({"low": low, "high": high}, index=points.index)
    bands.insert(0, "rank", composite_index(table, chosen).ranks)
    every = pd.RangeIndex(1, len(points) + 1, name="rank")
    shares = pd.DataFrame({rank: (places == rank).mean(axis=0) for rank in every}, index=points.index)
    order = bands["rank"].sort_values(kind="stable").index
    return RankStability(bands.loc[order], shares.loc[order], count)
