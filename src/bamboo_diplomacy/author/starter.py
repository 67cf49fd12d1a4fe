"""From a solved answer cell to the cell that a student finds."""

import ast
import re
import textwrap

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"
BEGIN_EXEMPLARS = "<!-- BEGIN EXEMPLARS -->"
END_EXEMPLARS = "<!-- END EXEMPLARS -->"
ESSAY_PLACEHOLDER = "*Double-click here, delete this line and write your answer.*"

_BLOCK = re.compile(rf"^(?P<indent>[ \t]*){BEGIN}[ \t]*\n(?P<body>.*?)^[ \t]*{END}[ \t]*$", re.MULTILINE | re.DOTALL)
_EXEMPLARS = re.compile(rf"\n*{BEGIN_EXEMPLARS}.*?{END_EXEMPLARS}", re.DOTALL)


class StarterError(ValueError):
    """An answer cell cannot be turned into a starter; the message is a sentence for the author."""


def starter(source: str, checked: set[str]) -> str:
    r"""Return an answer cell without its solution.

    Each block between the two markers becomes three dots: ``name = ...`` for each of the block's names that a check
    reads, ``return ...`` inside a function that returns something, plain ``...`` else.

    Parameters
    ----------
    source
        The solved cell.
    checked
        The names that the task's checks read.

    Raises
    ------
    StarterError
        If the markers are missing or do not pair.

    Examples
    --------
    >>> print(starter("# Task cagr\n### BEGIN SOLUTION\ncagr = 2 ** 0.1 - 1\n### END SOLUTION", {"cagr"}))
    # Task cagr
    cagr = ...
    """
    blocks = _BLOCK.findall(source)
    if not blocks or source.count(BEGIN) != len(blocks) or source.count(END) != len(blocks):
        raise StarterError(f"The solution stands between a line '{BEGIN}' and a line '{END}', once or several times.")
    return _BLOCK.sub(lambda match: _dots(match["indent"], match["body"], checked), source)


def names_read(source: str) -> set[str]:
    """Return the names that a piece of code reads.

    Examples
    --------
    >>> sorted(names_read('check("cagr", cagr)'))
    ['cagr', 'check']
    """
    return {
        node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }


def without_exemplars(source: str) -> str:
    """Return a rubric without the exemplar answers that only teachers see."""
    return _EXEMPLARS.sub("", source).rstrip()


def _dots(indent: str, body: str, checked: set[str]) -> str:
    tree = ast.parse(textwrap.dedent(body)) if not _inside_function(body) else None
    if tree is None:
        return f"{indent}return ..."
    names = [name for name in _names_bound(tree) if name in checked]
    return "\n".join(f"{indent}{name} = ..." for name in names) or f"{indent}..."


def _inside_function(body: str) -> bool:
    """Return whether a block returns from a function that begins before it."""
    try:
        tree = ast.parse(textwrap.dedent(body))
    except SyntaxError:
        return False
    return any(isinstance(node, ast.Return) for node in _own_nodes(tree))


def _own_nodes(tree: ast.AST) -> list[ast.AST]:
    """Return the nodes of a block without those inside functions and classes that the block itself defines."""
    found: list[ast.AST] = []
    for node in ast.iter_child_nodes(tree):
        found.append(node)
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            found += _own_nodes(node)
    return found


def _names_bound(tree: ast.AST) -> list[str]:
    names = [node.id for node in _own_nodes(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)] + [
        node.name for node in _own_nodes(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)
    ]
    return list(dict.fromkeys(names))
