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

    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: logistics
        title: Become the obvious choice in logistics
        status: On Track
        key_results:
          - {title: Complaints, unit: complaints, baseline: "40", target: 20, guardrail: no, due: 2026/3/15}
    ```

    ## Good
    ```yaml
    kind: person
    id: alice
    role: sales-manager
    objectives:
      - {id: logistics, title: Become the obvious choice in logistics, status: on_track}
    ```

    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: logistics
        title: Become the obvious choice in logistics
        status: on_track
        key_results:
          - {title: Complaints, unit: complaints, baseline: 40, target: 20, guardrail: false, due: 2026-03-15}
    ```

    ## Exceptions
    Your own names for a status are fine once `status_aliases:` in kraokr.yaml says what they mean. The fix
    only changes the form of a value: a spelling, `yes` and `no`, a number in quotes, a date with slashes.
    """
