"""``bamboo grade``: grade a folder or archive of submissions into a gradebook, tables and pages."""

import datetime as dt
import json
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bamboo_diplomacy.author.references import WorkbookReferences
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.grade import collect, output, pipeline, runners
from bamboo_diplomacy.grade.gradebook import FILE, Gradebook
from bamboo_diplomacy.grade.reference import modules_of
from bamboo_diplomacy.strings import say

_SEED_BITS = 31


@click.command("grade", short_help=say("cli.grade.short"), help=say("grade.help"))
@click.argument("submissions", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help=say("grade.option.out"))
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), default=".", help=say("release.root"))
@click.option("--jobs", type=click.IntRange(min=1), help=say("grade.option.jobs"))
@click.option("--timeout", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help=say("check.timeout"))
@click.option("--scheduler", help=say("grade.option.scheduler"))
@click.option("--seed", type=int, help=say("grade.option.seed"))
@click.option("--regrade", is_flag=True, help=say("grade.option.regrade"))
@click.option("--no-sandbox", is_flag=True, help=say("grade.option.no_sandbox"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@click.pass_context
def command(
    ctx: click.Context,
    *,
    submissions: Path,
    out: Path,
    root: Path,
    jobs: int | None,
    timeout: float,
    scheduler: str | None,
    seed: int | None,
    regrade: bool,
    no_sandbox: bool,
    as_json: bool,
) -> None:
    """Grade what was handed in; end with 1 if a submission could not be graded."""
    home, folder = root.resolve(), out.resolve()
    if folder.is_relative_to(submissions.resolve()):
        raise BambooError(say("grade.out_inside", out=out, submissions=submissions))
    known = WorkbookReferences(home)
    handed = pipeline.identify(collect.collect(submissions, list(known)), known)
    used = {own.notebook for own in handed if own.submission}
    known.require_current(used)
    if no_sandbox:
        click.secho(say("grade.no_sandbox"), err=True, fg="red")
    else:
        runners.require_sandbox()
    if regrade and seed is None:
        seed = secrets.randbits(_SEED_BITS)
    output.prepare(folder)
    with _told_if_interrupted(), Gradebook(folder / FILE) as book:
        run = book.begin(_now(), seed, pipeline.environment())
        known.draw(used, run.seed)
        hidden = (folder, submissions)
        settings = runners.settings(
            home,
            seconds=timeout,
            seed=run.seed,
            sandbox=not no_sandbox,
            hidden=hidden,
            modules=modules_of(known[name] for name in sorted(used)),
        )
        with (
            runners.runner(settings, jobs=jobs, scheduler=scheduler) as runner,
            _bar(len(handed), quiet=as_json) as progress,
        ):
            summary = pipeline.grade(handed, known, book, runner, run=run.number, regrade=regrade, progress=progress)
        written = output.write(folder, book, known)
    if as_json:
        click.echo(json.dumps(output.as_json(summary, written, run.seed), ensure_ascii=False, indent=1))
    else:
        for line in output.lines(summary, written):
            click.echo(line)
    ctx.exit(1 if summary.not_gradable else 0)


def _now() -> str:
    return dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds")


@contextmanager
def _told_if_interrupted() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        click.secho(f"\n{say('grade.stopped')}", err=True, fg="red")
        raise


def _say_nothing(done: int, total: int) -> None:
    """Show no progress: a program reads the result only."""


@contextmanager
def _bar(total: int, *, quiet: bool) -> Iterator[pipeline.Progress]:
    if quiet:
        yield _say_nothing
        return
    with click.progressbar(length=total, label=say("grade.progress"), file=sys.stderr) as bar:

        def show(done: int, total: int) -> None:  # noqa: ARG001 - the bar knows the total
            bar.update(done - bar.pos)

        yield show
