"""``bamboo marks``: essay marks in, final gradebook out."""

import datetime as dt
import math
from pathlib import Path

import click

from bamboo_diplomacy.author.references import WorkbookReferences
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.grade import essays, lateness, output
from bamboo_diplomacy.grade.gradebook import FILE, Gradebook, Record
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.strings.numbers import number


@click.command("marks", short_help=say("cli.marks.short"), help=say("marks.help"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), default=".", help=say("release.root"))
@click.option("--blind", type=click.FloatRange(0, 1, min_open=True), help=say("marks.option_blind"))
@click.option("--late", type=click.Path(path_type=Path, dir_okay=False), help=say("marks.option_late"))
def command(*, folder: Path, root: Path, blind: float | None, late: Path | None) -> None:
    """Bring marks in, say how far the markers agree, and write the final gradebook."""
    if not (folder / FILE).is_file():
        raise BambooError(say("marks.no_gradebook", file=folder))
    known = WorkbookReferences(root.resolve())
    policy = lateness.read(late, known) if late else lateness.LatePolicy()
    with Gradebook(folder / FILE) as book:
        records = book.latest()
        known.require_current({own.notebook for own in records} & known.keys())
        waiting = essays.essays_of(records, known)
        if blind:
            drawn = essays.sample(waiting, blind, seed=len(waiting))
            click.echo(say("marks.written", file=essays.write(folder, drawn, blind=True)))
        earlier = essays.essays_of(book.history(), known)
        brought = [mark for name in essays.FILES for mark in essays.read(folder / name, waiting, earlier)]
        for mark in brought:
            book.add_mark(mark)
        marks = book.marks()
        output.write(folder, book, known, {(own.student, own.notebook): _penalty(policy, own) for own in records})
    still = sum(essays.points(essay, marks) is None for essay in waiting)
    click.echo(say("marks.brought", count=len(brought), open=still))
    for criterion, (kappa, count) in essays.agreement(marks).items():
        key = "marks.no_kappa" if math.isnan(kappa) else "marks.kappa"
        click.echo(say(key, criterion=criterion, kappa=number(kappa, 2), essays=count))
    click.echo(say("marks.written", file=folder / "final.csv"))


def _penalty(policy: lateness.LatePolicy, own: Record) -> float:
    handed_in = dt.datetime.fromtimestamp(own.modified, tz=dt.UTC)
    return policy.penalty(own.student, own.notebook, handed_in, late=own.late)
