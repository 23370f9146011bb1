"""The rule review-missing-okr-summary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from kraokr.language.judgement import names_measure
from kraokr.language.words import on_demand
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.keyresults import is_dropped
from kraokr.lint.reviewed import reviewed_days, reviewed_person
from kraokr.model import KeyResult, Objective, Person, ReviewedKra, ReviewEntry
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import Workspace

_SPOKEN = on_demand(r"\b(?:objectives?|okrs?|key results?)\b", re.IGNORECASE)
_NOT_YET = ("draft", "self")
MOST_SHOWN = 5


@rule(group="review", on=ReviewEntry, severity=Severity.INFO, since="0.1", tier="core")
def review_missing_okr_summary(review: ReviewEntry, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A review does not speak of the objectives that the person had in the period.

    ## Why
    The appraisal looks at both: how the areas were kept, and what the objectives moved. Their results feed no
    rating, but they are most of what was new, and passing over them says that they did not matter. (S1-45)

    ## Bad
    ```yaml
    kind: person
    id: ben
    name: Ben Okafor
    role: support-lead
    objectives:
      - id: self-help
        title: Customers help themselves first
        cycle: 2025-Q4
        accelerates: knowledge
    reviews:
      - cycle: 2025-H2
        status: final
        summary: Answers came in time all year, and the team is complete again.
    ```

    ## Good
    ```yaml
    kind: person
    id: ben
    name: Ben Okafor
    role: support-lead
    objectives:
      - id: self-help
        title: Customers help themselves first
        cycle: 2025-Q4
        accelerates: knowledge
    reviews:
      - cycle: 2025-H2
        status: final
        summary: Answers came in time all year. The objective on self-help closed at 0.7 after a late start.
    ```

    ## Exceptions
    The summary or any comment may speak of them, by the word or by a title; so may evidence that cites an
    objective or a key result. Objectives of cycles inside the period count that the person owns; drafts and
    dropped ones do not. A review that is still being drafted is passed over, and so are all where the config
    uses no OKRs.
    """
    if review.status in _NOT_YET or "okr" not in ctx.config.frameworks:
        return
    person, days = reviewed_person(ctx.ws, review), reviewed_days(ctx.ws, review)
    if person is None or days is None:
        return
    objectives = [o for o in _owned(ctx.ws).get(person, ()) if _inside(ctx.ws, o, *days)]
    if not objectives or _speaks_of(review, objectives, ctx):
        return
    titles = ", ".join(f'"{objective.title}"' for objective in objectives[:MOST_SHOWN])
    count = f"{len(objectives)} objective{'s' * (len(objectives) != 1)}"
    yield Finding(
        review.at("summary", label="speaks of none"),
        f"{person.name or person.id} had {count} in this time, and the review speaks of none",
        f"say in `summary:` what became of {titles}",
        related=tuple(o.at("title", label="in this time") for o in objectives[:MOST_SHOWN]),
    )


@lru_cache(maxsize=4)
def _owned(ws: Workspace) -> Mapping[Person, Sequence[Objective]]:
    """The objectives of each person that were neither drafts nor dropped."""
    owned: dict[Person, list[Objective]] = {}
    for objective in ws.objectives:
        owner = ws.owner(objective)
        if owner is not None and objective.status != "draft" and not is_dropped(objective):
            owned.setdefault(owner, []).append(objective)
    return owned


def _inside(ws: Workspace, objective: Objective, start: date, end: date) -> bool:
    cycle = ws.cycle(objective)
    return cycle is not None and start <= cycle.start and cycle.end <= end


def _speaks_of(review: ReviewEntry, objectives: Sequence[Objective], ctx: Context[NoOptions]) -> bool:
    entries = review.kras.values()
    texts = [
        review.summary,
        *(text for entry in entries for text in (entry.comment, entry.strengths, entry.gaps)),
    ]
    titles = [objective.title for objective in objectives]
    if any(text and (_SPOKEN().search(text) or names_measure(text, titles)) for text in texts):
        return True
    return any(_cites(entry, text, ctx) for entry in entries for text in entry.evidence)


def _cites(entry: ReviewedKra, text: str, ctx: Context[NoOptions]) -> bool:
    match = ctx.find((KeyResult, Objective), text, entry)
    return match.node is not None or bool(match.candidates)
