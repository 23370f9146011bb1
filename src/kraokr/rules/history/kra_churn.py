"""The rule kra-churn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.past import Reshaped, reshaped, versions_of_areas
from kraokr.lint.quarters import last_quarters
from kraokr.model import Role
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import Cycle

if TYPE_CHECKING:
    from kraokr.history.version import Version

_SETTLING = 2
"""In so many quarters after it was written a role may still be finding its shape."""

_MOST = 6


class Options(RuleOptions):
    """How often the KRAs of a role may change."""

    quarters: Annotated[int, Field(description="How many quarters to look back.", ge=2)] = 4
    warn: Annotated[int, Field(description="Changes in so many of them are a warning.", ge=1)] = 3
    info: Annotated[int, Field(description="Changes in so many of them are a hint.", ge=1)] = 2


def _first_day(ctx: Context[Options]) -> date | None:
    quarters = last_quarters(ctx.cycles, ctx.today, ctx.options.quarters + 1)
    return quarters[-1].start if quarters and ctx.ws.roles else None


@rule(
    group="history", on=Role, severity=Severity.WARNING, since="0.1", options=Options, looks_back=_first_day
)
def kra_churn(role: Role, ctx: Context[Options]) -> Iterator[Finding]:
    """The KRAs of a role change in most quarters.

    ## Why
    KRAs are the part of a role that stays while objectives come and go. Where they change quarter after
    quarter, the role is not settled: nobody can be judged by areas that were others half a year ago.
    (S0-30, S0-31)

    ## Bad
    ```yaml
    # on 2024-01-08
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: acquisition, name: Customer acquisition}
      - {id: team, name: Team development}
    # on 2025-05-12
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: acquisition, name: Customer acquisition}
      - {id: team, name: Team development}
      - {id: forecast, name: Forecast quality}
    # on 2025-11-03
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: acquisition, name: Customer acquisition}
      - {id: team, name: Team development}
      - {id: partners, name: Partner business}
    # on 2026-01-19
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: acquisition, name: Market presence}
      - {id: team, name: Team development}
      - {id: partners, name: Partner business}
    ```

    ## Good
    ```yaml
    # on 2024-01-08
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: acquisition, name: Customer acquisition}
      - {id: team, name: Team development}
    # on 2026-01-19
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: acquisition, name: Customer acquisition}
      - {id: team, name: Team development}
      - {id: partners, name: Partner business}
    ```

    ## Exceptions
    Only what an area is counts: areas that are added or removed, or whose name or outcome says something
    else. Spelling, formatting, order, a move to another file, KPIs, and the scope of levels do not. Nor does
    what changes while the role is a draft or in the first two quarters after it was written (`created_on`,
    else its first commit), nor a commit with `KRA-Change: split-role` at the end of its message. Changes in
    `warn` of the last `quarters` quarters are a warning, in `info` of them a hint.
    """
    history = ctx.history
    if history is None or role.status != "active":
        return
    quarters = last_quarters(ctx.cycles, ctx.today, ctx.options.quarters + 1)
    least = min(ctx.options.info, ctx.options.warn)
    days = history.days(role, quarters[-1].start) if quarters else set()
    if days is not None and sum(any(day in one for day in days) for one in quarters[:-1]) < least:
        return
    versions = versions_of_areas(history, role, quarters[-1].start, whole=True)
    if len(versions) < 2 or (history.base and versions[-1].commit is not None):
        return
    settled = _settled_on(role, versions, quarters)
    found = [one for one in reshaped(versions) if (one.version.on or settled) >= settled]
    churned = [quarter for quarter in quarters[:-1] if any(_is_in(quarter, one) for one in found)]
    if len(churned) < least:
        return
    found = [one for one in found if any(_is_in(quarter, one) for quarter in churned)]
    if history.base and found[-1].version.commit is not None:
        return
    many, of = len(churned), len(quarters) - 1
    yield Finding(
        role.key("kras", label=f"changed in {many} of {of} quarters"),
        f"the KRAs of {role.title} changed in {many} of the last {of} quarters: {_listed(found)}",
        "let them rest for a year: what is to change this quarter is an objective; if the role itself is "
        "new, say so with `created_on:`",
        severity=None if many >= ctx.options.warn else Severity.INFO,
    )


def _is_in(quarter: Cycle, one: Reshaped) -> bool:
    return one.version.on is not None and one.version.on in quarter


def _settled_on(role: Role, versions: Sequence[Version[Role]], quarters: Sequence[Cycle]) -> date:
    """The day from which the changes of a role count."""
    created = role.created_on or versions[0].on
    if created is None:
        return date.min
    day = created
    for _ in range(_SETTLING):
        inside = next((one for one in quarters if day in one), None)
        day = (inside.end if inside else day + timedelta(days=91)) + timedelta(days=1)
    return day


def _listed(found: Sequence[Reshaped]) -> str:
    """The changes with their days and commits: `2026-01-19 a1b2c3d (Partner business added)`."""
    shown = [f"{one.version.told} ({', '.join(one.what)})" for one in found[-_MOST:]]
    return "; ".join(shown) + (f"; and {len(found) - _MOST} before" if len(found) > _MOST else "")
