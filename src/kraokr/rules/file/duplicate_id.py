"""The problem kind duplicate-id."""

from __future__ import annotations

from kraokr.lint import problem_kind
from kraokr.source.diagnostic import Severity


@problem_kind(severity=Severity.ERROR, since="0.1")
def duplicate_id() -> None:
    """An id, or a key of a mapping, is given twice.

    ## Why
    An id that means two things makes every reference to it a guess. Of two equal keys in one mapping YAML
    readers keep one without a word, so the other is lost.

    ## Bad
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: quality, name: Quality of forecasts}
      - {id: quality, name: Quality of deals}
    ```

    ## Good
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: forecast-quality, name: Quality of forecasts}
      - {id: deal-quality, name: Quality of deals}
    ```

    ## Exceptions
    KRA ids have to be unique in their role only, KPI ids in their role, key-result ids in their objective,
    objective ids for their owner and cycle. A KRA that is inherited, or stands on several levels, is one.
    """
