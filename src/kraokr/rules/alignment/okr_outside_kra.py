"""The rule okr-outside-kra."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kraokr.language import Evidence, Lexicon
from kraokr.language.pair import weigh_pair
from kraokr.language.topics import Topics, read_apart, read_topics
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.alignment import accelerated_kras
from kraokr.lint.wording import because, words_at
from kraokr.model import KeyResult, Kra, Objective, Role
from kraokr.source.diagnostic import Finding, Severity


@rule(group="alignment", on=Objective, severity=Severity.INFO, since="0.1", tier="nice")
def okr_outside_kra(objective: Objective, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """An objective names a key result area of another field of work than its own.

    ## Why
    An objective pushes one of the areas its owner keeps up. One that speaks of something else moves nothing
    in the area it names, and the area it does serve looks as if nobody worked on it. (S1-10, S1-25)

    ## Bad
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: recruiters
        title: Candidates hear from our recruiters within a day
        accelerates: customer-support
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: recruiters
        title: Candidates hear from our recruiters within a day
        accelerates: none
        reason: Hiring is nobody's area until the people team has a lead
    ```

    ## Exceptions
    It is a hint, and only where both speak clearly of known fields of work. Fields are read from the words
    and phrases of the lists `topic_...`, which you can extend under `lexicon:` in kraokr.yaml; a word of
    several fields counts a part for each. One field in common is enough to be silent. Where words are all
    they have in common (`security` of a deposit and of data), the other words decide, and fields that touch
    each other (`neighbouring_topics`) count as one.

    What the area's outcome, KPIs and practices say counts too, and so do the title and purpose of its role.
    Key results are judged only where the objective's title tells no field; one that speaks of the area's
    field excuses the others and the objective. Dropped objectives are skipped.
    """
    lexicon = ctx.reads(objective.title) if objective.accelerates and objective.status != "dropped" else None
    if lexicon is None:
        return
    nodes = (objective,) if read_topics(objective.title, lexicon) else objective.key_results
    for kra in accelerated_kras(objective, ctx.ws):
        for node in nodes:
            apart = _apart(node.title, kra.name, lexicon)
            beside = (kr.title for kr in objective.key_results if kr is not node)
            if apart and not _is_excused(beside, kra, apart, lexicon):
                yield _finding(node, kra, apart)


def _apart(title: str, area: str, lexicon: Lexicon) -> tuple[Topics, Topics] | None:
    """What the two speak of, if it is likely that they have nothing to do with each other."""
    likely = weigh_pair(title, area, lexicon).label == "unrelated"
    return read_apart(title, area, lexicon) if likely else None


def _is_excused(beside: Iterable[str], kra: Kra, apart: tuple[Topics, Topics], lexicon: Lexicon) -> bool:
    """Whether the key results beside, or what else is written of the area, bring the two together."""
    told, known = apart
    role = kra.outer(Role)
    of_role = (role.title, role.purpose) if role else ()
    of_area = filter(None, (kra.outcome, *(kpi.name for kpi in kra.kpis), *kra.practices, *of_role))
    return _speak(of_area, told, lexicon) or _speak(beside, known, lexicon)


def _speak(texts: Iterable[str], of: Topics, lexicon: Lexicon) -> bool:
    return any(not read_topics(text, lexicon).keys().isdisjoint(of) for text in texts)


def _finding(node: Objective | KeyResult, kra: Kra, apart: tuple[Topics, Topics]) -> Finding:
    (field, words), (other, others) = (next(iter(topics.items())) for topics in apart)
    return Finding(
        words_at(node, "title", words[:1], f"speaks of {_named(field)}"),
        f'"{node.title}" speaks of {_said(field, words)}, the KRA "{kra.name}" of {_said(other, others)}',
        f"name the KRA it serves, and this one under `supports: [{kra.id}]` if it helps there; "
        "or write `accelerates: none` with a `reason:`",
        related=(words_at(kra, "name", others[:1], f"speaks of {_named(other)}"),),
    )


def _said(field: str, words: tuple[Evidence, ...]) -> str:
    return f"{_named(field)} ({because(words)})"


def _named(field: str) -> str:
    return field.replace("_", " ")
