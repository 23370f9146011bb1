"""What reviews say stays in reviews: findings for logs and uploads without the text they are about."""

from __future__ import annotations

from kraokr.source.diagnostic import Diagnostic, Finding


def redacted(diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic with rule and place only, if it lies in a review or a check-in."""
    if not diagnostic.private:
        return diagnostic
    finding = diagnostic.finding
    at = finding.at._replace(label="")
    message = "a finding in a review or check-in; run kraokr on your own machine to read it"
    return diagnostic._replace(finding=Finding(at, message))
