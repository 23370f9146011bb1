"""Every rule's own examples: Bad fires it at the shown place, Good is silent, and a fix gives Good."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kraokr.lint import Rule
from kraokr.output import FORMATS
from kraokr.rules import RULES
from kraokr.source.edits import apply_edits
from overlay import path_of, run_alone
from states import last

GOLDEN = Path(__file__).parent.parent / "golden" / "rules"
WITH_EXAMPLES = [rule for rule in RULES if rule.doc.bad]
WITHOUT_EXAMPLES = {"file-too-large", "rule-crashed"}


def test_only_problems_that_no_file_can_show_have_no_example() -> None:
    assert {rule.name for rule in RULES} - {rule.name for rule in WITH_EXAMPLES} == WITHOUT_EXAMPLES


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.name)
def test_bad_fires_at_the_shown_place(rule: Rule[Any, Any], golden: Any) -> None:
    shown = []
    for bad in rule.doc.bad:
        found = [d for d in run_alone(rule, [bad]).diagnostics if d.rule == rule.name]
        assert found, f"{rule.name} is silent on its Bad example:\n{bad}"
        shown.append(FORMATS["text"](found))
    golden(GOLDEN / f"{rule.name}.txt", "\n".join(shown))


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.name)
def test_good_is_silent(rule: Rule[Any, Any]) -> None:
    for good in rule.doc.good:
        found = run_alone(rule, [good]).diagnostics
        assert not [d for d in found if d.rule == rule.name], FORMATS["text"](found)


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.name)
def test_fix_gives_good_byte_for_byte(rule: Rule[Any, Any]) -> None:
    for bad, good in zip(rule.doc.bad, rule.doc.good, strict=False):
        found = [d.finding.fix for d in run_alone(rule, [bad]).diagnostics if d.rule == rule.name]
        fixes = [fix for fix in found if fix is not None]
        here = [edit for fix in fixes for edit in fix.edits if edit.file.path == path_of(bad)]
        if fixes:
            assert apply_edits(last(bad), here) == last(good)


def test_names_are_unique_and_say_the_problem() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(rule.doc.summary.endswith(".") and len(rule.doc.summary) <= 90 for rule in RULES)
