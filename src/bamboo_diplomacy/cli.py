"""The command ``bamboo``: one group, each command a module that is imported when it is called."""

import difflib
import importlib
import os
import platform
import sys
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from bamboo_diplomacy import __version__
from bamboo_diplomacy.commandline import Context, show_wrong_use
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.lean_imports import leave_out_unused_formats
from bamboo_diplomacy.strings import say
from bamboo_diplomacy.terminal import make_streams_safe

DONE, NOT_RIGHT, INTERRUPTED = 0, 1, 130

# Each module has a click command named `command`; its line in `bamboo --help` is the sentence `cli.<name>.short`.
COMMANDS: Mapping[str, str] = {
    "lab": "bamboo_diplomacy.commands.lab",
    "check": "bamboo_diplomacy.commands.check",
    "progress": "bamboo_diplomacy.commands.progress",
    "data": "bamboo_diplomacy.commands.data",
    "doctor": "bamboo_diplomacy.commands.doctor",
    "grade": "bamboo_diplomacy.commands.grade",
    "marks": "bamboo_diplomacy.commands.marks",
    "classview": "bamboo_diplomacy.commands.classview",
    "slides": "bamboo_diplomacy.commands.slides",
    "release": "bamboo_diplomacy.commands.release",
    "prove": "bamboo_diplomacy.commands.prove",
}


@dataclass
class Session:
    """What one call of the command was asked for, whatever the subcommand."""

    debug: bool = False


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only to run it.

    Parameters
    ----------
    modules
        From the name of a command to the module that holds it as ``command``.
    settings
        What `click.Group` takes.
    """

    def __init__(self, *, modules: Mapping[str, str], **settings: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(**settings)
        self.context_class = Context
        self.modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table: first what a learner needs."""
        del ctx
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command, or return None for a name that is not in the table."""
        del ctx
        if cmd_name not in self.modules:
            return None
        command: click.Command = importlib.import_module(self.modules[cmd_name]).command
        command.context_class = Context
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant; an unknown name is wrong use and is answered with the nearest names.

        Raises
        ------
        click.UsageError
            If no command has that name.
        """
        name = args[0]
        if name in self.modules or name.startswith("-"):
            return super().resolve_command(ctx, args)
        near = difflib.get_close_matches(name, self.modules)
        hint = say("cli.did_you_mean", names=", ".join(near)) if near else say("cli.see_help")
        raise click.UsageError(say("cli.no_such_command", name=name, hint=hint), ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the catalogue of sentences, without importing any of them."""
        with formatter.section(say("cli.commands")):
            formatter.write_dl([(name, say(f"cli.{name}.short")) for name in self.list_commands(ctx)])


@click.group(
    cls=LazyGroup,
    modules=COMMANDS,
    help=say("cli.help"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="bamboo", message="%(prog)s %(version)s", help=say("cli.version"))
@click.option("--debug", is_flag=True, help=say("cli.debug"))
@click.pass_context
def bamboo(ctx: click.Context, *, debug: bool) -> None:
    """Note what holds for every command."""
    ctx.ensure_object(Session).debug = debug
    if os.environ.get("NO_COLOR"):
        ctx.color = False


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``bamboo`` and return its exit status.

    Parameters
    ----------
    argv
        The arguments after the name of the command; those of this process if not given.

    Returns
    -------
    int
        0 done, 1 something is not right, 2 wrong use, 130 interrupted.

    Examples
    --------
    >>> main(["--version"])
    bamboo 0.1.0
    0
    """
    make_streams_safe()
    leave_out_unused_formats()
    session = Session()
    try:
        status = bamboo.main(list(sys.argv[1:] if argv is None else argv), "bamboo", standalone_mode=False, obj=session)
    except click.ClickException as error:
        show_wrong_use(error)
        return error.exit_code
    except BambooError as error:
        click.secho(str(error), err=True, fg="red")
        return NOT_RIGHT
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has left (`bamboo data | head`); Python's own flush at exit must not fail on it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # noqa: BLE001 - the last place that can turn a fault of ours into a sentence
        return _report_fault(error, debug=session.debug)
    return status if isinstance(status, int) else DONE


def _report_fault(error: Exception, *, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
        return NOT_RIGHT
    kept = _keep_traceback(error)
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    key = "cli.fault_kept" if kept else "cli.fault"
    click.secho(say(key, error=what, file=kept), err=True, fg="red")
    return NOT_RIGHT


def _keep_traceback(error: Exception) -> Path | None:
    """Write the traceback where a report can quote it; no log is worth a second fault."""
    import platformdirs  # noqa: PLC0415 - needed only after a fault

    file = platformdirs.user_log_path("bamboo-diplomacy", appauthor=False) / "last-fault.txt"
    about = f"bamboo {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(about + "".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return None
    return file
