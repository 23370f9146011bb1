"""The rule off-season-kra-edit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.past import log_from, reshaped, versions_of_areas
from kraokr.model import Role
from kraokr.model.config import Season
from kraokr.source.diagnostic import Finding, Severity


def _first_day(ctx: Context[NoOptions]) -> date | None:
    since = _since(ctx.config.season, ctx.today) if ctx.config.season else None
    return log_from(ctx, since) if since else None


@rule(group="history", on=Role, severity=Severity.INFO, since="0.1", tier="nice", looks_back=_first_day)
def off_season_kra_edit(role: Role, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """The KRAs of a role were changed outside the season in which roles are revisited.

    ## Why
    Roles are gone through once a year, when goals are set, with everyone who holds them at the table. A
    change in between reaches people in the middle of what they were asked to do. (S0-29)

    ## Bad
    ```yaml
    # on 2025-03-03
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: acquisition, name: Customer acquisition}
    # on 2025-10-20
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: acquisition, name: Customer acquisition}
      - {id: forecast, name: Forecast quality}
    ```

    ## Good
    ```yaml
    # on 2025-03-03
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: acquisition, name: Customer acquisition}
    # on 2025-04-10
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: acquisition, name: Customer acquisition}
      - {id: forecast, name: Forecast quality}
    ```

    ## Exceptions
    The rule looks only where kraokr.yaml has a season: `season: {from: 04-01, to: 04-30}`. What was changed
    since the last one is reported until the next one begins. New roles, drafts, spelling, KPIs, the scope of
    levels and commits with `KRA-Change: split-role` do not count.
    """
    season = ctx.config.season
    if ctx.history is None or season is None or role.status != "active":
        return
    since = _since(season, ctx.today)
    if since is None:
        return
    for one in reshaped(versions_of_areas(ctx.history, role, since)):
        yield Finding(
            role.key("kras", label=f"the season is {season.from_} to {season.to}"),
            f"the KRAs of {role.title} were changed outside the season: {one.version.told} "
            f"({', '.join(one.what)})",
            "keep changes of KRAs for the season, and put what is new this quarter into an objective",
        )


def _since(season: Season, today: date) -> date | None:
    """The day after the last season; None while one runs."""
    first, last = (tuple(map(int, text.split("-"))) for text in (season.from_, season.to))
    day = (today.month, today.day)
    if first <= day <= last if first <= last else day >= first or day <= last:
        return None
    year = today.year if last < day else today.year - 1
    return _day(year, *last) + timedelta(days=1)


def _day(year: int, month: int, day: int) -> date:
    """A day of a year; the last of February where it has no 29th."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month + 1, 1) - timedelta(days=1)
