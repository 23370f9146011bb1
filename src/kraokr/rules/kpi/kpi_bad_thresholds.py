"""The rule kpi-bad-thresholds."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.standing import standing
from kraokr.lint.targets import RANGES, facing, is_inside, known_unit
from kraokr.model import Kpi, Target
from kraokr.scoring.rounding import show, show_target
from kraokr.scoring.yardstick import Yardstick, yardstick
from kraokr.source.diagnostic import Finding, Severity

_FIELDS = {"bands", "scale", "floor", "target"}
_BETTER = {"at_least": "more is better", "at_most": "less is better"}


class Options(RuleOptions):
    """What a percentage may be."""

    may_exceed_100: Annotated[bool, Field(description="Whether percentages may be over 100.")] = False


@rule(
    group="kpi",
    on=Kpi,
    severity=Severity.ERROR,
    since="0.1",
    options=Options,
    tier="strong",
    profile="basic",
)
def kpi_bad_thresholds(kpi: Kpi, ctx: Context[Options]) -> Iterator[Finding]:
    """The bands, levels or floor of a KPI contradict its target or one another.

    ## Why
    Which side of a limit is the good one depends on the direction of the target. Limits in the wrong order
    show red for a good month and green for a bad one. (S1-11, S1-31)

    ## Bad
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - id: support
        name: Customer support
        kpis: [{name: Resolution time, unit: hours, target: "<= 6", bands: {green: 10, amber: 5}}]
    ```

    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - id: support
        name: Customer support
        kpis: [{name: Satisfied customers, unit: percent, target: ">= 85", scale: [70, 75, 80, 85, 90]}]
    ```

    ## Good
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - id: support
        name: Customer support
        kpis: [{name: Resolution time, unit: hours, target: "<= 6", bands: {green: 5, amber: 10}}]
    ```

    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - id: support
        name: Customer support
        kpis: [{name: Satisfied customers, unit: percent, target: ">= 85", scale: [90, 85, 80, 75, 70]}]
    ```

    ## Exceptions
    A range has bands of two sides: `{green: 80..90, amber: 70..95}`. A green that is easier than the target,
    and a percentage over 100 or under 0 in bands or levels, are warnings; `may_exceed_100: true` allows those
    over 100. Only known units (percent, times, currencies) are compared. What comes from the role it extends
    is judged there.
    """
    whole = ctx.merged(kpi)
    if not (whole.bands or whole.scale or whole.floor is not None or _states_unit(whole)):
        return
    if kpi.model_fields_set.isdisjoint(_FIELDS) or standing(kpi) == "retired":
        return
    measure = yardstick(whole, None, Fraction(1))
    yield from _bands(kpi, whole, measure)
    yield from _scale(kpi, whole, measure.target)
    yield from _floor(kpi, whole, measure)
    yield from _units(kpi, whole, measure)
    yield from _percentages(kpi, whole, measure, None if ctx.options.may_exceed_100 else 100)


def _states_unit(kpi: Kpi) -> bool:
    """Whether the target is written with a unit of its own."""
    return kpi.standard is not None and kpi.standard.unit is not None


def _bands(kpi: Kpi, whole: Kpi, measure: Yardstick) -> Iterator[Finding]:
    """What is wrong with green and amber: each by itself, else the two with each other and the target."""
    if whole.bands is None:
        return
    found = [*_band(kpi, whole, measure, "green"), *_band(kpi, whole, measure, "amber")]
    if found:
        yield from found
        return
    green, amber, target = (facing(limit, measure.target) for limit in _limits(measure))
    if green and amber and not is_inside(green, amber):
        yield _finding(
            kpi,
            ("bands", "green"),
            f"{show_target(green)}, and amber is {show_target(amber)}",
            f"has its limits the wrong way round, green {show_target(green)} and amber {show_target(amber)}",
            "swap the two: whatever is green must be at least amber",
        )
    elif amber and target and not is_inside(target, amber):
        yield _finding(
            kpi,
            ("bands", "amber"),
            f"{show_target(amber)}, and the target is {show_target(target)}",
            "is red on a day on which it meets its target",
            "begin amber where the target is missed by a little",
        )
    elif green and target and not is_inside(green, target):
        yield _finding(
            kpi,
            ("bands", "green"),
            f"{show_target(green)}, and the target is {show_target(target)}",
            "is green on a day on which it misses its target",
            "begin green at the target, or beyond it",
            Severity.WARNING,
        )


def _band(kpi: Kpi, whole: Kpi, measure: Yardstick, colour: Literal["green", "amber"]) -> Iterator[Finding]:
    """What is wrong with one limit by itself."""
    written = getattr(whole.bands, colour)
    limit: Target | None = getattr(measure, colour)
    target, at = measure.target, ("bands", colour)
    if written is None or (limit is None and target is None and not isinstance(written, str)):
        return
    if target and target.comparator in RANGES and (limit is None or limit.comparator not in RANGES):
        help = f"write both sides, such as `{colour}: 80..90`"
        yield _finding(kpi, at, "only one side", f"keeps a range, and its {colour} limit is none", help)
    elif limit is None:
        help = f"write a number, such as `{colour}: 85`"
        yield _finding(
            kpi, at, "no limit", f"has a {colour} limit that no reading can be compared with", help
        )
    elif target and limit.comparator not in (target.comparator, *RANGES):
        label = f"the target is {show_target(target)}: {_BETTER[target.comparator]}"
        yield _finding(
            kpi, at, label, f"has its {colour} limit on the wrong side", "turn the comparison round"
        )


def _limits(measure: Yardstick) -> tuple[Target | None, Target | None, Target | None]:
    return measure.green, measure.amber, measure.target


def _scale(kpi: Kpi, whole: Kpi, target: Target | None) -> Iterator[Finding]:
    if not whole.scale:
        return
    levels = " / ".join(show(level) for level in whole.scale)
    falls = all(better > worse for better, worse in pairwise(whole.scale))
    rises = all(better < worse for better, worse in pairwise(whole.scale))
    help = "order the five values from excellent to poor"
    if not falls and not rises:
        yield _finding(kpi, ("scale",), levels, "has levels that neither rise nor fall all the way", help)
    elif target and target.comparator == ("at_most" if falls else "at_least"):
        label = f"{levels}, and the target is {show_target(target)}: {_BETTER[target.comparator]}"
        yield _finding(kpi, ("scale",), label, "has levels that run against its target", help)


def _floor(kpi: Kpi, whole: Kpi, measure: Yardstick) -> Iterator[Finding]:
    target = measure.target
    if whole.floor is None or measure.floor is not None or whole.scale:
        return
    if target and target.comparator not in RANGES:
        label = f"{show(whole.floor)}, and the target is {show_target(target)}"
        message = "has a floor that already meets its target"
        yield _finding(kpi, ("floor",), label, message, "set the floor to the value that is worth nothing")


def _units(kpi: Kpi, whole: Kpi, measure: Yardstick) -> Iterator[Finding]:
    unit = known_unit(whole.unit)
    places = (("bands", "green"), ("bands", "amber"), ("target",))
    for at, limit in zip(places, _limits(measure), strict=True):
        other = known_unit(limit.unit) if limit else None
        if unit and other and unit != other:
            message = f"is counted in {unit}, and its {at[-1]} in {other}"
            yield _finding(kpi, at, f"the unit is {unit}", message, f"write it in {unit}")


def _percentages(kpi: Kpi, whole: Kpi, measure: Yardstick, most: int | None) -> Iterator[Finding]:
    if known_unit(whole.unit) != "percent":
        return
    green, amber, _ = _limits(measure)
    values: tuple[tuple[tuple[str, ...], tuple[Decimal | None, ...]], ...] = (
        (("bands", "green"), (green.low, green.high) if green else ()),
        (("bands", "amber"), (amber.low, amber.high) if amber else ()),
        (("scale",), whole.scale or ()),
    )
    for at, numbers in values:
        beyond = next((n for n in numbers if n is not None and (n < 0 or (most and n > most))), None)
        if beyond is not None:
            label = "over 100" if beyond > 0 else "under 0"
            message = f"has a limit of {show(beyond)} percent"
            help = "keep it between 0 and 100, or count in another unit, such as `ratio`"
            yield _finding(kpi, at, label, message, help, Severity.WARNING)


def _finding(
    kpi: Kpi, at: tuple[str, ...], label: str, message: str, help: str, severity: Severity | None = None
) -> Finding:
    return Finding(kpi.at(*at, label=label), f'"{kpi.name}" {message}', help, severity=severity)
