"""How far a survey can be trusted: margin of error, size of the sample, and intervals for a share.

The material is a simple random sample: everybody in the population has the same chance to be asked, and whoever is
asked answers. Surveys of cultural programmes are seldom like that; visitors who stay to the end answer more often.
What is computed here is the luck of the draw and nothing else.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

from bamboo_diplomacy.models.checks import number, one_of, whole_number
from bamboo_diplomacy.models.errors import ModelError

__all__ = [
    "INTERVALS",
    "Interval",
    "coverage",
    "invitations",
    "margin_of_error",
    "normal_interval",
    "quantile",
    "sample_size",
    "wilson_interval",
]


@dataclass(frozen=True)
class Interval:
    """A span that a method gives for an unknown share, and the confidence of the method.

    Attributes
    ----------
    low, high
        Its ends, as shares.
    confidence
        In so many of a hundred surveys such spans would hold the true share, as a fraction.
    """

    low: float
    high: float
    confidence: float

    def __contains__(self, share: float) -> bool:
        return self.low <= share <= self.high


def quantile(confidence: float) -> float:
    """Return how many standard errors to either side a confidence needs: 1.96 for 95 per cent.

    Raises
    ------
    ModelError
        If `confidence` does not lie between 0 and 1.

    Examples
    --------
    >>> round(quantile(0.95), 2)
    1.96
    """
    level = number("confidence", confidence, above=0)
    if level >= 1:
        raise ModelError(f"`confidence` must lie between 0 and 1, such as 0.95, not {confidence}: nothing is certain.")
    return NormalDist().inv_cdf((1 + level) / 2)


def margin_of_error(share: float, n: int, *, confidence: float = 0.95, population: int | None = None) -> float:
    """Return the margin of error of a share: how far to either side the luck of the draw may carry it.

    ``z * sqrt(p (1 - p) / n)``, times ``sqrt((N - n) / (N - 1))`` where the population is known and small: who has
    asked everybody has no margin left (Cochran 1977).

    Parameters
    ----------
    share
        The share found, or 0.5 as the worst case.
    n
        Respondents.
    confidence
        Of the method, as a fraction.
    population
        People from whom they were drawn; without it, very many.

    Returns
    -------
    float
        As a share: 0.03 is three percentage points.

    Raises
    ------
    ModelError
        If a number is out of its range, or more people answered than there are.

    References
    ----------
    Cochran, W. G. (1977). *Sampling Techniques*. 3rd edition. Wiley.

    Examples
    --------
    >>> round(margin_of_error(0.5, 1_067), 3)
    0.03
    >>> margin_of_error(0.5, 200, population=200)
    0.0
    """
    z = quantile(confidence)
    asked = whole_number("n", n, at_least=1)
    return z * math.sqrt(_variance(share) / asked * _correction(asked, population))


def sample_size(margin: float, *, share: float = 0.5, confidence: float = 0.95, population: int | None = None) -> int:
    """Return how many respondents a margin of error needs, rounded up.

    Half the margin needs four times the sample. The size of the population hardly matters unless it is small: a city
    and a country need nearly the same number.

    Parameters
    ----------
    margin
        The margin wanted, as a share.
    share
        The share expected; 0.5 is the worst case and the right choice when nothing is known.
    confidence
        Of the method, as a fraction.
    population
        People from whom they are drawn; without it, very many.

    Returns
    -------
    int
        Respondents that answer. For people to be asked see `invitations`.

    Raises
    ------
    ModelError
        If a number is out of its range.

    Examples
    --------
    >>> sample_size(0.03)
    1068
    >>> sample_size(0.03, population=500)
    341
    """
    wanted = number("margin", margin, above=0)
    unlimited = quantile(confidence) ** 2 * _variance(share) / wanted**2
    if population is None:
        return max(1, math.ceil(unlimited))
    people = whole_number("population", population, at_least=1)
    return max(1, math.ceil(unlimited * people / (unlimited + people - 1)))


def invitations(answers: int, response_rate: float) -> int:
    """Return how many people must be asked so that enough answer.

    Asking more mends the number. It does not mend the sample: those who never answer may think otherwise.

    Raises
    ------
    ModelError
        If `answers` is not at least 1, or `response_rate` does not lie above 0 and up to 1.

    Examples
    --------
    >>> invitations(1_068, 0.4)
    2670
    """
    rate = number("response_rate", response_rate, above=0)
    if rate > 1:
        raise ModelError(f"`response_rate` is a share of the people asked and at most 1, not {response_rate}.")
    return math.ceil(whole_number("answers", answers, at_least=1) / rate)


def normal_interval(successes: int, n: int, *, confidence: float = 0.95) -> Interval:
    """Return the textbook interval of a share: the share, give or take its margin of error.

    It is short where it should be wide: with no success at all it has no width, and its ends can leave the range from
    0 to 1. For small samples and rare answers take `wilson_interval`.

    Parameters
    ----------
    successes
        Respondents who said yes.
    n
        All respondents.
    confidence
        Of the method, as a fraction.

    Raises
    ------
    ModelError
        If there is no respondent, or more said yes than were asked.

    Examples
    --------
    >>> interval = normal_interval(60, 100)
    >>> round(interval.low, 3), round(interval.high, 3)
    (0.504, 0.696)
    """
    share = _share(successes, n)
    margin = margin_of_error(share, n, confidence=confidence)
    return Interval(share - margin, share + margin, confidence)


def wilson_interval(successes: int, n: int, *, confidence: float = 0.95) -> Interval:
    """Return Wilson's interval: all shares that the survey does not contradict.

    A true share is kept if the one found lies within so many of *its* standard errors. So the interval never leaves
    the range from 0 to 1, and has a width even if nobody said yes.

    Parameters
    ----------
    successes, n, confidence
        As for `normal_interval`.

    Raises
    ------
    ModelError
        As for `normal_interval`.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. *Journal of the American
    Statistical Association*, 22(158), 209-212.

    Examples
    --------
    >>> interval = wilson_interval(0, 20)
    >>> interval.low, round(interval.high, 3)
    (0.0, 0.161)
    """
    share = _share(successes, n)
    z = quantile(confidence)
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * math.sqrt(_variance(share) / n + z**2 / (4 * n**2))
    low = 0.0 if share == 0 else centre - half
    high = 1.0 if share == 1 else centre + half
    return Interval(low, high, confidence)


INTERVALS = {"normal": normal_interval, "wilson": wilson_interval}
"""The intervals by name."""


def coverage(share: float, n: int, *, method: str = "wilson", confidence: float = 0.95) -> float:
    """Return how often an interval would hold the true share, if the survey were repeated without end.

    Exactly: every number of successes with its binomial probability. A method that promises 95 per cent should be near
    it; the textbook interval often is not (Brown, Cai and DasGupta 2001).

    Parameters
    ----------
    share
        The true share.
    n
        Respondents.
    method
        ``"wilson"`` or ``"normal"``.
    confidence
        That the method promises.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ModelError
        If a number is out of its range, or the method is unknown.

    References
    ----------
    Brown, L. D., Cai, T. T. and DasGupta, A. (2001). Interval estimation for a binomial proportion. *Statistical
    Science*, 16(2), 101-133.

    Examples
    --------
    >>> round(coverage(0.05, 30, method="normal"), 2), round(coverage(0.05, 30), 2)
    (0.78, 0.94)
    """
    _variance(share)
    asked = whole_number("n", n, at_least=1)
    interval = INTERVALS[one_of("interval", method, INTERVALS)]
    hits = [yes for yes in range(asked + 1) if share in interval(yes, asked, confidence=confidence)]
    return math.fsum(_binomial(yes, asked, share) for yes in hits)


def _share(successes: int, n: int) -> float:
    asked = whole_number("n", n, at_least=1)
    return whole_number("successes", successes, at_least=0, at_most=asked) / asked


def _variance(share: float) -> float:
    fraction = number("share", share, at_least=0)
    if fraction > 1:
        raise ModelError(f"`share` lies between 0 and 1, not {share}: 60 per cent is 0.6.")
    return fraction * (1 - fraction)


def _correction(asked: int, population: int | None) -> float:
    if population is None:
        return 1.0
    people = whole_number("population", population, at_least=1)
    if asked > people:
        raise ModelError(f"{asked} people cannot have answered: the population is {people}.")
    return 0.0 if asked == people else (people - asked) / (people - 1)


def _binomial(successes: int, n: int, share: float) -> float:
    if share in (0, 1):
        return float(successes == n * share)
    # In logarithms, because the number of ways is beyond a float from about a thousand respondents on.
    ways = math.lgamma(n + 1) - math.lgamma(successes + 1) - math.lgamma(n - successes + 1)
    return math.exp(ways + successes * math.log(share) + (n - successes) * math.log1p(-share))
