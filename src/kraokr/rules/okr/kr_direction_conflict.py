"""The rule kr-direction-conflict."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kraokr.language import read_key_result, read_measures
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.keyresults import DONE_OR_NOT, LEVELS, is_dropped
from kraokr.model import KeyResult
from kraokr.source.diagnostic import Finding, Fix, Severity
from kraokr.source.edits import replace_value

_AGAINST = {("increase", "at_most"), ("decrease", "at_least")}


@rule(group="okr", on=KeyResult, severity=Severity.ERROR, since="0.1", tier="strong", profile="basic")
def kr_direction_conflict(kr: KeyResult, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """The words and the numbers of a key result point in different directions.

    ## Why
    Progress is the way covered from the start to the target. Where they are equal there is no way, and where
    the words say up and the numbers down, every step forward is scored as a step back. (S1-8)

    ## Bad
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: answers
        title: Customers get an answer before they ask twice
        key_results:
          - {title: Reduce hours to the first answer, type: increase, unit: hours, baseline: 12, target: 4}
    ```

    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: answers
        title: Customers get an answer before they ask twice
        key_results:
          - {title: Increase NPS, unit: points, baseline: 55, target: 40}
          - {title: CSAT, unit: percent, baseline: 85, target: 85}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: answers
        title: Customers get an answer before they ask twice
        key_results:
          - {title: Reduce hours to the first answer, type: decrease, unit: hours, baseline: 12, target: 4}
    ```

    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: answers
        title: Customers get an answer before they ask twice
        key_results:
          - {title: Increase NPS, unit: points, baseline: 40, target: 55}
          - {title: CSAT, type: at_least, unit: percent, target: 85}
    ```

    ## Exceptions
    "Improve", "optimise" and their like have no direction: "Improve time to hire", 40 to 25, is fine. A
    level to keep whose words point the other way is only a warning. Dropped objectives are skipped.
    """
    if is_dropped(kr) or kr.measure in DONE_OR_NOT:
        return
    verb = _verb(kr, ctx)
    if kr.measure in LEVELS:
        yield from _against_level(kr, verb)
        return
    ends = _ends(kr, ctx)
    sign = _sign(*ends) if ends else kr.type
    if ends and sign is None:
        yield _no_way(kr, ends[0])
    elif ends and kr.type not in (None, sign):
        yield _type_against_numbers(kr, ends, sign if verb == sign else None)
    elif verb and sign and verb != sign:
        yield _verb_against(kr, verb, _way(*ends) if ends else f"its type is `{sign}`", bool(ends))


def _verb(kr: KeyResult, ctx: Context[NoOptions]) -> str | None:
    lexicon = ctx.reads(kr.title)
    direction = read_key_result(kr.title, lexicon).direction if lexicon else None
    return direction.value if direction else None


def _ends(kr: KeyResult, ctx: Context[NoOptions]) -> tuple[Decimal, Decimal] | None:
    """Start and target, from the fields or, if they hold neither, from the title."""
    if kr.start is not None and kr.goal is not None:
        return kr.start, kr.goal
    lexicon = ctx.reads(kr.title)
    if lexicon is None or kr.baseline is not None or kr.target is not None:
        return None
    measures = read_measures(kr.title, lexicon)
    ends = [(m.baseline, m.target) for m in measures if m.certain]
    return next(((start, goal) for start, goal in ends if start is not None and goal is not None), None)


def _sign(start: Decimal, goal: Decimal) -> str | None:
    if start == goal:
        return None
    return "increase" if goal > start else "decrease"


def _way(start: Decimal, goal: Decimal) -> str:
    return f"the numbers {'rise' if goal > start else 'fall'} from {start:f} to {goal:f}"


def _no_way(kr: KeyResult, level: Decimal) -> Finding:
    return Finding(
        kr.at("target", label="no way to go"),
        f'"{kr.title}" starts at {level:f} and is to end there too',
        f"set a target that differs; if {level:f} is a level to keep, write `type: at_least` or "
        "`type: at_most` and leave out `baseline:`",
    )


def _type_against_numbers(kr: KeyResult, ends: tuple[Decimal, Decimal], sign: str | None) -> Finding:
    edit = replace_value(kr.document, (*kr.path, "type"), sign) if sign else None
    return Finding(
        kr.at("type", label=_way(*ends)),
        f'"{kr.title}" is of type `{kr.type}`, but {_way(*ends)}',
        f"write `type: {_sign(*ends)}`, or swap `baseline:` and `target:`",
        fix=Fix(f"Write `type: {sign}`, as title and numbers say", (edit,), safe=True) if edit else None,
    )


def _verb_against(kr: KeyResult, verb: str, other: str, numbers: bool) -> Finding:
    help = "swap `baseline:` and `target:`, or change the title" if numbers else "correct title or type"
    place = "target" if numbers and kr.has("target") else "title" if numbers else "type"
    way = "up" if verb == "increase" else "down"
    return Finding(kr.at(place, label=f"the title says {way}"), f'"{kr.title}" says {way}, but {other}', help)


def _against_level(kr: KeyResult, verb: str | None) -> Iterator[Finding]:
    if (verb, kr.measure) in _AGAINST:
        way = "up" if verb == "increase" else "down"
        kept = "at least" if kr.measure == "at_least" else "at most"
        yield Finding(
            kr.at("type" if kr.type else "target", label=f"met by {kept} that much"),
            f'"{kr.title}" says {way}, but its target is {kept} a number',
            "turn the comparison round, or say in the title what is to be kept",
            severity=Severity.WARNING,
        )
