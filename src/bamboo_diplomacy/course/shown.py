"""What the course shows: Markdown or HTML in a notebook, plain text when printed; the same in every run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """A piece of a page in a notebook.

    Parameters
    ----------
    content
        Markdown or HTML.
    text
        The same as plain text.
    kind
        ``"markdown"`` or ``"html"``.
    """

    content: str
    text: str
    kind: str = "markdown"

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        return {f"text/{self.kind}": self.content, "text/plain": self.text}


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown.

    Examples
    --------
    >>> print(markdown_table(["Term", "Meaning"], [["soft power", "attraction"]]))
    | Term | Meaning |
    | --- | --- |
    | soft power | attraction |
    """
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines)
