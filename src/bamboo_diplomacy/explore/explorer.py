"""The base of every explorer: settings in, a result, a picture and a sentence out; widgets only when it is shown."""

from abc import ABC, abstractmethod
from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from bamboo_diplomacy.explore.controls import Control, check_names
from bamboo_diplomacy.figures import Figure
from bamboo_diplomacy.onlookers import pictures_are_wanted

if TYPE_CHECKING:
    from bamboo_diplomacy.explore.panel import Panel

SettingsT = TypeVar("SettingsT")
ResultT = TypeVar("ResultT")


class Explorer(ABC, Generic[SettingsT, ResultT]):
    """A question that a reader answers by changing settings and watching a picture.

    A subclass names itself (`name`, the area of its sentences in the catalogue), lists its `controls`, and says what
    follows from settings: `compute` the result, `draw` the picture, `tell` the sentence. All three are pure, so an
    explorer works, and is tested, without a notebook.

    Parameters
    ----------
    settings
        A frozen dataclass of the model's settings; its defaults are what `reset` returns to.

    Raises
    ------
    SettingError
        If a setting is outside its range.
    """

    name: ClassVar[str]

    def __init__(self, settings: SettingsT) -> None:
        self._initial = type(settings)()
        self._panel: Panel | None = None
        self._settle(settings)

    @property
    @abstractmethod
    def controls(self) -> tuple[Control, ...]:
        """What the reader may change, in the order of the page."""

    @abstractmethod
    def compute(self, settings: SettingsT) -> ResultT:
        """Return what follows from the settings, as a frozen dataclass."""

    @abstractmethod
    def draw(self, settings: SettingsT, result: ResultT) -> Figure:
        """Return the picture of a result."""

    @abstractmethod
    def tell(self, settings: SettingsT, result: ResultT) -> str:
        """Return one sentence that says what the picture shows now."""

    def write(self, settings: SettingsT, result: ResultT) -> str:  # noqa: ARG002 - for those that write
        """Return lines of code that take the reader's choices along into a cell of the notebook; here none."""
        return ""

    def adjust(self, settings: SettingsT) -> SettingsT:
        """Return settings that were asked for, with what follows from the last ones; here they stay as they are.

        For an explorer in which one setting rules another: a new bet covers the outcome again.
        """
        return settings

    @property
    def settings(self) -> SettingsT:
        """The settings as they stand."""
        return self._settings

    @property
    def result(self) -> ResultT:
        """What follows from the settings as they stand."""
        return self._result

    def values(self) -> dict[str, Any]:
        """Return the settings by name."""
        return {field.name: getattr(self._settings, field.name) for field in fields(self._settings)}  # type: ignore[arg-type]

    def describe(self) -> str:
        """Return one sentence about the current state: what a screen reader hears after a change."""
        return self.tell(self._settings, self._result)

    def code(self) -> str:
        """Return lines of code to copy, which stand under the picture; may be empty."""
        return self.write(self._settings, self._result)

    def static(self) -> Figure:
        """Return the current picture as a figure that needs no kernel."""
        return self.draw(self._settings, self._result)

    def twin(self) -> Figure:
        """Return the picture that is kept for a reader without a kernel: the current one, unless it waits for a bet."""
        return self.static()

    def set(self, **changes: Any) -> None:  # noqa: ANN401 - a value of any setting
        """Change settings by name, on the page too if the explorer is shown.

        Raises
        ------
        SettingError
            If a name is unknown or a value outside its range; the explorer then stays as it was.
        """
        check_names(changes, self.values())
        self._settle(self.adjust(replace(self._settings, **changes)))  # type: ignore[type-var]
        if self._panel is not None:
            self._panel.update()

    def reset(self) -> None:
        """Return to the settings that the explorer starts with."""
        self.set(**{field.name: getattr(self._initial, field.name) for field in fields(self._initial)})  # type: ignore[arg-type]

    def panel(self) -> "Panel":
        """Return the explorer's widgets, made on first use; every later call returns the same ones."""
        from bamboo_diplomacy.explore.panel import Panel  # noqa: PLC0415 - widgets load when shown

        if self._panel is None:
            self._panel = Panel(self)
        return self._panel

    def __repr__(self) -> str:
        settings = ", ".join(f"{name}={value!r}" for name, value in self.values().items())
        return f"{self.name}({settings})"

    def _settle(self, asked: SettingsT) -> None:
        settings = _with_tuples(asked)
        values: dict[str, Any] = asdict(settings)  # type: ignore[call-overload]
        for control in self.controls:
            control.check(values)
        result = self.compute(settings)
        self._settings, self._result = settings, result

    def _ipython_display_(self) -> None:
        """Show the live explorer and, for a reader without a kernel, the picture that stays in the notebook."""
        from bamboo_diplomacy.explore import display  # noqa: PLC0415 - widgets load when shown

        if pictures_are_wanted():
            display.display_explorer(self, self.panel())
        else:
            display.display_words(self)


def _with_tuples(settings: SettingsT) -> SettingsT:
    """Return settings in which every list became a tuple: what is frozen holds nothing that can change."""
    values = {field.name: getattr(settings, field.name) for field in fields(settings)}  # type: ignore[arg-type]
    lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    return replace(settings, **lists)  # type: ignore[type-var]
