"""Did the programme work? What three comparisons say, what they assume, and invented surveys to try them on.

Three comparisons of the same survey give three answers. *Before and after* compares the places with a programme to
themselves, and takes for its effect whatever else changed in between. *With and without* compares them to places
without one, and takes for its effect whatever was different before. *Difference in differences* compares the change
with the programme to the change without it; it assumes that without the programme both would have changed alike, the
parallel trends. No survey can show what would have happened. A survey of an earlier time can show whether the trends
were parallel before.

The material is a frame of respondents, each asked once: a ``group`` (``"programme"`` or ``"comparison"``), a ``wave``
(1, 2, 3) and an outcome. Chance is measured as if everybody had been drawn alone; where whole towns were drawn, the
true standard errors are larger.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from bamboo_diplomacy.models.checks import instance, number, whole_number
from bamboo_diplomacy.models.errors import ModelError, unknown_name
from bamboo_diplomacy.models.sampling import quantile

__all__ = [
    "GROUPS",
    "WAVES",
    "Estimate",
    "SurveyDesign",
    "before_after",
    "cell_means",
    "difference_in_differences",
    "synthetic_survey",
    "with_without",
]

GROUPS = ("comparison", "programme")
"""Places without and places with the programme."""

WAVES = (1, 2, 3)
"""Long before, shortly before and after the programme."""

_BEFORE, _AFTER = 2, 3
_FEWEST = 2  # one respondent has no spread
_CLOSEST_TO_CERTAIN = 1e-9


@dataclass(frozen=True)
class Estimate:
    """A difference, and how far the luck of the draw may carry it.

    Attributes
    ----------
    value
        The difference, in the unit of the outcome.
    standard_error
        Of the difference.
    low, high
        Ends of the confidence interval.
    confidence
        Of the interval, as a fraction.
    """

    value: float
    standard_error: float
    low: float
    high: float
    confidence: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves zero out. That a difference is clear does not say what caused it."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class SurveyDesign:
    """Everything that decides an invented survey. All of it is made up.

    Attributes
    ----------
    respondents
        Asked in each group and wave (2 to 5,000).
    effect
        What the programme truly adds to the warmth of those who have it, in points.
    shared_change
        What every wave adds in both groups, for reasons of its own.
    head_start
        By how much the group with the programme is warmer from the beginning.
    parallel
        Whether both groups would have changed alike without the programme.
    trend_gap
        What every wave adds in the group with the programme besides, if trends are *not* parallel.
    spread
        Standard deviation of the warmth of single people.
    seed
        Start of the random numbers: the same design gives the same survey.

    Raises
    ------
    ModelError
        If a setting is out of its range.
    """

    respondents: int = 150
    effect: float = 6.0
    shared_change: float = 4.0
    head_start: float = 5.0
    parallel: bool = True
    trend_gap: float = 4.0
    spread: float = 18.0
    seed: int = 2026

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        whole_number("respondents", self.respondents, at_least=_FEWEST, at_most=5_000)
        for name in ("effect", "shared_change", "head_start", "trend_gap"):
            number(name, getattr(self, name))
        number("spread", self.spread, above=0)
        instance("parallel", self.parallel, bool)
        whole_number("seed", self.seed, at_least=0)

    def mean(self, group: str, wave: int) -> float:
        """Return the true mean warmth of a group in a wave, before answers are rounded and kept from 0 to 100."""
        steps = wave - WAVES[0]
        level = 45 + self.shared_change * steps
        if group == "programme":
            level += self.head_start + (0 if self.parallel else self.trend_gap * steps)
            level += self.effect if wave == _AFTER else 0
        return level


def synthetic_survey(design: SurveyDesign | None = None) -> pd.DataFrame:
    """Invent a survey of which the true effect is known: nobody was asked.

    Each respondent answers one question: how warmly do you feel about the country, from 0 (cold) to 100 (warm)? Answers
    scatter around the true mean of group and wave like a bell; those beyond the ends are put at the ends.

    Parameters
    ----------
    design
        What is true in the invented world; without it, the design of the dataset ``synthetic_survey``.

    Returns
    -------
    pandas.DataFrame
        One row is one invented respondent: ``respondent``, ``group``, ``wave``, ``warmth`` (0 to 100, whole) and
        ``favourable`` (whether the warmth is above 50).

    Examples
    --------
    >>> survey = synthetic_survey(SurveyDesign(respondents=100))
    >>> len(survey), sorted(survey["group"].unique())
    (600, ['comparison', 'programme'])
    """
    plan = instance("design", design or SurveyDesign(), SurveyDesign)
    chance = np.random.default_rng(plan.seed)
    cells = []
    for group in GROUPS:
        for wave in WAVES:
            bell = NormalDist(plan.mean(group, wave), plan.spread)
            # Through the inverse of the distribution, so that equal seeds stay equal on every platform.
            draws = np.clip(chance.random(plan.respondents), _CLOSEST_TO_CERTAIN, 1 - _CLOSEST_TO_CERTAIN)
            warmth = [round(min(100.0, max(0.0, bell.inv_cdf(draw)))) for draw in draws.tolist()]
            cells.append(pd.DataFrame({"group": group, "wave": wave, "warmth": warmth}))
    survey = pd.concat(cells, ignore_index=True)
    survey.insert(0, "respondent", [f"R{place:05}" for place in range(1, len(survey) + 1)])
    return survey.assign(favourable=survey["warmth"] > 50)  # noqa: PLR2004 - the middle of the scale


def cell_means(survey: pd.DataFrame, outcome: str = "warmth") -> pd.DataFrame:
    """Return the mean of the outcome in each group and wave, with its standard error.

    Parameters
    ----------
    survey
        Columns ``group``, ``wave`` and the outcome; one row is one respondent.
    outcome
        Name of a column of numbers, or of true and false (then the mean is a share).

    Returns
    -------
    pandas.DataFrame
        One row is one group in one wave: ``group``, ``wave``, ``n``, ``mean``, ``standard_error``.

    Raises
    ------
    ModelError
        If a column is missing or the outcome holds no numbers.

    Examples
    --------
    >>> survey = pd.DataFrame({"group": "programme", "wave": [1, 1], "warmth": [40, 60]})
    >>> cell_means(survey).values.tolist()
    [['programme', 1, 2, 50.0, 10.0]]
    """
    answers = _answers(survey, outcome)
    cells = answers.groupby(["group", "wave"], observed=True)[outcome].agg(["size", "mean", "sem"]).reset_index()
    return cells.rename(columns={"size": "n", "sem": "standard_error"})


def before_after(
    survey: pd.DataFrame,
    outcome: str = "warmth",
    *,
    waves: tuple[int, int] = (_BEFORE, _AFTER),
    confidence: float = 0.95,
) -> Estimate:
    """Return the change of the group with the programme: after less before.

    It is the effect only if nothing else changed.

    Parameters
    ----------
    survey
        As for `cell_means`.
    outcome
        Name of the column.
    waves
        The wave before and the wave after.
    confidence
        Of the interval.

    Raises
    ------
    ModelError
        If a column, a group or a wave is missing, or a cell has fewer than two respondents.

    Examples
    --------
    >>> survey = pd.DataFrame({"group": "programme", "wave": [2, 2, 3, 3], "warmth": [40, 60, 55, 65]})
    >>> before_after(survey).value
    10.0
    """
    before, after = waves
    return _difference(survey, outcome, {("programme", after): 1, ("programme", before): -1}, confidence)


def with_without(
    survey: pd.DataFrame, outcome: str = "warmth", *, wave: int = _AFTER, confidence: float = 0.95
) -> Estimate:
    """Return the difference between the groups in one wave: with the programme less without it.

    It is the effect only if the groups were alike without the programme.

    Parameters
    ----------
    survey, outcome, confidence
        As for `before_after`.
    wave
        The wave in which the groups are compared.

    Raises
    ------
    ModelError
        As for `before_after`.

    Examples
    --------
    >>> survey = pd.DataFrame(
    ...     {"group": ["comparison"] * 2 + ["programme"] * 2, "wave": 3, "warmth": [40, 60, 55, 65]}
    ... )
    >>> with_without(survey).value
    10.0
    """
    return _difference(survey, outcome, {("programme", wave): 1, ("comparison", wave): -1}, confidence)


def difference_in_differences(
    survey: pd.DataFrame,
    outcome: str = "warmth",
    *,
    waves: tuple[int, int] = (_BEFORE, _AFTER),
    confidence: float = 0.95,
) -> Estimate:
    """Return the change with the programme less the change without it.

    It is the effect if both groups would have changed alike without the programme. With ``waves=(1, 2)``, when there
    was no programme yet, it should find nothing: if it finds something there, trends were not parallel before, and
    there is little reason to believe that they would have been afterwards.

    The standard error is the root of the sum of the four squared standard errors of the means, as respondents are drawn
    apart; the variances of the cells may differ.

    Parameters
    ----------
    survey, outcome, waves
        As for `before_after`.
    confidence
        Of the interval, which takes the difference for normally distributed.

    Raises
    ------
    ModelError
        As for `before_after`.

    References
    ----------
    Card, D. and Krueger, A. B. (1994). Minimum wages and employment: a case study of the fast-food industry in New
    Jersey and Pennsylvania. *American Economic Review*, 84(4), 772-793.

    Angrist, J. D. and Pischke, J.-S. (2009). *Mostly Harmless Econometrics*. Princeton University Press. Chapter 5.

    Examples
    --------
    >>> found = difference_in_differences(synthetic_survey())
    >>> found.low < 6 < found.high  # the true effect of the invented survey
    True
    """
    before, after = waves
    weights = {
        ("programme", after): 1,
        ("programme", before): -1,
        ("comparison", after): -1,
        ("comparison", before): 1,
    }
    return _difference(survey, outcome, weights, confidence)


def _difference(survey: pd.DataFrame, outcome: str, weights: dict[tuple[str, int], int], confidence: float) -> Estimate:
    """Return a sum of cell means with signs; respondents of different cells are independent of each other."""
    z = quantile(confidence)
    means = cell_means(survey, outcome).set_index(["group", "wave"])
    cells = means.reindex(pd.MultiIndex.from_tuples(list(weights), names=["group", "wave"]))
    for (group, wave), asked in zip(weights, cells["n"].fillna(0), strict=True):
        if asked < _FEWEST:
            raise ModelError(
                f'The survey has {asked:.0f} respondents of the group "{group}" in wave {wave}: a comparison needs two.'
            )
    value = float(cells["mean"].to_numpy(dtype=float) @ np.array(list(weights.values()), dtype=float))
    error = math.hypot(*cells["standard_error"].to_list())
    return Estimate(value, error, value - z * error, value + z * error, confidence)


def _answers(survey: pd.DataFrame, outcome: str) -> pd.DataFrame:
    frame = instance("survey", survey, pd.DataFrame)
    for column in ("group", "wave", outcome):
        if column not in frame.columns:
            raise unknown_name("column", column, map(str, frame.columns))
    if not pd.api.types.is_numeric_dtype(frame[outcome]):
        raise ModelError(f"`{outcome}` must hold numbers, or true and false, not {frame[outcome].dtype}.")
    return frame.dropna(subset=[outcome]).astype({outcome: float})
