"""Canonical forms: what each kind of value becomes, and what is refused with a sentence."""

import datetime as dt
import json
from dataclasses import dataclass

import matplotlib as mpl
import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bamboo_diplomacy.practice.canonical import NotCanonicalError, canonical

mpl.use("agg")

TRADE = pd.DataFrame({"year": [1995, 1996], "goods": [451.3, 948.4], "partner": ["Mỹ", "Nhật"]})


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (143, {"kind": "integer", "value": 143}),
        (np.int64(143), {"kind": "integer", "value": 143}),
        (0.5, {"kind": "float", "value": 0.5}),
        (np.float32(0.5), {"kind": "float", "value": 0.5}),
        (float("nan"), {"kind": "missing"}),
        (pd.NA, {"kind": "missing"}),
        (float("-inf"), {"kind": "float", "value": "-infinity"}),
        (True, {"kind": "bool", "value": True}),
        (np.True_, {"kind": "bool", "value": True}),
        (None, {"kind": "none"}),
        (..., {"kind": "not attempted"}),
        ("Viê\u0323t", {"kind": "text", "value": "Việt"}),
        (dt.date(1995, 7, 11), {"kind": "date", "value": "1995-07-11"}),
        (pd.Timestamp("1995-07-11"), {"kind": "date", "value": "1995-07-11"}),
        (np.datetime64("1995-07-11"), {"kind": "date", "value": "1995-07-11"}),
        (dt.datetime(1995, 7, 11, 9, 30), {"kind": "time", "value": "1995-07-11T09:30:00"}),  # noqa: DTZ001
        ({3, 1, 2}, {"kind": "set", "items": [1, 2, 3]}),
        ((1, "a"), {"kind": "list", "items": [1, "a"]}),
        (range(3), {"kind": "list", "items": [0, 1, 2]}),
        (np.array([[1, 2]]), {"kind": "list", "items": [{"kind": "list", "items": [1, 2]}]}),
        ({"b": 1, "a": None}, {"kind": "mapping", "items": [["a", None], ["b", 1]]}),
    ],
)
def test_a_value_becomes_plain_json_of_its_kind(value, form):
    assert canonical(value) == form


def test_a_dataclass_is_a_mapping_of_its_fields():
    @dataclass
    class Visit:
        year: int

    assert canonical(Visit(2016)) == {"kind": "mapping", "items": [["year", 2016]]}


def test_a_table_keeps_columns_kinds_index_and_values():
    form = canonical(TRADE.set_index("year"))
    assert form["columns"] == ["goods", "partner"]
    assert form["dtypes"] == ["number", "text"]
    assert form["index"] == {"names": ["year"], "labels": [1995, 1996]}
    assert form["data"] == [[451.3, 948.4], ["Mỹ", "Nhật"]]


def test_a_column_keeps_its_labels():
    form = canonical(TRADE.set_index("year")["goods"])
    assert (form["index"]["labels"], form["values"], form["name"]) == ([1995, 1996], [451.3, 948.4], "goods")


def test_an_undirected_graph_does_not_remember_who_was_named_first():
    assert canonical(nx.Graph([("a", "b"), ("c", "b")])) == canonical(nx.Graph([("b", "c"), ("b", "a")]))
    assert canonical(nx.DiGraph([("a", "b")])) != canonical(nx.DiGraph([("b", "a")]))


def test_a_pandas_line_chart_shows_marks_scales_labels_and_data():
    axes = TRADE.plot(x="year", y="goods", logy=True, title="Trade", ylabel="million USD")
    form = canonical(axes)
    assert form["title"] == "Trade"
    assert form["y"] == {"label": "million USD", "scale": "log"}
    assert form["layers"] == [{"mark": "line", "label": "goods", "x": [1995, 1996], "y": [451.3, 948.4]}]
    assert canonical(axes.figure) == form


def test_bars_are_named_by_their_ticks_upright_or_lying():
    upright = canonical(TRADE.plot.bar(x="partner", y="goods"))["layers"][0]
    lying = canonical(TRADE.plot.barh(x="partner", y="goods"))["layers"][0]
    assert upright["x"] == ["Mỹ", "Nhật"]
    assert upright == lying


def test_bars_of_years_are_the_same_from_pandas_and_from_matplotlib():
    _, axes = plt.subplots()
    axes.bar([1995, 1996], [451.3, 948.4])
    from_pandas = canonical(TRADE.plot.bar(x="year", y="goods"))["layers"][0]
    assert canonical(axes)["layers"][0]["x"] == from_pandas["x"]


def test_scatter_pie_area_and_a_line_across_have_their_own_marks():
    _, (scatter, pie) = plt.subplots(1, 2)
    scatter.scatter([1, 2], [3, 4])
    scatter.axvline(1.5)
    pie.pie([1, 3], labels=["a", "b"])
    assert [layer["mark"] for layer in canonical(scatter)["layers"]] == ["rule", "point"]
    assert canonical(pie)["layers"][0]["y"] == pytest.approx([0.25, 0.75])
    area = TRADE.plot.area(x="year", y="goods")
    assert canonical(area)["layers"][0]["mark"] == "area"


@pytest.mark.parametrize("missing", [None, float("nan")])
def test_a_line_breaks_where_a_value_is_missing_whoever_draws_it(missing):
    known = pd.Series([1.0, None, 3.0], index=[2014, 2015, 2016])
    _, axes = plt.subplots()
    axes.plot(known.index, [1.0, missing, 3.0])
    drawn = canonical(axes)["layers"][0]["y"]
    plt.close()
    assert drawn == canonical(known.plot())["layers"][0]["y"] == [1.0, {"kind": "missing"}, 3.0]


def test_a_vega_lite_specification_is_a_chart_like_the_one_pandas_draws():
    rows = TRADE[["year", "goods"]].to_dict("records")
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": {"text": "Trade"},
        "data": {"values": rows},
        "mark": {"type": "line"},
        "encoding": {
            "x": {"field": "year", "title": "year"},
            "y": {"field": "goods", "title": "million USD", "scale": {"type": "log"}},
        },
    }
    drawn = canonical(TRADE.plot(x="year", y="goods", logy=True, title="Trade", ylabel="million USD", legend=False))
    form = canonical(spec)
    assert {**form, "layers": form["layers"][0]["y"]} == {**drawn, "layers": drawn["layers"][0]["y"]}


def test_two_series_of_a_specification_are_two_layers():
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "data": {"values": [{"x": 1, "y": 2, "side": "US"}, {"x": 1, "y": 3, "side": "VN"}]},
        "mark": "line",
        "encoding": {"x": {"field": "x"}, "y": {"field": "y"}, "color": {"field": "side"}},
    }
    assert [(layer["label"], layer["y"]) for layer in canonical(spec)["layers"]] == [("US", [2]), ("VN", [3])]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (len, "Call it with brackets"),
        (TRADE.groupby("partner"), "has not been summarised"),
        ((number for number in [1]), "list(...)"),
        ({1: 2}.items() and {1: 2}.values(), "list(...)"),
        (object(), "cannot be checked"),
        (2 + 3j, "cannot be checked"),
        ([0] * 200_000, "summary"),
        ("x" * 1_100_000, "too large"),
        (10**2000, "too large"),
        (pd.DataFrame({"n": range(200_000)}), "200,000 values"),
        (np.ma.masked_array([1, 2], [True, False]), "masked array"),
    ],
)
def test_what_cannot_be_checked_is_refused_with_a_sentence(value, words):
    with pytest.raises(NotCanonicalError) as error:
        canonical(value)
    assert words in str(error.value)


def test_a_list_inside_itself_is_refused_and_not_followed_for_ever():
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(NotCanonicalError, match="levels deep"):
        canonical(endless)


def test_empty_axes_and_a_figure_of_two_charts_are_refused():
    figure, _ = plt.subplots(1, 2)
    with pytest.raises(NotCanonicalError, match="2 charts"):
        canonical(figure)
    with pytest.raises(NotCanonicalError, match="nothing is drawn"):
        canonical(plt.figure().add_subplot())


_LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates()
_VALUES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=12
)


@given(_VALUES)
def test_every_canonical_form_survives_json_unchanged(value):
    form = canonical(value)
    assert json.loads(json.dumps(form, allow_nan=False)) == form
