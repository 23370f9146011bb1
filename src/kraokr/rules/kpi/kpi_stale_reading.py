"""The rule kpi-stale-reading."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.citations import newest_readings
from kraokr.lint.standing import standing
from kraokr.model import Kpi, Role
from kraokr.model.role import Frequency
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import Workspace

_DAYS: dict[Frequency, int] = {"daily": 1, "weekly": 7, "monthly": 31, "quarterly": 92, "yearly": 366}


class Options(RuleOptions):
    """How old the newest reading may be."""

    factor: Annotated[float, Field(description="So many times the KPI's frequency.", gt=0)] = 2.0
    grace: Annotated[int, Field(description="And so many days on top.", ge=0)] = 7


@rule(group="kpi", on=Workspace, severity=Severity.WARNING, since="0.1", options=Options, tier="strong")
def kpi_stale_reading(ws: Workspace, ctx: Context[Options]) -> Iterator[Finding]:
    """The newest reading of a KPI is older than its frequency allows.

    ## Why
    A number that nobody has read for months still stands in every report as if it were today's, and decisions
    rest on it. (S1-5, S1-31)

    ## Bad
    ```yaml
    kind: person
    id: ben
    role: support-lead
    team: support
    checkins:
      - {date: 2025-10-31, readings: {csat: 86}}
    ```

    ## Good
    ```yaml
    kind: person
    id: ben
    role: support-lead
    team: support
    checkins:
      - {date: 2025-10-31, readings: {csat: 86}}
      - {date: 2026-01-30, readings: {csat: 84}}
    ```

    ## Exceptions
    The newest reading counts, whoever took it; one of a key result that names the KPI under `kpi:` is one of
    the KPI too. Nothing is expected before a KPI's `paused_until`, of one that gives no `frequency` or was
    never read, of retired areas, and of roles that nobody holds. Older than `factor` times the frequency and
    `grace` days is too old: 69 days for a monthly KPI.
    """
    for kpi, record in newest_readings(ws, ctx.today).items():
        frequency, newest = kpi.frequency, record.checkin.date
        age = (ctx.today - newest).days
        if frequency is None or age <= _DAYS[frequency] * ctx.options.factor + ctx.options.grace:
            continue
        if (kpi.paused_until and ctx.today <= kpi.paused_until) or not _is_in_force(kpi, ctx):
            continue
        yield Finding(
            record.at._replace(label=f"the newest one, {age} days old"),
            f'"{kpi.name}" is to be read {frequency}, and was last read on {newest}',
            f"add a check-in with a reading of `{kpi.key_id}`, or give the KPI a lower `frequency:`, or "
            "`paused_until:` with a day",
            (kpi.at("frequency", label=f"{frequency}"),),
        )


def _is_in_force(kpi: Kpi, ctx: Context[Options]) -> bool:
    """Whether somebody holds the role of a KPI, or one that takes it over."""
    role = kpi.outer(Role)
    if role is None or standing(kpi) == "retired":
        return False
    return bool(ctx.ws.holders(role, ctx.today)) or role.id in _extended(ctx.ws)


@lru_cache(maxsize=4)
def _extended(ws: Workspace) -> frozenset[str]:
    return frozenset(role.extends for role in ws.roles.values() if role.extends)
