"""The commands, and how every one of them ends: 0 clean, 1 findings, 2 could not do the job."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Annotated

import typer
from typer.main import get_command

from kraokr.cli import init, lint, review, rule, schema
from kraokr.cli.terminal import say_error
from kraokr.errors import KraokrError

_INTERRUPTED = 130
"""What typer makes of Ctrl-C."""

app = typer.Typer(
    name="kraokr",
    help="Performance frameworks as code: lint KRAs, KPIs and OKRs kept as YAML in git, and render reviews.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("lint", cls=lint.LintCommand)(lint.lint_command)
app.command("review")(review.review_command)
app.command("init")(init.init_command)
app.command("rule")(rule.rule_command)
app.command("schema")(schema.schema_command)


def _say_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"kraokr {version('kraokr')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_say_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def run(arguments: Sequence[str]) -> int:
    """Run the command line with these arguments; the exit status is returned, nothing is raised."""
    from typer._click.exceptions import ClickException, NoArgsIsHelpError, UsageError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code: object = get_command(app).main(list(arguments), prog_name="kraokr", standalone_mode=False)
        sys.stdout.flush()
        if code != _INTERRUPTED:
            return code if isinstance(code, int) else 0
        say_error("stopped", None)
    except KraokrError as error:
        say_error(error.message, error.help)
    except NoArgsIsHelpError as error:
        print(error.format_message(), file=sys.stderr)
    except ClickException as error:
        context = error.ctx if isinstance(error, UsageError) else None
        command = context.command_path if context else "kraokr"
        say_error(error.format_message(), f"`{command} --help` shows how it is used")
    except (typer.Abort, KeyboardInterrupt):
        say_error("stopped", None)
    except (BrokenPipeError, SystemExit):  # the reader has seen enough; typer exits on its own then
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("KRAOKR_DEBUG"):
            raise
        say_error(
            f"kraokr itself failed: {type(error).__name__}: {error}",
            "please report this; KRAOKR_DEBUG=1 shows where it happened",
        )
    return 2
