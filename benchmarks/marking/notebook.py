"""Notebooks as plain JSON: cells in, file out."""

import json
from pathlib import Path
from typing import Any

Cell = dict[str, Any]
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def code(name: str, source: str, **metadata: object) -> Cell:
    """Return a code cell that was not run."""
    return {
        "id": name,
        "cell_type": "code",
        "source": source,
        "metadata": metadata,
        "outputs": [],
        "execution_count": None,
    }


def raw(name: str, source: str) -> Cell:
    """Return a raw cell."""
    return {"id": name, "cell_type": "raw", "source": source, "metadata": {}}


def notebook(cells: list[Cell]) -> dict[str, Any]:
    """Return a notebook of nbformat 4.5."""
    metadata = {"kernelspec": _KERNEL, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def write(path: Path, content: dict[str, Any]) -> None:
    """Write a notebook and the folders that lead to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")


def read(path: Path) -> dict[str, Any]:
    """Return the notebook in a file, the source of each cell as one text."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    cells = [{**cell, "source": "".join(cell["source"])} for cell in content["cells"]]
    return {**content, "cells": cells}


def answered(content: dict[str, Any], answers: dict[str, str]) -> dict[str, Any]:
    """Return a notebook with other sources in the cells that ``answers`` names."""
    cells = [{**cell, "source": answers.get(cell["id"], cell["source"])} for cell in content["cells"]]
    return {**content, "cells": cells}
