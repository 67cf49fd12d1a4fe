"""Jupyter's trust in the workbook's notebooks: their stored pictures are shown before anything is run."""

from collections.abc import Iterable
from pathlib import Path


def trust(notebooks: Iterable[Path]) -> None:
    """Sign notebooks for this account. Only for files that the workbook has just delivered, never for a student's.

    Jupyter hides a stored HTML or SVG output of a notebook from elsewhere until its cell is run; a signature over the
    outputs says that they are known. One that is not a notebook is left unsigned.

    Parameters
    ----------
    notebooks
        Files that were just delivered.
    """
    import nbformat  # noqa: PLC0415 - needed only after a delivery
    from nbformat.reader import NotJSONError  # noqa: PLC0415
    from nbformat.sign import NotebookNotary  # noqa: PLC0415

    notary = NotebookNotary()
    for path in notebooks:
        try:
            notary.sign(nbformat.read(path, as_version=4))
        except (NotJSONError, nbformat.ValidationError):
            continue
