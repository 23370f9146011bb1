"""The rule status-contradicts-pace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.checkedin import Kept, items_of, last_assessed, texts_of
from kraokr.lint.pacing import Standing, percent, standings
from kraokr.lint.running import running_cycle
from kraokr.model import CheckIn, CheckIns, KeyResult, Objective, Person, Team
from kraokr.scoring.pace import WEAKEST_FIRST, PaceStatus, confidence_status
from kraokr.source.diagnostic import Finding, Severity

_ENOUGH_WORDS = 5
_STATUSES: dict[str | None, PaceStatus] = {status: status for status in WEAKEST_FIRST}


@rule(
    group="okr", on=(Objective, Person, Team, CheckIns), severity=Severity.WARNING, since="0.1", tier="strong"
)
def status_contradicts_pace(node: Objective | Kept, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A status set by hand says something else than the numbers and the days that are left.

    ## Why
    A status is a judgement, and people often know more than a number does. But "on track" with a tenth of the
    way gone at half of the quarter is either out of date or a hope, and those who could help do not look.
    One sentence settles it: what will make up for the gap.

    ## Bad
    ```yaml
    kind: person
    id: alice
    name: Alice Rao
    role: sales-manager
    team: sales
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        cycle: 2026-Q1
        commitment: committed
        key_results:
          - {id: accounts, title: Logistics accounts, unit: accounts, baseline: 0, target: 50}
    checkins:
      - {date: 2026-02-12, item: accounts, value: 5, status: on_track}
    ```

    ## Good
    ```yaml
    kind: person
    id: alice
    name: Alice Rao
    role: sales-manager
    team: sales
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        cycle: 2026-Q1
        commitment: committed
        key_results:
          - {id: accounts, title: Logistics accounts, unit: accounts, baseline: 0, target: 50}
    checkins:
      - {date: 2026-02-12, item: accounts, value: 5, status: needs_focus}
    ```

    ## Exceptions
    Only what was said last counts, and only while the cycle runs; its first fifth gives no verdict (`pace:
    {grace: 0.2}` in kraokr.yaml, where the gaps that make a status stand too). Progress that comes late or in
    steps says so: `pace: back_loaded`, `step` or `none` on the key result. One step too bright and a gloomy
    status are only hints, and a note of five words or more makes a hint of anything.
    """
    if isinstance(node, Objective):
        said = _STATUSES.get(node.status)
        if said and running_cycle(ctx.ws, node, ctx.today):
            yield from _of_objective(node, said, ctx)
        return
    last = last_assessed(node, ctx.today) if node.checkins else {}
    for checkin in dict.fromkeys(last.values()):
        if all(last[text] is checkin for text in texts_of(checkin)):
            yield from _of_checkin(checkin, ctx)


def _of_objective(objective: Objective, said: PaceStatus, ctx: Context[NoOptions]) -> Iterator[Finding]:
    krs = [kr for kr in objective.key_results if not kr.guardrail]
    weakest = _weakest(standings(ctx.ws, krs, ctx.today, ctx.today), said)
    severity = _gravity(said, weakest) if weakest else None
    if weakest and severity is not None:
        yield Finding(
            objective.at("status", label=_gone(weakest)),
            f'"{objective.title}" is said to be {_words(said)}, but {weakest}',
            "correct the status, or help the key result that is furthest behind",
            related=(weakest.kr.at(label="the weakest key result"),),
            severity=severity,
        )


def _of_checkin(checkin: CheckIn, ctx: Context[NoOptions]) -> Iterator[Finding]:
    krs = _running_key_results(checkin, ctx)
    if not krs:
        return
    found = _against_confidence(checkin, krs[0]) or _against_pace(checkin, krs, ctx)
    if found is None:
        return
    explained = len((checkin.note or "").split()) >= _ENOUGH_WORDS
    if not explained:
        yield found
    elif found.severity is not Severity.INFO:
        yield found._replace(severity=Severity.INFO)


def _running_key_results(checkin: CheckIn, ctx: Context[NoOptions]) -> list[KeyResult]:
    """The key results that a check-in speaks of, in whose cycle both its day and today lie."""
    found = []
    for kr in items_of(ctx.ws, checkin):
        objective = kr.outer(Objective) if isinstance(kr, KeyResult) else None
        cycle = running_cycle(ctx.ws, objective, ctx.today) if objective else None
        if isinstance(kr, KeyResult) and cycle and cycle.start <= checkin.date <= ctx.today:
            found.append(kr)
    return found


def _against_confidence(checkin: CheckIn, kr: KeyResult) -> Finding | None:
    """A status and a confidence in one check-in that are two steps apart."""
    said = _STATUSES.get(checkin.status)
    if said is None or said == "done" or checkin.confidence is None:
        return None
    if {said, confidence_status(checkin.confidence)} != {"on_track", "off_track"}:
        return None
    return Finding(
        checkin.at("status", label=f"with a confidence of {checkin.confidence} of 10"),
        f'"{kr.title}" is said to be {_words(said)}, with a confidence of {checkin.confidence} of 10',
        "let the status and the confidence say the same, or add a `note:` on why they differ",
    )


def _against_pace(checkin: CheckIn, krs: Sequence[KeyResult], ctx: Context[NoOptions]) -> Finding | None:
    status = _STATUSES.get(checkin.status)
    said = status or (confidence_status(checkin.confidence) if checkin.confidence else None)
    if said is None or said == "needs_focus" or (status is None and said != "on_track"):
        return None
    weakest = _weakest(standings(ctx.ws, krs, checkin.date, ctx.today), said)
    severity = _gravity(said, weakest) if weakest else None
    if not (weakest and severity) or (status is None and severity is Severity.INFO):
        return None
    claim = f"is said to be {_words(said)}" if status else f"has a confidence of {checkin.confidence} of 10"
    return Finding(
        checkin.at("status" if status else "confidence", label=_gone(weakest)),
        f'"{krs[0].title}" {claim}, but {weakest.told if weakest.kr is krs[0] else weakest}',
        _help(said),
        severity=severity,
    )


def _weakest(standings: Iterable[Standing], said: PaceStatus) -> Standing | None:
    """The key result that decides: for what is said to be done one that is not, else the furthest behind."""
    if said == "done":
        return min((s for s in standings if s.score < s.line), key=lambda s: s.score, default=None)
    judged = [(s.pace.status, s) for s in standings]
    found = [(WEAKEST_FIRST.index(status), s) for status, s in judged if status is not None]
    return min(found, key=lambda pair: pair[0], default=(0, None))[1]


def _gravity(said: PaceStatus, weakest: Standing) -> Severity | None:
    """How bad it is to say this of a key result that stands so: brighter is worse than gloomier."""
    if said == "done" or (said, weakest.pace.status) == ("on_track", "off_track"):
        return Severity.WARNING
    one_step = (said, weakest.pace.status) == ("on_track", "needs_focus")
    gloomy = said == "off_track" and weakest.pace.status in ("on_track", "done")
    return Severity.INFO if one_step or gloomy else None


def _words(status: str) -> str:
    return status.replace("_", " ")


def _gone(weakest: Standing) -> str:
    return f"{percent(weakest.pace.elapsed)} of the time was gone"


def _help(said: PaceStatus) -> str:
    if said == "off_track":
        return "correct the status, or say in a `note:` what the number does not show"
    return "correct the status, or say in a `note:` what will make up for the gap"
