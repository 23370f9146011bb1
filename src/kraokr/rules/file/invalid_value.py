"""The problem kind invalid-value."""

from __future__ import annotations

from kraokr.lint import problem_kind
from kraokr.source.diagnostic import Severity


@problem_kind(severity=Severity.ERROR, since="0.1")
def invalid_value() -> None:
    """A value is of the wrong type, none of the allowed ones, or missing.

    ## Why
    What cannot be read cannot be checked, scored or reviewed. The value is left out, the rest of the file is
    still read.

    ## Bad
    ```yaml
    kind: person
    id: alice
    role: sales-manager
    objectives:
      - {id: logistics, title: Become the obvious choice in logistics, status: Automated Tracking}
    ```

    ## Good
    ```yaml
    kind: person
    id: alice
    role: sales-manager
    objectives:
      - {id: logistics, title: Become the obvious choice in logistics, status: on_track}
    ```

    ## Exceptions
    Your own names for a status are fine once `status_aliases:` in kraokr.yaml says what they mean.
    """
