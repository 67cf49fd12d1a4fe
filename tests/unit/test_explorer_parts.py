"""The parts that explorers are made of: controls, their widgets, the chart's view, the runtime, what is stored."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ipywidgets
import pytest

from bamboo_diplomacy import explore, strings
from bamboo_diplomacy.explore import display, runtime
from bamboo_diplomacy.explore.controls import Choice, Many, SettingError, Slider, Span, Switch
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.view import ChartView
from bamboo_diplomacy.figures import Figure, chart, engine

STATIC = Path(runtime.__file__).parent / "static"


@pytest.fixture(autouse=True)
def runtime_that_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "bundle", lambda: "export const embed = null;")


def line(rows: list[dict[str, int]], mark: str = "line", window: tuple[int, int] = (0, 9)) -> Figure:
    plot = {"data": {"name": "t"}, "mark": mark, "encoding": {"x": {"field": "a", "type": "quantitative"}}}
    words = {"title": "A line", "alt": "A line.", "source": "Nobody (2026)"}
    return chart(plot, data={"t": rows}, signals={"window": window}, **words)


# --- controls


@pytest.mark.parametrize("value", [0, 11, 2.5, "5", True, None])
def test_a_slider_refuses_what_is_no_whole_number_in_its_range(value: object) -> None:
    with pytest.raises(SettingError, match="give a whole number from 1 to 10"):
        Slider("years", 1, 10).check({"years": value})


def test_a_slider_with_a_fraction_as_step_takes_fractions() -> None:
    Slider("share", 0, 1, step=0.05).check({"share": 0.35})


def test_a_span_refuses_a_start_after_its_end() -> None:
    with pytest.raises(SettingError, match="the first must not be greater than the last"):
        Span("start", "end", 1990, 2020).check({"start": 2010, "end": 2000})


def test_a_choice_names_its_options() -> None:
    with pytest.raises(SettingError, match="choose one of linear, log"):
        Choice("scale", ("linear", "log")).check({"scale": "cubic"})


def test_many_refuses_a_text_where_a_tuple_is_meant() -> None:
    with pytest.raises(SettingError, match="give a tuple"):
        Many("dimensions", ("economic",)).check({"dimensions": "economic"})


def test_an_explorer_is_not_called_with_settings_by_place() -> None:
    with pytest.raises(SettingError, match=r"by its name. The settings are: year, sizes"):
        explore.enlargement(1995)


def test_a_list_of_options_is_kept_as_a_tuple() -> None:
    ladder = explore.trust_ladder(dimensions=["people"])
    assert ladder.settings.dimensions == ("people",)
    ladder.set(dimensions=["economic"])
    assert ladder.settings.dimensions == ("economic",)


def test_a_switch_refuses_one_and_zero() -> None:
    with pytest.raises(SettingError, match="give True or False"):
        Switch("memory").check({"memory": 1})


def test_a_refusal_speaks_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    with pytest.raises(SettingError, match="hãy nhập một số nguyên từ 1 đến 10"):
        Slider("years", 1, 10).check({"years": 0})


# --- widgets


@pytest.fixture
def explorer() -> Explorer:
    return explore.trade_and_milestones()


def find(explorer: Explorer, kind: type[ipywidgets.Widget], description: str) -> ipywidgets.Widget:
    def below(widget: ipywidgets.Widget) -> Iterator[ipywidgets.Widget]:
        yield widget
        for child in getattr(widget, "children", ()):
            yield from below(child)

    return next(w for w in below(explorer.panel().root) if isinstance(w, kind) and w.description == description)


def test_moving_a_widget_changes_the_setting(explorer: Explorer) -> None:
    find(explorer, ipywidgets.IntRangeSlider, "Years").value = (2000, 2010)
    find(explorer, ipywidgets.Checkbox, "war legacy").value = True
    find(explorer, ipywidgets.RadioButtons, "Scale").value = "log"
    assert (explorer.settings.start, explorer.settings.end) == (2000, 2010)
    assert explorer.settings.dimensions == ("diplomatic", "economic", "war legacy")
    assert explorer.settings.scale == "log"


def test_a_setting_changed_by_name_moves_the_widget(explorer: Explorer) -> None:
    explorer.panel()
    explorer.set(start=2005)
    assert find(explorer, ipywidgets.IntRangeSlider, "Years").value == (2005, 2024)


def test_the_reset_button_returns_to_the_start(explorer: Explorer) -> None:
    start = explorer.settings
    explorer.panel()
    explorer.set(scale="log", milestone="Trade agreement in force")
    find(explorer, ipywidgets.Button, "Reset").click()
    assert explorer.settings == start
    assert find(explorer, ipywidgets.RadioButtons, "Scale").value == "linear"


def test_an_explorer_without_a_page_loads_no_widgets() -> None:
    made = "from bamboo_diplomacy import explore; made = explore.trade_and_milestones(); made.describe()"
    asked = f"{made}; import sys; sys.exit('ipywidgets' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


# --- the chart's view


class Sent:
    """The traits that a view sends, noted while a test changes it."""

    def __init__(self, view: ChartView) -> None:
        self.names: set[str] = set()
        view.observe(lambda change: self.names.add(change.name))


def test_new_rows_are_sent_without_the_plot() -> None:
    view = ChartView(line([{"a": 1}]))
    sent = Sent(view)
    view.show(line([{"a": 1}, {"a": 2}]))
    assert sent.names == {"datasets"}


def test_a_new_signal_is_sent_without_the_rows() -> None:
    view = ChartView(line([{"a": 1}]))
    sent = Sent(view)
    view.show(line([{"a": 1}], window=(2, 5)))
    assert sent.names == {"signals"}


def test_another_plot_is_sent_whole() -> None:
    view = ChartView(line([{"a": 1}]))
    sent = Sent(view)
    view.show(line([{"a": 1}], mark="bar"))
    assert sent.names == {"plot"}


def test_an_equal_figure_sends_nothing() -> None:
    view = ChartView(line([{"a": 1}]), "A sentence.")
    sent = Sent(view)
    view.show(line([{"a": 1}]), "A sentence.")
    assert sent.names == set()


def test_the_runtime_is_never_part_of_a_view() -> None:
    view = ChartView(line([{"a": 1}]))
    assert len(json.dumps(view.get_state(), default=str)) < 20_000


def test_all_views_of_a_kernel_share_one_runtime() -> None:
    assert runtime.load_runtime() is runtime.load_runtime()


def test_a_runtime_that_was_closed_is_made_again() -> None:
    first = runtime.load_runtime()
    first.close()
    assert runtime.load_runtime() is not first


# --- the runtime on disk


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.undo()
    monkeypatch.setattr(runtime.platformdirs, "user_cache_path", lambda *_, **__: tmp_path / "cache")
    monkeypatch.setattr(engine, "runtime", lambda snippet: f"// {snippet}")
    return tmp_path / "cache"


def test_the_runtime_is_bundled_once_and_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = runtime.bundle()
    monkeypatch.setattr(engine, "runtime", lambda _: pytest.fail("bundled twice"))
    assert runtime.bundle() == first
    assert [file.suffix for file in cache.iterdir()] == [".js"]


def test_a_cache_that_cannot_be_written_costs_time_only(cache: Path) -> None:
    cache.write_text("a file where the folder should be", encoding="utf-8")
    assert runtime.bundle().startswith("// export")


# --- what stays in the notebook


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Note what is displayed, in order."""
    noted: list[Any] = []
    monkeypatch.setattr(display, "display", lambda value, **_: noted.append(value))
    return noted


def test_showing_an_explorer_stores_the_widget_a_hint_and_the_picture(explorer: Explorer, shown: list[Any]) -> None:
    explorer._ipython_display_()
    widget, hint, picture = shown
    assert widget["text/plain"] == repr(explorer)
    assert widget[display.WIDGET_VIEW]["model_id"] == explorer.panel().root.model_id
    assert "Run this cell" in hint["text/html"]
    assert picture == explorer.static()


def test_showing_it_twice_shows_the_same_widgets(explorer: Explorer, shown: list[Any]) -> None:
    explorer._ipython_display_()
    explorer._ipython_display_()
    assert shown[0] == shown[3]


# --- the files of the page


@pytest.mark.parametrize("file", sorted(STATIC.iterdir()), ids=lambda file: file.name)
def test_a_file_of_the_page_asks_for_nothing_outside(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "http" not in text
    assert "@import" not in text
