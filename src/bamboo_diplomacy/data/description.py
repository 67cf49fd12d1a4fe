"""The data card of a dataset: what one row is, what the columns mean, where it comes from, what to mind."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from bamboo_diplomacy.data import files, table
from bamboo_diplomacy.data.citation import reference
from bamboo_diplomacy.data.sidecar import Column, Sidecar
from bamboo_diplomacy.strings import say

_WIDTH = 100


@dataclass(frozen=True)
class Description:
    """A dataset's data card; tables in a notebook, plain text when printed.

    Parameters
    ----------
    sidecar
        Everything that is known of the dataset.
    rows
        How many rows its table has.
    """

    sidecar: Sidecar
    rows: int

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return self.text()

    def _repr_markdown_(self) -> str:
        return self.markdown()

    def text(self, lang: str | None = None) -> str:
        """Return the card as plain text, in the language in use or in ``lang``."""
        sidecar = self.sidecar
        width = max(len(column.name) for column in sidecar.columns)
        columns = [f"{c.name.ljust(width)}  {_kind(c, lang)}. {_meaning(c, lang)}" for c in sidecar.columns]
        sections = [
            ([f"{sidecar.title} ({sidecar.name})", *(f"{k}: {v}" for k, v in self._facts(lang))], ""),
            ([say("data.card.columns", lang), *columns], " " * (width + 2)),
            ([say("data.card.caveats", lang), *(f"- {caveat}" for caveat in sidecar.caveats)], "  "),
            ([say("data.card.sources", lang), *(f"- {reference(s)}" for s in sidecar.sources)], "  "),
        ]
        return "\n\n".join("\n".join(_wrap(line, indent) for line in lines) for lines, indent in sections)

    def markdown(self, lang: str | None = None) -> str:
        """Return the card as Markdown, in the language in use or in ``lang``."""
        sidecar = self.sidecar
        headings = [say(f"data.card.{name}", lang) for name in ("column", "type", "unit", "meaning")]
        cells = [
            (f"`{c.name}`", say(f"data.type.{c.type}", lang), c.unit or "", _meaning(c, lang)) for c in sidecar.columns
        ]
        lines = [f"**{sidecar.title}** (`{sidecar.name}`)", ""]
        lines += [f"- {label}: {value}" for label, value in self._facts(lang)]
        lines += ["", markdown_row(headings), "| --- | --- | --- | --- |", *map(markdown_row, cells)]
        lines += ["", f"**{say('data.card.caveats', lang)}**", "", *(f"- {c}" for c in sidecar.caveats)]
        lines += ["", f"**{say('data.card.sources', lang)}**", "", *(f"- {reference(s)}" for s in sidecar.sources)]
        return "\n".join(lines)

    def _facts(self, lang: str | None) -> list[tuple[str, str]]:
        sidecar = self.sidecar
        licence = say("data.card.licence_text", lang, name=sidecar.licence.name, day=sidecar.licence.checked)
        return [
            (say("data.card.one_row_is", lang), sidecar.one_row_is),
            (say("data.card.rows", lang), str(self.rows)),
            (say("data.card.key", lang), ", ".join(sidecar.key)),
            (say("data.card.vintage", lang), sidecar.vintage),
            (say("data.card.licence", lang), f"{licence} {sidecar.licence.sources}"),
        ]


def describe(name: str) -> Description:
    """Return the data card of a dataset.

    Raises
    ------
    UnknownDatasetError
        If no dataset is called so.
    InvalidDatasetError
        If its sidecar or its table cannot be read.

    Examples
    --------
    >>> card = describe("us_vietnam_trade")
    >>> card.sidecar.one_row_is
    'one calendar year'
    """
    sidecar = files.read_sidecar(name)
    return Description(sidecar, len(table.parse(name, files.read_table(name)).rows))


def markdown_row(cells: Iterable[str]) -> str:
    """Return one row of a Markdown table; an upright stroke within a cell does not end it."""
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _kind(column: Column, lang: str | None) -> str:
    kind = say(f"data.type.{column.type}", lang)
    return f"{kind}, {column.unit}" if column.unit else kind


def _meaning(column: Column, lang: str | None) -> str:
    parts = [column.meaning]
    if column.categories:
        values = (f"{value} ({text})" if text else value for value, text in column.categories.items())
        parts.append(say("data.card.categories", lang, values="; ".join(values)))
    if column.derived:
        parts.append(say("data.card.derived", lang, text=column.derived))
    if column.nulls:
        parts.append(say("data.card.nulls", lang, text=column.nulls))
    return " ".join(parts)


def _wrap(line: str, indent: str) -> str:
    return textwrap.fill(line, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
