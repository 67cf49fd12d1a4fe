"""Back from a canonical form to plain Python values, for answers that are judged by what they say."""

from typing import Any

from bamboo_diplomacy.practice.canonical.form import Form

__all__ = ["NotPlainError", "plain"]


class NotPlainError(ValueError):
    """A form holds a table, graph, chart or something else that is no plain value; the message names it."""


def plain(form: Form) -> object:
    """Return the plain value of a canonical form.

    Parameters
    ----------
    form
        A number, text, date, truth value, nothing, list, set or mapping of these.

    Returns
    -------
    object
        Numbers, text, bool and None; dates and times as text; lists, of sets too; dictionaries. What was not answered
        is ``...`` and what is missing is None.

    Raises
    ------
    NotPlainError
        If the form is, or holds, anything else.

    Examples
    --------
    >>> from bamboo_diplomacy.practice.canonical import canonical
    >>> plain(canonical({"audience": "KHM", "programme": ("P01", "P05"), "year": ...}))
    {'audience': 'KHM', 'programme': ['P01', 'P05'], 'year': Ellipsis}
    """
    kind = form["kind"]
    if kind in {"integer", "float", "text", "bool", "date", "time"}:
        return float(form["value"]) if form["value"] in ("infinity", "-infinity") and kind == "float" else form["value"]
    if kind in {"none", "missing"}:
        return None
    if kind == "not attempted":
        return ...
    if kind in {"list", "set"}:
        return [_inner(item) for item in form["items"]]
    if kind == "mapping":
        return {_key(key): _inner(item) for key, item in form["items"]}
    raise NotPlainError(kind)


def _inner(part: Any) -> object:  # noqa: ANN401 - any JSON value
    return plain(part) if isinstance(part, dict) else part


def _key(part: Any) -> object:  # noqa: ANN401 - any JSON value
    key = _inner(part)
    if isinstance(key, list | dict):
        raise NotPlainError(part["kind"])
    return key
