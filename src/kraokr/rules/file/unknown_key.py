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

    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        krs:
          - {title: New accounts, unit: accounts, baseline: 0, target: 50}
    ```

    ## Good
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    purpose: Enterprise customers choose us, stay, and grow with us.
    ```

    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        key_results:
          - {title: New accounts, unit: accounts, baseline: 0, target: 50}
    ```

    ## Exceptions
    Keys that start with `x-` are yours. The fix renames known other names (`krs`, `okrs`, `kra`, `kpi`) and
    the same word in another spelling; for anything else there is only a suggestion.
    """
