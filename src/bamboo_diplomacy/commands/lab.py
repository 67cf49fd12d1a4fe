"""``bamboo lab``: open the workbook in JupyterLab."""

import os
from pathlib import Path

import click

from bamboo_diplomacy import __version__, strings
from bamboo_diplomacy.lab import launch, trust, workfolder
from bamboo_diplomacy.lab.update import Delivery
from bamboo_diplomacy.strings import say


@click.command("lab", short_help=say("cli.lab.short"), help=say("lab.help"))
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help=say("lab.option.folder"))
@click.option("--language", type=click.Choice(strings.LANGUAGES), help=say("lab.option.language"))
@click.option("--port", type=click.IntRange(1, 65535), help=say("lab.option.port"))
@click.option("--no-browser", is_flag=True, help=say("lab.option.no_browser"))
@click.option("--allow-root", is_flag=True, help=say("lab.option.allow_root"))
@click.argument("extra", nargs=-1)
def command(
    *,
    folder: Path | None,
    language: str | None,
    port: int | None,
    no_browser: bool,
    allow_root: bool,
    extra: tuple[str, ...],
) -> None:
    """Prepare the working folder, say what changed in it, and run JupyterLab until it is stopped."""
    if language:
        os.environ[strings.ENVIRONMENT_VARIABLE] = language
    as_root = launch.runs_as_root()
    if as_root and not allow_root:
        click.secho(say("lab.root"), err=True, fg="yellow")
    delivery = workfolder.prepare(workfolder.choose(folder, Path.cwd()))
    trust.trust(delivery.notebooks)
    for line in _report(delivery):
        click.echo(line)
    settings = launch.LabSettings(delivery.folder, port, not no_browser, as_root, extra)
    launch.launch(settings, _announce)
    click.echo(say("lab.ended", folder=delivery.folder))


def _report(delivery: Delivery) -> list[str]:
    lines = [say("lab.folder.is", folder=delivery.folder)]
    if delivery.added:
        lines.append(say("lab.folder.added", count=len(delivery.added)))
    if delivery.updated:
        lines.append(say("lab.folder.updated", count=len(delivery.updated)))
    for yours, new in delivery.beside.items():
        lines.append(say("lab.folder.beside", yours=yours, new=new))
        if yours in delivery.told:
            lines.append(f"  {delivery.told[yours]}")
    if delivery.newer:
        lines.append(say("lab.folder.newer", newer=delivery.newer, this=__version__))
    return lines


def _announce(address: str) -> None:
    click.echo(say("lab.address", address=click.style(address, bold=True)))
