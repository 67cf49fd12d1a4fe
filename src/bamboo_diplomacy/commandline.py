"""What click itself says, in the reader's language: the frame of a help page, and the answer to wrong use."""

from collections.abc import Iterable

import click

from bamboo_diplomacy.strings import say

_OF_HELP_OPTION = "Show this message and exit."


class HelpPage(click.HelpFormatter):
    """A help page whose own words come from the catalogue of sentences."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called."""
        super().write_usage(prog, args, prefix or f"{say('cli.click.usage')} ")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        super().write_heading(say("cli.click.options") if heading == "Options" else heading)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names with their explanations."""
        said = {_OF_HELP_OPTION: say("cli.click.help_option")}
        super().write_dl([(name, said.get(text, text)) for name, text in rows], col_max, col_spacing)


class Context(click.Context):
    """One call of a command, with help in the reader's language."""

    formatter_class = HelpPage


def show_wrong_use(error: click.ClickException) -> None:
    """Print how the command is called, where its help is, and what was wrong, on standard error."""
    context = getattr(error, "ctx", None)
    if context is not None:
        click.echo(context.get_usage(), err=True)
        click.echo(f"{say('cli.click.try', command=context.command_path)}\n", err=True)
    click.echo(say("cli.click.error", message=_message(error)), err=True)


def _message(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            near = say("cli.did_you_mean", names=", ".join(error.possibilities)) if error.possibilities else ""
            return f"{say('cli.click.no_such_option', name=error.option_name)} {near}".rstrip()
        case click.MissingParameter(param=click.Parameter() as param):
            return say("cli.click.missing", name=param.get_error_hint(error.ctx))
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices)) as param):
            return say("cli.click.choice", name=param.get_error_hint(error.ctx), choices=", ".join(choices))
        case click.BadParameter(param=click.Parameter(type=click.IntRange() | click.FloatRange()) as param):
            return say("cli.click.number", name=param.get_error_hint(error.ctx))
        case click.BadParameter(param=click.Parameter() as param):
            return say("cli.click.bad_value", name=param.get_error_hint(error.ctx), reason=error.message)
        case _:
            return error.format_message()
