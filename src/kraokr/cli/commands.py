"""The commands, as typer has them."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.main import get_command

from kraokr.cli import (
    checkin,
    close,
    codeowners,
    diff,
    history,
    init,
    lint,
    merging,
    new,
    review,
    rule,
    schema,
    status,
)
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from typer._click.exceptions import ClickException

_COMPLETE = "_KRAOKR_COMPLETE"
"""The variable by which a shell asks what could stand next; fish goes by the exit status as well."""

_INTERRUPTED = 130
"""What typer makes of Ctrl-C."""

commands = typer.Typer(
    name="kraokr",
    help="Performance frameworks as code: lint KRAs, KPIs and OKRs kept as YAML in git, and render reviews.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
commands.command("lint", cls=lint.LintCommand)(lint.lint_command)
commands.command("review")(review.review_command)
commands.command("status")(status.status_command)
commands.command("diff", cls=diff.DiffCommand)(diff.diff_command)
commands.command("history")(history.history_command)
commands.command("init")(init.init_command)
commands.add_typer(new.new, name="new")
commands.command("checkin", cls=checkin.CheckInCommand)(checkin.checkin_command)
commands.command("close")(close.close_command)
commands.command("codeowners")(codeowners.codeowners_command)
commands.command("merge-driver", hidden=True)(merging.merge_driver_command)
commands.command("rule")(rule.rule_command)
commands.command("schema")(schema.schema_command)


def _say_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"kraokr {version('kraokr')}")
        raise typer.Exit


@commands.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_say_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def run_command(arguments: Sequence[str]) -> int:
    """Let typer run a command, or complete one; the exit status is returned.

    Raises:
        KraokrError: the command is used in a wrong way.
        KeyboardInterrupt: Ctrl-C was pressed.
    """
    from typer._click.exceptions import ClickException, NoArgsIsHelpError

    try:
        code: object = get_command(commands).main(list(arguments), prog_name="kraokr", standalone_mode=False)
    except NoArgsIsHelpError as error:
        print(error.format_message(), file=sys.stderr)
        return 2
    except ClickException as error:
        raise _misused(error, arguments) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    except SystemExit as error:
        if _COMPLETE not in os.environ:
            raise
        code = error.code
    if code == _INTERRUPTED:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def _misused(error: ClickException, arguments: Sequence[str]) -> KraokrError:
    """What is wrong with the arguments, with the word that was probably meant."""
    from typer._click.exceptions import NoSuchOption, UsageError

    from kraokr.workspace.filesystem import exists

    context = error.ctx if isinstance(error, UsageError) else None
    command = context.command_path if context else "kraokr"
    usage = f"`{command} --help` shows how it is used"
    if isinstance(error, NoSuchOption):
        meant = f"did you mean `{error.possibilities[0]}`? " if error.possibilities else ""
        return KraokrError(error.message, meant + usage)
    if context and context.parent is None and exists(Path(arguments[0])):
        usage = f"did you mean `kraokr lint {shlex.quote(arguments[0])}`? {usage}"
    return KraokrError(error.format_message(), usage)
