"""The rule kr-percent-complete."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kraokr.language import Lexicon, Measure, Op, read_measures
from kraokr.language.words import split_words
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.keyresults import is_dropped
from kraokr.lint.targets import known_unit
from kraokr.model import KeyResult
from kraokr.source.diagnostic import Finding, Location, Severity


@rule(group="okr", on=KeyResult, severity=Severity.WARNING, since="0.1", tier="strong")
def kr_percent_complete(kr: KeyResult, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A key result counts how much of a piece of work is done, from 0 to 100 percent.

    ## Why
    "Migration: 80% complete" says how busy people were. It can reach 100% and change nothing for anyone, and
    the last tenth takes as long as the rest. What the work is for has a number of its own; the work itself
    belongs to the initiatives.

    ## Bad
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: platform
        title: Answers come from one place
        key_results:
          - {title: Migration, unit: percent, baseline: 0, target: 100}
          - {title: New help desk complete, unit: percent, baseline: 0, target: 100}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: platform
        title: Answers come from one place
        initiatives: [Move all articles to the new help desk]
        key_results:
          - {title: Share of requests served by the new help desk, unit: percent, baseline: 0, target: 100}
          - {title: Tickets reopened, unit: percent, baseline: 14, target: 6}
    ```

    ## Exceptions
    Real rates from 0 to 100% are fine: where the title names a share, a rate or a coverage, or where `kpi:`
    or `source:` says what is read and no word such as "complete" or "migrated" stands in the title. Without
    any of these it is a hint. `completion_words`, `share_words` and `project_nouns` can be extended under
    `lexicon:` in kraokr.yaml.
    """
    whole = kr.goal == 100 if kr.goal is not None else "100" in kr.title
    lexicon = ctx.reads(kr.title) if whole else None
    if lexicon is None or not _runs_to_all(kr, lexicon) or is_dropped(kr):
        return
    project, work = _project(kr, lexicon), _first("completion_words", kr, lexicon)
    share = _first("share_words", kr, lexicon)
    if (share and not project) or (_is_sourced(kr) and not (project or work)):
        return
    sure = bool(project or work) and not (share or _is_sourced(kr))
    yield Finding(
        _place(kr, work or project),
        f'"{kr.title}" runs from 0 to 100% of '
        + ("the work, whatever comes of it" if project or work else "something it does not name"),
        "name the number that moves once the work is done, and list the work under `initiatives:`"
        if project or work
        else "say what it is a share of, such as `Share of requests …`, or where it is read under `source:`",
        severity=None if sure else Severity.INFO,
    )


def _runs_to_all(kr: KeyResult, lexicon: Lexicon) -> bool:
    """Whether it goes from 0 to 100 percent, by its fields or else by its title."""
    if kr.goal is None:
        told = read_measures(kr.title, lexicon)
        return len(told) == 1 and _is_all_of_it(told[0])
    unit = known_unit(kr.unit)
    worded = _first("completion_words", kr, lexicon) is not None
    starts = kr.start == 0 or (kr.baseline is None and kr.threshold is None and worded)
    return starts and (unit == "percent" or (kr.unit is None and worded))


def _is_all_of_it(told: Measure) -> bool:
    return told.op is Op.CHANGE and told.unit == "percent" and told.baseline == 0 and told.target == 100


def _is_sourced(kr: KeyResult) -> bool:
    return kr.kpi is not None or kr.source is not None


def _first(words: str, kr: KeyResult, lexicon: Lexicon) -> re.Match[str] | None:
    return next(iter(lexicon.find(words, kr.title)), None)


def _project(kr: KeyResult, lexicon: Lexicon) -> re.Match[str] | None:
    """The project that a title is about; not one it only mentions (`requests during the rollout`)."""
    between, before = lexicon.word_set("determiners"), lexicon.word_set("prepositions")
    for match in lexicon.find("project_nouns", kr.title):
        ahead = [word.key for word in split_words(kr.title[: match.start()]) if word.key not in between]
        if not ahead or ahead[-1] not in before:
            return match
    return None


def _place(kr: KeyResult, word: re.Match[str] | None) -> Location:
    if word is None:
        return kr.at("title", label="100% of what?")
    return kr.part("title", word.start(), word.end(), "work, not a result")
