"""From numpy and pandas wrappers to the plain Python value inside."""

import datetime as dt
import sys

from bamboo_diplomacy.practice.canonical.form import MAX_LEAVES, NotCanonicalError
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number


def unwrap(value: object) -> object:
    """Return the plain Python value of a numpy or pandas scalar, array or index; anything else as it is.

    Examples
    --------
    >>> import numpy as np
    >>> unwrap(np.float64(0.5)), unwrap(np.array([1, 2]))
    (0.5, [1, 2])
    """
    if "numpy" in sys.modules:
        value = _from_numpy(value)
    if "pandas" in sys.modules:
        value = _from_pandas(value)
    return value


def refuse_large(size: int) -> None:
    """Raise a sentence if a table or array has more values than a check takes.

    Raises
    ------
    NotCanonicalError
        If `size` is over the limit.
    """
    if size > MAX_LEAVES:
        raise NotCanonicalError(say("practice.refused.table", count=number(size), limit=number(MAX_LEAVES)))


def _from_numpy(value: object) -> object:
    np = sys.modules["numpy"]
    if isinstance(value, np.datetime64):
        return float("nan") if np.isnat(value) else value.astype("datetime64[us]").astype(dt.datetime)
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, np.ma.MaskedArray):
        raise NotCanonicalError(say("practice.refused.masked"))
    if isinstance(value, np.ndarray):
        refuse_large(value.size)
        return value.tolist() if value.dtype.kind not in "Mm" else list(value)
    return value


def _from_pandas(value: object) -> object:
    pd = sys.modules["pandas"]
    if not hasattr(pd, "DataFrame"):
        return value
    if value is pd.NA or value is pd.NaT:
        return float("nan")
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime(warn=False)
    if isinstance(value, pd.Period | pd.Interval):
        return str(value)
    if isinstance(value, pd.Timedelta):
        return value.total_seconds()
    if isinstance(value, pd.Index | pd.api.extensions.ExtensionArray):
        refuse_large(len(value))
        return list(value)
    return value
