"""The problem kind bad-suppression."""

from __future__ import annotations

from kraokr.lint import problem_kind
from kraokr.source.diagnostic import Severity


@problem_kind(severity=Severity.WARNING, since="0.1", profile="recommended")
def bad_suppression() -> None:
    """A suppression comment is not needed, gives no reason, or names no rule.

    ## Why
    A suppression is a decision, and the next reader has to know why it was taken. One that silences nothing
    hides the finding that may come one day.

    ## Bad
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager # kraokr: ignore[kra-is-tsk] we like it
    ```

    ## Good
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    ```

    ## Exceptions
    A suppression of a rule that is off is not called unneeded.
    """
