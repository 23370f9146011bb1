"""The rule kr-not-measurable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kraokr.language import Lexicon, Op, read_key_result, read_measures
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.keyresults import DONE_OR_NOT, is_dropped, states_number
from kraokr.lint.targets import formal_target, known_unit, plain
from kraokr.model import KeyResult
from kraokr.source.diagnostic import Finding, Fix, Severity
from kraokr.source.edits import insert_entry, replace_value, scalar


@rule(group="okr", on=KeyResult, severity=Severity.ERROR, since="0.1", profile="basic")
def kr_not_measurable(kr: KeyResult, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A key result has no number to reach.

    ## Why
    At the end of the cycle anyone should be able to look and say whether it was reached, and how far it got.
    Words such as "consistent" or "better" leave that to whoever speaks last. (S1-3, S1-6, S1-7)

    ## Bad
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: brand
        title: Be recognised wherever customers meet us
        key_results:
          - title: Achieve consistent branding
    ```

    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: brand
        title: Be recognised wherever customers meet us
        key_results:
          - {title: Pages that pass the brand checklist, baseline: 60, target: 95 percent}
          - {title: Customers who name us first, unit: percent, target: 25 or more}
          - title: Days until a new page is ready
            target: from 9 to 3
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: brand
        title: Be recognised wherever customers meet us
        key_results:
          - {title: Pages that pass the brand checklist, unit: percent, baseline: 60, target: 95}
    ```

    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: brand
        title: Be recognised wherever customers meet us
        key_results:
          - {title: Pages that pass the brand checklist, unit: percent, baseline: 60, target: 95}
          - {title: Customers who name us first, unit: percent, target: ">= 25"}
          - title: Days until a new page is ready
            baseline: 9
            target: 3
    ```

    ## Exceptions
    `type: milestone` and `type: binary` need no number. A number that stands only in the title counts,
    number words included ("zero", "double"): `kr-number-only-in-title` asks to write it down as fields.
    The fix writes a target in words ("95 percent", "25 or more", "from 9 to 3") as the fields it means.
    Titles in a language that is not read, and dropped objectives, are skipped.
    """
    if is_dropped(kr) or states_number(kr) or kr.measure in DONE_OR_NOT:
        return
    lexicon = ctx.reads(kr.title)
    if lexicon is None or read_key_result(kr.title, lexicon).measurable:
        return
    if isinstance(kr.target, str):
        fields = _fields(kr, kr.target, lexicon)
        written = ", ".join(f"`{key}: {value}`" for key, value in fields.items())
        yield Finding(
            kr.at("target", label="clear to people only" if fields else "no number that could be reached"),
            f'"{kr.title}" cannot be measured: its target "{kr.target}" is not readable as a number',
            f"write {written or _HOW}",
            fix=_fix(kr, fields),
        )
        return
    yield Finding(
        kr.at("title", label="no number here, and no `target:` below"),
        f'"{kr.title}" has no number to reach',
        "say which number moves, and write it as `unit:`, `baseline:` and `target:`; "
        "if it is only done or not, write `type: binary`",
    )


_HOW = 'a bare number with a `unit:`, or a level such as ">= 90" or "90..100"'


def _fields(kr: KeyResult, target: str, lexicon: Lexicon) -> Mapping[str, str]:
    """The fields that a target in words means, as YAML; none where it says anything else."""
    formal = formal_target(target, lexicon)
    if formal:
        return {"target": f'"{formal}"'}
    measures = read_measures(target, lexicon)
    told = measures[0] if len(measures) == 1 else None
    if told is None or told.target is None or told.per or told.op not in (Op.EQUALS, Op.CHANGE):
        return {}
    other_words = target[: told.start].strip() or target[told.end :].strip(" .")
    if other_words or not _fits(kr.unit, told.unit) or (told.baseline is not None and kr.has("baseline")):
        return {}
    fields = {"target": plain(told.target)}
    if told.unit and kr.unit is None:
        fields["unit"] = scalar(told.unit)
    if told.baseline is not None:
        fields["baseline"] = plain(told.baseline)
    return fields


def _fits(own: str | None, told: str | None) -> bool:
    """Whether the unit in words is one that is known, and no other than the key result's own."""
    unit = known_unit(told)
    return told is None or (unit is not None and unit == known_unit(own or told))


def _fix(kr: KeyResult, fields: Mapping[str, str]) -> Fix | None:
    if not fields:
        return None
    names = [*kr.document.get(kr.path)]
    before = names[max(0, names.index("target") - 1)]
    added = (
        insert_entry(kr.document, kr.path, key, fields[key], after=after)
        for key, after in (("unit", "title"), ("baseline", before))
        if key in fields
    )
    edits = (*added, replace_value(kr.document, (*kr.path, "target"), fields["target"]))
    if any(edit.span.start < edit.span.end for edit in edits[:-1]):
        return None
    return Fix("Write the target as numbers", edits, safe=True)
