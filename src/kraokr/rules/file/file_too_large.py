"""The problem kind file-too-large."""

from __future__ import annotations

from kraokr.lint import problem_kind
from kraokr.source.diagnostic import Severity


@problem_kind(severity=Severity.ERROR, since="0.1")
def file_too_large() -> None:
    """A file is larger than 2 MB and was not read.

    ## Why
    No goal file that people write by hand is that large. Such a file is an export or was put here by mistake.

    ## Bad
    ```text
    checkins/2026.yaml (50 MB)
    ```

    ## Good
    ```text
    checkins/2026-Q1/alice.yaml, checkins/2026-Q1/ben.yaml, …
    ```
    """
