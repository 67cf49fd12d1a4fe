"""``bamboo check``: run a notebook from the top in a fresh kernel and tell the verdict of each task."""

import json
from pathlib import Path

import click

from bamboo_diplomacy import topics
from bamboo_diplomacy.grade import selfcheck
from bamboo_diplomacy.grade.results import NotebookResult, TaskResult
from bamboo_diplomacy.practice.verdict import Verdict
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import points
from bamboo_diplomacy.terminal import table

_SIGNS = {Verdict.RIGHT: "✓", Verdict.NOT_ATTEMPTED: "…", Verdict.TO_MARK: "·", Verdict.RECORDED: "·"}
_COLOURS = {Verdict.RIGHT: "green", Verdict.WRONG: "yellow", Verdict.ERROR: "red", Verdict.LIMIT: "red"}


@click.command("check", short_help=say("cli.check.short"), help=say("check.help"))
@click.argument("names", nargs=-1, metavar=say("check.metavar"))
@click.option("--timeout", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help=say("check.timeout"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@click.pass_context
def command(ctx: click.Context, *, names: tuple[str, ...], timeout: float, as_json: bool) -> None:
    """Check notebooks, print what was found, and end with 1 if a task is not right."""
    results = [
        selfcheck.check_notebook(path, seconds=timeout, started=None if as_json else _say_started)
        for path in _paths(names)
    ]
    if as_json:
        click.echo(json.dumps([_as_json(result) for result in results], ensure_ascii=False, indent=1))
    else:
        for result in results:
            _print(result)
    ctx.exit(0 if all(result.all_right for result in results) else 1)


def _paths(names: tuple[str, ...]) -> list[Path]:
    here = selfcheck.own_exercises(Path.cwd())
    if not names:
        if not here:
            raise selfcheck.SelfCheckError(say("check.nothing_here"))
        return [_worked_on(path) for path in here]
    return [Path(name) if name.endswith(".ipynb") else _worked_on(topics.choose(here, name)) for name in names]


def _worked_on(path: Path) -> Path:
    chosen = selfcheck.worked_on(path)
    if chosen != path:
        click.echo(say("check.newer", file=chosen.name), err=True)
    return chosen


def _say_started(name: str) -> None:
    click.echo(say("check.started", notebook=name), err=True)


def _print(result: NotebookResult) -> None:
    rows = [[_SIGNS.get(t.verdict, "✗"), t.task, t.verdict.word, _points(t)] for t in result.tasks]
    for line, task in zip(table(rows).splitlines(), result.tasks, strict=True):
        click.secho(line, fg=_COLOURS.get(task.verdict))
        for sentence in task.sentences:
            click.echo(f"   {sentence}")
    for note in result.notes:
        click.echo(say("check.note", note=note))
    machine = [task for task in result.tasks if not task.by_people]
    earned, possible = sum(task.points for task in machine), sum(task.max_points for task in machine)
    click.echo(say("check.total", earned=points(earned), possible=points(possible), seconds=result.seconds))
    waiting = sum(task.max_points for task in result.tasks if task.verdict is Verdict.TO_MARK)
    if waiting:
        click.echo(say("check.waiting", points=points(waiting)))


def _points(task: TaskResult) -> str:
    if task.by_people:
        return f"–/{points(task.max_points)}"
    return f"{points(task.points)}/{points(task.max_points)}"


def _as_json(result: NotebookResult) -> dict[str, object]:
    tasks = [
        {
            "task": task.task,
            "verdict": str(task.verdict),
            "points": task.points,
            "max_points": task.max_points,
            "message": " ".join(task.sentences),
        }
        for task in result.tasks
    ]
    return {
        "notebook": result.notebook,
        "version": result.version,
        "points": result.points,
        "max_points": result.max_points,
        "tasks": tasks,
        "notes": list(result.notes),
        "seconds": round(result.seconds, 2),
    }
