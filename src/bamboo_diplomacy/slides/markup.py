"""The Markdown of a lesson as the HTML of a slide."""

import re
from functools import cache

import mistune

_RELATIVE_LINK = re.compile(r"\[([^\]]+)\]\((?!\w+:)[^)]*\)")
_CITATION = re.compile(r"\[[a-z]+\d{4}[^\]]*\]")
_VIETNAMESE = re.compile(r"<em>([^<]*[À-ỹĐđ][^<]*)</em>")
_PARAGRAPH = re.compile(r"</?p>")


def html(markdown: str) -> str:
    """Return Markdown as HTML: citations as ``cite``, Vietnamese terms with their language, no link into the workbook.

    A deck travels without the files that lie beside the notebook, so a relative link keeps its words only.

    Examples
    --------
    >>> print(html("**Trust** (*lòng tin*) grows [kydd2005]."))
    <p><strong>Trust</strong> (<em lang="vi">lòng tin</em>) grows <cite>[kydd2005]</cite>.</p>
    """
    drawn = str(_parser()(_RELATIVE_LINK.sub(r"\1", markdown))).strip()
    return _CITATION.sub(r"<cite>\g<0></cite>", _VIETNAMESE.sub(r'<em lang="vi">\1</em>', drawn))


def inline(markdown: str) -> str:
    """Return the Markdown of one paragraph as HTML without the paragraph's own tags.

    Examples
    --------
    >>> inline("The *first* step")
    'The <em>first</em> step'
    """
    return _PARAGRAPH.sub("", html(markdown))


@cache
def _parser() -> mistune.Markdown:
    return mistune.create_markdown(escape=False, plugins=["table"])
