"""How far the profiles of two populations are apart: their religions, their languages, or several traits at once.

A profile is the share of each group. Profiles are compared group by group, so both must use the same groups: add up
Catholics and Protestants to Christians first, if the other census knows only Christians.

A distance says how much two audiences differ in what was counted. It does not say that they understand each other
less.
"""

from collections.abc import Callable
from types import MappingProxyType

import numpy as np
import pandas as pd

from bamboo_diplomacy.models.checks import one_of
from bamboo_diplomacy.models.errors import ModelError
from bamboo_diplomacy.models.shares import Groups, shares

__all__ = ["bray_curtis", "distance_matrix", "gower", "hellinger"]


def bray_curtis(first: Groups, second: Groups) -> float:
    """Return the share of people of one population who would have to change group to make it like the other.

    That is what the Bray-Curtis dissimilarity means for shares, which both sum to 1. A group that one profile does not
    name is empty there.

    Parameters
    ----------
    first, second
        Counts or shares of all groups, by name; lists are taken to name the same groups in the same order.

    Returns
    -------
    float
        0 for the same profile, 1 if no group is in both.

    Raises
    ------
    ModelError
        If a profile has no group or an amount that is no number of zero or more, or lists differ in length.

    References
    ----------
    Bray, J. R. and Curtis, J. T. (1957). An ordination of the upland forest communities of southern Wisconsin.
    *Ecological Monographs*, 27(4), 325-349.

    Examples
    --------
    >>> bray_curtis({"Buddhist": 0.75, "none": 0.25}, {"Buddhist": 0.25, "none": 0.75})
    0.5
    """
    ours, theirs = _aligned(first, second)
    return float(np.abs(ours - theirs).sum() / 2)


def hellinger(first: Groups, second: Groups) -> float:
    """Return the Hellinger distance: as `bray_curtis`, but a small group that is in one only counts for more.

    Parameters
    ----------
    first, second
        Counts or shares of all groups, as for `bray_curtis`.

    Returns
    -------
    float
        0 for the same profile, 1 if no group is in both.

    Raises
    ------
    ModelError
        As for `bray_curtis`.

    References
    ----------
    Hellinger, E. (1909). Neue Begründung der Theorie quadratischer Formen von unendlichvielen Veränderlichen.
    *Journal für die reine und angewandte Mathematik*, 136, 210-271.
    Rao, C. R. (1995). A review of canonical coordinates and an alternative to correspondence analysis using Hellinger
    distance. *Qüestiió*, 19(1-3), 23-63.

    Examples
    --------
    >>> hellinger([1, 0], [0, 1]), hellinger([3, 1], [3, 1])
    (1.0, 0.0)
    """
    ours, theirs = _aligned(first, second)
    return float(np.sqrt(((np.sqrt(ours) - np.sqrt(theirs)) ** 2).sum() / 2))


MEASURES: MappingProxyType[str, Callable[[Groups, Groups], float]] = MappingProxyType(
    {"bray_curtis": bray_curtis, "hellinger": hellinger}
)
"""The distances between two profiles, by name."""


def distance_matrix(profiles: pd.DataFrame, measure: str = "bray_curtis") -> pd.DataFrame:
    """Return the distance between every two profiles of a table.

    Parameters
    ----------
    profiles
        One row is one population, one column one group; a group that a population does not have is 0.
    measure
        ``"bray_curtis"`` or ``"hellinger"``.

    Returns
    -------
    pandas.DataFrame
        A row and a column for each population, 0 on the diagonal.

    Raises
    ------
    ModelError
        If `profiles` is no frame, names a population twice, has a row without people or a cell that is no number of
        zero or more, or there is no such measure.

    Examples
    --------
    >>> faiths = pd.DataFrame({"Buddhist": [0.9, 0.8, 0.0], "Muslim": [0.1, 0.2, 1.0]}, index=["A", "B", "C"])
    >>> distance_matrix(faiths).round(2).values.tolist()
    [[0.0, 0.1, 0.9], [0.1, 0.0, 0.8], [0.9, 0.8, 0.0]]
    """
    distance = MEASURES[one_of("distance", measure, MEASURES)]
    _check_frame(profiles)
    rows = [shares(str(name), row) for name, row in profiles.iterrows()]
    cells = [[distance(ours, theirs) for theirs in rows] for ours in rows]
    return pd.DataFrame(cells, index=profiles.index, columns=profiles.index.rename(None))


def gower(frame: pd.DataFrame) -> pd.DataFrame:
    """Return Gower's distance between every two rows of a table that mixes numbers and categories.

    Each column gives a distance from 0 to 1: for a number the difference as a share of the column's range, for a
    category 0 if equal, else 1. The result is the mean over the columns that both rows have; a number whose column
    does not vary counts as 0.

    Parameters
    ----------
    frame
        One row is one population, one column one trait. Numbers that differ by powers of ten, such as population, are
        better given as logarithms.

    Returns
    -------
    pandas.DataFrame
        A row and a column for each population; ``nan`` where two share no known trait.

    Raises
    ------
    ModelError
        If `frame` is no frame, has no row or column, or names a row twice.

    References
    ----------
    Gower, J. C. (1971). A general coefficient of similarity and some of its properties. *Biometrics*, 27(4), 857-871.

    Examples
    --------
    >>> traits = pd.DataFrame({"income": [1, 2, 5], "government": ["republic", "kingdom", "republic"]})
    >>> gower(traits).values.tolist()
    [[0.0, 0.625, 0.5], [0.625, 0.0, 0.875], [0.5, 0.875, 0.0]]
    """
    _check_frame(frame)
    parts = np.array([_trait_distances(frame[column]) for column in frame])
    known = ~np.isnan(parts)
    compared = known.sum(axis=0)
    with np.errstate(invalid="ignore"):
        mean = np.where(compared, np.where(known, parts, 0).sum(axis=0) / compared, np.nan)
    return pd.DataFrame(mean, index=frame.index, columns=frame.index.rename(None))


def _aligned(first: Groups, second: Groups) -> tuple["pd.Series[float]", "pd.Series[float]"]:
    """Return two profiles with the same groups in the same order."""
    if _unnamed(first) and _unnamed(second) and len(first) != len(second):
        raise ModelError(
            f"The first profile has {len(first)} groups and the second {len(second)}: "
            f"give the same groups in the same order, or name them."
        )
    ours, theirs = shares("first", first).align(shares("second", second), fill_value=0)
    return ours, theirs


def _unnamed(groups: Groups) -> bool:
    return isinstance(groups, (list, tuple, np.ndarray))


def _check_frame(frame: object) -> None:
    if not isinstance(frame, pd.DataFrame):
        raise ModelError(f"Distances need a pandas DataFrame with a row for each population, not {frame!r}.")
    if frame.empty:
        raise ModelError("The table has no row or no column: give a row for each population.")
    twice = frame.index[frame.index.duplicated()]
    if len(twice):
        raise ModelError(f"The table names {twice[0]!r} more than once: keep one row for each population.")


def _trait_distances(trait: "pd.Series[float]") -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return the distances between all rows in one trait; nan where one of two is missing."""
    missing = trait.isna().to_numpy()
    if pd.api.types.is_numeric_dtype(trait.dtype) and not pd.api.types.is_bool_dtype(trait.dtype):
        values = trait.to_numpy(dtype=float, na_value=np.nan)
        spread = np.nanmax(values) - np.nanmin(values) if not missing.all() else 0
        cells = np.abs(np.subtract.outer(values, values)) / (spread or 1)
    else:
        codes = pd.factorize(trait)[0]
        cells = np.not_equal.outer(codes, codes).astype(float)
    cells[missing, :] = np.nan
    cells[:, missing] = np.nan
    return cells
