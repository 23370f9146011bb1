"""The rule kra-not-discussed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.discussed import first_discussion, last_discussed
from kraokr.lint.wording import joined
from kraokr.model import Kra, Person
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import Held

_MOST = 5


class Options(RuleOptions):
    """How long an area may go unmentioned."""

    days: Annotated[int, Field(description="An area comes up at least once in so many days.", ge=1)] = 100


@rule(group="kra", on=Person, severity=Severity.INFO, since="0.1", options=Options)
def kra_not_discussed(person: Person, ctx: Context[Options]) -> Iterator[Finding]:
    """A key result area of a person has not come up for more than a quarter.

    ## Why
    A definition is looked at once a year, but how an area goes should come up every quarter: in a reading, a
    one-on-one or a review. What is first spoken of at the appraisal comes as a surprise. (S1-29, S1-30)

    ## Bad
    ```yaml
    kind: person
    id: ben
    name: Ben Okafor
    role: support-lead
    team: support
    start: 2024-09-01
    checkins:
      - {date: 2025-09-30, type: one_on_one, item: knowledge, note: Half of the articles are old.}
      - {date: 2026-01-30, readings: {csat: 86}}
      - {date: 2026-02-06, type: one_on_one, item: team-growth, note: Two agents want to lead a shift.}
    ```

    ## Good
    ```yaml
    kind: person
    id: ben
    name: Ben Okafor
    role: support-lead
    team: support
    start: 2024-09-01
    checkins:
      - {date: 2025-09-30, type: one_on_one, item: knowledge, note: Half of the articles are old.}
      - {date: 2026-01-30, readings: {csat: 86, self-service-rate: 38}}
      - {date: 2026-02-06, type: one_on_one, item: team-growth, note: Two agents want to lead a shift.}
    ```

    ## Exceptions
    An area comes up where a check-in names it, one of its KPIs, or a key result that pushes it, or a review
    says something of it; the team's check-ins count for its members. The days begin when the person took the
    role, but not before the first record of all: where none are kept, nothing is said.
    """
    first = first_discussion(ctx.ws, ctx.today)
    if first is None or not (person.start or first) <= ctx.today <= (person.end or ctx.today):
        return
    areas = list(_areas(person, first, ctx))
    silent = [(kra, last) for kra, last in areas if last is None or _is_long_ago(last, ctx)]
    if not silent:
        return
    yield Finding(
        person.at("role", label=f"{len(silent)} of {len(areas)} areas"),
        _message(silent, person.name or person.id, ctx.options.days),
        "talk it over in the next one-on-one, and note it in a check-in with "
        f"`type: one_on_one` and `item: {silent[0][0].id}`",
        tuple(kra.at("name", label="not come up") for kra, _ in silent[:_MOST]),
    )


def _message(silent: Sequence[tuple[Kra, date | None]], name: str, days: int) -> str:
    if len(silent) == 1:
        kra, last = silent[0]
        if last is None:
            return f'"{kra.name}" has not come up with {name} at all'
        return f'"{kra.name}" has not come up with {name} since {last}, over {days} days ago'
    told = [f'"{kra.name}" ({f"last on {last}" if last else "never"})' for kra, last in silent]
    return f"{len(silent)} areas have not come up with {name} for over {days} days: {_listed(told)}"


def _areas(person: Person, first: date, ctx: Context[Options]) -> Iterator[tuple[Kra, date | None]]:
    """The areas that the person has held for long enough, each with the last day on which it came up."""
    for held in ctx.ws.held(person):
        if held.on(ctx.today) and held.role.status == "active" and _is_long_ago(_since(held, first), ctx):
            for kra in ctx.ws.effective(held.role).kras:
                if kra.status == "active":
                    yield kra, last_discussed(ctx.ws, kra, person, ctx.today)


def _since(held: Held, first: date) -> date:
    return max(first, held.start or first, held.role.created_on or first)


def _is_long_ago(day: date, ctx: Context[Options]) -> bool:
    return (ctx.today - day).days > ctx.options.days


def _listed(areas: list[str]) -> str:
    named = areas[:_MOST] if len(areas) <= _MOST else [*areas[: _MOST - 1], f"{len(areas) - _MOST + 1} more"]
    return joined(named)
