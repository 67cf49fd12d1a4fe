"""``bamboo classview``: what the class found hard, and what to explain again."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.grade import classview, reports
from bamboo_diplomacy.grade.gradebook import FILE, Gradebook
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number, percent
from bamboo_diplomacy.terminal import table


@click.command("classview", short_help=say("cli.classview.short"), help=say("classview.help"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
def command(*, folder: Path, as_json: bool) -> None:
    """Print a table per exercise, and write it as a page."""
    if not (folder / FILE).is_file():
        raise BambooError(say("marks.no_gradebook", file=folder))
    with Gradebook(folder / FILE) as book:
        views = classview.views(book.latest())
    if as_json:
        click.echo(json.dumps([asdict(view) for view in views], ensure_ascii=False, indent=1))
        return
    for view in views:
        _print(view)
    click.echo(say("marks.written", file=reports.write_class_view(folder, views)))


def _print(view: classview.NotebookView) -> None:
    head = [say(f"report.{name}") for name in ("task", "difficulty", "discrimination", "attempted")]
    rows = [
        [
            task.task,
            "–" if task.difficulty is None else percent(task.difficulty),
            "–" if task.discrimination is None else number(task.discrimination, 2),
            str(task.attempted),
        ]
        for task in view.tasks
    ]
    click.echo(view.notebook or say("report.unknown_notebook"))
    if rows:
        click.echo(table([head, *rows], indent=3))
    for task in view.again:
        for mistake in task.mistakes:
            click.echo(f"   {task.task}: {mistake.students} × {mistake.message}")
    for student, reason in view.not_gradable:
        click.echo(f"   {student}: {reason}")
