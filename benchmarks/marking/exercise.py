"""The exercise that every tool grades, and a class's submissions whose marks are known by construction.

Twelve tasks on a synthetic table of trade; each is one answer cell and one check. The tasks do not build on each
other, so a wrong answer costs its own point only.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

GIVEN = """\
import pandas as pd

trade = pd.DataFrame(
    [
        {
            "partner": partner,
            "year": year,
            "exports": start * (1 + rate) ** (year - 2005),
            "imports": 0.8 * start * (1 + rate / 2) ** (year - 2005),
        }
        for partner, start, rate in [("A", 40.0, 0.11), ("B", 25.0, 0.07), ("C", 60.0, 0.02), ("D", 5.0, 0.19)]
        for year in range(2005, 2025)
    ]
)
regions = pd.DataFrame({"partner": ["A", "B", "C", "D"], "region": ["north", "south", "north", "east"]})"""


@dataclass(frozen=True)
class Task:
    """One task.

    Parameters
    ----------
    name
        What the task is called.
    answer
        The name that an answer binds.
    solution, alternative
        Two right answers.
    mistake
        A typical wrong answer, which runs without an error.
    plain
        An expression of plain Python that is the same for every right answer: what a tool compares that knows no
        tables or charts.
    hidden
        A second expression, which students do not see.
    """

    name: str
    answer: str
    solution: str
    alternative: str
    mistake: str
    plain: str
    hidden: str = ""

    @property
    def expressions(self) -> tuple[str, ...]:
        """What is compared, the visible part first."""
        return (self.plain, self.hidden) if self.hidden else (self.plain,)

    @cached_property
    def assertions(self) -> tuple[str, ...]:
        """The checks as assertions, the visible one first; their keys are what the solution gives."""
        names: dict[str, Any] = {}
        exec(f"{GIVEN}\n{self.solution}", names)  # noqa: S102 - our own cells
        keys = [eval(expression, names) for expression in self.expressions]  # noqa: S307 - as above
        return tuple(f"assert {own} == {key!r}" for own, key in zip(self.expressions, keys, strict=True))


@dataclass(frozen=True)
class Submission:
    """What one student answers to each task, None where nothing was tried, and which answers are right."""

    student: str
    answers: tuple[str | None, ...]
    right: tuple[bool, ...]

    @property
    def given(self) -> dict[str, str]:
        """The answers that were tried, by task."""
        return {task.name: answer for task, answer in zip(TASKS, self.answers, strict=True) if answer is not None}

    @property
    def all_cells(self) -> dict[str, str]:
        """What stands in every answer cell, by task: three dots where nothing was tried."""
        return {task.name: f"{task.answer} = ..." for task in TASKS} | self.given


TASKS = (
    Task(
        "total",
        "total",
        'total = trade["exports"].sum()',
        "total = sum(trade.exports)",
        'total = trade["imports"].sum()',
        "round(float(total), 3)",
    ),
    Task(
        "balance",
        "balance",
        'balance = trade["exports"] - trade["imports"]',
        'balance = trade.eval("exports - imports")',
        'balance = trade["imports"] - trade["exports"]',
        "balance.round(3).tolist()",
    ),
    Task(
        "by-partner",
        "by_partner",
        'by_partner = trade.groupby("partner")["exports"].sum()',
        'by_partner = trade.set_index("partner").exports.groupby(level=0).sum()',
        'by_partner = trade.groupby("partner")["exports"].mean()',
        "by_partner.round(3).to_dict()",
    ),
    Task(
        "largest",
        "largest",
        'largest = trade.groupby("partner")["exports"].sum().idxmax()',
        'largest = trade.groupby("partner")["exports"].sum().sort_values().index[-1]',
        'largest = trade.groupby("partner")["exports"].sum().max()',
        "str(largest)",
    ),
    Task(
        "growth",
        "growth",
        'growth = trade[trade["partner"] == "A"].set_index("year")["exports"].pct_change().dropna()',
        'of_a = trade.query("partner == \'A\'").set_index("year")["exports"]\n'
        "growth = (of_a / of_a.shift(1) - 1).dropna()",
        'growth = trade[trade["partner"] == "A"].set_index("year")["exports"].diff().dropna()',
        "growth.round(6).to_dict()",
    ),
    Task(
        "cagr",
        "cagr",
        'of_c = trade[trade["partner"] == "C"]["exports"]\ncagr = (of_c.iloc[-1] / of_c.iloc[0]) ** (1 / 19) - 1',
        'first, last = trade.loc[trade["partner"] == "C", "exports"].iloc[[0, -1]]\n'
        "cagr = (last / first) ** (1 / (2024 - 2005)) - 1",
        'of_c = trade[trade["partner"] == "C"]["exports"]\ncagr = (of_c.iloc[-1] / of_c.iloc[0]) ** (1 / 20) - 1',
        "round(float(cagr), 8)",
    ),
    Task(
        "regions",
        "by_region",
        'by_region = trade.merge(regions, on="partner").groupby("region")["imports"].sum()',
        'names = regions.set_index("partner")["region"]\n'
        'by_region = trade["imports"].groupby(trade["partner"].map(names).rename("region")).sum()',
        'by_region = trade.merge(regions, on="partner").groupby("region")["exports"].sum()',
        "by_region.round(3).to_dict()",
    ),
    Task(
        "wide",
        "wide",
        'wide = trade.pivot(index="year", columns="partner", values="exports")',
        'wide = trade.set_index(["year", "partner"])["exports"].unstack()',
        'wide = trade.pivot(index="year", columns="partner", values="imports")',
        'wide.round(3).to_dict("list")',
    ),
    Task(
        "top",
        "top",
        'top = trade[trade["year"] == 2024].nlargest(3, "exports")["partner"].tolist()',
        'top = list(trade[trade["year"] == 2024].sort_values("exports")["partner"][::-1][:3])',
        'top = trade[trade["year"] == 2024].nsmallest(3, "exports")["partner"].tolist()',
        "list(top)",
    ),
    Task(
        "deficits",
        "deficits",
        'deficits = int((trade["imports"] > 0.5 * trade["exports"]).sum())',
        'deficits = len(trade.query("imports > exports / 2"))',
        'deficits = int((trade["imports"] > trade["exports"]).sum())',
        "int(deficits)",
    ),
    Task(
        "doubling",
        "doubling_time",
        "def doubling_time(rate):\n    years, size = 0, 1.0\n    while size < 2:\n"
        "        years, size = years + 1, size * (1 + rate)\n    return years",
        "def doubling_time(rate):\n    from math import ceil, log\n\n    return ceil(log(2) / log(1 + rate))",
        "def doubling_time(rate):\n    from math import ceil\n\n    return ceil(0.72 / rate)",
        "doubling_time(0.07)",
        "[doubling_time(0.02), doubling_time(0.9)]",
    ),
    Task(
        "chart",
        "chart",
        'chart = trade.groupby("year")["exports"].sum().plot(title="Exports grew", xlabel="Year", ylabel="Value")',
        "import matplotlib.pyplot as plt\n\n"
        'sums = trade.groupby("year")["exports"].sum()\n_, chart = plt.subplots()\nchart.plot(sums.index, sums)\n'
        'chart.set(title="More every year", xlabel="Year", ylabel="Exports")',
        'chart = trade.groupby("year")["imports"].sum().plot(title="Trade grew", xlabel="Year", ylabel="Value")',
        "[bool(chart.get_title() and chart.get_xlabel()), "
        "[round(float(y), 3) for y in chart.get_lines()[0].get_ydata()]]",
    ),
)

_WRONG_OF_A_KIND = 4
_, _MISTAKEN, _STOPPED = range(3)


def submissions(count: int) -> list[Submission]:
    """Return a class: a third right, a third with four typical mistakes, a third that stopped on the way.

    Examples
    --------
    >>> [sum(own.right) for own in submissions(3)]
    [12, 8, 6]
    """
    return [_submission(number) for number in range(count)]


def _submission(number: int) -> Submission:
    kind, turn = number % 3, number // 3
    tasks = range(len(TASKS))
    mistaken = {(turn + 3 * step) % len(TASKS) for step in range(_WRONG_OF_A_KIND)} if kind == _MISTAKEN else set()
    tried = range(4 + (turn + 2) % 7) if kind == _STOPPED else tasks
    answers = []
    for task in tasks:
        own = TASKS[task]
        right = own.solution if (number + task) % 2 else own.alternative
        answers.append(own.mistake if task in mistaken else right if task in tried else None)
    is_right = tuple(task in tried and task not in mistaken for task in tasks)
    return Submission(f"student{number:04}", tuple(answers), is_right)
