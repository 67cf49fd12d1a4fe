"""The choices that make an index, in one object: whoever publishes a ranking has made all of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from bamboo_diplomacy.models.checks import number, one_of
from bamboo_diplomacy.models.composite.aggregation import MEANS
from bamboo_diplomacy.models.composite.normalisation import NORMALISATIONS
from bamboo_diplomacy.models.composite.tables import Numbers
from bamboo_diplomacy.models.errors import ModelError

GAPS = ("unranked", "reweighted")
"""What becomes of a country that lacks an indicator."""


@dataclass(frozen=True)
class Design:
    """How an index is made.

    Attributes
    ----------
    normalisation
        How indicators become comparable: one of `NORMALISATIONS`.
    mean
        How they are averaged: one of `MEANS`. In an arithmetic mean a strong indicator makes up for a weak one; in a
        geometric mean much less so.
    weights
        Importance of each indicator, as a dict or a Series: numbers of zero or more in any unit, of which only the
        proportions count. Indicators that are not named have none; without any weights, all count alike.
    lower_is_better
        The indicators of which a small number is the good one.
    gaps
        What becomes of a country that lacks an indicator: ``"unranked"``, or ``"reweighted"``: it is judged by what is
        known of it, as if the rest were like that.

    Raises
    ------
    ModelError
        If a name is unknown, or a weight is negative or no number.

    Examples
    --------
    >>> Design(normalisation="minmax")
    Traceback (most recent call last):
    bamboo_diplomacy.models.errors.ModelError: There is no normalisation "minmax". Did you mean "min_max"? ...
    """

    normalisation: str = "min_max"
    mean: str = "arithmetic"
    weights: "Mapping[str, float] | pd.Series[float] | None" = None
    lower_is_better: Collection[str] = ()
    gaps: str = "unranked"

    def __post_init__(self) -> None:
        one_of("normalisation", self.normalisation, NORMALISATIONS)
        one_of("mean", self.mean, MEANS)
        one_of("way with gaps", self.gaps, GAPS)
        if isinstance(self.lower_is_better, str):
            raise ModelError(f'`lower_is_better` must list names, even one: ("{self.lower_is_better}",).')
        if self.weights is not None and not isinstance(self.weights, (Mapping, pd.Series)):
            raise ModelError(f'`weights` must name its indicators, as in {{"arrivals": 2}}, not {self.weights!r}.')
        for name, weight in self._given({}).items():
            number(f"weight of {name}", weight, at_least=0)

    def shares(self, names: pd.Index) -> Numbers:
        """Return the share of each indicator that counts, in the order of `names`; they add up to 1.

        Raises
        ------
        ModelError
            If a weight is given to an indicator that is not there, or every weight is zero.

        Examples
        --------
        >>> Design(weights={"visitors": 3, "heritage": 1}).shares(pd.Index(["heritage", "visitors"])).to_dict()
        {'heritage': 0.25, 'visitors': 0.75}
        """
        known = list(map(str, names))
        given = self._given(dict.fromkeys(known, 1.0))
        for name in given:
            one_of("indicator", name, known)
        total = sum(given.values())
        if not total:
            raise ModelError("Every weight is zero: give at least one indicator some weight.")
        counted = {name: given[name] / total for name in known if given.get(name)}
        return pd.Series(counted, dtype=float, name="weight")

    def _given(self, default: dict[str, float]) -> dict[str, float]:
        return default if self.weights is None else dict(self.weights)
