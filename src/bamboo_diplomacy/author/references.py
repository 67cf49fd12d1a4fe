"""The references of a workbook: what ``bamboo grade`` holds submissions against."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bamboo_diplomacy.author import files, solution
from bamboo_diplomacy.author.execute import STORED_SEED, executed
from bamboo_diplomacy.author.reference import from_solution
from bamboo_diplomacy.author.release import Release, release
from bamboo_diplomacy.author.solution import Solution, SolutionError
from bamboo_diplomacy.grade.reference import Reference


class WorkbookReferences(Mapping[str, Reference]):
    """The reference of every exercise by name: made when it is first asked for, since most runs grade one exercise.

    Drawn inputs are those that a solution stores, until `draw` is called.

    Parameters
    ----------
    root
        The author's workbook.

    Raises
    ------
    NotAnAuthorsFolderError
        If the folder has no solutions.
    SolutionError
        When a reference is asked for, if its solution breaks the format.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._paths = {path.stem: path for path in files.solutions_of(root)}
        self._released: dict[str, tuple[Solution, Release]] = {}
        self._references: dict[str, Reference] = {}

    def __getitem__(self, name: str) -> Reference:
        if name not in self._references:
            own, released = self._release(name)
            self._references[name] = from_solution(own, released.feedback.version)
        return self._references[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def __contains__(self, name: object) -> bool:
        return name in self._paths

    def require_current(self, names: Iterable[str]) -> None:
        """Make sure that students and teacher work on the same exercises; others may be under way.

        Raises
        ------
        SolutionError
            If one of the exercises is not what its solution generates now.
        """
        for name in sorted(names):
            outdated = files.outdated(self._root, self._release(name)[1])
            if outdated:
                raise SolutionError(
                    f"{', '.join(outdated)} is not what {self._paths[name].name} generates: run `bamboo release` "
                    "before grading, or students and teacher work on different exercises."
                )

    def draw(self, names: Iterable[str], seed: int) -> None:
        """Give references the keys of the inputs that a seed draws: solutions that have such are run.

        Raises
        ------
        SolutionError
            If a solution does not run to its end.
        """
        if seed == STORED_SEED:
            return
        for name in names:
            own, released = self._release(name)
            if any(cell.metadata.get("drawn") for cell in own.cells):
                run = solution.from_node(name, executed(name, own.node, self._paths[name].parent, seed=seed))
                self._references[name] = from_solution(run, released.feedback.version)

    def _release(self, name: str) -> tuple[Solution, Release]:
        if name not in self._released:
            own = solution.read(self._paths[name])
            self._released[name] = own, release(own)
        return self._released[name]
