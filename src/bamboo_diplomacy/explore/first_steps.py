"""The first step of each dimension, with its name, from a table of milestones."""

from typing import TYPE_CHECKING

from bamboo_diplomacy.figures.timeline import FirstStep
from bamboo_diplomacy.models.sequencing import first_dates

if TYPE_CHECKING:
    import pandas as pd


def first_steps(milestones: "pd.DataFrame") -> tuple[FirstStep, ...]:
    """Return the first milestone of each dimension, in the order of `models.sequencing.first_dates`.

    Parameters
    ----------
    milestones
        Columns ``date``, ``dimension`` and ``label``; may be empty.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = {"date": ["1988-09", "1985"], "dimension": ["people", "people"], "label": ["Search", "Dig"]}
    >>> [(step.date, step.label) for step in first_steps(pd.DataFrame(rows))]
    [('1985', 'Dig')]
    """
    if milestones.empty:
        return ()
    columns = (milestones[name] for name in ("dimension", "date", "label"))
    names: dict[tuple[str, str], str] = {}
    for dimension, date, label in zip(*columns, strict=True):
        names.setdefault((dimension, date), label)
    dated = first_dates(milestones)
    days = (dated[name].dt.strftime("%Y-%m-%d") for name in ("earliest", "latest"))
    return tuple(
        FirstStep(dimension, date, names[dimension, date], earliest, latest)
        for dimension, date, earliest, latest in zip(dated["dimension"], dated["date"], *days, strict=True)
    )
