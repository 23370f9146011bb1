"""The rule review-no-development-plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.judged import area_name, is_weak, meeting_step, rated
from kraokr.lint.reviewed import place_of, reviewed_kra
from kraokr.model import ReviewedKra, ReviewEntry
from kraokr.model.review import DevelopmentAction
from kraokr.source.diagnostic import Finding, Location, Severity


@rule(group="review", on=ReviewEntry, severity=Severity.WARNING, since="0.1")
def review_no_development_plan(review: ReviewEntry, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A final review does not say what comes next, or not for a weak area.

    ## Why
    Reviewing area by area shows where to work; it pays off only if someone then does. A judgement below
    expectations without a way to improve is not fair either. (S0-21, S0-22)

    ## Bad
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support: {rating: 4, comment: Answers came within 5 hours in every month but July.}
      knowledge: {rating: 2, comment: Self-service fell from 41 to 30 percent.}
    ```

    ## Good
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support: {rating: 4, comment: Answers came within 5 hours in every month but July.}
      knowledge: {rating: 2, comment: Self-service fell from 41 to 30 percent.}
    development:
      - kra: knowledge
        action: Rewrite the twenty articles that are searched for most.
        owner: ben
        by: 2026-04-30
    ```

    ## Exceptions
    Only final reviews are looked at, and none of someone who leaves (`type: exit`). An area is weak if it is
    rated below the step that means "meets": the lowest with a `min_attainment` of 0.9 or more.
    """
    if review.status != "final" or review.type == "exit":
        return
    weak = [entry for entry in review.kras.values() if is_weak(entry, ctx.config)]
    if not review.document.get((*review.path, "development")):
        yield _without_plan(review, weak, ctx)
        return
    for entry in weak:
        yield from _of_area(entry, review.development, ctx)


def _without_plan(review: ReviewEntry, weak: Sequence[ReviewedKra], ctx: Context[NoOptions]) -> Finding:
    names = ", ".join(f'"{area_name(ctx.ws, entry)}"' for entry in weak)
    below = f", though {names} {'is' if len(weak) == 1 else 'are'} {_called_low(ctx)}" if weak else ""
    return Finding(
        review.at("status", label="final, without `development:`"),
        f"this review does not say what comes next{below}",
        "add `development:` with an action, its `owner:` and a day under `by:`"
        + (f", for {names} first" if weak else ""),
        related=tuple(_rating(entry, ctx) for entry in weak),
    )


def _of_area(
    entry: ReviewedKra, actions: Sequence[DevelopmentAction], ctx: Context[NoOptions]
) -> Iterator[Finding]:
    """What is missing for a weak area: any action, or an owner and a day for one."""
    kra, name = reviewed_kra(ctx.ws, entry), area_name(ctx.ws, entry)
    ids = {str(entry.path[-1]).rpartition("/")[2], kra.id if kra else ""}
    own = [action for action in actions if action.kra and action.kra.rpartition("/")[2] in ids]
    if not own:
        place = place_of(entry, label=_below(entry, ctx))
        help = f"add one under `development:` with `kra: {entry.path[-1]}`, an `owner:` and a day under `by:`"
        yield Finding(place, f'nothing is planned for "{name}", which is {_called_low(ctx)}', help)
    elif not any(action.owner and action.by for action in own):
        lacks = [key for key in ("owner", "by") if getattr(own[0], key) is None]
        missing = " and ".join({"owner": "who sees to it", "by": "until when"}[key] for key in lacks)
        keys = " and ".join(f"`{key}:`" for key in lacks)
        yield Finding(
            own[0].at("action", label=f"no {keys}"),
            f'the plan for "{name}" does not say {missing}',
            f"add {keys} to this action",
            related=(_rating(entry, ctx),),
        )


def _called_low(ctx: Context[NoOptions]) -> str:
    meets = meeting_step(ctx.config)
    return f'rated below "{meets.label}"' if meets else ""


def _rating(entry: ReviewedKra, ctx: Context[NoOptions]) -> Location:
    return entry.at("rating", label=_below(entry, ctx))


def _below(entry: ReviewedKra, ctx: Context[NoOptions]) -> str:
    meets = meeting_step(ctx.config)
    assert meets is not None and entry.rating is not None
    return f"{rated(entry.rating, ctx.config)}, below {rated(meets.value, ctx.config)}"
