"""``bamboo prove``: hand in every foreseen answer to an exercise and see that each gets the foreseen verdict."""

import json
import tempfile
from dataclasses import asdict
from pathlib import Path

import click

from bamboo_diplomacy.author import files, solution
from bamboo_diplomacy.author.prove import Proof, prove
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.terminal import table


@click.command("prove", short_help=say("cli.prove.short"), help=say("prove.help"))
@click.argument("topics", nargs=-1, metavar="[TOPIC]...")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), default=".", help=say("release.root"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@click.pass_context
def command(ctx: click.Context, *, topics: tuple[str, ...], root: Path, as_json: bool) -> None:
    """Prove exercises, print a line per task, and end with 1 if something is not as required."""
    home = root.resolve()
    proofs = []
    for path in files.solutions_of(home, topics):
        proof = _prove(path, quiet=as_json)
        outdated = files.stale(home, path)
        proofs.append((proof, outdated))
        if not as_json:
            _print(proof, outdated)
    if as_json:
        click.echo(
            json.dumps([asdict(proof) | {"stale": stale} for proof, stale in proofs], ensure_ascii=False, indent=1)
        )
    ctx.exit(0 if all(proof.is_sound and not outdated for proof, outdated in proofs) else 1)


def _prove(path: Path, *, quiet: bool) -> Proof:
    with tempfile.TemporaryDirectory(prefix="bamboo-prove-") as folder:
        if quiet:
            return prove(solution.read(path), Path(folder))
        click.echo(say("prove.running", notebook=path.stem), err=True)
        return prove(solution.read(path), Path(folder), progress=lambda name: click.echo(f"   {name}", err=True))


def _print(proof: Proof, outdated: tuple[str, ...]) -> None:
    head = ["", *(say(f"prove.column.{name}") for name in ("task", "points", "alternatives", "mistakes", "hints"))]
    rows = [
        [
            "✗" if task.problems else "✓",
            task.task,
            f"{task.points:g}",
            str(task.alternatives),
            str(task.mistakes),
            str(task.hints),
        ]
        for task in proof.tasks
    ]
    click.echo(f"{proof.notebook}\n{table([head, *rows])}")
    for task in proof.tasks:
        for problem in task.problems:
            click.secho(f"   {task.task}: {problem}", fg="red")
    for file in outdated:
        click.secho(say("release.stale", file=file), fg="red")
    click.echo(say("prove.sound" if proof.is_sound and not outdated else "prove.not_sound", notebook=proof.notebook))
