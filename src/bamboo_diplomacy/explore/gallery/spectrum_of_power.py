"""Spectrum of power: real instruments to be placed between coercion and attraction, each with the workbook's reason."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bamboo_diplomacy.data import load
from bamboo_diplomacy.data.wording import worded
from bamboo_diplomacy.explore.controls import UNDECIDED, Choice, Control, SettingError
from bamboo_diplomacy.explore.explorer import Explorer
from bamboo_diplomacy.explore.keywords import keywords_of
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.figures.spectrum import POSITIONS, Instrument, Placed, kind_name, position_name, spectrum
from bamboo_diplomacy.strings import say

_KINDS = (
    "military force",
    "economic pressure",
    "trade access",
    "aid and gifts",
    "public diplomacy",
    "cultural diplomacy",
    "nation branding",
    "propaganda",
)

Answer = tuple[str, str, str]
"""What a reader said: the instrument, the place, the kind."""

_PARTS = len(("instrument", "place", "kind"))


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the reader chooses.

    Attributes
    ----------
    instrument
        The instrument in hand: its ``id`` in the dataset ``instruments``.
    place
        Where the reader puts it: one of `POSITIONS`, or ``"undecided"``.
    kind
        What the reader calls it, or ``"undecided"``.
    placed
        The instruments that were placed so far, each with its place and kind.
    """

    instrument: str = "us-embargo"
    place: str = UNDECIDED
    kind: str = UNDECIDED
    placed: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Result:
    """What follows: the instrument in hand, and all that were placed."""

    hand: Instrument
    placed: tuple[Placed, ...]


class SpectrumOfPower(Explorer[Settings, Result]):
    """An instrument in hand, a place on the range for it, and the reason for the workbook's own."""

    name = "spectrum_of_power"

    def __init__(self, settings: Settings) -> None:
        super().__init__(_recorded(settings))

    @cached_property
    def _instruments(self) -> Mapping[str, Instrument]:
        rows = worded(load("instruments"), "instruments").astype(object).fillna({"rival": ""}).to_dict("records")
        names = Instrument.__dataclass_fields__
        return {row["id"]: Instrument(**{name: str(row[name]) for name in names}) for row in rows}

    @cached_property
    def controls(self) -> tuple[Control, ...]:
        """The instrument; its place on the range; its name."""
        labels = tuple(
            say(f"{self.name}.picture.option", year=one.date[:4], label=one.label) for one in self._instruments.values()
        )
        notes = tuple(one.between for one in self._instruments.values())
        return (
            Choice("instrument", tuple(self._instruments), labels, menu=True, notes=notes),
            Choice("place", (UNDECIDED, *POSITIONS)),
            Choice("kind", (UNDECIDED, *_KINDS), menu=True),
        )

    def adjust(self, settings: Settings) -> Settings:
        """Turn to what was said of another instrument; what is said of this one counts at once."""
        if settings.instrument != self.settings.instrument:
            said = {name: (place, kind) for name, place, kind in settings.placed}
            place, kind = said.get(settings.instrument, (UNDECIDED, UNDECIDED))
            return replace(settings, place=place, kind=kind)
        return _recorded(settings)

    def compute(self, settings: Settings) -> Result:
        """Look up what is in hand and what was placed."""
        return Result(self._instruments[settings.instrument], tuple(map(self._placed, settings.placed)))

    def draw(self, settings: Settings, result: Result) -> Figure:  # noqa: ARG002 - the result says it all
        """Draw the three columns, with the instrument in hand above them."""
        return spectrum(result.placed, result.hand)

    def tell(self, settings: Settings, result: Result) -> str:
        """Ask for a place; then give the workbook's place with its reason, the other reading, and the name."""
        if settings.place == UNDECIDED:
            return say(f"{self.name}.tell.undecided", placed=len(result.placed), total=len(self._instruments))
        hand = result.hand
        return say(
            f"{self.name}.tell.{'same' if settings.place == hand.position else 'other'}",
            yours=position_name(settings.place),
            place=position_name(hand.position),
            reason=hand.reason,
            rival=say(f"{self.name}.tell.rival", rival=hand.rival) if hand.rival else "",
            kind=_named(settings.kind, hand.kind),
        )

    def twin(self) -> Figure:
        """Return every instrument as the workbook places it: a reader without a kernel cannot place any."""
        return spectrum([Placed(one, one.position) for one in self._instruments.values()])

    def _placed(self, answer: Answer) -> Placed:
        values = dict(zip(("instrument", "place", "kind"), answer, strict=True))
        for control in self.controls:
            control.check(values)
        return Placed(self._instruments[values["instrument"]], values["place"])


def _recorded(settings: Settings) -> Settings:
    """Count the instrument in hand as placed, unless its place is undecided."""
    for answer in settings.placed:
        if not isinstance(answer, tuple) or len(answer) != _PARTS:
            raise SettingError(say("spectrum_of_power.error.placed", value=answer))
    others = tuple(answer for answer in settings.placed if answer[:1] != (settings.instrument,))
    own = () if settings.place == UNDECIDED else ((settings.instrument, settings.place, settings.kind),)
    return replace(settings, placed=(*others, *own))


def _named(yours: str, kind: str) -> str:
    if yours == UNDECIDED:
        return say("spectrum_of_power.tell.unnamed")
    key = "kind_same" if yours == kind else "kind_other"
    return say(f"spectrum_of_power.tell.{key}", kind=kind_name(kind), yours=kind_name(yours))


@keywords_of(Settings)
def spectrum_of_power(settings: Settings) -> SpectrumOfPower:
    """Place real instruments of policy on the range from coercion through payment to attraction (Nye 2004).

    Examples
    --------
    >>> sorting = spectrum_of_power(instrument="oil-rig")
    >>> sorting.set(place="coercion", kind="military force")
    >>> sorting.describe()
    'You and the workbook both say “coercion”: Ships at sea make a fact ... It is called military force, as you say.'
    """
    return SpectrumOfPower(settings)
