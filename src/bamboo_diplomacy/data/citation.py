"""How to cite datasets and what they were made from."""

from collections.abc import Mapping
from dataclasses import dataclass

from bamboo_diplomacy import __version__
from bamboo_diplomacy.data import files, usage
from bamboo_diplomacy.data.sidecar import Sidecar, Source
from bamboo_diplomacy.strings import say

AUTHORS = "The Bamboo Diplomacy authors"

_TEX_SPECIAL = str.maketrans({character: rf"\{character}" for character in "&%$#_{}"} | {"\\": r"\textbackslash{}"})


@dataclass(frozen=True)
class Citation:
    """References to datasets and to their sources; shown as a list in a notebook, as text when printed.

    Parameters
    ----------
    sidecars
        The datasets, in alphabetical order.
    """

    sidecars: tuple[Sidecar, ...]

    def __str__(self) -> str:
        if not self.sidecars:
            return say("data.cite.nothing")
        lines = [reference_to_dataset(sidecar) for sidecar in self.sidecars]
        return "\n".join([*lines, "", say("data.cite.made_from"), *map(reference, self.sources)])

    def __repr__(self) -> str:
        return str(self)

    def _repr_markdown_(self) -> str:
        if not self.sidecars:
            return say("data.cite.nothing")
        datasets = [f"- {reference_to_dataset(sidecar)}" for sidecar in self.sidecars]
        return "\n".join([*datasets, "", say("data.cite.made_from"), "", *(f"- {reference(s)}" for s in self.sources)])

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source of these datasets once, in the order of their references."""
        unique = {source.key: source for sidecar in self.sidecars for source in sidecar.sources}
        return tuple(sorted(unique.values(), key=reference))

    @property
    def bibtex(self) -> str:
        """The same references as BibTeX entries, one for each dataset and each source."""
        return "\n\n".join([*map(_dataset_entry, self.sidecars), *map(_source_entry, self.sources)])


def cite(*names: str) -> Citation:
    """Return how to cite datasets.

    Parameters
    ----------
    names
        Names of datasets. With none, the datasets that have been loaded so far: what a notebook used.

    Raises
    ------
    UnknownDatasetError
        If a name is no dataset.

    Examples
    --------
    >>> citation = cite("us_vietnam_trade")
    >>> print(citation.bibtex.splitlines()[0])
    @misc{bamboo_us_vietnam_trade,
    """
    chosen = sorted(set(names)) if names else usage.loaded()
    return Citation(tuple(files.read_sidecar(name) for name in chosen))


def reference(source: Source) -> str:
    """Return one source as a bibliography prints it.

    Examples
    --------
    >>> reference(Source("census", "Trade in Goods with Vietnam", author="US Census Bureau", date="2024"))
    'US Census Bureau (2024). Trade in Goods with Vietnam.'
    """
    year = f" ({source.date})" if source.date else ""
    first = [f"{source.author}{year}", source.title] if source.author else [f"{source.title}{year}"]
    read = say("data.cite.read", copy=source.read) if source.read else None
    return " ".join(filter(None, [_sentences(*first, source.container), source.address, read]))


def reference_to_dataset(sidecar: Sidecar) -> str:
    """Return a dataset of this workbook as a bibliography prints it."""
    kind = say("data.cite.dataset", name=sidecar.name, version=__version__)
    first = f"{AUTHORS} ({sidecar.licence.checked.year})"
    return _sentences(first, sidecar.title, kind, say("data.cite.vintage", vintage=sidecar.vintage))


def _sentences(*parts: str | None) -> str:
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)


def _dataset_entry(sidecar: Sidecar) -> str:
    fields = {
        "author": AUTHORS,
        "title": sidecar.title,
        "year": str(sidecar.licence.checked.year),
        "howpublished": f"Bamboo Diplomacy {__version__}, dataset {sidecar.name}",
        "note": sidecar.vintage,
    }
    return _entry(f"bamboo_{sidecar.name}", fields)


def _source_entry(source: Source) -> str:
    fields = {
        "author": source.author,
        "title": source.title,
        "year": source.date[:4] if source.date else None,
        "date": source.date,
        "howpublished": source.container,
        "note": source.read,
    }
    return _entry(source.key, fields, source.address)


def _entry(key: str, fields: Mapping[str, str | None], address: str | None = None) -> str:
    # Double braces keep the capitals of a title and keep an office from being read as a person's name.
    lines = [f"  {name} = {{{{{value.translate(_TEX_SPECIAL)}}}}}," for name, value in fields.items() if value]
    if address:
        lines.append(f"  url = {{{address}}},")  # not escaped: the packages that print it take it as it is
    return "\n".join([f"@misc{{{key},", *lines, "}"])
