"""Composite indices: several indicators made comparable, weighted, averaged and ranked, and how firm the ranks are.

A `Design` holds the choices that make an index: normalisation, mean, weights, direction of each indicator, what becomes
of gaps. `composite_index` follows one design; `rank_stability` draws other weights and counts which ranks come out.

>>> import pandas as pd
>>> indicators = pd.DataFrame({"visitors": [9.0, 3.0, 1.0], "heritage": [1, 6, 2]}, index=["Ant", "Bee", "Cat"])
>>> composite_index(indicators).ranks.to_dict()
{'Bee': 1, 'Ant': 2, 'Cat': 3}
>>> composite_index(indicators, Design(weights={"visitors": 2, "heritage": 1})).ranks.to_dict()
{'Ant': 1, 'Bee': 2, 'Cat': 3}
>>> rank_stability(indicators).bands.loc["Cat"].to_dict()
{'rank': 3, 'low': 2, 'high': 3}
"""

from bamboo_diplomacy.models.composite.aggregation import MEANS, arithmetic_mean, geometric_mean
from bamboo_diplomacy.models.composite.design import GAPS, Design
from bamboo_diplomacy.models.composite.index import CompositeIndex, composite_index
from bamboo_diplomacy.models.composite.normalisation import NORMALISATIONS, min_max, normalise, rank_scores, z_scores
from bamboo_diplomacy.models.composite.ranking import ranks, share_behind, ties
from bamboo_diplomacy.models.composite.stability import RankStability, rank_stability

__all__ = [
    "GAPS",
    "MEANS",
    "NORMALISATIONS",
    "CompositeIndex",
    "Design",
    "RankStability",
    "arithmetic_mean",
    "composite_index",
    "geometric_mean",
    "min_max",
    "normalise",
    "rank_scores",
    "rank_stability",
    "ranks",
    "share_behind",
    "ties",
    "z_scores",
]
