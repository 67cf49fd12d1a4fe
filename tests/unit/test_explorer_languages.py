"""An explorer in Vietnamese: the words of its datasets are Vietnamese too, and what is kept of it is the same."""

from collections.abc import Iterator
from typing import Any

import pytest

from bamboo_diplomacy import explore, strings
from bamboo_diplomacy.data import load
from bamboo_diplomacy.data.wording import DATASET
from bamboo_diplomacy.explore.controls import Control
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.figures.source import source_line
from support.explorer_states import states

LONG = 4  # words: shorter texts may stand in the name of a source, which is not translated

OTHERS: list[tuple[str, dict[str, str]]] = [(name, {}) for name in explore.__all__ if name != "claim_checker"]
CHECKERS = [
    ("claim_checker", {"claim": claim})
    for claim in ("mai2025-founded", "dong2026-75-years", "trust2025-jfa-143", "bui2026-mid-century", "vu2025-tutelage")
]


@pytest.fixture(scope="module")
def english() -> frozenset[str]:
    """Return what must not be read in Vietnamese: texts that their wording does not keep, save ids spelled so."""
    wording = load(DATASET).query("column != 'credit'")  # a row may name the same publisher as its source
    pairs = zip(wording["english"], wording["vietnamese"], strict=True)
    return frozenset(text for text, told in pairs if text not in told) - frozenset(load("p2p_actors")["id"])


@pytest.mark.parametrize(("name", "settings"), [*OTHERS, *CHECKERS])
def test_nothing_of_the_datasets_is_left_in_english(
    name: str, settings: dict[str, str], english: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    shown = frozenset(_shown(getattr(explore, name)(**settings)))
    everything = "\n".join(shown)
    assert [text for text in english & shown if _is_no_field(text)] == []
    assert [text for text in english if len(text.split()) >= LONG and text in everything] == []


def test_the_line_under_a_picture_names_publishers_and_vintage_in_vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    assert (
        source_line("us_vietnam_milestones")
        == "Nguồn: Đại sứ quán hai nước, chính phủ Hoa Kỳ và báo chí (tháng 11/2026)"
    )


@pytest.mark.parametrize("name", explore.__all__)
def test_the_language_changes_no_setting_and_no_option(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = []
    for language in strings.LANGUAGES:
        monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, language)
        explorer = getattr(explore, name)()
        kept.append((repr(explorer), {control.settings: _options(control) for control in explorer.controls}))
    assert kept[0] == kept[1]


def _shown(explorer: Explorer[Any, Any]) -> Iterator[str]:
    """Yield every text of an explorer, in every state."""
    for control in explorer.controls:
        yield from getattr(control, "labels", ())
        yield from getattr(control, "notes", ())
    yield from _texts(explorer.twin().spec)
    for _ in states(explorer):
        yield explorer.describe()
        yield from _texts(explorer.static().spec)


def _texts(spec: object) -> Iterator[str]:
    match spec:
        case str():
            yield spec
        case dict():
            for value in spec.values():
                yield from _texts(value)
        case list() | tuple():
            for value in spec:
                yield from _texts(value)


def _is_no_field(text: str) -> bool:
    """Return whether a text cannot be the name of a field in a specification, as "year" is."""
    return " " in text or text[0].isupper()


def _options(control: Control) -> frozenset[str]:
    """Return what can be chosen; its order may follow the names of one language."""
    return frozenset(getattr(control, "options", ()))
