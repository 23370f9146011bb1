"""The rule review-blanket-verdict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kraokr.language import BlanketReading, read_blanket_verdict
from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.wording import because, words_at
from kraokr.model import Node, ReviewEntry
from kraokr.source.diagnostic import Finding, Severity


class Options(RuleOptions):
    """How much has to stand beside a verdict."""

    min_words: Annotated[
        int, Field(description="With at least this many other words a verdict is not all there is.", ge=1)
    ] = 12


@rule(
    group="review", on=ReviewEntry, severity=Severity.WARNING, since="0.1", options=Options, profile="basic"
)
def review_blanket_verdict(review: ReviewEntry, ctx: Context[Options]) -> Iterator[Finding]:
    """A text of a review gives a verdict and nothing to learn from.

    ## Why
    "Good year" and "needs improvement" fit everyone and help no one: they name no area, no result and nothing
    to do differently. Research on reviews also finds such praise spread unevenly between people. (S0-19)

    ## Bad
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support: {rating: 4, comment: Great year., evidence: [csat]}
    ```

    ## Good
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support:
        rating: 4
        comment: CSAT stayed above 85 in five of six months; the dip in July came from the move to chat.
        evidence: [csat]
    ```

    ## Exceptions
    A verdict with `min_words` or more words beside it stands for more than itself, if evidence is cited or a
    figure given; without both it is a hint, as it is in a short text with a figure. Quotations are not read.
    The phrases are the list `blanket_verdicts` under `lexicon:` in kraokr.yaml.
    """
    cited = any(entry.evidence for entry in review.kras.values())
    yield from _judged(review, ("summary",), cited, ctx)
    for entry in review.kras.values():
        yield from _judged(entry, ("comment", "strengths", "gaps"), bool(entry.evidence), ctx)


def _judged(node: Node, fields: tuple[str, ...], cited: bool, ctx: Context[Options]) -> Iterator[Finding]:
    for field in fields:
        text = getattr(node, field)
        lexicon = ctx.reads(text)
        if lexicon is None:
            continue
        reading = read_blanket_verdict(text, lexicon)
        figure = any(character.isdigit() for character in text)
        bare = reading.other_words < ctx.options.min_words
        if reading.evidence and (bare or not (cited or figure)):
            yield _finding(node, field, text, reading, None if bare and not figure else Severity.INFO)


def _finding(node: Node, field: str, text: str, reading: BlanketReading, ceiling: Severity | None) -> Finding:
    first = reading.evidence[0]
    others = reading.other_words
    beside = f"and {others} other word{'s' * (others != 1)}" if others else "and nothing else"
    return Finding(
        words_at(node, field, reading.evidence, f"{because(reading.evidence)} {beside}"),
        f'"{text[first.start : first.end]}" is a verdict that would fit anyone',
        "say what was reached in this area, by which number or example, and what to do next",
        severity=ceiling,
    )
