"""The rule kra-completable."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kraokr.language import Area, AreaReading, Confidence, Evidence, read_area
from kraokr.language.words import on_demand
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.standing import standing
from kraokr.lint.wording import because, words_at
from kraokr.model import Kra
from kraokr.source.diagnostic import Finding, Location, Severity

_KEYS = {
    "due": "sets a day on which it is over",
    "deadline": "sets a day on which it is over",
    "end": "sets a day on which it is over",
    "progress": "counts towards an end",
    "percent": "counts towards an end",
    "done": "says whether it is over",
}
_COMES_AGAIN = on_demand(r"\b(?:days?|weeks?|months?|eo[dwm])\b", re.IGNORECASE)


@rule(group="kra", on=Kra, severity=Severity.ERROR, since="0.1", profile="basic")
def kra_completable(kra: Kra, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A key result area has an end: a date, a progress, or a change that will be over.

    ## Why
    An area goes on as long as the role does. What can be finished and checked off is a step within it, and
    belongs to an objective with its cycle. (S0-13, S1-10, S1-12, S1-20)

    ## Bad
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - {id: security, name: ISO 27001 certification, due: 2026-06-30}
    ```

    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - {id: quality, name: Answer quality by end of 2026}
    ```

    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - {id: digital, name: Digital transformation}
    ```

    ## Good
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - {id: security, name: Information security}
    ```

    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - {id: quality, name: Answer quality}
    ```

    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - {id: digital, name: Digital service quality}
    ```

    ## Exceptions
    A date that comes again ("Accurate books by month-end") is a standard. The name of a change programme is
    at most a warning, and a hint where it could be read both ways. A retired KRA may have an end.
    """
    lexicon = ctx.reads(kra.name)
    reading = read_area(kra.name, lexicon) if lexicon else None
    given = kra.model_fields_set
    ends = [kra.key(key, label=f"`{key}` {why}") for key, why in _KEYS.items() if key in given]
    deadline = _deadline(kra, reading)
    if deadline:
        ends.append(words_at(kra, "name", deadline, f"{because(deadline)}: an area does not"))
    is_project = reading is not None and reading.verdict is Area.PROJECT
    if not (ends or is_project) or standing(kra) == "retired":
        return
    if ends:
        yield _finding(kra, ends)
    elif reading:
        yield _programme(kra, reading)


def _deadline(kra: Kra, reading: AreaReading | None) -> list[Evidence]:
    found = reading.deadline if reading else ()
    return [piece for piece in found if not _COMES_AGAIN().search(kra.name[piece.start : piece.end])]


def _finding(kra: Kra, ends: list[Location]) -> Finding:
    return Finding(
        ends[0],
        f'"{kra.name}" can be completed, so it is not a result area',
        "name the area that goes on afterwards, and move what has an end to an objective with a cycle",
        related=tuple(ends[1:]),
    )


def _programme(kra: Kra, reading: AreaReading) -> Finding:
    return Finding(
        words_at(kra, "name", reading.evidence, f"{because(reading.evidence)}: one day it is over"),
        f'"{kra.name}" is a change that ends, not a result area',
        "name the area that the change is for, and make the change an objective",
        severity=Severity.WARNING if reading.confidence is Confidence.HIGH else Severity.INFO,
    )
