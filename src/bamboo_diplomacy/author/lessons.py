"""Run topic notebooks and keep their outputs: ``python -m bamboo_diplomacy.author.lessons [TOPIC]...``.

What is stored is what a reader sees who only opens a notebook, and what tests compare with a fresh run. Run a notebook
anew after a change of its text, of a dataset or of a figure that it shows.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from nbformat import NotebookNode

from bamboo_diplomacy import notebookfile, topics, workbook
from bamboo_diplomacy.author.execute import executed
from bamboo_diplomacy.errors import BambooError

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def chosen(root: Path, wanted: Sequence[str] = ()) -> list[Path]:
    """Return the topic notebooks of a workbook, all or those of some topics.

    Raises
    ------
    UnknownTopicError
        If a topic is not there.

    Examples
    --------
    >>> [path.name for path in chosen(workbook.root(), ["us_trust"])]
    ['04_us_trust.ipynb']
    """
    return topics.chosen(topics.notebooks(root / "notebooks"), wanted)


def run(path: Path) -> bool:
    """Run a topic notebook from the top, store its outputs, and return whether the file changed.

    Raises
    ------
    SolutionError
        If a cell fails or does not end.
    NotebookFileError
        If the file is not a notebook.
    """
    fresh = with_stable_widgets(executed(path.stem, notebookfile.read(path), path.parent))
    if notebookfile.text_of(fresh) == path.read_text(encoding="utf-8"):
        return False
    notebookfile.write(path, fresh)
    return True


def with_stable_widgets(notebook: NotebookNode) -> NotebookNode:
    """Name stored widgets after their cells: each run draws other names, and none outlives its kernel."""
    for cell in notebook.cells:
        views = [out["data"][WIDGET_VIEW] for out in cell.get("outputs", ()) if WIDGET_VIEW in out.get("data", {})]
        for place, view in enumerate(views, start=1):
            view["model_id"] = f"{cell.id}-{place}"
    return notebook


def main(wanted: Sequence[str]) -> int:
    """Run notebooks, say which ones changed, and return the exit status."""
    try:
        for path in chosen(workbook.root(), wanted):
            changed = run(path)
            sys.stdout.write(f"{path.name}: {'new outputs' if changed else 'as before'}\n")
    except BambooError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
