"""The rule rating-not-on-scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.judged import scale
from kraokr.model import Config, ReviewedKra
from kraokr.model.config import RatingStep
from kraokr.model.review import Overall
from kraokr.scoring.rounding import show
from kraokr.source.diagnostic import Finding, Location, Severity


@rule(
    group="review",
    on=(ReviewedKra, Overall),
    severity=Severity.ERROR,
    since="0.1",
    tier="nice",
    profile="basic",
)
def rating_not_on_scale(node: ReviewedKra | Overall, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A rating is none of the values of the rating scale.

    ## Why
    A rating means what the scale says it means. One that the scale does not have means something else to
    everyone who reads it, and cannot be compared with any other.

    ## Bad
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support: {rating: 8, comment: Answers came within 5 hours in every month but July.}
    ```

    ## Good
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support: {rating: 4, comment: Answers came within 5 hours in every month but July.}
    ```

    ## Exceptions
    The scale is `rating_scale:` in kraokr.yaml, by default 1 to 5. An overall value whose method is
    `computed` is an average and may lie between two steps.
    """
    name, value = ("value", node.value) if isinstance(node, Overall) else ("rating", node.rating)
    steps = scale(ctx.config)
    if value is None or not steps or any(step.value == value for step in steps):
        return
    if isinstance(node, Overall) and node.method == "computed" and _inside(value, steps):
        return
    beyond = "between two steps of" if _inside(value, steps) else "outside"
    called = "overall value" if isinstance(node, Overall) else "rating"
    nearest = min(steps, key=lambda step: abs(step.value - value))
    yield Finding(
        node.at(name, label=f"{beyond} {show(steps[0].value)} to {show(steps[-1].value)}"),
        f"the {called} {show(value)} is not on the rating scale",
        f"choose one of {', '.join(map(_written, steps))}; the nearest is {show(nearest.value)}",
        related=_scale_place(ctx.config),
    )


def _inside(value: Decimal, steps: Sequence[RatingStep]) -> bool:
    return steps[0].value < value < steps[-1].value


def _written(step: RatingStep) -> str:
    return f"{show(step.value)} ({step.label})"


def _scale_place(config: Config) -> tuple[Location, ...]:
    given = "rating_scale" in config.model_fields_set
    return (config.key("rating_scale", label="the rating scale"),) if given else ()
