"""Where nobody looks, nothing is drawn: explorers and figures show their words."""

import pytest

from bamboo_diplomacy import explore
from bamboo_diplomacy.explore import display
from bamboo_diplomacy.figures import Figure, engine
from bamboo_diplomacy.onlookers import PICTURES_SWITCH


@pytest.fixture
def nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the pictures away, and the engine that draws them."""
    monkeypatch.setenv(PICTURES_SWITCH, "off")
    monkeypatch.delattr(engine, "_vl_convert")


@pytest.mark.usefixtures("nobody_looks")
def test_an_explorer_shows_its_settings_and_makes_no_widget(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[object] = []
    monkeypatch.setattr(display, "display", lambda data, *, raw: shown.append((data, raw)))
    explorer = explore.coverage(columns="level")
    explorer._ipython_display_()
    assert shown == [({"text/plain": repr(explorer)}, True)]


@pytest.mark.usefixtures("nobody_looks")
def test_a_figure_shows_its_alternative_text() -> None:
    figure: Figure = explore.coverage().static()
    assert figure._repr_mimebundle_() == ({"text/plain": figure.alt}, {})


@pytest.mark.parametrize("value", [None, "", "on"])
def test_pictures_are_made_wherever_they_are_not_switched_off(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv(PICTURES_SWITCH, raising=False)
    if value is not None:
        monkeypatch.setenv(PICTURES_SWITCH, value)
    monkeypatch.setattr(engine, "png", lambda _: b"PNG")
    assert "image/png" in explore.coverage().static()._repr_mimebundle_()[0]
