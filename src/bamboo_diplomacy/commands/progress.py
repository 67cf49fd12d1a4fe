"""``bamboo progress``: what was done in this working folder."""

import json
from pathlib import Path

import click

from bamboo_diplomacy import topics, workbook
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.practice import feedback, progress
from bamboo_diplomacy.practice.verdict import Verdict
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.terminal import table

_WIDTH = 20


@click.command("progress", short_help=say("cli.progress.short"), help=say("progress.help"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
def command(*, as_json: bool) -> None:
    """Print a line per topic: checks right, and of how many."""
    home = progress.working_folder(Path.cwd())
    if home is None:
        raise BambooError(say("progress.no_folder"))
    done = progress.read(home)
    rows = [_row(path.stem, done) for path in topics.notebooks(workbook.root() / "exercises")]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    lines = [
        [str(row["notebook"]), _bar(row["right"], row["checks"]), f"{row['right']}/{row['checks']}"] for row in rows
    ]
    click.echo(table(lines))


def _row(name: str, done: dict[str, progress.Attempted]) -> dict[str, int | str]:
    file = feedback.folder(workbook.root()) / f"{name}.json"
    checks = list(feedback.read(file).checks) if file.is_file() else []
    own = [done[check] for check in checks if check in done]
    right = sum(item.verdict is Verdict.RIGHT for item in own)
    return {"notebook": name, "checks": len(checks), "right": right, "tried": len(own)}


def _bar(right: int | str, checks: int | str) -> str:
    filled = round(_WIDTH * int(right) / int(checks)) if int(checks) else 0
    return "#" * filled + "-" * (_WIDTH - filled)
