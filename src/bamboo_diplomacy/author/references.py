"""The references of a whole workbook: what ``bamboo grade`` holds submissions against."""

from pathlib import Path

from bamboo_diplomacy.author import files, solution
from bamboo_diplomacy.author.execute import STORED_SEED, executed
from bamboo_diplomacy.author.reference import from_solution
from bamboo_diplomacy.author.release import release
from bamboo_diplomacy.author.solution import Solution, SolutionError
from bamboo_diplomacy.grade.reference import Reference


def of_workbook(root: Path, seed: int) -> dict[str, Reference]:
    """Return the reference of every exercise by name.

    A solution with drawn inputs is run with the seed, so that its key is the one of these inputs; the outputs that it
    stores are those of `STORED_SEED`.

    Raises
    ------
    NotAnAuthorsFolderError
        If the folder has no solutions.
    SolutionError
        If a solution breaks the format, or its exercise is not what it generates now.
    """
    found = {}
    for path in files.solutions_of(root):
        outdated = files.stale(root, path)
        if outdated:
            raise SolutionError(
                f"{', '.join(outdated)} is not what {path.name} generates: run `bamboo release` before grading, or "
                "students and teacher work on different exercises."
            )
        own = solution.read(path)
        version = release(own).feedback.version
        found[own.name] = from_solution(_with_drawn_inputs(own, path.parent, seed), version)
    return found


def _with_drawn_inputs(own: Solution, folder: Path, seed: int) -> Solution:
    if seed == STORED_SEED or not any(cell.metadata.get("drawn") for cell in own.cells):
        return own
    return solution.from_node(own.name, executed(own.name, own.node, folder, seed=seed))
