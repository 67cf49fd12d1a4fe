"""Where the datasets are, and their bytes: the only module of `bamboo_diplomacy.data` that opens files."""

import difflib
from functools import lru_cache
from pathlib import Path

import yaml

from bamboo_diplomacy import workbook
from bamboo_diplomacy.data.errors import InvalidDatasetError, Problem, UnknownDatasetError
from bamboo_diplomacy.data.sidecar import Sidecar, parse
from bamboo_diplomacy.strings import say

# libyaml parses ten times faster, but not every PyYAML is built with it.
_YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def folder() -> Path:
    """Return the folder that holds the tables and their sidecars."""
    return workbook.root() / "datasets"


def names() -> tuple[str, ...]:
    """Return the names of all datasets, in alphabetical order.

    Examples
    --------
    >>> "us_vietnam_trade" in names()
    True
    """
    return tuple(sorted(path.stem for path in folder().glob("*.yml")))


def require(name: str) -> str:
    """Return ``name`` if a dataset is called so.

    Raises
    ------
    UnknownDatasetError
        Otherwise, with the names that are spelled nearly so.
    """
    known = names()
    if name in known:
        return name
    near = difflib.get_close_matches(str(name), known, n=3, cutoff=0.5)
    if near:
        raise UnknownDatasetError(say("data.unknown.near", name=name, near=", ".join(map(repr, near))))
    raise UnknownDatasetError(say("data.unknown.none", name=name))


def read_sidecar(name: str) -> Sidecar:
    """Return the sidecar of a dataset.

    Raises
    ------
    UnknownDatasetError
        If there is no such dataset.
    InvalidDatasetError
        If the sidecar is not UTF-8, not YAML, or a field is missing or wrong.
    """
    path = folder() / f"{require(name)}.yml"
    return _parsed(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _parsed(path: Path, changed: int) -> Sidecar:  # noqa: ARG001 - a changed file is read again
    name = path.stem
    try:
        # Parsing through _YAML_LOADER is `yaml.safe_load`: both loaders build plain values only.
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_YAML_LOADER)  # noqa: S506
    except UnicodeDecodeError as error:
        raise InvalidDatasetError((Problem(name, say("data.sidecar.not_utf8", byte=error.start)),)) from None
    except yaml.YAMLError as error:
        raise InvalidDatasetError((Problem(name, say("data.sidecar.not_yaml", reason=_first_line(error))),)) from None
    return parse(name, content)


def read_table(name: str) -> bytes:
    """Return the bytes of a dataset's table.

    Raises
    ------
    UnknownDatasetError
        If there is no such dataset.
    InvalidDatasetError
        If a sidecar has no table beside it.
    """
    path = folder() / f"{require(name)}.csv"
    if not path.is_file():
        raise InvalidDatasetError((Problem(name, say("data.problem.no_table", file=path.name)),))
    return path.read_bytes()


def _first_line(error: yaml.YAMLError) -> str:
    return " ".join(str(error).split())
