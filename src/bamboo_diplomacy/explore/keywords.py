"""From a class of settings to the function that opens an explorer: what is stated once is its keywords and its help."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from bamboo_diplomacy.explore.controls import SettingError, check_names
from bamboo_diplomacy.strings import say

Keywords = ParamSpec("Keywords")
SettingsT = TypeVar("SettingsT")
ExplorerT = TypeVar("ExplorerT")

_RAISES = "Raises\n------\nSettingError\n    If a setting is unknown or outside its range.\n"


def keywords_of(
    settings: Callable[Keywords, SettingsT],
) -> Callable[[Callable[[SettingsT], ExplorerT]], Callable[Keywords, ExplorerT]]:
    """Let a function of settings be called with the settings themselves, each by its name.

    The signature and the help of the function then say what the class says: names, types, defaults, meaning.

    Parameters
    ----------
    settings
        A frozen dataclass with keywords only; the section ``Attributes`` of its docstring says what they mean.

    Returns
    -------
    Callable
        The decorator. What it makes raises `SettingError` if a setting is unknown.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True, kw_only=True)
    ... class Visit:
    ...     days: int = 3
    >>> @keywords_of(Visit)
    ... def length(visit: Visit) -> str:
    ...     return f"{visit.days} days"
    >>> length(days=5)
    '5 days'
    >>> inspect.signature(length)
    <Signature (*, days: int = 3) -> str>
    """
    known = inspect.signature(settings)

    def decorate(make: Callable[[SettingsT], ExplorerT]) -> Callable[Keywords, ExplorerT]:
        name = make.__name__

        @wraps(make, assigned=("__module__", "__name__", "__qualname__"))
        def opened(*args: Keywords.args, **kwargs: Keywords.kwargs) -> ExplorerT:
            if args:
                raise SettingError(say("explore.error.unnamed", name=name, known=", ".join(known.parameters)))
            check_names(kwargs, known.parameters)
            return make(settings(*args, **kwargs))

        returned = inspect.signature(make).return_annotation
        opened.__signature__ = known.replace(return_annotation=returned)  # type: ignore[attr-defined]
        opened.__doc__ = _documented(inspect.getdoc(make) or "", inspect.getdoc(settings) or "")
        return opened

    return decorate


def _documented(function: str, settings: str) -> str:
    """Return the function's docstring with the settings as its parameters, before its examples."""
    about, _, examples = function.partition("Examples\n--------\n")
    _, _, meaning = settings.partition("Attributes\n----------\n")
    sections = [about.strip(), f"Parameters\n----------\n{meaning.strip()}", _RAISES.strip()]
    return "\n\n".join([*sections, f"Examples\n--------\n{examples}"] if examples else sections)
