"""What a warm process has ready before the first notebook: the modules that answers and checks use.

Figures are made and read, never rendered: a judge looks at what a chart says, and pictures cost most of the time.
"""

from collections.abc import Iterable

PRELOAD = (
    "numpy",
    "pandas",
    "networkx",
    "matplotlib.pyplot",
    "pandas.plotting._matplotlib",
    "bamboo_diplomacy.practice.checking",
    "bamboo_diplomacy.data",
    "bamboo_diplomacy.models.trade",
    "bamboo_diplomacy.models.trust_game",
    "bamboo_diplomacy.models.sequencing",
)

WARM_UP = (
    """
def _warm():
    import contextlib

    import matplotlib

    matplotlib.use("agg")

    from bamboo_diplomacy.data import files
    from bamboo_diplomacy.data.errors import DatasetError
    from bamboo_diplomacy.strings import catalogue, language

    catalogue(language())
    for name in files.names():
        with contextlib.suppress(DatasetError):  # a damaged dataset is the business of who loads it
            files.read_sidecar(name)


_warm()
del _warm
""",
    """
def _answer_like_a_student():
    import matplotlib.pyplot
    import networkx
    import pandas

    from bamboo_diplomacy.practice.canonical import canonical

    trade = pandas.DataFrame({"who": ["A", "A", "B", "B"], "year": [1, 2, 1, 2], "value": [1.0, 2.0, 4.0, 8.0]})
    wide = trade.pivot(index="year", columns="who", values="value")
    by_year = trade.groupby("year")["value"].sum()
    graph = networkx.from_pandas_edgelist(trade, "who", "year")
    chart = by_year.plot(title="Trade", xlabel="Year", ylabel="Value")
    bars = trade.plot.bar(x="who", y="value")
    for answer in (
        wide,
        by_year,
        trade.query("value > 1").set_index("year")["value"].pct_change().dropna(),
        trade.eval("value / year"),
        trade.merge(trade, on=["who", "year"]).sort_values("value_x"),
        trade[trade["who"] == "A"].nlargest(1, "value")["who"].tolist(),
        trade.set_index(["year", "who"])["value"].unstack(),
        trade["who"].value_counts(),
        float(trade.loc[trade["year"] == 2, "value"].mean()),
        str(by_year.idxmax()),
        {"a": 1},
        graph,
        networkx.betweenness_centrality(graph),
        chart,
        bars,
    ):
        canonical(answer)
    matplotlib.pyplot.close("all")


_answer_like_a_student()
del _answer_like_a_student
""",
)


def imports(modules: Iterable[str]) -> str:
    """Return a cell that has modules ready; one that cannot be imported is the business of the cell that asks for it.

    Examples
    --------
    >>> exec(imports(["json", "no_such_module"]))
    """
    return f"""
def _have_ready(*modules):
    import contextlib
    import importlib

    for name in modules:
        with contextlib.suppress(Exception):
            importlib.import_module(name)


_have_ready(*{tuple(modules)!r})
del _have_ready
"""
