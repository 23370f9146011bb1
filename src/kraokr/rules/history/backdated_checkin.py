"""The rule backdated-checkin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.past import log_from, says
from kraokr.model import CheckIn, CheckIns, Person, Team
from kraokr.source.diagnostic import Finding, Severity

if TYPE_CHECKING:
    from kraokr.history.record import History
    from kraokr.history.version import Version

_File: TypeAlias = Person | Team | CheckIns


class Options(RuleOptions):
    """How late a check-in may be written down."""

    days: Annotated[int, Field(description="A check-in may be committed so many days later.", ge=0)] = 7
    back: Annotated[int, Field(description="So many days back commits are looked at.", ge=1)] = 92


def _first_day(ctx: Context[Options]) -> date | None:
    return log_from(ctx, ctx.today - timedelta(days=ctx.options.back)) if ctx.ws.checkins else None


@rule(
    group="history",
    on=(Person, Team, CheckIns),
    severity=Severity.INFO,
    since="0.1",
    options=Options,
    tier="strong",
    profile="strict",
    looks_back=_first_day,
)
def backdated_checkin(file: _File, ctx: Context[Options]) -> Iterator[Finding]:
    """A check-in was written down long after the day it speaks of.

    ## Why
    A note of the same week is evidence; six of them written on one evening before the review are a memory of
    how one would like it to have been.

    ## Bad
    ```yaml
    # on 2025-12-01
    kind: checkins
    owner: alice
    checkins:
      - {date: 2025-11-28, item: customer-retention, note: Two renewals signed.}
    # on 2026-02-10
    kind: checkins
    owner: alice
    checkins:
      - {date: 2025-11-28, item: customer-retention, note: Two renewals signed.}
      - {date: 2026-01-09, item: customer-retention, note: Five renewals signed.}
    ```

    ## Good
    ```yaml
    # on 2025-12-01
    kind: checkins
    owner: alice
    checkins:
      - {date: 2025-11-28, item: customer-retention, note: Two renewals signed.}
    # on 2026-01-12
    kind: checkins
    owner: alice
    checkins:
      - {date: 2025-11-28, item: customer-retention, note: Two renewals signed.}
      - {date: 2026-01-09, item: customer-retention, note: Five renewals signed.}
    ```

    ## Exceptions
    A commit with `Imported: true` at the end of its message, and the one that began the history. The day of
    a commit is its author's. Where pull requests are squashed, all of one have the day of the merge, so the
    rule is off unless you ask for it.
    """
    if ctx.history is None or not file.checkins:
        return
    late = [*_late(ctx.history, file, ctx.today - timedelta(days=ctx.options.back), ctx.options.days)]
    for checkin, version in late:
        assert version.on is not None
        yield Finding(
            checkin.at("date", label=f"written {(version.on - checkin.date).days} days later"),
            f"this check-in speaks of {checkin.date} and was written down on {version.told}",
            f"check in within {ctx.options.days} days; if it was noted elsewhere before, say so with "
            "`Imported: true` at the end of the commit's message",
        )


def _late(history: History, file: _File, since: date, days: int) -> Iterator[tuple[CheckIn, Version[_File]]]:
    """The check-ins that came long after their day, with the version of the file that brought them."""
    versions = history.versions(file, since)
    brought: dict[tuple[object, ...], Version[_File]] = {}
    for version in versions:
        for checkin in version.node.checkins:
            brought.setdefault(_key(checkin), version)
    for checkin in file.checkins:
        version = brought[_key(checkin)]
        first = version.commit is not None and version.commit.id in history.root
        if version.on is None or first or says(version, "imported", "true"):
            continue
        if (version.on - checkin.date).days > days:
            yield checkin, version


def _key(checkin: CheckIn) -> tuple[object, ...]:
    return checkin.date, checkin.item, checkin.type, tuple(sorted(checkin.readings))
