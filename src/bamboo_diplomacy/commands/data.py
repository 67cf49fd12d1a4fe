"""``bamboo data``: the datasets of the workbook, or one of them."""

import difflib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import click

from bamboo_diplomacy import data
from bamboo_diplomacy.data.citation import reference_to_dataset
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.terminal import table

_FIRST = 5


def _known(ctx: click.Context, param: click.Parameter, name: str | None) -> str | None:
    """Return the name of a dataset, or answer a wrong one with those that are spelled nearly so."""
    del param
    if name is None or name in data.names():
        return name
    near = difflib.get_close_matches(name, data.names())
    hint = say("cli.did_you_mean", names=", ".join(near)) if near else say("cli.data.see_list")
    raise click.UsageError(say("cli.data.unknown", name=name, hint=hint), ctx)


def _starting_with(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the names that a shell offers."""
    del ctx, param
    return [name for name in data.names() if name.startswith(incomplete)]


@click.command("data", short_help=say("cli.data.short"), help=say("cli.data.help"))
@click.argument("name", required=False, callback=_known, shell_complete=_starting_with)
@click.option("--check", "checking", is_flag=True, help=say("cli.data.check"))
@click.option("--json", "as_json", is_flag=True, help=say("cli.json"))
@click.pass_context
def command(ctx: click.Context, *, name: str | None, checking: bool, as_json: bool) -> None:
    """Print the list, one data card, or what is wrong; status 1 if something is."""
    chosen = [name] if name else data.names()
    try:
        if checking:
            ctx.exit(_check(chosen, as_json=as_json))
        elif name:
            click.echo(_json(_content(name)) if as_json else _card(name))
        else:
            click.echo(_json(_entries(chosen)) if as_json else _list(chosen))
    except data.DatasetError as error:
        raise BambooError(str(error)) from error


def _check(names: Iterable[str], *, as_json: bool) -> int:
    problems = {name: [str(problem) for problem in data.validate(name)] for name in names}
    if as_json:
        click.echo(_json(problems))
    else:
        for name, found in problems.items():
            mark = click.style("✗", fg="red") if found else click.style("✓", fg="green")
            click.echo("\n  ".join([f"{mark} {name}", *found]))
    return 1 if any(problems.values()) else 0


def _list(names: Iterable[str]) -> str:
    entries = [(entry["name"], str(entry["rows"]), entry["title"]) for entry in _entries(names)]
    headings = tuple(say(f"cli.data.heading.{name}") for name in ("name", "rows", "title"))
    return "\n".join([table([headings, *entries]), "", say("cli.data.one")])


def _entries(names: Iterable[str]) -> list[dict[str, Any]]:
    cards = [data.describe(name) for name in names]
    return [
        {
            "name": card.sidecar.name,
            "title": card.sidecar.title,
            "one_row_is": card.sidecar.one_row_is,
            "rows": card.rows,
        }
        for card in cards
    ]


def _card(name: str) -> str:
    card = data.describe(name)
    first = data.load(name).head(_FIRST).to_string(index=False, na_rep="", max_colwidth=32, line_width=100)
    cite = reference_to_dataset(card.sidecar)
    return "\n\n".join([card.text(), f"{say('cli.data.first_rows')}\n{first}", f"{say('cli.data.cite')}\n{cite}"])


def _content(name: str) -> dict[str, Any]:
    card = data.describe(name)
    citation = data.cite(name)
    first = data.load(name).head(_FIRST).to_json(orient="records", date_format="iso")
    return {
        **asdict(card.sidecar),
        "rows": card.rows,
        "first_rows": json.loads(first),
        "citation": {"text": str(citation), "bibtex": citation.bibtex},
    }


def _json(content: object) -> str:
    """Return JSON in ASCII, which every terminal and program reads; days become text."""
    return json.dumps(content, indent=2, default=str)
