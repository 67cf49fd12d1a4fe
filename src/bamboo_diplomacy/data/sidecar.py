"""The sidecar of a dataset: what one row is, what each column means, where the figures come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, cast, get_args

from bamboo_diplomacy.data.errors import InvalidDatasetError, Problem
from bamboo_diplomacy.data.fields import Fields
from bamboo_diplomacy.strings import say

ColumnType = Literal["integer", "number", "boolean", "text", "category", "day", "date"]
"""``day`` is a full date; ``date`` may stop at the year or the month, as the source does (ISO 8601)."""


@dataclass(frozen=True)
class Column:
    """What one column of a dataset holds.

    Parameters
    ----------
    name, type, meaning
        Its heading, its `ColumnType` and what a cell says, in a sentence.
    unit
        Unit of measurement, for figures.
    nulls
        What an empty cell means; None if no cell may be empty.
    minimum, maximum
        The least and the greatest value that can be true, both included.
    categories
        Every value that a category may take, with its meaning.
    ordered
        Whether the categories stand in rising order.
    derived
        How the authors of the dataset made the column, if no source states it.
    source
        Key of the source of the whole column, for tables without a column ``source``.
    """

    name: str
    type: ColumnType
    meaning: str
    unit: str | None = None
    nulls: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    categories: Mapping[str, str] = field(default_factory=dict)
    ordered: bool = False
    derived: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Source:
    """A publication that figures were taken from.

    Parameters
    ----------
    key
        The short name that rows use.
    title, author, container, date, address
        As a bibliography gives them; ``container`` is the publisher, journal or site, and a title in square
        brackets describes a page whose own title was not kept.
    read
        Which copy or version was read, where that is not the address.
    """

    key: str
    title: str
    author: str | None = None
    container: str | None = None
    date: str | None = None
    address: str | None = None
    read: str | None = None


@dataclass(frozen=True)
class Licence:
    """Terms of use: of the table itself, and what its sources ask for, with the day they were looked up."""

    name: str
    sources: str
    checked: date


@dataclass(frozen=True)
class Sidecar:
    """Everything that is known of a dataset besides its rows.

    Parameters
    ----------
    name, title, one_row_is
        The dataset's name, its title, and what one row stands for.
    key
        The columns that together tell rows apart.
    columns
        Every column, in the order of the table.
    sources
        Every source that a row or column refers to.
    credit
        Who published the figures, in a few words: for the line under a picture.
    licence, vintage, sha256
        Terms of use, the state of the figures, and the digest of the table's bytes.
    used_by
        Names of the notebooks that use the dataset.
    caveats
        What a reader must know before drawing a conclusion.
    """

    name: str
    title: str
    one_row_is: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    sources: tuple[Source, ...]
    credit: str
    licence: Licence
    vintage: str
    sha256: str
    used_by: tuple[str, ...]
    caveats: tuple[str, ...]

    def column(self, name: str) -> Column:
        """Return the column called ``name``; `KeyError` if there is none."""
        return {column.name: column for column in self.columns}[name]


def parse(name: str, content: object) -> Sidecar:
    """Turn the parsed YAML of a sidecar into a `Sidecar`.

    Parameters
    ----------
    name
        Name of the dataset.
    content
        What ``yaml.safe_load`` returned.

    Raises
    ------
    InvalidDatasetError
        With a sentence for each field that is missing, unknown or of the wrong kind.
    """
    fields = Fields(name, content, [])
    sidecar = Sidecar(
        name=name,
        title=fields.text("title"),
        one_row_is=fields.text("one_row_is"),
        key=fields.texts("key"),
        columns=tuple(_column(column, inner) for column, inner in fields.tables("columns")),
        sources=tuple(_source(source, inner) for source, inner in fields.tables("sources")),
        credit=fields.text("credit"),
        licence=_licence(fields.table("licence")),
        vintage=fields.text("vintage"),
        sha256=fields.text("sha256"),
        used_by=fields.texts("used_by"),
        caveats=fields.texts("caveats"),
    )
    fields.finish()
    if not fields.problems:
        fields.problems.extend(_contradictions(sidecar))
    if fields.problems:
        raise InvalidDatasetError(tuple(fields.problems))
    return sidecar


def _column(name: str, fields: Fields) -> Column:
    column = Column(
        name=name,
        type=cast("ColumnType", fields.choice("type", get_args(ColumnType))),
        meaning=fields.text("meaning"),
        unit=fields.optional_text("unit"),
        nulls=fields.optional_text("nulls"),
        minimum=fields.optional_number("minimum"),
        maximum=fields.optional_number("maximum"),
        categories=fields.optional_texts_by_name("categories"),
        ordered=fields.flag("ordered"),
        derived=fields.optional_text("derived"),
        source=fields.optional_text("source"),
    )
    fields.finish()
    return column


def _source(key: str, fields: Fields) -> Source:
    source = Source(
        key=key,
        title=fields.text("title"),
        author=fields.optional_text("author"),
        container=fields.optional_text("container"),
        date=fields.optional_text("date"),
        address=fields.optional_text("address"),
        read=fields.optional_text("read"),
    )
    fields.finish()
    return source


def _licence(fields: Fields) -> Licence:
    licence = Licence(name=fields.text("name"), sources=fields.text("sources"), checked=fields.day("checked"))
    fields.finish()
    return licence


def _contradictions(sidecar: Sidecar) -> list[Problem]:
    columns = [column.name for column in sidecar.columns]
    sources = {source.key for source in sidecar.sources}
    found = [say("data.sidecar.key_is_no_column", column=key) for key in sidecar.key if key not in columns]
    for column in sidecar.columns:
        if (column.type == "category") != bool(column.categories):
            found.append(say("data.sidecar.categories", column=column.name))
        if column.source is not None and column.source not in sources:
            found.append(say("data.problem.unknown_source", source=column.source))
        if "source" not in columns and column.name not in sidecar.key and column.source is None:
            found.append(say("data.sidecar.no_source", column=column.name))
    return [Problem(sidecar.name, sentence) for sentence in found]
