"""The card under a check: a verdict, what differs, and what the learner gave."""

from html import escape
from importlib.resources import files

from bamboo_diplomacy.practice.canonical import Form
from bamboo_diplomacy.practice.verdict import Judgement, Verdict
from bamboo_diplomacy.strings import language, say

_SIGNS = {Verdict.RIGHT: "✓", Verdict.WRONG: "✗", Verdict.ERROR: "!", Verdict.NOT_ATTEMPTED: "…"}
_LONGEST = 80


def plain(name: str, judgement: Judgement) -> str:
    """Return the card as one line of text.

    Examples
    --------
    >>> plain("cagr", Judgement(Verdict.WRONG, message="This is the arithmetic mean."))
    'cagr: not yet. This is the arithmetic mean.'
    """
    return " ".join([f"{name}: {judgement.verdict.word}.", *_sentences(judgement)])


def card(name: str, judgement: Judgement, form: Form) -> str:
    """Return the card as HTML that reads well in JupyterLab's light and dark themes, and without its style sheet."""
    sentences = "".join(f"<p>{with_code(sentence)}</p>" for sentence in _sentences(judgement))
    given = summary(form)
    shown = (
        f'<p class="bamboo-given">{escape(say("practice.card.given"))} <code>{escape(given)}</code></p>'
        if given
        else ""
    )
    return f"<style>{style()}</style>{framed(judgement.verdict, sentences + shown, name=name, live=True)}"


def framed(verdict: Verdict, body: str, *, name: str = "", live: bool = False) -> str:
    """Return HTML in the frame of a card: the sign and the word of a verdict, the name of what was checked, a body.

    Parameters
    ----------
    verdict, body, name
        What the card holds; the body is HTML.
    live
        Whether a screen reader announces the card by itself, where nothing around it does.
    """
    kind = verdict.name.lower().replace("_", "-")
    shown = f" <code>{escape(name)}</code>" if name else ""
    role = ' role="status"' if live else ""
    return (
        f'<section class="bamboo-card bamboo-{kind}"{role} lang="{language()}">'
        f'<p class="bamboo-verdict"><span aria-hidden="true">{_SIGNS.get(verdict, "•")}</span> '
        f"<strong>{escape(verdict.word)}</strong>{shown}</p>"
        f"{body}</section>"
    )


def style() -> str:
    """Return the style sheet of cards."""
    return files("bamboo_diplomacy.practice").joinpath("card.css").read_text(encoding="utf-8").strip()


def with_code(sentence: str) -> str:
    """Return a sentence as HTML with what stands between backquotes as code."""
    pieces = escape(sentence).split("`")
    if len(pieces) % 2 == 0:
        return escape(sentence)
    return "".join(f"<code>{piece}</code>" if place % 2 else piece for place, piece in enumerate(pieces))


def summary(form: Form) -> str:
    """Return what was given in a few words: the value if it is short, else its kind and size.

    Examples
    --------
    >>> summary({"kind": "table", "columns": ["year", "total"], "data": [[1995], [451.3]]})
    'table (DataFrame), 1 × 2 (year, total)'
    """
    kind = form["kind"]
    if kind in {"integer", "float", "text", "bool", "date", "time"}:
        return _short(repr(form["value"]) if kind == "text" else str(form["value"]))
    word = say(f"practice.kind.{kind.replace(' ', '_')}") if kind not in {"not attempted", "not gradable"} else ""
    if kind == "table":
        names = ", ".join(str(column) for column in form["columns"])
        return _short(f"{word}, {len(form['data'][0]) if form['data'] else 0} × {len(form['columns'])} ({names})")
    if kind in {"list", "set", "mapping"}:
        return f"{word} ({len(form['items'])})"
    if kind == "series":
        return f"{word} ({len(form['values'])})"
    return word


def _sentences(judgement: Judgement) -> list[str]:
    if judgement.sentences:
        return list(judgement.sentences)
    general = say(f"practice.general.{judgement.verdict.name.lower()}")
    return [general] if general else []


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
