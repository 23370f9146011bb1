"""The rule kpi-missing-target."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from kraokr.language import Lexicon
from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.standing import ceiling, standing
from kraokr.lint.targets import formal_target
from kraokr.model import Kpi, Role
from kraokr.model.target import TargetFields, parse_target
from kraokr.source.diagnostic import Finding, Fix, Severity
from kraokr.source.edits import replace_value


class Options(RuleOptions):
    """Whether every KPI needs a target."""

    require_target: Annotated[bool, Field(description="Whether a KPI without any is reported.")] = True


@rule(
    group="kpi",
    on=Kpi,
    severity=Severity.WARNING,
    since="0.1",
    options=Options,
    profile="basic",
    unless="kpi-not-measurable",
)
def kpi_missing_target(kpi: Kpi, ctx: Context[Options]) -> Iterator[Finding]:
    """A KPI has no target, or one that does not say whether more or less is better.

    ## Why
    A number tells nothing until it is compared: 85 may be the least that is expected or the most that is
    allowed, and whoever guesses wrong takes a bad month for a good one. (S1-11, S1-15)

    ## Bad
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - id: support
        name: Customer support
        kpis:
          - {name: Satisfied customers, unit: percent, target: above 85}
          - {name: Resolution time, unit: hours, target: within 6h}
    ```

    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - id: support
        name: Customer support
        kpis:
          - {name: Satisfied customers, unit: percent, target: 85}
          - {name: Resolution time, unit: hours}
    ```

    ## Good
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - id: support
        name: Customer support
        kpis:
          - {name: Satisfied customers, unit: percent, target: ">= 85"}
          - {name: Resolution time, unit: hours, target: "<= 6 hours"}
    ```

    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - id: support
        name: Customer support
        kpis:
          - {name: Satisfied customers, unit: percent, target: ">= 85"}
          - {name: Resolution time, unit: hours, baseline_until: 2026-04-30}
    ```

    ## Exceptions
    `baseline_until` keeps it silent to that day. Five levels under `scale`, a target on every level of the
    role, and one from the role it extends count. `require_target: false` asks for none and judges those that
    are given. A draft is a hint, a retired KRA nothing.
    """
    whole = ctx.merged(kpi)
    if whole.standard or whole.scale or standing(kpi) == "retired":
        return
    if whole.baseline_until and ctx.today <= whole.baseline_until:
        return
    if kpi.target is None:
        absent = not (whole.target or kpi.has("target") or _on_levels(kpi, ctx))
        if absent and ctx.options.require_target:
            yield _missing(kpi, whole)
    else:
        yield _vague(kpi, ctx.lexicon)


def _on_levels(kpi: Kpi, ctx: Context[Options]) -> bool:
    """Whether every level of the role sets a target for it."""
    role = kpi.outer(Role)
    levels = ctx.effective(role).levels if role else ()
    cited = [{name.rpartition("/")[2] for name in level.targets} for level in levels]
    return bool(cited) and all(kpi.key_id in names for names in cited)


def _missing(kpi: Kpi, whole: Kpi) -> Finding:
    late = f": a baseline was to be known by {whole.baseline_until}" if whole.baseline_until else ""
    return Finding(
        kpi.at("name", label=f"no `target:`{late}"),
        f'"{kpi.name}" has no target',
        'add the level to keep, such as `target: ">= 85"`, or `baseline_until:` with a day to find it out by',
        severity=ceiling(kpi),
    )


def _vague(kpi: Kpi, lexicon: Lexicon | None) -> Finding:
    target = kpi.target
    formal = formal_target(target, lexicon) if isinstance(target, str) and lexicon else None
    shown = "" if isinstance(target, TargetFields) else f' "{target}"'
    whose = f'the target{shown} of "{kpi.name}"'
    if formal:
        at, help = kpi.at("target", label="clear to people only"), f'write `target: "{formal}"`'
        message = f"{whose} is in words, which no reading can be compared with"
        return Finding(at, message, help, fix=_fix(kpi, formal), severity=ceiling(kpi))
    label, help = _lack(target)
    message = f"{whose} does not say how to compare"
    return Finding(kpi.at("target", label=label), message, help, severity=ceiling(kpi))


def _lack(target: Decimal | str | TargetFields | None) -> tuple[str, str]:
    """What a target without a comparison lacks, and what to write instead."""
    if isinstance(target, TargetFields):
        return "`between` takes two values, the others one", "write `value: [low, high]` with `op: between`"
    if parse_target(f"= {target}"):
        help = f'write `target: ">= {target}"` if more is better, `target: "<= {target}"` if less is'
        return "is more better, or less?", help
    return "no level to compare with", 'write a comparison, such as `target: ">= 85"` or `target: "80..90"`'


def _fix(kpi: Kpi, formal: str) -> Fix:
    import json

    edit = replace_value(kpi.document, (*kpi.path, "target"), json.dumps(formal))
    return Fix(f'Write the target as "{formal}"', (edit,), safe=True)
