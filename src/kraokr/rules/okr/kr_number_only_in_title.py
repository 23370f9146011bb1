"""The rule kr-number-only-in-title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kraokr.language import Kind, Lexicon, Measure, Op, read_key_result, read_measures
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.keyresults import DONE_OR_NOT, LEVELS, is_dropped, states_number
from kraokr.model import KeyResult
from kraokr.source.diagnostic import Finding, Fix, Severity
from kraokr.source.edits import insert_entry, scalar

_LEVEL_OPS = (Op.AT_LEAST, Op.AT_MOST)
_KEYS = {True: "`unit:`, `baseline:` and `target:`", False: "`unit:` and `target:`"}


@rule(group="okr", on=KeyResult, severity=Severity.WARNING, since="0.1", tier="strong")
def kr_number_only_in_title(kr: KeyResult, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A key result has its numbers only in its title, where they are not scored.

    ## Why
    Scores, pace and status are computed from the fields; titles are for people. A number that stands only in
    the title is read by everyone and counted by nobody. (S1-8, S1-39)

    ## Bad
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: heard
        title: Make people glad that they asked us
        key_results:
          - {id: nps, title: Increase NPS score from 40 to 55}
          - title: Reduce response time from 12 hours to 4 hours
          - {title: Keep CSAT at least 90%}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: heard
        title: Make people glad that they asked us
        key_results:
          - {id: nps, title: Increase NPS score from 40 to 55, type: increase, baseline: 40, target: 55}
          - title: Reduce response time from 12 hours to 4 hours
            type: decrease
            unit: hours
            baseline: 12
            target: 4
          - {title: Keep CSAT at least 90%, type: at_least, unit: percent, target: 90}
    ```

    ## Exceptions
    Milestones and done-or-not results need no fields. The fix writes what the title says where it can be
    read in one way only, and is unsafe where the title may be a task; the title stays as it is. Dropped
    objectives are skipped.
    """
    lexicon = ctx.reads(kr.title)
    if lexicon is None or is_dropped(kr) or kr.measure in DONE_OR_NOT:
        return
    measures = read_measures(kr.title, lexicon)
    missing = _missing(kr, measures)
    if missing is None:
        return
    fields = _fields(kr, measures)
    written = ", ".join(f"`{key}: {value}`" for key, value in fields.items())
    yield Finding(
        kr.part("title", measures[0].start, measures[-1].end, "not in the fields"),
        f'"{kr.title}" tells {missing} only in the title, so it cannot be scored',
        f"write {written}" if written else f"write the numbers as {_KEYS[_tells_start(measures)]}",
        fix=_fix(kr, fields, sure=measures[0].op is Op.CHANGE or not _is_task(kr, lexicon)),
    )


def _missing(kr: KeyResult, measures: Sequence[Measure]) -> str | None:
    """What the title says and the fields do not."""
    if not measures:
        return None
    if not states_number(kr):
        return "its numbers"
    if kr.measure is not None or kr.baseline is not None or len(measures) > 1:
        return None
    told = measures[0]
    if told.target != kr.goal:
        return None
    if told.baseline is not None:
        return "where it starts"
    return "the kind of its target" if told.op in _LEVEL_OPS else None


def _tells_start(measures: Sequence[Measure]) -> bool:
    return any(measure.baseline is not None for measure in measures)


def _fields(kr: KeyResult, measures: Sequence[Measure]) -> Mapping[str, str]:
    """What to add to the fields; nothing where the title or the fields leave a doubt."""
    told = measures[0]
    if not told.certain or told.per or kr.baseline == "unknown":
        return {}
    kind, unit = _type(told), "rating" if (told.unit or "").startswith("/") else told.unit
    ends = {"baseline": (told.baseline, kr.baseline), "target": (told.target, kr.target)}
    doubtful = any(own is not None and own != value for value, own in ends.values())
    if kind is None or kr.type not in (None, kind) or doubtful:
        return {}
    fields = {"type": kind, "unit": scalar(unit) if unit else ""}
    fields |= {key: _plain(value) for key, (value, own) in ends.items() if value is not None and own is None}
    if told.upper is not None:
        fields["target"] = f'"{_plain(told.target)}..{_plain(told.upper)}"'
    return {key: value for key, value in fields.items() if value and not kr.has(key)}


def _type(told: Measure) -> str | None:
    if told.op is not Op.CHANGE:
        return told.op.value if told.op.value in LEVELS else None
    if told.baseline is None or told.target is None or told.baseline == told.target:
        return None
    return "increase" if told.target > told.baseline else "decrease"


def _plain(number: Decimal | None) -> str:
    if number is None:
        return ""
    return f"{number.to_integral_value() if number == number.to_integral_value() else number:f}"


def _is_task(kr: KeyResult, lexicon: Lexicon) -> bool:
    """Whether the number may count something else than the result (`ask 20+ customers about it`)."""
    return read_key_result(kr.title, lexicon).kind is Kind.TASK


def _fix(kr: KeyResult, fields: Mapping[str, str], sure: bool) -> Fix | None:
    edits = tuple(
        insert_entry(kr.document, kr.path, key, text, after="title") for key, text in fields.items()
    )
    overlap = len(edits) > 1 and any(edit.span.start < edit.span.end for edit in edits)
    if not edits or overlap:
        return None
    return Fix("Write the numbers of the title as fields", edits, safe=sure)
