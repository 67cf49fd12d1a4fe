"""What a warm process has ready before the first notebook: the modules that answers and checks use.

Figures are made and read, never rendered: a judge looks at what a chart says, and pictures cost most of the time.
"""

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
    import matplotlib
    import matplotlib.pyplot
    import pandas

    matplotlib.use("agg")

    from bamboo_diplomacy.data import files
    from bamboo_diplomacy.practice.canonical import canonical
    from bamboo_diplomacy.strings import catalogue, language

    catalogue(language())
    for name in files.names():
        files.read_sidecar(name)

    axes = pandas.DataFrame({"x": [1, 2], "y": [1.0, 2.0]}).plot(x="x", y="y")
    axes.figure.canvas.draw()
    canonical(axes)
    canonical(pandas.DataFrame({"x": ["a"]}))
    matplotlib.pyplot.close("all")


_warm()
del _warm
""",
)
