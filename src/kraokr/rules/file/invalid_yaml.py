"""The problem kind invalid-yaml."""

from __future__ import annotations

from kraokr.lint import problem_kind
from kraokr.source.diagnostic import Severity


@problem_kind(severity=Severity.ERROR, since="0.1")
def invalid_yaml() -> None:
    """A file cannot be read as YAML.

    ## Why
    Nothing after the place of the error can be understood, so nothing in the file is checked.

    ## Bad
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager: enterprise
    ```

    ## Good
    ```yaml
    kind: role
    id: sales-manager
    title: "Sales manager: enterprise"
    ```
    """
