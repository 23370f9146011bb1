"""The rule review-edited-after-final."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.past import log_from, told
from kraokr.model import ReviewEntry
from kraokr.source.diagnostic import Finding, Location, Severity


class Options(RuleOptions):
    """How far back to look."""

    days: Annotated[int, Field(description="So many days back edits are looked for.", ge=1)] = 365


_ALLOWED = ("acknowledged_on", "employee_comment", "amendments", "kind", "person")
"""What may be added to a review that is final, and what says only where it lies."""


def _first_day(ctx: Context[Options]) -> date | None:
    started = any(review.status != "draft" for review in ctx.ws.reviews)
    return log_from(ctx, ctx.today - timedelta(days=ctx.options.days)) if started else None


@rule(
    group="history",
    on=ReviewEntry,
    severity=Severity.ERROR,
    since="0.1",
    options=Options,
    tier="strong",
    looks_back=_first_day,
)
def review_edited_after_final(review: ReviewEntry, ctx: Context[Options]) -> Iterator[Finding]:
    """A review was edited after it had become final.

    ## Why
    A final review is what two people talked about and one of them acknowledged. If it reads otherwise a month
    later, nobody can rely on what was said, and the record is worth nothing when it is needed most.

    ## Bad
    ```yaml
    # on 2026-01-12
    kind: review
    person: alice
    cycle: 2025-H2
    status: final
    kras:
      customer-retention: {rating: 4, comment: Renewals rose from 88 to 93 percent.}
    # on 2026-02-03
    kind: review
    person: alice
    cycle: 2025-H2
    status: final
    kras:
      customer-retention: {rating: 3, comment: Renewals rose from 88 to 93 percent.}
    ```

    ## Good
    ```yaml
    # on 2026-01-12
    kind: review
    person: alice
    cycle: 2025-H2
    status: final
    kras:
      customer-retention: {rating: 4, comment: Renewals rose from 88 to 93 percent.}
    # on 2026-02-03
    kind: review
    person: alice
    cycle: 2025-H2
    status: final
    kras:
      customer-retention: {rating: 4, comment: Renewals rose from 88 to 93 percent.}
    acknowledged_on: 2026-01-20
    amendments:
      - {on: 2026-02-03, text: The December renewals were counted twice; it was 91 percent.}
    ```

    ## Exceptions
    `acknowledged_on`, `employee_comment` and further `amendments` may be added at any time. What is said is
    compared, not how it is written: formatting and order are no edit, and neither is one that was taken back.
    """
    if ctx.history is None or review.status == "draft":
        return
    versions = ctx.history.versions(review, ctx.today - timedelta(days=ctx.options.days))
    final = next((at for at, version in enumerate(versions) if version.node.status == "final"), None)
    if final is None or final == len(versions) - 1:
        return
    before, later = versions[final].node, versions[final + 1 :]
    changed = list(_changed(before, review))
    if changed:
        on = versions[final].on or review.finalised_on
        what = " and ".join(map(_shown, changed[:3])) + (" were" if len(changed) > 1 else " was")
        yield Finding(
            _place(review, changed[0]),
            f"{what} changed after the review had become final{f' on {on}' if on else ''} ({told(later)})",
            "put back what was final, and add what is new under `amendments:` (`on`, `by`, `text`)",
        )


def _changed(old: ReviewEntry, new: ReviewEntry) -> Iterator[tuple[str, ...]]:
    """The keys under which a review says something else than when it was final."""
    before, after = old.model_dump(by_alias=True), new.model_dump(by_alias=True)
    kept = len(before["amendments"])
    if after["amendments"][:kept] != before["amendments"]:
        yield ("amendments",)
    for name in before:
        if name == "kras":
            yield from _changed_kras(before[name], after[name])
        elif name in after and name not in _ALLOWED and _plain(before[name]) != _plain(after[name]):
            yield (name,)


def _changed_kras(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for kra in {**old, **new}:
        before, after = old.get(kra) or {}, new.get(kra) or {}
        names = [name for name in {**before, **after} if _plain(before.get(name)) != _plain(after.get(name))]
        yield from (("kras", kra, name) for name in names)


def _plain(what: Any) -> Any:
    """A value without what is only layout."""
    return " ".join(what.split()) if isinstance(what, str) else what


def _shown(keys: tuple[str, ...]) -> str:
    return f"`{keys[-1]}` of `{keys[1]}`" if keys[0] == "kras" else f"`{keys[0]}`"


def _place(review: ReviewEntry, keys: tuple[str, ...]) -> Location:
    """Where something was changed; the review itself where it was taken out."""
    is_there = (*review.path, *keys) in review.document.values
    return review.at(*keys, label="changed") if is_there else review.at()
