"""The rule kr-not-beyond-kpi."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kraokr.language import subject_words
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.alignment import concerned_kras, owner_roles
from kraokr.model import KeyResult, Kpi, Objective, Target
from kraokr.model.role import slug
from kraokr.model.target import read_target
from kraokr.source.diagnostic import Finding, Location, Severity


@rule(group="alignment", on=KeyResult, severity=Severity.WARNING, since="0.1")
def kr_not_beyond_kpi(kr: KeyResult, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A key result aims no further than the standing target of its KPI.

    ## Why
    The KPI asks for its target every month, whether or not there is an objective. A key result earns its
    place by going beyond that; one that stops there counts the same result twice. (S1-26)

    ## Bad
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: answers
        title: Customers get an answer before they ask twice
        accelerates: customer-support
        key_results:
          - {title: Satisfaction after a ticket, kpi: csat, unit: percent, baseline: 80, target: 85}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: answers
        title: Customers get an answer before they ask twice
        accelerates: customer-support
        key_results:
          - {title: Satisfaction after a ticket, kpi: csat, unit: percent, baseline: 85, target: 90}
    ```

    ## Exceptions
    A key result that brings a failing KPI back says `recovery: true` and is only a hint. Guardrails and
    dropped objectives are skipped, and numbers in another unit or for another period than the KPI's are not
    compared. Without `kpi:` the KPI is the one of the same name and unit in the accelerated KRA, or in the
    owner's role; a target of the owner's level stands for the KPI's own.
    """
    objective = kr.outer(Objective)
    if objective is None or objective.status == "dropped" or kr.guardrail or kr.target is None:
        return
    kpi = _kpi(kr, objective, ctx)
    standing = _standing(kpi, objective, ctx) if kpi else None
    if kpi is None or standing is None:
        return
    target, place = standing
    if not _comparable(kr, kpi, target, objective, ctx) or _is_beyond(kr, target):
        return
    message, help = _words(kr, kpi, target)
    yield Finding(
        kr.at("target", label=f"the KPI asks for {target}"),
        message,
        help,
        (place,),
        severity=Severity.INFO if kr.recovery else None,
    )


def _kpi(kr: KeyResult, objective: Objective, ctx: Context[NoOptions]) -> Kpi | None:
    """The KPI a key result refers to, else the one with its name and unit."""
    if kr.kpi:
        found = ctx.find([Kpi], kr.kpi, kr).node
        return ctx.merged(found) if isinstance(found, Kpi) else None
    if kr.unit is None:
        return None
    kras = concerned_kras(objective, ctx.ws, ctx.today)
    same = (kpi for kra in kras for kpi in kra.kpis if kpi.unit == kr.unit)
    return next((kpi for kpi in same if _one_metric(kr, kpi, ctx)), None)


def _one_metric(kr: KeyResult, kpi: Kpi, ctx: Context[NoOptions]) -> bool:
    if slug(kr.title) == slug(kpi.name):
        return True
    lexicon = ctx.reads(kr.title)
    if lexicon is None:
        return False
    words = subject_words(kr.title, lexicon)
    return bool(words) and words == subject_words(kpi.name, lexicon)


def _standing(kpi: Kpi, objective: Objective, ctx: Context[NoOptions]) -> tuple[Target, Location] | None:
    """What a KPI asks for all the time, at the level of the objective's owner, and where that is written."""
    for held in owner_roles(objective, ctx.ws, ctx.today):
        role = ctx.effective(held.role)
        level = next((level for level in role.levels if level.id == held.level), None)
        owns = any(own.key_id == kpi.key_id for kra in role.kras for own in kra.kpis)
        target = read_target(level.targets.get(kpi.key_id)) if level and owns else None
        if level and target:
            label = f"the standing target at the level {level.title or level.id}"
            return target, level.at("targets", kpi.key_id, label=label)
    return (kpi.standard, kpi.at("target", label="the standing target")) if kpi.standard else None


def _comparable(
    kr: KeyResult, kpi: Kpi, target: Target, objective: Objective, ctx: Context[NoOptions]
) -> bool:
    """Whether both numbers are in one unit and about one period."""
    if kr.unit and kpi.unit and kr.unit.lower() != kpi.unit.lower():
        return False
    cycle = ctx.cycle(objective)
    return target.per is None or (cycle is not None and cycle.kind == target.per and kr.aggregate == "sum")


def _aims(kr: KeyResult) -> tuple[Decimal, Decimal] | None:
    """The lowest and the highest value that a key result aims at."""
    aim = kr.threshold
    low, high = (aim.low, aim.high) if aim and aim.comparator == "between" else (kr.goal, kr.goal)
    return None if low is None or high is None else (low, high)


def _is_beyond(kr: KeyResult, target: Target) -> bool:
    aims = _aims(kr)
    if aims is None:
        return True
    if target.comparator == "at_least":
        return aims[0] > target.value
    if target.comparator == "at_most":
        return aims[1] < target.value
    recovers = kr.start is not None and not target.met_by(kr.start) and all(map(target.met_by, aims))
    return not recovers and aims != (target.low, target.high)


def _words(kr: KeyResult, kpi: Kpi, target: Target) -> tuple[str, str]:
    aim = f"{kr.goal:,}" if kr.goal is not None else str(kr.target)
    aim = f"{aim} {kr.unit}" if kr.unit and kr.threshold is None else aim
    if kr.recovery:
        message = f'"{kr.title}" brings the KPI "{kpi.name}" back to {aim}, no further than its {target}'
        return message, "this is fine while the KPI is failing; aim beyond it in the next cycle"
    just = "just what" if all(map(target.met_by, _aims(kr) or ())) else "short of what"
    message = f'"{kr.title}" aims at {aim}, {just} the KPI "{kpi.name}" asks for all the time ({target})'
    return message, f"{_beyond(target)}, or write `recovery: true` if the KPI is failing now"


def _beyond(target: Target) -> str:
    if target.comparator in ("at_least", "at_most"):
        return f"aim {'above' if target.comparator == 'at_least' else 'below'} {target.value:,}"
    return f"aim beyond {target}"
