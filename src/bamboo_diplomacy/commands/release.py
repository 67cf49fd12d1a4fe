"""``bamboo release``: make the exercises from the solutions."""

from pathlib import Path

import click

from bamboo_diplomacy.author import files
from bamboo_diplomacy.strings import say


@click.command("release", short_help=say("cli.release.short"), help=say("release.help"))
@click.argument("topics", nargs=-1, metavar="[TOPIC]...")
@click.option("--check", is_flag=True, help=say("release.check"))
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), default=".", help=say("release.root"))
@click.pass_context
def command(ctx: click.Context, *, topics: tuple[str, ...], check: bool, root: Path) -> None:
    """Run the solutions and write what they generate, or only say what is not current."""
    home = root.resolve()
    paths = files.solutions_of(home, topics)
    if check:
        found = [file for path in paths for file in files.stale(home, path)]
        for file in found:
            click.echo(say("release.stale", file=file))
        click.echo(say("release.stale_total", count=len(found)) if found else say("release.current", count=len(paths)))
        ctx.exit(1 if found else 0)
    for path in paths:
        click.echo(say("release.running", notebook=path.stem))
        rerun = files.run_solution(path)
        released = files.write_release(home, path)
        written = ([f"solutions/{path.name}"] if rerun else []) + list(released.changed)
        click.echo(say("release.written", files=", ".join(written)) if written else say("release.unchanged"))
