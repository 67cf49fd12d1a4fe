"""Spectrum of power: what is placed counts at once, and the workbook's place and reason come only then."""

from itertools import pairwise
from typing import Any

import pytest

from bamboo_diplomacy import load, strings
from bamboo_diplomacy.explore import spectrum_of_power
from bamboo_diplomacy.explore.controls import SettingError
from bamboo_diplomacy.explore.gallery.spectrum_of_power import SpectrumOfPower
from bamboo_diplomacy.figures import Figure

INSTRUMENTS = load("instruments").set_index("id")


@pytest.fixture
def sorting() -> SpectrumOfPower:
    return spectrum_of_power()


def marks(figure: Figure) -> list[dict[str, Any]]:
    return figure.spec["datasets"]["marks"]


def test_nothing_of_the_workbook_s_place_is_told_before_the_reader_s(sorting: SpectrumOfPower) -> None:
    row = INSTRUMENTS.loc[sorting.settings.instrument]
    assert row["reason"] not in sorting.describe()
    assert row["position"] not in sorting.static().title
    assert marks(sorting.static()) == []


@pytest.mark.parametrize("instrument", INSTRUMENTS.index)
def test_every_instrument_gives_its_reason_and_its_other_reading(sorting: SpectrumOfPower, instrument: str) -> None:
    row = INSTRUMENTS.loc[instrument]
    sorting.set(instrument=instrument)
    sorting.set(place=row["position"], kind=row["kind"])
    told = sorting.describe()
    assert told.startswith(f"You and the workbook both say “{row['position']}”: {row['reason']}")
    assert ("The other reading: " in told) == row["contested"]
    assert told.endswith(f"It is called {row['kind']}, as you say.")


def test_another_place_and_another_name_are_set_beside_the_workbook_s(sorting: SpectrumOfPower) -> None:
    sorting.set(instrument="lao-parliament")
    sorting.set(place="attraction", kind="nation branding")
    assert sorting.describe().startswith("You say “attraction”, the workbook “payment”:")
    assert sorting.describe().endswith("The workbook calls it aid and gifts, you nation branding.")


def test_a_mark_stands_where_it_was_put_and_shows_where_the_workbook_puts_it(sorting: SpectrumOfPower) -> None:
    sorting.set(instrument="lao-parliament")
    sorting.set(place="attraction")
    (mark,) = marks(sorting.static())
    assert mark["at"] > 2 / 3
    assert (mark["shape"], mark["fill"], mark["place"]) == ("diamond", "transparent", "payment")


def test_another_instrument_leaves_the_placed_ones_and_comes_back_as_it_was_left(sorting: SpectrumOfPower) -> None:
    sorting.set(place="payment", kind="propaganda")
    sorting.set(instrument="oil-rig")
    assert (sorting.settings.place, sorting.settings.kind) == ("undecided", "undecided")
    assert len(marks(sorting.static())) == 1
    sorting.set(instrument="us-embargo")
    assert (sorting.settings.place, sorting.settings.kind) == ("payment", "propaganda")


def test_a_place_can_be_changed_and_taken_back(sorting: SpectrumOfPower) -> None:
    sorting.set(place="payment")
    sorting.set(place="coercion")
    assert sorting.settings.placed == (("us-embargo", "coercion", "undecided"),)
    sorting.set(place="undecided")
    assert sorting.settings.placed == ()


def test_marks_of_one_column_do_not_touch(sorting: SpectrumOfPower) -> None:
    heights = [mark["y"] for mark in marks(sorting.twin()) if mark["place"] == "attraction"]
    assert min(later - earlier for earlier, later in pairwise(heights)) >= 20


def test_without_a_kernel_every_instrument_stands_where_the_workbook_puts_it(sorting: SpectrumOfPower) -> None:
    assert len(marks(sorting.twin())) == len(INSTRUMENTS)
    assert sorting.twin().title == "From command to attraction: 26 instruments as the workbook places them"


@pytest.mark.parametrize("value", [3, "oil-rig", ("oil-rig", "coercion"), ("tank", "coercion", "undecided")])
def test_answers_that_cannot_be_are_refused(sorting: SpectrumOfPower, value: object) -> None:
    with pytest.raises(SettingError):
        sorting.set(placed=(value,))
    assert sorting.settings.placed == ()


def test_it_speaks_vietnamese(sorting: SpectrumOfPower, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(strings.ENVIRONMENT_VARIABLE, "vi")
    sorting.set(place="payment")
    assert sorting.describe().startswith("Bạn nói “lợi ích vật chất”, sách nói “cưỡng ép”:")
