"""What every explorer owes its readers, tested for each name in ``explore.__all__``."""

import dataclasses
import inspect
import re
from collections.abc import Iterator
from typing import Any

import ipywidgets
import pytest

from bamboo_diplomacy import explore, strings
from bamboo_diplomacy.explore import runtime
from bamboo_diplomacy.explore.controls import SettingError
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.panel import Panel
from bamboo_diplomacy.figures import Figure
from support.explorer_states import moves
from support.leftover import english_left

LANGUAGES = strings.LANGUAGES
Any_ = Explorer[Any, Any]


@pytest.fixture(params=explore.__all__)
def explorer(request: pytest.FixtureRequest) -> Any_:
    return getattr(explore, request.param)()


@pytest.fixture
def panel(explorer: Any_, monkeypatch: pytest.MonkeyPatch) -> Panel:
    """Make the explorer's widgets, with a runtime that costs nothing: no browser draws here."""
    monkeypatch.setattr(runtime, "bundle", lambda: "")
    return explorer.panel()


def test_it_is_called_as_it_is_listed(explorer: Any_) -> None:
    assert explorer.name in explore.__all__


def test_its_call_takes_every_setting_by_name_with_its_default(explorer: Any_) -> None:
    parameters = inspect.signature(getattr(explore, explorer.name)).parameters.values()
    assert {own.name: own.default for own in parameters} == explorer.values()
    assert {own.kind for own in parameters} == {inspect.Parameter.KEYWORD_ONLY}


def test_its_help_explains_every_setting(explorer: Any_) -> None:
    text = inspect.getdoc(getattr(explore, explorer.name)) or ""
    explained = text.partition("Parameters\n----------\n")[2].partition("\n\nRaises")[0]
    names = [name for line in explained.splitlines() if not line.startswith(" ") for name in line.split(", ")]
    assert sorted(names) == sorted(explorer.values())
    assert text.partition("Examples\n--------\n>>> ")[2]


def test_a_call_with_an_unknown_setting_is_refused_in_a_sentence(explorer: Any_) -> None:
    with pytest.raises(SettingError, match=re.escape("no setting “colour”")):
        getattr(explore, explorer.name)(colour="red")


def test_settings_and_result_are_frozen(explorer: Any_) -> None:
    for value in (explorer.settings, explorer.result):
        assert dataclasses.is_dataclass(value)
        assert type(value).__dataclass_params__.frozen


def test_every_control_changes_settings_that_exist(explorer: Any_) -> None:
    named = [name for control in explorer.controls for name in control.settings]
    assert set(named) <= explorer.values().keys()
    assert len(named) == len(set(named))


def test_it_describes_itself_in_one_sentence(explorer: Any_) -> None:
    sentence = explorer.describe()
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "{" not in sentence


def test_its_picture_has_alt_text_a_claim_and_a_source(explorer: Any_) -> None:
    figure = explorer.static()
    assert isinstance(figure, Figure)
    assert figure.alt
    assert figure.title
    assert figure.source


def test_its_picture_is_drawn_without_a_browser(explorer: Any_, capfd: pytest.CaptureFixture[str]) -> None:
    assert explorer.static().svg().startswith("<svg")
    assert "WARN" not in capfd.readouterr().err


def test_nothing_is_printed(explorer: Any_, capsys: pytest.CaptureFixture[str]) -> None:
    for changed in moves(explorer):
        explorer.set(**changed)
        explorer.describe()
        explorer.static()
        explorer.reset()
    assert capsys.readouterr() == ("", "")


def test_its_repr_is_the_call_that_makes_it_again(explorer: Any_) -> None:
    again = eval(repr(explorer), {name: getattr(explore, name) for name in explore.__all__})  # noqa: S307
    assert again.settings == explorer.settings
    assert repr(again) == repr(explorer)


def test_every_end_of_every_control_gives_a_picture(explorer: Any_) -> None:
    for changed in moves(explorer):
        explorer.set(**changed)
        assert explorer.static().svg().startswith("<svg")
        assert explorer.describe().endswith(".")
        explorer.reset()


def test_the_same_settings_give_the_same_picture(explorer: Any_) -> None:
    assert type(explorer)(explorer.settings).static() == explorer.static()


def test_a_setting_outside_its_range_is_refused_in_a_sentence(explorer: Any_) -> None:
    for control in explorer.controls:
        for name in control.settings:
            before = explorer.settings
            with pytest.raises(SettingError, match=re.escape(f"“{name}”")):
                explorer.set(**{name: "no such value"})
            assert explorer.settings == before


def test_an_unknown_setting_is_refused_in_a_sentence(explorer: Any_) -> None:
    with pytest.raises(SettingError, match=re.escape("no setting “colour”")):
        explorer.set(colour="red")


def test_reset_returns_to_the_start(explorer: Any_) -> None:
    start = explorer.settings
    for changed in moves(explorer):
        explorer.set(**changed)
    explorer.reset()
    assert explorer.settings == start


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_and_sentences_exist_in_each_language(
    explorer: Any_, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, language)
    monkeypatch.setattr(runtime, "bundle", lambda: "")
    spoken = type(explorer)(explorer.settings)
    spoken.panel()
    assert spoken.describe()
    assert spoken.static().title


def test_no_sentence_of_the_interface_stays_english_in_vietnamese(
    explorer: Any_, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    spoken = type(explorer)(explorer.settings)
    for changed in moves(spoken):
        spoken.set(**changed)
        shown = spoken.static()
        assert english_left([spoken.describe(), shown.title, shown.subtitle, shown.alt]) == []
        spoken.reset()


def test_every_control_has_a_visible_label(panel: Panel) -> None:
    for entry in _inputs(panel.root):
        assert entry.description.strip()


def test_every_control_is_reached_by_keyboard(panel: Panel) -> None:
    for entry in _inputs(panel.root):
        assert entry.tabbable is not False


def test_moving_a_control_changes_the_picture_and_the_sentence_together(explorer: Any_, panel: Panel) -> None:
    for changed in moves(explorer):
        explorer.set(**changed)
        assert panel.chart.sentence == explorer.describe()
        assert panel.chart.title == explorer.static().title
        assert panel.chart.alt == explorer.static().alt
        assert panel.chart.code == explorer.code()
        explorer.reset()


def test_the_source_stands_under_the_picture(explorer: Any_, panel: Panel) -> None:
    assert panel.chart.source == explorer.static().source


def _inputs(widget: ipywidgets.Widget) -> Iterator[ipywidgets.Widget]:
    """Yield what a reader operates."""
    for child in getattr(widget, "children", ()):
        if "description" in child.traits() and not isinstance(child, ipywidgets.Label):
            yield child
        yield from _inputs(child)
