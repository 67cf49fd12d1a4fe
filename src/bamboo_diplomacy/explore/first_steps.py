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
    names: dict[tuple[str, str], str] = {}
    for date, dimension, label in zip(*(milestones[name] for name in ("date", "dimension", "label")), strict=True):
        names.setdefault((date, dimension), label)
    return tuple(
        FirstStep(
            dimension=row["dimension"],
            date=row["date"],
            label=names[row["date"], row["dimension"]],
            earliest=f"{row['earliest']:%Y-%m-%d}",
            latest=f"{row['latest']:%Y-%m-%d}",
        )
        for row in first_dates(milestones).to_dict("records")
    )
