"""``bamboo progress``: what was done in this working folder."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from bamboo_diplomacy import workbook
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.practice import progress
from bamboo_diplomacy.practice.summary import Count, by_topic
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.terminal import table

_WIDTH = 20


@click.command("progress", short_help=say("cli.progress.short"), help=say("progress.help"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
def command(*, as_json: bool) -> None:
    """Print a line per topic: checks right, and of how many; the questions of its quiz apart."""
    home = progress.working_folder(Path.cwd())
    if home is None:
        raise BambooError(say("progress.no_folder"))
    topics = by_topic(workbook.root(), progress.read(home))
    if as_json:
        click.echo(json.dumps([asdict(topic) for topic in topics], ensure_ascii=False, indent=1))
        return
    click.echo(table([[topic.topic, _bar(topic.checks), _part(topic.checks), _quiz(topic.quiz)] for topic in topics]))
    changed = sum(topic.checks.changed + topic.quiz.changed for topic in topics)
    if changed:
        click.echo(say("progress.changed", count=changed))


def _bar(count: Count) -> str:
    filled = round(_WIDTH * count.right / count.of) if count.of else 0
    return "#" * filled + "-" * (_WIDTH - filled)


def _part(count: Count) -> str:
    return f"{count.right}/{count.of}"


def _quiz(count: Count) -> str:
    return say("progress.quiz", part=_part(count)) if count.of else ""
