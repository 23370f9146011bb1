"""The working of a score: its formula, the numbers that went in, and where each of them was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from kraokr.model import KeyResult, Kpi, Level, Node, Objective, Person
from kraokr.model.target import TargetFields, read_target
from kraokr.scoring.average import Average
from kraokr.scoring.forecast import Forecast
from kraokr.scoring.pace import Pace
from kraokr.scoring.rounding import round_half_up, show
from kraokr.scoring.scores import KraScore, Scores
from kraokr.source.diagnostic import Location
from kraokr.workspace.records import Record

Days: TypeAlias = tuple[date, date]
"""The first and the last day of a period."""


class Input(NamedTuple):
    """A number that a score was worked out from: what it is, its value, and where it was written."""

    name: str
    value: str
    node: Node
    keys: tuple[str, ...]
    on: date | None = None

    @property
    def at(self) -> Location:
        """Where the number was written."""
        return self.node.at(*self.keys)


class Working(NamedTuple):
    """How a number came about; `parts` are the workings of the numbers it is made of."""

    node: Node
    title: str
    value: Decimal | None
    formula: str = ""
    note: str = ""
    inputs: tuple[Input, ...] = ()
    parts: tuple[Working, ...] = ()

    @property
    def line(self) -> str:
        """The formula, what it comes to, and that rounded half up: `1 / 3 = 0.3333, shown as 0.33`."""
        if self.value is None:
            return self.note
        exact, rounded = show(self.value), show(round_half_up(self.value, 2))
        start = f"{self.formula} = {exact}" if self.formula else exact
        return start if exact == rounded else f"{start}, shown as {rounded}"


def explain_objective(scores: Scores, objective: Objective) -> Working:
    """The working of an objective and of each of its key results."""
    scored, until = scores.objective(objective), scores.until(objective)
    parts = tuple(
        Working(kr, kr.title, score.value, score.formula, score.note, _of_key_result(scores, kr, until))
        for kr, score in zip(objective.key_results, scored.scores, strict=True)
    )
    return _mean(objective, objective.title, scored.average, parts)


def explain_kra(scores: Scores, score: KraScore, person: Person, level: Level | None, days: Days) -> Working:
    """The working of an area of a person who held the role at a level, over days, and of each of its KPIs."""
    parts = tuple(
        Working(
            kpi, kpi.name, attained.value, attained.formula, attained.note,
            _of_kpi(scores, kpi, person, level, days),
        )
        for kpi, attained in zip(score.kra.kpis, score.attainments, strict=True)
    )  # fmt: skip
    return _mean(score.kra, score.kra.name, score.average, parts)


def explain_role(role: Node, title: str, average: Average, areas: Iterable[Working]) -> Working:
    """The working of a role from those of its areas."""
    return _mean(role, title, average, tuple(areas))


def explain_pace(kr: KeyResult, pace: Pace) -> Working:
    """The working of a pace: the gap between the progress that is due and the progress that is there."""
    note = pace.note or (pace.status or "").replace("_", " ")
    inputs = _written(kr, "due", "pace")
    return Working(kr, f"{kr.title}: pace", pace.gap, pace.formula, note, inputs)


def explain_forecast(scores: Scores, kr: KeyResult, forecast: Forecast) -> Working:
    """The working of a forecast, which holds only if the trend does."""
    objective = kr.outer(Objective)
    inputs = _of_key_result(scores, kr, scores.until(objective) if objective else scores.today)
    value = forecast.score if forecast.value is None else forecast.value
    note = forecast.note or f"{forecast.method}, if the trend holds"
    return Working(kr, f"{kr.title}: forecast", value, forecast.formula, note, inputs)


def _mean(node: Node, title: str, average: Average, parts: tuple[Working, ...]) -> Working:
    weights = tuple(one for part in parts for one in _written(part.node, "weight"))
    return Working(node, title, average.value, average.formula, average.note, weights, parts)


def _of_key_result(scores: Scores, kr: KeyResult, until: date) -> tuple[Input, ...]:
    done = scores.ledger.milestones_done(kr, until)
    steps = (
        Input("done" if step.key_id in done else "open", step.title, step, ("title",), step.done_on)
        for step in kr.milestones
    )
    read = _read(scores.ledger.records_of_key_result(kr, until))
    return (*_written(kr, "baseline", "target", "aggregate"), *steps, *read)


def _of_kpi(scores: Scores, kpi: Kpi, person: Person, level: Level | None, days: Days) -> tuple[Input, ...]:
    read = tuple(_read(scores.ledger.records_of_kpi(kpi, person, *days)))
    if level is not None and kpi.key_id in level.targets:
        target = Input("target", _text(level.targets[kpi.key_id]), level, ("targets", kpi.key_id))
        return (target, *_written(kpi, "floor", "aggregate"), *read)
    return (*_written(kpi, "target", "scale", "floor", "aggregate"), *read)


def _read(records: Iterable[Record]) -> Iterator[Input]:
    """The readings, oldest first."""
    for record in sorted(records, key=lambda one: one.checkin.date):
        keys = record.keys if len(record.keys) > 1 else ("value",)
        yield Input("reading", _text(record.value), record.checkin, keys, record.checkin.date)


def _written(node: Node, *names: str) -> tuple[Input, ...]:
    """Those of some fields of a node that were given."""
    given = ((name, getattr(node, name, None)) for name in names if name in node.model_fields_set)
    return tuple(Input(name, _text(value), node, (name,)) for name, value in given if value is not None)


def _text(value: object) -> str:
    if isinstance(value, TargetFields):
        return str(read_target(value) or "")
    if isinstance(value, tuple):
        return " / ".join(_text(one) for one in value)
    return show(value) if isinstance(value, Decimal) else str(value)
