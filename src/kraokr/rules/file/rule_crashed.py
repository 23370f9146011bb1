"""The problem kind rule-crashed."""

from __future__ import annotations

from kraokr.lint import problem_kind
from kraokr.source.diagnostic import Severity


@problem_kind(severity=Severity.ERROR, since="0.1")
def rule_crashed() -> None:
    """A rule failed while it looked at something.

    ## Why
    That is a fault of kraokr and none of your file. The other rules ran, and the exit status is 2, so that a
    check that did not happen is not taken for one that passed.

    ## Bad
    ```text
    (none: please report it)
    ```

    ## Good
    ```text
    (any run without it)
    ```
    """
