"""`kraokr rule`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kraokr.cli.completing import complete_rule
from kraokr.cli.terminal import Color, use_color
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from rich.console import Console

    from kraokr.lint import Rule


def rule_command(
    name: Annotated[
        str | None,
        typer.Argument(help="The rule to explain.", show_default=False, autocompletion=complete_rule),
    ] = None,
    all_rules: Annotated[bool, typer.Option("--all", help="List all rules by group.")] = False,
    color: Annotated[Color, typer.Option(help="When to use colour.")] = Color.auto,
) -> None:
    """Explain a rule, or list them all."""
    from rich.console import Console

    from kraokr.model.messages import unknown_word
    from kraokr.rules import RULES

    colored = use_color(color, sys.stdout)
    console = Console(force_terminal=colored, no_color=not colored, highlight=False, width=_width())
    if all_rules or name is None:
        _list(console)
        return
    found = next((rule for rule in RULES if rule.name == name), None)
    if found is None:
        message, help = unknown_word("rule", name, tuple(rule.name for rule in RULES))
        raise KraokrError(message, help if "did you" in help else "`kraokr rule --all` lists them")
    _explain(console, found)


def _width() -> int | None:
    return None if sys.stdout.isatty() else 100


def _list(console: Console) -> None:
    from rich.markup import escape
    from rich.table import Table

    from kraokr.lint import GROUPS
    from kraokr.rules import RULES

    for group, about in GROUPS.items():
        members = [rule for rule in RULES if rule.group == group]
        if not members:
            continue
        table = Table(
            title=f"{group}: {about}", title_justify="left", title_style="bold", box=None, padding=(0, 1)
        )
        for column in ("rule", "severity", "profile", "what it says"):
            table.add_column(column, no_wrap=column == "rule", header_style="dim")
        for rule in members:
            table.add_row(rule.name, str(rule.severity), rule.profile, escape(rule.doc.summary))
        console.print(table)
        console.print()


def _explain(console: Console, rule: Rule[Any, Any]) -> None:
    from rich.markdown import Markdown
    from rich.text import Text

    console.print(Text.assemble((rule.name, "bold"), f"  ({rule.group})"))
    console.print(f"{rule.severity}, on from profile {rule.profile}, since {rule.since}", style="dim")
    console.print()
    console.print(Markdown(_page(rule)))


def _page(rule: Rule[Any, Any]) -> str:
    doc = rule.doc
    parts = [doc.summary, "**Why**", doc.why]
    for title, blocks in (("Bad", doc.bad), ("Good", doc.good)):
        if blocks:
            parts += [f"**{title}**", *(f"```yaml\n{block}```" for block in blocks)]
    if doc.exceptions:
        parts += ["**Exceptions**", doc.exceptions]
    options = _options(rule)
    if options:
        parts += ["**Options** (in kraokr.yaml, under `rules:`)", options]
    return "\n\n".join(parts)


def _options(rule: Rule[Any, Any]) -> str:
    from kraokr.lint.options import options_of

    return "\n".join(
        f"- `{o.name}` ({o.type}, default {o.default}): {o.description}" for o in options_of(rule)
    )
