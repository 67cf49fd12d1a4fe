"""What a proof hands in: the starter, the solution, each alternative and each mistake, as a student would.

One variant answers every task at once, so a topic is proved with a handful of runs. Tasks must therefore not lean on
each other's answers, and a proof finds those that do.
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from bamboo_diplomacy.author.release import starter_of
from bamboo_diplomacy.author.solution import Cell, Role, Solution, SolutionError, Task


@dataclass(frozen=True)
class Variant:
    """One submission of a proof: what it is called, its notebook, and which cell answers each task."""

    name: str
    notebook: NotebookNode
    used: dict[str, str]


def variants(solution: Solution, exercise: NotebookNode) -> Iterator[Variant]:
    """Yield the submissions that prove an exercise.

    Raises
    ------
    SolutionError
        If a mistake cannot be turned into what a student would write.
    """
    yield _variant(
        "starter", exercise, {task.name: ("starter", starter_of(solution, task)) for task in _machine(solution)}
    )
    yield _variant("solution", exercise, {task.name: _solved(task) for task in _machine(solution)})
    for role, write in ((Role.ALTERNATIVE, _as_written), (Role.MISTAKE, mistaken)):
        most = max((len(task.of(role)) for task in _machine(solution)), default=0)
        for number in range(most):
            answers = {
                task.name: write(solution, task, task.of(role)[number])
                if number < len(task.of(role))
                else _solved(task)
                for task in _machine(solution)
            }
            yield _variant(f"{role} {number + 1}", exercise, answers)


def _machine(solution: Solution) -> list[Task]:
    return [task for task in solution.tasks if not task.is_essay]


def _solved(task: Task) -> tuple[str, str]:
    (answer,) = task.of(Role.ANSWER)
    return "solution", answer.source


def _as_written(solution: Solution, task: Task, cell: Cell) -> tuple[str, str]:  # noqa: ARG001 - as mistaken
    return cell.id, cell.source


def _variant(name: str, exercise: NotebookNode, answers: dict[str, tuple[str, str]]) -> Variant:
    notebook = copy.deepcopy(exercise)
    sources = {f"-{task}-answer": source for task, (_, source) in answers.items()}
    for cell in notebook.cells:
        for ending, source in sources.items():
            if "answer" in cell.metadata.get("tags", []) and cell.id[3:] == ending:
                cell.source = source
    return Variant(name, notebook, {task: used for task, (used, _) in answers.items()})


def mistaken(solution: Solution, task: Task, cell: Cell) -> tuple[str, str]:
    """Return the id of a mistake cell and the answer of a student who makes that mistake.

    The mistake cell ends with ``mistake("cagr", wrong, "...")`` and the check reads ``check("cagr", cagr)``: where the
    check has a name and the mistake something else, the student's name is given that something.

    Raises
    ------
    SolutionError
        If the mistake cell does not end so.
    """
    lines, call = _split(solution, cell)
    name = ast.literal_eval(call.args[0])
    check = next((own for own in task.of(Role.CHECK) if solution.key(own)[0] == name), None)
    if check is None:
        raise SolutionError(
            f"{solution.name}: the mistake {cell.id} names the check {name!r}, which the task does not have."
        )
    expected = _check_call(check.source)
    bound: dict[str, str] = {}
    if expected is None or not _unify(expected, call.args[1], bound):
        raise SolutionError(
            f"{solution.name}: the mistake {cell.id} must give what the check gives, with the wrong name in "
            f"place of the student's: {check.source.strip()}"
        )
    return cell.id, "\n".join([lines, *(f"{name} = {value}" for name, value in bound.items())]).strip()


def _split(solution: Solution, cell: Cell) -> tuple[str, ast.Call]:
    tree = ast.parse(cell.source)
    last = tree.body[-1] if tree.body else None
    call = last.value if isinstance(last, ast.Expr) else None
    enough = 3
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "mistake"):
        raise SolutionError(f'{solution.name}: the mistake {cell.id} must end with mistake("check", value, "message").')
    if len(call.args) != enough or not isinstance(call.args[0], ast.Constant):
        raise SolutionError(f'{solution.name}: the mistake {cell.id} must end with mistake("check", value, "message").')
    return "\n".join(cell.source.splitlines()[: call.lineno - 1]), call


def _check_call(source: str) -> ast.expr | None:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "check" and node.args[1:]:
            return node.args[1]
    return None


def _unify(student: object, author: object, bound: dict[str, str]) -> bool:
    """Bind the student's names to what the author has in their place; False if the rest differs."""
    if isinstance(student, ast.Name) and isinstance(author, ast.expr):
        value = ast.unparse(author)
        if value != student.id:
            bound[student.id] = value
        return True
    if type(student) is not type(author):
        return False
    if isinstance(student, list) and isinstance(author, list):
        return len(student) == len(author) and all(_unify(s, a, bound) for s, a in zip(student, author, strict=True))
    if isinstance(student, ast.AST):
        return all(_unify(own, getattr(author, field), bound) for field, own in ast.iter_fields(student))
    return bool(student == author)
