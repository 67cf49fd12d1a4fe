"""``bamboo doctor``: what this machine can do, and what is missing."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from bamboo_diplomacy.doctor.examination import NAMES, Finding, examine
from bamboo_diplomacy.strings import say


@click.command("doctor", short_help=say("cli.doctor.short"), help=say("doctor.help"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@click.pass_context
def command(ctx: click.Context, *, as_json: bool) -> None:
    """Print one line per finding as it is made; status 1 if something required is missing."""
    findings = examine(Path.cwd())
    seen = list(findings) if as_json else list(_printing(findings))
    ready = all(finding.ok for finding in seen if finding.required)
    if as_json:
        content = {"ready": ready, "findings": [asdict(finding) for finding in seen]}
        click.echo(json.dumps(content, indent=2))
    else:
        click.echo("\n" + say("doctor.ready" if ready else "doctor.not_ready"))
    ctx.exit(0 if ready else 1)


def _printing(findings: Iterable[Finding]) -> Iterable[Finding]:
    width = max(len(say(f"doctor.title.{name}")) for name in NAMES)
    for finding in findings:
        click.echo(f"{_mark(finding)} {finding.title.ljust(width)}  {finding.detail}")
        if finding.advice:
            click.echo(f"  {' ' * width}  → {finding.advice}")
        yield finding


def _mark(finding: Finding) -> str:
    if finding.ok:
        return click.style("✓", fg="green")
    return click.style("✗", fg="red" if finding.required else "yellow")
