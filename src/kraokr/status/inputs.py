"""The numbers that a score is made from, each with the file and line it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from kraokr.model import KeyResult, Kpi, Level, Node, Person, Team
from kraokr.scoring.rounding import show
from kraokr.source.diagnostic import Location
from kraokr.status.kras import Days
from kraokr.status.look import Look
from kraokr.status.rows import Place
from kraokr.workspace import Cycle, Record


class Input(NamedTuple):
    """A number or a choice that counts, as written, and where."""

    name: str
    value: str
    at: Place


def located(name: str, value: str, at: Location) -> Input:
    """An input that stands somewhere."""
    return Input(name, value, Place(str(at.file.path), at.start.line + 1))


def inputs_of_key_result(look: Look, kr: KeyResult, cycle: Cycle) -> Iterator[Input]:
    """The ends, the weight, the milestones and the readings of a key result."""
    yield from _written(kr, ("type", "baseline", "target", "aggregate", "weight", "due", "guardrail"))
    for step in kr.milestones:
        weight = f"weight {show(step.weight)}, " if step.weight is not None else ""
        done = f"done on {step.done_on}" if step.done_on else "not done"
        yield located(f"milestone {step.key_id}", f"{weight}{done}", step.at())
    last = min(look.today, cycle.end)
    done_steps = (record for record in look.ws.records.of(kr) if record.checkin.milestone)
    for record in done_steps:
        if record.checkin.date <= last:
            text = f"done, says the check-in of {record.checkin.date}"
            yield located(f"milestone {record.checkin.milestone}", text, record.checkin.at("milestone"))
    yield from _readings(_counted(look, kr, date.min, last))


def inputs_of_kpi(look: Look, kpi: Kpi, person: Person, level: Level | None, days: Days) -> Iterator[Input]:
    """The target, floor, scale and weight of a KPI, and its readings that count for a person."""
    yield from _written(kpi, ("target", "floor", "scale", "aggregate", "weight", "guardrail"))
    if level is not None and kpi.key_id in level.targets:
        name = f"target at level {level.id}"
        written = level.document.get((*level.path, "targets", kpi.key_id))
        yield located(name, str(written), level.at("targets", kpi.key_id))
    records = list(_counted(look, kpi, *days))
    line: tuple[Person | Team, ...] = (person, *look.ws.team_line(person))
    holders = {look.ws.holder(record.checkin) for record in records}
    first = next((holder for holder in line if holder in holders), None)
    yield from _readings(record for record in records if look.ws.holder(record.checkin) is first)


def _written(node: Node, names: Iterable[str]) -> Iterator[Input]:
    """The fields that the file gives, as it gives them."""
    for name in names:
        if node.has(name):
            written = node.document.get((*node.path, name))
            yield located(
                name, str(written).lower() if isinstance(written, bool) else str(written), node.at(name)
            )


def _counted(look: Look, node: Node, start: date, end: date) -> Iterable[Record]:
    """The readings of a node between two days; of several of a person or team on a day the last."""
    found = [
        record
        for record in look.ws.records.of(node)
        if record.value is not None and start <= record.checkin.date <= end
    ]
    last = {(look.ws.holder(record.checkin), record.checkin.date): record for record in found}
    return sorted(last.values(), key=lambda record: record.checkin.date)


def _readings(records: Iterable[Record]) -> Iterator[Input]:
    for record in records:
        if record.value is not None:
            yield located(f"reading {record.checkin.date}", show(record.value), record.at)
