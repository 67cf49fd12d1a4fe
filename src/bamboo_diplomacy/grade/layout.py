"""Whether two cells are the same code: comments, blank lines and layout do not count."""

import ast
import contextlib
import warnings

LONGEST_CODE = 100_000


def normal(source: str) -> str:
    """Return a cell's code without comments, blank lines and the way it is laid out, to see whether it was changed.

    What is longer than anybody types is compared line by line: its syntax tree would fill the memory.
    """
    if len(source) <= LONGEST_CODE:
        with (
            contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError),
            warnings.catch_warnings(action="ignore"),  # a student's backslash is no news for the teacher
        ):
            return ast.dump(ast.parse(source))
    return "\n".join(line.rstrip() for line in source.splitlines() if line.strip())
