"""How a score came about: its formula, its inputs and weights, and the file and line of every number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from kraokr.model import KeyResult, Kpi, Kra, Level, Objective, Person
from kraokr.scoring.average import Average
from kraokr.scoring.forecast import Forecast
from kraokr.scoring.keyresult import Score
from kraokr.scoring.kpi import Attainment
from kraokr.scoring.objective import score_band
from kraokr.scoring.pace import Pace, pace_objective, success_line
from kraokr.scoring.rounding import show
from kraokr.scoring.scores import KraScore
from kraokr.status import words
from kraokr.status.assessed import assessed
from kraokr.status.inputs import Input, inputs_of_key_result, inputs_of_kpi, located
from kraokr.status.kras import Days, days_held, kra_scores, level_of
from kraokr.status.look import Look
from kraokr.status.okrs import final, place
from kraokr.status.rows import Place
from kraokr.workspace import Cycle


class Explained(NamedTuple):
    """One score with its working: `inputs` with their places, `steps` of the arithmetic, and its parts.

    `value` is the score or health as it is shown.
    """

    kind: str
    id: str
    title: str
    at: Place
    value: str
    inputs: tuple[Input, ...]
    steps: tuple[tuple[str, str], ...]
    parts: tuple[Explained, ...] = ()


def explain_objective(look: Look, objective: Objective, cycle: Cycle) -> Explained:
    """The score of an objective and of each of its key results."""
    config = look.ws.config
    scored = look.scores.objective(objective)
    paces = pace_objective(scored, cycle.start, cycle.end, look.today, config).paces
    parts = zip(objective.key_results, scored.scores, paces, strict=True)
    value = final(objective, scored)
    set_by_hand = [(name, getattr(objective, name)) for name in ("override", "score")]
    hand = [
        located(f"{name}, set by hand", show(getattr(given, "value", given)), objective.at(name))
        for name, given in set_by_hand
        if given is not None
    ]
    line = success_line(objective.commitment, config.score.expected)
    steps = [*_average_steps(scored.average, "key results")]
    if value is not None:
        steps.append(("band", f"{words.score(value)} rounds half up to one decimal: {score_band(value)}"))
    steps.append(
        ("success", f"{show(line)} ({objective.commitment or 'no commitment given, so aspirational'})")
    )
    return Explained(
        "objective",
        look.ws.full_path(objective),
        objective.title,
        place(objective),
        words.score(value),
        tuple(hand),
        tuple(steps),
        tuple(_key_result(look, kr, score, pace, cycle) for kr, score, pace in parts),
    )


def explain_key_result(look: Look, kr: KeyResult, objective: Objective, cycle: Cycle) -> Explained:
    """The score of one key result."""
    whole = explain_objective(look, objective, cycle)
    return whole.parts[objective.key_results.index(kr)]


def explain_areas(look: Look, person: Person, days: Days, wanted: Kra | Kpi) -> Iterator[Explained]:
    """The health of an area, or of one of its KPIs, for a person who holds the role."""
    asked = look.ws.full_path(wanted), place(wanted)
    for held in look.ws.held(person):
        if not held.on(days.end):
            continue
        within, level = days_held(held, person, days), level_of(look.ws, held)
        for score in kra_scores(look, person, held, within):
            area = _kra(look, score, person, level, within)
            yield from (one for one in (area, *area.parts) if (one.id, one.at) == asked)


def _key_result(look: Look, kr: KeyResult, score: Score, pace: Pace, cycle: Cycle) -> Explained:
    said = assessed(look.ws, kr, look.today)
    given = [
        located("confidence", str(one.confidence), one.at("confidence"))
        for one in (said.confidence,)
        if one is not None
    ]
    steps = [*_score_steps(score), *_pace_steps(pace)]
    if look.today <= cycle.end:
        steps += _forecast_steps(look.scores.forecast(kr, cycle), kr)
    return Explained(
        "key result",
        look.ws.full_path(kr),
        kr.title,
        place(kr),
        words.score(score.value),
        (*inputs_of_key_result(look, kr, cycle), *given),
        tuple(steps),
    )


def _kra(look: Look, score: KraScore, person: Person, level: Level | None, days: Days) -> Explained:
    kra = score.kra
    pairs = zip(kra.kpis, score.attainments, strict=True)
    days_text = f"{days.start} to {days.end}, for {person.name or person.id}"
    return Explained(
        "area",
        look.ws.full_path(kra),
        kra.name,
        place(kra),
        words.percent(score.average.value),
        (),
        (*_average_steps(score.average, "KPIs"), ("days", days_text)),
        tuple(_kpi(look, kpi, attained, person, level, days) for kpi, attained in pairs),
    )


def _kpi(
    look: Look, kpi: Kpi, attained: Attainment, person: Person, level: Level | None, days: Days
) -> Explained:
    steps = [
        *_attainment_steps(attained),
        ("days", f"{days.start} to {days.end}, for {person.name or person.id}"),
    ]
    return Explained(
        "KPI",
        look.ws.full_path(kpi),
        kpi.name,
        place(kpi),
        words.percent(attained.value),
        tuple(inputs_of_kpi(look, kpi, person, level, days)),
        tuple(steps),
    )


def _average_steps(average: Average, parts: str) -> Iterator[tuple[str, str]]:
    if average.value is None:
        yield "score", average.note
    else:
        yield "score", f"{average.formula} = {show(average.value)}"
    yield "coverage", f"{average.coverage} {parts} measured; guardrails are never averaged in"
    if average.breached:
        yield "guardrails", f"broken: {', '.join(average.breached)}; at best needs focus"


def _score_steps(score: Score) -> Iterator[tuple[str, str]]:
    if score.current is not None:
        yield "current", show(score.current)
    if score.value is None or score.raw is None:
        yield "score", score.note
        return
    kept = "" if score.raw == score.value else f", kept within 0 and 1: {show(score.value)}"
    yield "score", f"{score.formula} = {show(score.raw)}{kept}"
    yield "shown", f"{words.score(score.value)}, rounded half up"


def _pace_steps(pace: Pace) -> Iterator[tuple[str, str]]:
    status = pace.status.replace("_", " ") if pace.status else "no verdict"
    if pace.gap is None or not pace.formula:
        yield "pace", f"{status}: {pace.note}"
        return
    why = f", {pace.note}" if pace.note else ""
    yield "pace", f"{status}{why}: {pace.formula} = {show(pace.gap)}, {_ahead(pace.gap)} what is due"


def _ahead(gap: Decimal) -> str:
    return "behind" if gap > 0 else "ahead of"


def _forecast_steps(found: Forecast, kr: KeyResult) -> Iterator[tuple[str, str]]:
    if found.score is None:
        yield "forecast", f"none: {found.note}"
        return
    value = f"{words.amount(found.value, kr.unit)}, " if found.value is not None else ""
    span = (
        f" ({show(found.low)} to {show(found.high)})"
        if found.low is not None and found.high is not None
        else ""
    )
    yield "forecast", f"{value}score {words.score(found.score)}{span}, if the trend holds: {found.formula}"
    if found.required_rate is not None and found.rate is not None:
        yield "rate", f"{show(found.rate)} a day so far, {show(found.required_rate)} a day reaches the target"


def _attainment_steps(attained: Attainment) -> Sequence[tuple[str, str]]:
    if attained.value is None or attained.raw is None:
        return [("health", attained.note)]
    kept = "" if attained.raw == attained.value else f", kept within 0 and the cap: {show(attained.value)}"
    note = [("note", attained.note)] if attained.note else []
    return [
        ("actual", show(attained.actual) if attained.actual is not None else words.NONE),
        ("target", words.target_text(attained.target, None)),
        ("health", f"{attained.formula} = {show(attained.raw)}{kept}"),
        ("shown", f"{words.percent(attained.value)}, rounded half up; {attained.colour}"),
        *note,
    ]
