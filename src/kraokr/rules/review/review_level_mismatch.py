"""The rule review-level-mismatch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kraokr.language import Lexicon
from kraokr.language.judgement import has_figure, names_measure, words_beyond_number
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.judged import area_name, ceiling_of, rated, results_of
from kraokr.lint.reviewed import reviewed_kra
from kraokr.model import KeyResult, Kpi, ReviewedKra, ReviewEntry
from kraokr.scoring.rounding import show
from kraokr.source.diagnostic import Finding, Severity

SAID = ("comment", "strengths", "gaps")
FEW, SHORT = 1, 12
"""So many words beside a number still say no more than the number, in a text of at most so many."""


@rule(group="review", on=ReviewedKra, severity=Severity.WARNING, since="0.1")
def review_level_mismatch(entry: ReviewedKra, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A judgement is a number alone, or speaks of no result although there are some.

    ## Why
    An area is what a person answers for, its KPIs are how one can tell. A number alone is too narrow to talk
    about, a verdict without any is too abstract: say how the area went, and cite the KPI. (S0-3, S0-4, S0-8)

    ## Bad
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support: {rating: 2, comment: Missed NPS by two points., evidence: [csat]}
    ```

    ## Good
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support:
        rating: 2
        comment: Missed NPS by two points, as shops in the south waited a day for an answer all autumn.
        evidence: [csat]
    ```

    ## Exceptions
    A judgement without any number is fine where no KPI of the area was read in the period, and where a KPI or
    key result is named or cited. Strengths and gaps count as words too. In a draft this is only a hint.
    """
    if entry.rating is None and entry.comment is None:
        return
    review = entry.outer(ReviewEntry)
    texts = [(field, text) for field in SAID if (text := getattr(entry, field))]
    ceiling = ceiling_of(review) if review else None
    if not texts:
        if entry.rating is not None:
            yield _bare_rating(entry, ctx, ceiling)
        return
    measures = [kpi.name for kpi in kra.kpis] if (kra := reviewed_kra(ctx.ws, entry)) else []
    field, text = texts[0]
    lexicon = ctx.reads(" ".join(text for _, text in texts))
    if lexicon is None:
        return
    figure = any(has_figure(text, lexicon) for _, text in texts)
    if figure and _is_bare([text for _, text in texts], measures, lexicon):
        yield Finding(
            entry.at(field, label="a number and nothing else"),
            f'the judgement on "{area_name(ctx.ws, entry)}" is only a number, "{text}"',
            "say what it means for the area: why it came about, whom it reached, what to do about it",
            severity=ceiling,
        )
    elif not figure and not any(names_measure(text, measures) for _, text in texts):
        yield from _abstract(entry, field, ctx, ceiling)


def _is_bare(texts: Sequence[str], measures: Sequence[str], lexicon: Lexicon) -> bool:
    short = sum(len(text.split()) for text in texts) <= SHORT
    return short and sum(len(words_beyond_number(text, measures, lexicon)) for text in texts) <= FEW


def _bare_rating(entry: ReviewedKra, ctx: Context[NoOptions], ceiling: Severity | None) -> Finding:
    given = rated(entry.rating, ctx.config) if entry.rating is not None else ""
    return Finding(
        entry.at("rating", label="a number and nothing else"),
        f'the judgement on "{area_name(ctx.ws, entry)}" is only a rating, {given}',
        "add a `comment:`: what was reached in this area and what it means",
        severity=ceiling,
    )


def _abstract(
    entry: ReviewedKra, field: str, ctx: Context[NoOptions], ceiling: Severity | None
) -> Iterator[Finding]:
    """A judgement in words alone, though KPIs of the area were read in the period."""
    score = None if _cites_result(entry, ctx) else results_of(ctx.ws, entry, ctx.today)
    if score is None:
        return
    pairs = zip(score.kra.kpis, score.attainments, strict=True)
    read = [(kpi, attained) for kpi, attained in pairs if attained.actual is not None]
    yield Finding(
        entry.at(field, label="names no result"),
        f'the judgement on "{area_name(ctx.ws, entry)}" names no result, though there are some',
        "say what the area's KPIs came to, or cite them: "
        f"`evidence: [{', '.join(kpi.key_id for kpi, _ in read)}]`",
        related=tuple(
            kpi.at("name", label=f"came to {show(attained.actual)}")
            for kpi, attained in read
            if attained.actual is not None
        ),
        severity=ceiling,
    )


def _cites_result(entry: ReviewedKra, ctx: Context[NoOptions]) -> bool:
    return any(ctx.find((Kpi, KeyResult), text, entry).node is not None for text in entry.evidence)
