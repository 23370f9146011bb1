"""The rule okr-missing-commitment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.keyresults import is_dropped
from kraokr.lint.pacing import percent
from kraokr.model import Objective
from kraokr.source.diagnostic import Finding, Fix, Severity
from kraokr.source.edits import insert_entry

_BEFORE = (
    "id",
    "title",
    "why",
    "cycle",
    "owner",
    "team",
    "contributors",
    "accelerates",
    "supports",
    "parent",
)


class Options(RuleOptions):
    """What objectives are meant to be where they do not say it."""

    default_commitment: Annotated[
        Literal["committed", "aspirational", "learning"] | None,
        Field(description="The commitment that the fix writes; without one there is no fix."),
    ] = None


@rule(group="okr", on=Objective, severity=Severity.INFO, since="0.1", options=Options, tier="strong")
def okr_missing_commitment(objective: Objective, ctx: Context[Options]) -> Iterator[Finding]:
    """An objective does not say whether it is a promise or a stretch.

    ## Why
    The same 70% is a success for a stretch and a broken promise for a commitment others plan with. Without
    the word, people find out at the close which of the two it was; until then its pace is judged as that of
    a stretch. (S1-9, S1-16)

    ## Bad
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        accelerates: customer-acquisition
        key_results:
          - {title: Logistics accounts, unit: accounts, baseline: 0, target: 50}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        accelerates: customer-acquisition
        commitment: aspirational
        key_results:
          - {title: Logistics accounts, unit: accounts, baseline: 0, target: 50}
    ```

    ## Exceptions
    Drafts, dropped objectives, those that are closed and those of cycles that are over are left alone. Where
    `default_commitment` is set, a fix writes it.
    """
    if objective.has("commitment") or objective.status == "draft" or objective.closed_on is not None:
        return
    cycle = ctx.cycle(objective)
    if is_dropped(objective) or (cycle is not None and cycle.end < ctx.today):
        return
    expected = ctx.config.score.expected
    yield Finding(
        objective.at("title", label="is less than all of it a success?"),
        f'"{objective.title}" does not say what counts as success',
        f"write `commitment: aspirational` if {percent(expected.aspirational)} of it would be a success, "
        f"`committed` if others rely on {percent(expected.committed)}, `learning` if it is to find out",
        fix=_fix(objective, ctx.options.default_commitment),
    )


def _fix(objective: Objective, commitment: str | None) -> Fix | None:
    if commitment is None:
        return None
    after = [key for key in objective.document.get(objective.path) if key in _BEFORE][-1]
    edit = insert_entry(objective.document, objective.path, "commitment", commitment, after=after)
    return Fix(f"Write `commitment: {commitment}`, as it is usual here", (edit,), safe=True)
