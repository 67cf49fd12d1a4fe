"""The progress panel: what the working folder has recorded, as a table that a screen reader reads well."""

from html import escape
from pathlib import Path

from bamboo_diplomacy import workbook
from bamboo_diplomacy.course.shown import Shown
from bamboo_diplomacy.practice.cards import with_code
from bamboo_diplomacy.practice.progress import read, working_folder
from bamboo_diplomacy.practice.summary import Count, TopicProgress, by_topic
from bamboo_diplomacy.strings import language, say


def progress(folder: Path | None = None) -> Shown:
    """Return what was done in a working folder, by topic: checks of the exercise and questions of the quiz.

    Parameters
    ----------
    folder
        A folder in a working folder; the current one if not given.

    Returns
    -------
    Shown
        A table; one sentence while nothing is recorded, so that a notebook that nobody has worked in stays the same.

    Examples
    --------
    >>> progress(Path("/"))
    Nothing is recorded yet. ...
    """
    home = working_folder(folder)
    done = read(home) if home else {}
    if not done:
        sentence = say("course.progress.nothing")
        return Shown(f"<p>{with_code(sentence)}</p>", sentence, kind="html")
    return panel(by_topic(workbook.root(), done))


def panel(progress: tuple[TopicProgress, ...]) -> Shown:
    """Return progress as a table with a caption and headings for rows and columns."""
    heads = "".join(f'<th scope="col">{escape(say(f"course.progress.{head}"))}</th>' for head in _COLUMNS)
    rows = "".join(
        f'<tr><th scope="row">{escape(one.topic)}</th><td>{_bar(one.checks)}</td><td>{_bar(one.quiz)}</td></tr>'
        for one in progress
    )
    caption = escape(say("course.progress.caption"))
    table = f"<caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>"
    text = "\n".join(
        say("course.progress.line", topic=one.topic, checks=_words(one.checks), quiz=_words(one.quiz))
        for one in progress
    )
    return Shown(f'<table lang="{language()}">{table}</table>', text, kind="html")


_COLUMNS = ("topic", "checks", "quiz")


def _bar(count: Count) -> str:
    words = escape(_words(count))
    if count.of == 0:
        return words
    # The words beside it say the same, so a screen reader need not hear the bar.
    return f'<progress max="{count.of}" value="{count.right}" aria-hidden="true"></progress> {words}'


def _words(count: Count) -> str:
    if count.of == 0:
        return say("course.progress.none")
    words = say("course.progress.of", right=count.right, of=count.of)
    return say("course.progress.changed", words=words, changed=count.changed) if count.changed else words
