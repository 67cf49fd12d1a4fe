"""The references of a whole workbook: what ``bamboo grade`` holds submissions against."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from bamboo_diplomacy.author import files, solution
from bamboo_diplomacy.author.execute import STORED_SEED, executed
from bamboo_diplomacy.author.reference import from_solution
from bamboo_diplomacy.author.release import release
from bamboo_diplomacy.author.solution import SolutionError
from bamboo_diplomacy.grade.reference import Reference


def of_workbook(root: Path) -> dict[str, Reference]:
    """Return the reference of every exercise by name; drawn inputs are those that its solution stores.

    Raises
    ------
    NotAnAuthorsFolderError
        If the folder has no solutions.
    SolutionError
        If a solution breaks the format.
    """
    found = {}
    for path in files.solutions_of(root):
        own = solution.read(path)
        version = release(own).feedback.version
        found[own.name] = from_solution(own, version)
    return found


def require_current(root: Path, names: Iterable[str]) -> None:
    """Make sure that students and teacher work on the same exercises; others may be under way.

    Raises
    ------
    SolutionError
        If one of the exercises is not what its solution generates now.
    """
    for name in sorted(names):
        path = root / "solutions" / f"{name}.ipynb"
        outdated = files.stale(root, path)
        if outdated:
            raise SolutionError(
                f"{', '.join(outdated)} is not what {path.name} generates: run `bamboo release` before grading, or "
                "students and teacher work on different exercises."
            )


def with_drawn_inputs(references: Mapping[str, Reference], root: Path, seed: int) -> dict[str, Reference]:
    """Return the references with the keys of the inputs that a seed draws: solutions that have such are run.

    Raises
    ------
    SolutionError
        If a solution does not run to its end.
    """
    return {name: _redrawn(own, root / "solutions" / f"{name}.ipynb", seed) for name, own in references.items()}


def _redrawn(reference: Reference, path: Path, seed: int) -> Reference:
    if seed == STORED_SEED:
        return reference
    own = solution.read(path)
    if not any(cell.metadata.get("drawn") for cell in own.cells):
        return reference
    run = solution.from_node(own.name, executed(own.name, own.node, path.parent, seed=seed))
    return from_solution(run, reference.version)
