"""The teacher's reference: from a solution, with hidden checks and the key itself."""

from bamboo_diplomacy.author.release import starter_of
from bamboo_diplomacy.author.solution import Cell, Role, Solution, SolutionError
from bamboo_diplomacy.author.starter import ESSAY_PLACEHOLDER, without_exemplars
from bamboo_diplomacy.grade.reference import Reference, ReferenceCell
from bamboo_diplomacy.grade.rubric import RubricError, criteria

_USED = (Role.GIVEN, Role.ANSWER, Role.CHECK, Role.HIDDEN, Role.ESSAY, Role.RUBRIC)


def from_solution(solution: Solution, version: str) -> Reference:
    """Return the reference by which a teacher grades.

    Raises
    ------
    SolutionError
        If the solution was not run or a cell of it breaks the format.
    """
    cells = tuple(_cell(solution, cell) for cell in solution.cells if cell.role in _USED)
    return Reference(solution.name, version, cells)


def _cell(solution: Solution, cell: Cell) -> ReferenceCell:
    source, check, expected = cell.source, "", None
    if cell.role is Role.ANSWER:
        source = starter_of(solution, next(task for task in solution.tasks if task.name == cell.task))
    elif cell.role is Role.ESSAY:
        source = ESSAY_PLACEHOLDER
    elif cell.role in (Role.CHECK, Role.HIDDEN):
        check, expected = solution.key(cell)
    elif cell.role is Role.RUBRIC:
        source = without_exemplars(cell.source)
        _require_rubric(solution, cell.id, source)
    return ReferenceCell(cell.id, str(cell.role), cell.kind, source, cell.task, check, cell.points, expected)


def _require_rubric(solution: Solution, cell_id: str, source: str) -> None:
    try:
        criteria(source)
    except RubricError as error:
        raise SolutionError(f"{solution.name}: the cell {cell_id}: {error}") from error
