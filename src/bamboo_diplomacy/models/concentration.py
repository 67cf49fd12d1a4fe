"""How far a whole rests on few: of trade, of visitors, of ties, how much depends on the largest partners.

The material is the amount of each partner. The sum of the squared shares is the index of Herfindahl and Hirschman; in
the study of diversity the same sum is called Simpson's concentration (`diversity.concentration`). Here it is read the
other way round: not how mixed a people is, but how much a state would lose with one partner.
"""

from dataclasses import dataclass

from bamboo_diplomacy.models import diversity
from bamboo_diplomacy.models.checks import number, whole_number
from bamboo_diplomacy.models.errors import ModelError
from bamboo_diplomacy.models.shares import Groups, amounts, shares

__all__ = [
    "Concentration",
    "concentration",
    "concentration_ratio",
    "effective_partners",
    "herfindahl_hirschman",
    "herfindahl_hirschman_bounds",
    "normalised_herfindahl_hirschman",
]


@dataclass(frozen=True)
class Concentration:
    """How concentrated a whole is, in four measures of the same shares.

    Attributes
    ----------
    index
        `herfindahl_hirschman`.
    normalised
        `normalised_herfindahl_hirschman`; ``nan`` if there is one partner only.
    effective
        `effective_partners`.
    largest
        The name of the largest partner; of equals the first.
    share
        Its share.
    """

    index: float
    normalised: float
    effective: float
    largest: object
    share: float


def herfindahl_hirschman(partners: Groups) -> float:
    """Return the Herfindahl-Hirschman index: the sum of the squared shares.

    Squaring lets the large count: a partner with half of the whole adds 0.25, ten partners with a twentieth each add
    0.025 together. Hirschman (1945) took the square root of the sum, Herfindahl (1950) did not; competition authorities
    multiply it by 10,000.

    Parameters
    ----------
    partners
        Amount of each partner, in one unit; amounts are divided by their sum.

    Returns
    -------
    float
        From 1 divided by the number of partners (all alike) to 1 (only one).

    Raises
    ------
    ModelError
        If there is no partner, or an amount is no number of zero or more.

    References
    ----------
    Hirschman, A. O. (1945). *National Power and the Structure of Foreign Trade*. University of California Press.

    Herfindahl, O. C. (1950). *Concentration in the U.S. Steel Industry*. Doctoral dissertation, Columbia University.

    Examples
    --------
    >>> round(herfindahl_hirschman({"north": 50, "south": 30, "east": 20}), 2)
    0.38
    """
    return diversity.concentration(amounts("partners", partners))


def normalised_herfindahl_hirschman(partners: Groups) -> float:
    """Return the index on a scale from 0 (all partners alike) to 1 (only one), whatever their number.

    ``(H - 1/n) / (1 - 1/n)`` for n partners. Without this step, a list of three partners can never look as spread as
    a list of thirty. With it, the number of partners no longer counts at all: say which of the two you mean.

    Parameters
    ----------
    partners
        Amount of each partner; one with zero counts among the n.

    Returns
    -------
    float
        Between 0 and 1; ``nan`` if there is one partner only.

    Raises
    ------
    ModelError
        As for `herfindahl_hirschman`.

    Examples
    --------
    >>> normalised_herfindahl_hirschman([10, 10, 10])
    0.0
    >>> normalised_herfindahl_hirschman([1, 0, 0])
    1.0
    """
    count = len(amounts("partners", partners))
    if count == 1:
        return float("nan")
    least = 1 / count
    # Equal partners may come out a rounding error below their least value.
    return max(0.0, (herfindahl_hirschman(partners) - least) / (1 - least))


def effective_partners(partners: Groups) -> float:
    """Return how many partners of equal size would be as concentrated: 1 divided by the index.

    Parameters
    ----------
    partners
        Amount of each partner.

    Returns
    -------
    float
        From 1 to the number of partners.

    Raises
    ------
    ModelError
        As for `herfindahl_hirschman`.

    References
    ----------
    Adelman, M. A. (1969). Comment on the "H" concentration measure as a numbers-equivalent. *Review of Economics and
    Statistics*, 51(1), 99-101.

    Examples
    --------
    >>> effective_partners([25, 25, 25, 25])
    4.0
    """
    return diversity.effective_groups(amounts("partners", partners))


def concentration_ratio(partners: Groups, count: int) -> float:
    """Return the share that the largest partners hold together.

    Parameters
    ----------
    partners
        Amount of each partner.
    count
        How many of the largest are added up.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ModelError
        As for `herfindahl_hirschman`, or if `count` is no whole number from 1 on.

    Examples
    --------
    >>> concentration_ratio({"north": 50, "south": 30, "east": 20}, 2)
    0.8
    """
    most = whole_number("count", count, at_least=1)
    return float(shares("partners", partners).nlargest(most).sum())


def herfindahl_hirschman_bounds(partners: Groups, whole: float) -> diversity.Bounds:
    """Return the least and the greatest index if some partners are not known by name.

    The unknown rest makes the least difference if it is spread over so many that its squares vanish. It makes the most
    if it is one partner.

    Parameters
    ----------
    partners
        Amounts of the partners that are known.
    whole
        The amount of all partners, known or not, in the same unit.

    Returns
    -------
    diversity.Bounds
        ``least`` and ``most``.

    Raises
    ------
    ModelError
        As for `herfindahl_hirschman`, or if the partners known add up to more than the whole.

    Examples
    --------
    >>> bounds = herfindahl_hirschman_bounds({"north": 50, "south": 30}, whole=100)
    >>> round(bounds.least, 2), round(bounds.most, 2)
    (0.34, 0.38)
    """
    known = amounts("partners", partners)
    total = number("whole", whole, above=0)
    if known.sum() > total:
        raise ModelError(
            f"The partners add up to {known.sum():g}, more than `whole` ({total:g}): give the total of all partners."
        )
    least = float(((known / total) ** 2).sum())
    rest = float(1 - known.sum() / total)
    return diversity.Bounds(least, least + rest**2)


def concentration(partners: Groups) -> Concentration:
    """Return all measures of one whole at once.

    Raises
    ------
    ModelError
        As for `herfindahl_hirschman`.

    Examples
    --------
    >>> found = concentration({"north": 50, "south": 30, "east": 20})
    >>> found.largest, found.share, round(found.effective, 2), round(found.normalised, 2)
    ('north', 0.5, 2.63, 0.07)
    """
    parts = shares("partners", partners)
    return Concentration(
        index=herfindahl_hirschman(partners),
        normalised=normalised_herfindahl_hirschman(partners),
        effective=effective_partners(partners),
        largest=parts.idxmax(),
        share=float(parts.max()),
    )
