"""What can go wrong with a dataset, each thing told in one sentence."""

from dataclasses import dataclass

from bamboo_diplomacy.strings import say


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a dataset, and where.

    Parameters
    ----------
    dataset
        Name of the dataset.
    what
        What is wrong, without the place and without a full stop.
    row
        Row number as a spreadsheet shows it (the header is row 1); None if it is not about one row.
    column
        Name of the column; None if it is not about one column.

    Examples
    --------
    >>> print(Problem("trade", "'abc' is not a number", row=3, column="us_exports"))
    trade, row 3, column us_exports: 'abc' is not a number
    """

    dataset: str
    what: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        place = [self.dataset]
        if self.row is not None:
            place.append(say("data.place.row", row=self.row))
        if self.column is not None:
            place.append(say("data.place.column", column=self.column))
        return f"{', '.join(place)}: {self.what}"


class DatasetError(ValueError):
    """Something about a dataset is not right."""


class UnknownDatasetError(DatasetError):
    """No dataset has the name that was asked for."""


class InvalidDatasetError(DatasetError):
    """A dataset's table or sidecar breaks what the sidecar promises.

    Parameters
    ----------
    problems
        Everything that was found, in the order of the file; the message shows the first five.
    """

    _SHOWN = 5

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        lines = [f"{problem}." for problem in self.problems[: self._SHOWN]]
        left = len(self.problems) - len(lines)
        return "\n".join([*lines, say("data.problem.more", count=left)] if left > 0 else lines)
