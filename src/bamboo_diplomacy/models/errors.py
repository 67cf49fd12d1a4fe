"""The one error of the models: a sentence that says which input is wrong and what to do."""

from collections.abc import Iterable
from difflib import get_close_matches


class ModelError(ValueError):
    """A model was asked for something that it cannot compute."""


def unknown_name(kind: str, name: object, known: Iterable[str]) -> ModelError:
    """Return the error for a name that is not in a list, with the nearest name if there is one.

    Parameters
    ----------
    kind
        What the name should have been, as a noun: ``"strategy"``.
    name
        What was given.
    known
        The names that exist.

    Examples
    --------
    >>> unknown_name("strategy", "tit for tat", ["always_defect", "tit_for_tat"])
    ModelError('There is no strategy "tit for tat". Did you mean "tit_for_tat"? Known: always_defect, tit_for_tat.')
    """
    names = list(known)
    near = get_close_matches(str(name).strip().lower(), names, n=1)
    question = f' Did you mean "{near[0]}"?' if near else ""
    return ModelError(f'There is no {kind} "{name}".{question} Known: {", ".join(names)}.')
