"""The states of an explorer that a test goes through: every end of every control, before and after a bet."""

from collections.abc import Iterator
from typing import Any

from bamboo_diplomacy.explore.controls import UNDECIDED, Choice, Reveal, Slider, Span
from bamboo_diplomacy.explore.explorer import Explorer


def moves(explorer: Explorer[Any, Any]) -> Iterator[dict[str, Any]]:
    """Yield changes that lead to the ends of every control, one at a time."""
    for control in explorer.controls:
        match control:
            case Slider(name, low, high):
                yield {name: low}
                yield {name: high}
            case Span(start, end, low, high):
                yield {start: low, end: low}
                yield {start: high, end: high}
            case Choice(name, options):
                yield from ({name: option} for option in options)
            case _ if hasattr(control, "options"):
                yield {control.name: ()}
                yield {control.name: control.options}
            case _:
                yield {control.settings[0]: True}


def states(explorer: Explorer[Any, Any]) -> Iterator[None]:
    """Bring the explorer into one state after another; what waits for the reader's own answer is shown after it too."""
    choices = [control for control in explorer.controls if isinstance(control, Choice)]
    answers = {choice.name: choice.options[1] for choice in choices if choice.options[0] == UNDECIDED}
    reveals = {control.name: True for control in explorer.controls if isinstance(control, Reveal)}
    for changed in ({}, *moves(explorer)):
        explorer.set(**changed)
        yield
        if answers:
            explorer.set(**{name: answer for name, answer in answers.items() if name not in changed})
            explorer.set(**reveals)
            yield
        explorer.reset()
