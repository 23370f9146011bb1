"""The problem kind unknown-key."""

from __future__ import annotations

from kraokr.lint import problem_kind
from kraokr.source.diagnostic import Severity


@problem_kind(severity=Severity.ERROR, since="0.1")
def unknown_key() -> None:
    """A key means nothing here.

    ## Why
    A mistyped key is not read, and everything it was to say is lost without a word, along with the rules that
    would have looked at it.

    ## Bad
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    purpos: Enterprise customers choose us, stay, and grow with us.
    ```

    ## Good
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    purpose: Enterprise customers choose us, stay, and grow with us.
    ```

    ## Exceptions
    Keys that start with `x-` are yours.
    """
