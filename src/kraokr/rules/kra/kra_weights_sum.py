"""The rule kra-weights-sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.standing import ceiling, standing
from kraokr.model import Kpi, Kra, Role
from kraokr.source.diagnostic import Finding, Fix, Severity
from kraokr.source.edits import replace_value

ROUNDING = Decimal("0.005")
"""The share of the total that a sum may be off by rounding alone."""


class Options(RuleOptions):
    """What weights must come to."""

    total: Annotated[Decimal, Field(description="What the weights add up to.", gt=0)] = Decimal(100)
    tolerance: Annotated[Decimal, Field(description="How far the sum may be off.", ge=0)] = Decimal("0.01")
    item_min: Annotated[Decimal, Field(description="A KRA that weighs less is a hint.", ge=0)] = Decimal(5)
    item_max: Annotated[Decimal, Field(description="A KRA that weighs more is a hint.", ge=0)] = Decimal(60)


@rule(
    group="kra",
    on=Role,
    severity=Severity.ERROR,
    since="0.1",
    options=Options,
    tier="strong",
    profile="basic",
)
def kra_weights_sum(role: Role, ctx: Context[Options]) -> Iterator[Finding]:
    """The weights of a role's KRAs, or of a KRA's KPIs, do not add up to 100.

    ## Why
    A weight is a share of the whole. Where the shares come to more or less, or only some areas have one, the
    rating they lead to means something else than people agreed on. (S1-19, S1-44)

    ## Bad
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: a, name: Account growth, weight: 33.3}
      - {id: b, name: Customer acquisition, weight: 33.3}
      - {id: c, name: Team development, weight: 33.3}
    ```

    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: a, name: Account growth, weight: 40}
      - {id: b, name: Customer acquisition, weight: 30}
      - {id: c, name: Team development, weight: 10}
    ```

    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: a, name: Account growth, weight: 60}
      - {id: b, name: Customer acquisition, weight: 40}
      - {id: c, name: Team development}
    ```

    ## Good
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: a, name: Account growth, weight: 33.3}
      - {id: b, name: Customer acquisition, weight: 33.3}
      - {id: c, name: Team development, weight: 33.4}
    ```

    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: a, name: Account growth, weight: 50}
      - {id: b, name: Customer acquisition, weight: 38}
      - {id: c, name: Team development, weight: 12}
    ```

    ## Exceptions
    Weights written as fractions (0.4) add up to 1. Only active KRAs are weighed, and no guardrails; inherited
    ones count. Without any weight there is nothing to add up. A KRA that weighs under 5 or over 60 is a hint.
    The fix gives a rounding error to the last weight; where more is missing, an unsafe one scales them all.
    """
    if role.status == "retired" or not role.kras:
        return
    active = [kra for kra in ctx.effective(role).kras if kra.status == "active"]
    yield from _judge(role, "kras", active, ctx.options)
    for kra in role.kras:
        if kra.kpis:
            kpis = [kpi for kpi in ctx.merged(kra).kpis if not kpi.guardrail]
            yield from _judge(kra, "kpis", kpis, ctx.options)


def _judge(holder: Role | Kra, key: str, items: Sequence[Kra | Kpi], options: Options) -> Iterator[Finding]:
    weights = [item.weight for item in items if item.weight is not None]
    if not weights or standing(holder) == "retired":
        return
    if len(weights) < len(items):
        if not any(item.weight is None and item.has("weight") for item in items):
            yield _incomplete(holder, key, items)
        return
    total = options.total / 100 if _are_fractions(weights) else options.total
    off = total - sum(weights)
    if abs(off) > options.tolerance * total / options.total:
        yield _off(holder, key, items, weights, total)
    elif isinstance(holder, Role) and len(items) > 1:
        scale = total / options.total
        low, high = options.item_min * scale, options.item_max * scale
        for item, weight in zip(items, weights, strict=True):
            if not low <= weight <= high and item.document is holder.document:
                yield _extreme(item, weight, low, high)


def _are_fractions(weights: Sequence[Decimal]) -> bool:
    return 0 < max(weights) <= 1 and (sum(weights) == 1 or any(weight % 1 for weight in weights))


def _incomplete(holder: Role | Kra, key: str, items: Sequence[Kra | Kpi]) -> Finding:
    bare = [item for item in items if item.weight is None]
    here = [item.at("name", label="no weight") for item in bare if item.document is holder.document]
    first, *others = here or [holder.key(key, label=f"no weight: {', '.join(item.name for item in bare)}")]
    return Finding(
        first,
        f"{len(bare)} of the {len(items)} {_kind(key)} of {_name(holder)} carr{_ies(len(bare))} no weight",
        "give every one a weight, or none",
        related=tuple(others),
        severity=ceiling(holder),
    )


def _off(
    holder: Role | Kra, key: str, items: Sequence[Kra | Kpi], weights: Sequence[Decimal], total: Decimal
) -> Finding:
    added = sum(weights, Decimal(0))
    elsewhere = [item for item in items if item.document is not holder.document]
    return Finding(
        holder.key(key, label=f"{' + '.join(map(_shown, weights))} = {_shown(added)}"),
        f"the weights of the {_kind(key)} of {_name(holder)} add up to {_shown(added)}, not {_shown(total)}",
        f"change the weights so that they add up to {_shown(total)}",
        related=tuple(item.at("weight", label="counts too") for item in elsewhere),
        fix=_rounded(holder, items[-1], total - added, total) or _scaled(holder, items, weights, total),
        severity=ceiling(holder),
    )


def _rounded(holder: Role | Kra, last: Kra | Kpi, off: Decimal, total: Decimal) -> Fix | None:
    """The last weight made to fit, where only rounding is to blame."""
    if abs(off) > ROUNDING * total or last.weight is None or last.document is not holder.document:
        return None
    weight = _shown(last.weight + off)
    edit = replace_value(last.document, (*last.path, "weight"), weight)
    return Fix(f'Set the weight of "{last.name}" to {weight}', (edit,), safe=True)


def _scaled(
    holder: Role | Kra, items: Sequence[Kra | Kpi], weights: Sequence[Decimal], total: Decimal
) -> Fix | None:
    """All weights in proportion, as finely as they are written; what is left goes to the largest rests."""
    added = sum(weights, Decimal(0))
    step = Decimal(1).scaleb(
        min(-2 if total <= 1 else 0, *(int(weight.as_tuple().exponent) for weight in weights))
    )
    if not added or total % step or any(item.document is not holder.document for item in items):
        return None
    exact = [weight * total / added / step for weight in weights]
    steps = [int(share) for share in exact]
    by_rest = sorted(range(len(items)), key=lambda index: steps[index] - exact[index])
    for index in by_rest[: int(total / step) - sum(steps)]:
        steps[index] += 1
    shares = [_shown(count * step) for count in steps]
    edits = (
        replace_value(item.document, (*item.path, "weight"), share)
        for item, weight, share in zip(items, weights, shares, strict=True)
        if share != _shown(weight)
    )
    return Fix(f"Scale the weights to {' + '.join(shares)}", tuple(edits))


def _extreme(item: Kra | Kpi, weight: Decimal, low: Decimal, high: Decimal) -> Finding:
    light = weight < low
    return Finding(
        item.at("weight", label=f"{'under' if light else 'over'} {_shown(low if light else high)}"),
        f'"{item.name}" weighs {_shown(weight)}: {"hardly anything" if light else "more than the rest"}',
        "ask whether it is an area of its own" if light else "ask whether the other areas still count",
        severity=Severity.INFO,
    )


def _shown(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _kind(key: str) -> str:
    return key[:-1].upper() + "s"


def _name(holder: Role | Kra) -> str:
    return holder.title if isinstance(holder, Role) else f'"{holder.name}"'


def _ies(count: int) -> str:
    return "ies" if count == 1 else "y"
