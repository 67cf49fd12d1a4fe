"""Which datasets a piece of a notebook needs, read from its code: nothing is run."""

import ast
import importlib
import inspect
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType

from bamboo_diplomacy.data import files

_GALLERY = "bamboo_diplomacy.explore.gallery"


def named_datasets(code: str) -> frozenset[str]:
    """Return the datasets that code loads, itself or through an explorer that it opens.

    Parameters
    ----------
    code
        Python source, such as that of a notebook's cell.

    Returns
    -------
    frozenset of str
        Names of datasets. Where ``load`` gets a name from elsewhere, every dataset that the code names counts.

    Raises
    ------
    SyntaxError
        If the code is not Python.
    ModuleNotFoundError
        If it opens an explorer that does not exist.

    Examples
    --------
    >>> sorted(named_datasets('ties = [load(name) for name in ("japan_ties", "china_ties")]'))
    ['china_ties', 'japan_ties']
    >>> named_datasets('load("arrivals")')
    frozenset({'arrivals'})
    >>> sorted(named_datasets("explore.who_connects_peoples()"))
    ['p2p_actors', 'p2p_ties']
    """
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    explorers = [_attribute_of(call, "explore") for call in calls]
    loaded = _loaded(code, calls)
    return loaded.union(*(_of_explorer(name) for name in explorers if name))


def _loaded(code: str, calls: Iterable[ast.Call]) -> frozenset[str]:
    arguments = [call.args[0] for call in calls if call.args and _is_load(call)]
    if all(isinstance(argument, ast.Constant) for argument in arguments):
        return _known(_texts(arguments))
    return _known(_texts(ast.walk(ast.parse(code))))


def _of_explorer(name: str) -> frozenset[str]:
    """Look into constants too: some explorers keep their dataset in one, their own or that of their figure."""
    module = importlib.import_module(f"{_GALLERY}.{name}")
    return named_datasets(inspect.getsource(module)) | _known(_constants(module))


def _constants(module: ModuleType) -> Iterator[str]:
    for name, value in vars(module).items():
        if not name.strip("_").isupper():
            continue
        yield from (one for one in (value.values() if isinstance(value, Mapping) else [value]) if isinstance(one, str))


def _is_load(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "load"


def _attribute_of(call: ast.Call, owner: str) -> str:
    function = call.func
    owned = isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == owner
    return function.attr if owned and isinstance(function, ast.Attribute) else ""


def _texts(nodes: Iterable[ast.AST]) -> Iterator[str]:
    return (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _known(names: Iterable[str]) -> frozenset[str]:
    return frozenset(names) & frozenset(files.names())
