"""A small solution notebook with one task of each sort, for tests of authors' and graders' machinery."""

import nbformat
from nbformat import NotebookNode

SETUP = "from bamboo_diplomacy import check, mistake\nimport pandas as pd"
RUBRIC = """| | 0 points | 1 point | 2 points |
|---|---|---|---|
| **Claim** | none | stated | arguable |
| **Evidence** | none | one figure | figures with their source |
<!-- BEGIN EXEMPLARS -->
Strong: secret exemplar
<!-- END EXEMPLARS -->"""


def cell(source: str, cell_id: str, role: str = "", **settings: object) -> NotebookNode:
    """Return one cell; text roles become Markdown."""
    kind = nbformat.v4.new_markdown_cell if role in {"essay", "rubric", "hint", "text"} else nbformat.v4.new_code_cell
    node = kind(source, id=cell_id)
    if role and role != "text":
        node.metadata["tags"] = [role]
    if settings:
        node.metadata["bamboo"] = settings
    return node


def solved(body: str, task: str) -> str:
    """Return an answer cell with its solution between the markers."""
    return f"# Task {task}\n### BEGIN SOLUTION\n{body}\n### END SOLUTION"


def solution_notebook() -> NotebookNode:
    """Return the sample: a number, a table, a function with hidden checks (one of them drawn), a chart and an essay."""
    nb = nbformat.v4.new_notebook()
    nb.cells = [
        cell("# Sample", "t99-title", "text"),
        cell(SETUP, "t99-setup"),
        *_number(),
        *_table(),
        *_function(),
        *_chart(),
        cell("An exemplary essay on trust.", "t99-essay-essay", "essay"),
        cell(RUBRIC, "t99-essay-rubric", "rubric", points=4),
    ]
    nb.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nb


def _number() -> list[NotebookNode]:
    return [
        cell("Growth per year from 100 to 121 in two years?", "t99-rate-text", "text"),
        cell(solved("sample_rate = (121 / 100) ** (1 / 2) - 1", "rate"), "t99-rate-answer", "answer"),
        cell(
            'check("sample-rate", sample_rate)',
            "t99-rate-check",
            "check",
            points=2,
            rules={"absolute": 0.001},
            why="It is the constant rate that joins both ends.",
        ),
        cell("from math import sqrt\nsample_rate = sqrt(1.21) - 1", "t99-rate-alternative-1", "alternative"),
        cell(
            'mistake("sample-rate", (121 - 100) / 100 / 2, "This is the arithmetic mean of the growth.")',
            "t99-rate-mistake-1",
            "mistake",
        ),
        cell(
            'mistake("sample-rate", (121 - 100) / 100, "This is the growth of both years together.")',
            "t99-rate-mistake-2",
            "mistake",
        ),
    ]


def _table() -> list[NotebookNode]:
    return [
        cell(
            'sample_trade = pd.DataFrame({"year": [1995, 1996], "goods": [451, 948], "partner": ["Mỹ", "Nhật Bản"]})',
            "t99-table-given",
        ),
        cell(
            solved("sample_table = sample_trade.assign(share=sample_trade.goods / 1399)", "table"),
            "t99-table-answer",
            "answer",
        ),
        cell('check("sample-table", sample_table)', "t99-table-check", "check", points=3),
        cell(
            "sample_table = sample_trade.copy()\n"
            'sample_table["share"] = sample_table["goods"] / sample_table["goods"].sum()',
            "t99-table-alternative-1",
            "alternative",
        ),
        cell(
            'mistake("sample-table", sample_trade.assign(share=sample_trade.goods), "The share is still the amount.")',
            "t99-table-mistake-1",
            "mistake",
        ),
        cell(
            "wrong = sample_trade.assign(share=sample_trade.goods / 451)\n"
            'mistake("sample-table", wrong, "You divided by the first year.")',
            "t99-table-mistake-2",
            "mistake",
        ),
    ]


def _function() -> list[NotebookNode]:
    body = 'def sample_reply(theirs):\n    """Repeat the other side\'s last move."""\n    ### BEGIN SOLUTION\n'
    body += '    return theirs[-1] if theirs else "C"\n    ### END SOLUTION'
    return [
        cell(f"# Task reply\n{body}", "t99-reply-answer", "answer"),
        cell('check("sample-reply", sample_reply(["D"]))', "t99-reply-check", "check", points=1),
        cell('check("sample-reply/empty", sample_reply([]))', "t99-reply-hidden-1", "hidden", points=1),
        cell(
            "from bamboo_diplomacy.practice.drawing import draws\n"
            'moves = draws("sample-reply/drawn").choices("CD", k=8)\n'
            'check("sample-reply/drawn", [sample_reply(moves[:count]) for count in range(1, 9)])',
            "t99-reply-hidden-2",
            "hidden",
            points=1,
            drawn=True,
        ),
        cell(
            'def sample_reply(theirs):\n    if not theirs:\n        return "C"\n    return theirs[len(theirs) - 1]',
            "t99-reply-alternative-1",
            "alternative",
        ),
        cell(
            'def always(theirs):\n    return "C"\n\n'
            'mistake("sample-reply", always(["D"]), "This side forgives everything.")',
            "t99-reply-mistake-1",
            "mistake",
        ),
        cell(
            "def opposite(theirs):\n    return theirs\n\n"
            'mistake("sample-reply", opposite(["D"]), "This gives back the whole history.")',
            "t99-reply-mistake-2",
            "mistake",
        ),
    ]


def _chart() -> list[NotebookNode]:
    plot = 'sample_trade.plot(x="year", y="goods", {how}title="Trade", xlabel="year", ylabel="million USD")'
    return [
        cell(solved(f"sample_ax = {plot.format(how='logy=True, ')}", "chart"), "t99-chart-answer", "answer"),
        cell('check("sample-chart", sample_ax)', "t99-chart-check", "check", points=2),
        cell(
            f"sample_ax = {plot.format(how='')}\nsample_ax.set_yscale('log')",
            "t99-chart-alternative-1",
            "alternative",
        ),
        cell(
            f"linear_ax = {plot.format(how='')}\n"
            'mistake("sample-chart", linear_ax, "On a linear axis the early years are invisible.")',
            "t99-chart-mistake-1",
            "mistake",
        ),
    ]
