"""Figures: complete, drawn without warnings, legible in both themes and without colour vision, the same every time."""

import itertools
import json
import re
import xml.etree.ElementTree as ET

import pandas as pd
import pytest
import vl_convert

from bamboo_diplomacy import figures
from bamboo_diplomacy.data import load
from bamboo_diplomacy.figures import Figure, FigureError, chart, engine, style
from bamboo_diplomacy.models.trade import event_window

POINTS = {"data": {"name": "t"}, "mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative"}}}
NON_TEXT_CONTRAST = 3  # WCAG 2.1, 1.4.11
SVG = "{http://www.w3.org/2000/svg}"


def small_trade() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": [2000, 2001, 2002, 2003],
            "us_exports": [100.0, 200.0, 300.0, 500.0],
            "us_imports": [100.0, 200.0, 500.0, 1100.0],
            "status": ["seen", "rounded", "derived", "recalled"],
        }
    )


def small_mirror() -> pd.DataFrame:
    return pd.DataFrame({"year": [2001, 2003], "vn_exports": [150.0, 900.0], "vn_imports": [None, 400.0]})


def small_milestones() -> pd.DataFrame:
    return pd.DataFrame(
        {"date": ["2001-12-10", "2002"], "label": ["Agreement", "Visit"], "dimension": ["economic", "diplomatic"]}
    )


def simple(**changes: str) -> Figure:
    words = {"title": "Trade grew", "alt": "Two points.", "source": "US Census Bureau (2025)", **changes}
    return chart(POINTS, data={"t": [{"a": 1}, {"a": 2}]}, **words)


ALL = {
    "simple": simple,
    "trade": lambda: figures.trade_by_year(small_trade()),
    "trade, log": lambda: figures.trade_by_year(small_trade(), small_milestones(), scale="log"),
    "trade around an event": lambda: figures.trade_by_year(
        small_trade(),
        small_milestones(),
        event=event_window(small_trade().set_index("year")["us_imports"], 2001, before=1, after=1, event_year="before"),
        event_label="Agreement",
        event_date="2001-12-10",
    ),
    "mirror": lambda: figures.mirror_gap(small_trade(), small_mirror()),
    "mirror, other flow": lambda: figures.mirror_gap(small_trade(), small_mirror(), flow="to_vietnam"),
    "real trade": lambda: figures.trade_by_year(load("us_vietnam_trade"), load("us_vietnam_milestones")),
    "real mirror": lambda: figures.mirror_gap(load("us_vietnam_trade"), load("us_vietnam_trade_mirror")),
}


@pytest.fixture(params=ALL)
def figure(request: pytest.FixtureRequest) -> Figure:
    return ALL[request.param]()


@pytest.mark.parametrize(("missing", "named"), [("alt", "alt text"), ("title", "title"), ("source", "source")])
def test_a_figure_without_its_words_does_not_exist(missing: str, named: str) -> None:
    with pytest.raises(FigureError, match=named):
        simple(**{missing: " "})


def test_a_figure_compiles_without_a_warning(figure: Figure, capfd: pytest.CaptureFixture[str]) -> None:
    vl_convert.vegalite_to_vega(figure.framed(), vl_version=engine.VEGA_LITE, show_warnings=True)
    assert capfd.readouterr().err == ""


def test_a_warning_of_vega_lite_would_be_seen(capfd: pytest.CaptureFixture[str]) -> None:
    wrong = {**POINTS, "encoding": {"no such channel": {"field": "a", "type": "quantitative"}}}
    vl_convert.vegalite_to_vega(wrong, vl_version=engine.VEGA_LITE, show_warnings=True)
    assert capfd.readouterr().err != ""


def test_a_figure_says_which_vega_lite_it_speaks(figure: Figure) -> None:
    assert figure.spec["$schema"].endswith("/vega-lite/v5.json")


def test_a_figure_takes_nothing_from_the_network(figure: Figure) -> None:
    assert "url" not in json.dumps({**figure.spec, "$schema": ""})


def test_the_source_line_and_the_title_are_drawn(figure: Figure) -> None:
    drawn = " ".join(ET.fromstring(figure.svg()).itertext())  # noqa: S314 - drawn by ourselves
    letters = re.sub(r"\s", "", drawn)
    assert re.sub(r"\s", "", figure.source) in letters
    assert re.sub(r"\s", "", figure.title) in letters


def test_a_figure_is_the_same_every_time() -> None:
    for make in ALL.values():
        assert make().framed() == make().framed()


def test_a_notebook_keeps_the_specification_a_small_png_and_the_alt_text(figure: Figure) -> None:
    data, metadata = figure._repr_mimebundle_()
    assert data["application/vnd.vegalite.v5+json"] == figure.framed()
    assert data["text/plain"] == figure.alt
    assert len(data["image/png"]) < 100_000
    assert metadata["application/vnd.vegalite.v5+json"]["embed_options"]["actions"] is False


@pytest.mark.parametrize("letter", "ạươữệỳđ")
def test_a_vietnamese_letter_is_drawn_not_boxed(letter: str) -> None:
    no_letter = "\ue000"
    assert simple(title=letter).png() != simple(title=no_letter).png()


@pytest.mark.parametrize(("spoken", "written"), [("en", "1,500"), ("vi", "1.500")])
def test_an_axis_writes_numbers_as_the_sentences_do(spoken: str, written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAMBOO_LANGUAGE", spoken)
    axis = {"values": [1500], "format": ",d"}
    plot = {**POINTS, "encoding": {"x": {"field": "a", "type": "quantitative", "axis": axis}}}
    figure = chart(plot, title="Trade grew", alt="One point.", source="US Census Bureau", data={"t": [{"a": 1500}]})
    assert f">{written}<" in figure.svg()


def test_recalled_and_derived_years_are_hollow() -> None:
    drawn = ET.fromstring(ALL["trade"]().svg()).iter(f"{SVG}path")  # noqa: S314 - drawn by ourselves
    points = [path for path in drawn if path.get("aria-roledescription") == "point"]
    filled = {path.get("aria-label", "")[: len("year: 2000")]: path.get("fill") is not None for path in points}
    assert filled == {"year: 2000": True, "year: 2001": True, "year: 2002": False, "year: 2003": False}


def test_a_year_that_one_side_did_not_count_breaks_its_line() -> None:
    rows = ALL["mirror"]().spec["datasets"]["books"]
    runs = {row["year"]: row["run"] for row in rows if row["books"].startswith("Viet Nam")}
    assert runs[2001] != runs[2003]


def test_a_gap_is_drawn_only_where_both_sides_counted() -> None:
    assert [row["year"] for row in ALL["mirror"]().spec["datasets"]["gaps"]] == [2001, 2003]
    assert [row["year"] for row in ALL["mirror, other flow"]().spec["datasets"]["gaps"]] == [2003]


def test_no_common_year_is_said_in_a_sentence() -> None:
    with pytest.raises(FigureError, match="No year has a figure from both sides"):
        figures.mirror_gap(small_trade(), small_mirror().assign(year=[1990, 1991]))


def test_an_unknown_flow_is_refused_with_the_known_ones() -> None:
    with pytest.raises(FigureError, match="to_us, to_vietnam"):
        figures.mirror_gap(small_trade(), small_mirror(), flow="sideways")


@pytest.mark.parametrize("background", [style.LIGHT_BACKGROUND, *style.DARK_BACKGROUNDS])
@pytest.mark.parametrize("colour", [*style.PALETTE, style.NEUTRAL])
def test_marks_stand_out_from_light_and_dark_pages(colour: str, background: str) -> None:
    lighter, darker = sorted((luminance(linear(colour)), luminance(linear(background))), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= NON_TEXT_CONTRAST


@pytest.mark.parametrize("sight", ["normal", "deuteranopia", "protanopia"])
def test_colours_differ_also_without_red_or_green_cones(sight: str) -> None:
    seen = [oklab(multiply(SIGHT[sight], linear(colour))) for colour in style.PALETTE]
    assert min(distance(one, other) for one, other in itertools.combinations(seen, 2)) >= JUST_DISTINCT


def test_each_dimension_has_a_colour_and_a_shape_of_its_own() -> None:
    assert style.DIMENSIONS.keys() == style.DIMENSION_SHAPES.keys()
    assert len(set(style.DIMENSIONS.values())) == len(set(style.DIMENSION_SHAPES.values())) == len(style.DIMENSIONS)


# Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
# severity 1.0, on linear light; Ottosson 2020, "A perceptual color space for image processing" (OKLab).
SIGHT = {
    "normal": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
}
LMS = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
LAB = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
]
JUST_DISTINCT = 0.1  # in OKLab; five times the difference that is just noticed side by side


def linear(colour: str) -> list[float]:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def luminance(light: list[float]) -> float:
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def oklab(light: list[float]) -> list[float]:
    return multiply(LAB, [cone ** (1 / 3) for cone in multiply(LMS, [min(max(c, 0), 1) for c in light])])


def multiply(matrix: list[list[float]], vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def distance(one: list[float], other: list[float]) -> float:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
