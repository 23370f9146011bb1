"""The problem kind unsupported-yaml."""

from __future__ import annotations

from kraokr.lint import problem_kind
from kraokr.source.diagnostic import Severity


@problem_kind(severity=Severity.ERROR, since="0.1")
def unsupported_yaml() -> None:
    """A file uses a part of YAML that goal files do without.

    ## Why
    Anchors, aliases, merge keys, tags and several documents in one file make a line mean something that does
    not stand there. A reviewer of a pull request could not see what changed.

    ## Bad
    ```yaml
    kind: role
    id: sales-manager
    title: &name Sales manager
    purpose: *name
    ```

    ## Good
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    purpose: Enterprise customers choose us, stay, and grow with us.
    ```

    ## Exceptions
    What several roles share is written once in a role that the others name under `extends:`.
    """
