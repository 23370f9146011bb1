"""Findings as they may leave the user's machine, and where their rules are explained."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kraokr.output.privacy import redacted
from kraokr.output.style import View, printable
from kraokr.source.diagnostic import Diagnostic, Finding

if TYPE_CHECKING:
    from kraokr.lint.identity import Identity

HOME = "https://github.com/kraokr/kraokr"
"""Where kraokr lives."""


class Upload(NamedTuple):
    """A diagnostic without what reviews and check-ins say; the path in its identity is the one shown."""

    diagnostic: Diagnostic
    identity: Identity

    @property
    def finding(self) -> Finding:
        """What the rule says."""
        return self.diagnostic.finding

    @property
    def path(self) -> str:
        """The file as the platform finds it."""
        return self.identity.path


def uploads(diagnostics: Sequence[Diagnostic], view: View) -> list[Upload]:
    """Each diagnostic with what a platform knows it by from one run to the next."""
    from kraokr.lint.identity import identities

    return [
        Upload(redacted(one), identity._replace(path=f"{view.prefix}{identity.path}"))
        for one, identity in zip(diagnostics, identities(diagnostics), strict=True)
    ]


def said(finding: Finding, joint: str = "\n") -> str:
    """The message and what to do about it."""
    help = f"{joint}help: {printable(finding.help)}" if finding.help else ""
    return printable(finding.message) + help


def rule_page(name: str) -> str:
    """The address of the page on a rule."""
    return f"{HOME}/blob/main/docs/rules/{name}.md"
