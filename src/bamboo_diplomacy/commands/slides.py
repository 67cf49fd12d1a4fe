"""``bamboo slides``: each lesson as a deck that a teacher projects."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from bamboo_diplomacy import workbook
from bamboo_diplomacy.strings import say


@click.command("slides", short_help=say("cli.slides.short"), help=say("slides.help"))
@click.argument("topics", nargs=-1, metavar="[TOPIC]...")
@click.option("--out", type=click.Path(path_type=Path), default="slides", show_default=True, help=say("slides.out"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
def command(*, topics: tuple[str, ...], out: Path, as_json: bool) -> None:
    """Write the decks, and print a line for each."""
    from bamboo_diplomacy.slides import files  # noqa: PLC0415 - help needs neither notebooks nor figures

    made = []
    for path in files.lessons(workbook.root(), topics):
        made.append(files.write(path, out))
        if not as_json:
            click.echo(say("slides.written", file=made[-1].file, slides=made[-1].slides))
    if as_json:
        click.echo(json.dumps([asdict(deck) for deck in made], default=str, indent=2))
    else:
        click.echo(say("slides.open"))
