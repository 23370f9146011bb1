"""Rule pages: what a run prints, the fix, the options, and what each profile makes of the rule."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kraokr.lint import Rule
from kraokr.lint.options import option_names
from kraokr.rules import RULES
from overlay import named
from rulepages import PROFILES, rule_pages, severity_in

GOLDEN = Path(__file__).parent.parent / "golden" / "rules"
PAGES = rule_pages()


def page_of(rule: Rule[Any, Any]) -> str:
    return PAGES[f"docs/rules/{rule.name}.md"]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.doc.bad], ids=lambda rule: rule.name)
def test_shows_the_diagnostics_of_the_golden_test(rule: Rule[Any, Any]) -> None:
    shown = re.findall(r'```text title="kraokr lint"\n(.*?)\n```', page_of(rule), re.DOTALL)
    assert "\n\n".join(shown) + "\n" == (GOLDEN / f"{rule.name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_names_every_option_once_in_a_table_and_once_in_a_config(rule: Rule[Any, Any]) -> None:
    for name in option_names(rule.options):
        assert f"| `{name}` |" in page_of(rule)
        assert f"\n    {name}: " in page_of(rule)


def test_a_fix_is_shown_as_a_diff_and_called_safe_or_unsafe() -> None:
    safe = page_of(named("kpi-missing-target"))
    assert "-      - {name: Satisfied customers, unit: percent, target: above 85}" in safe
    assert '+      - {name: Satisfied customers, unit: percent, target: ">= 85"}' in safe
    assert 'Write the target as ">= 85" (safe).' in safe
    assert "(unsafe)." in page_of(named("multiple-owners"))
    assert "```diff" not in page_of(named("kra-is-task"))


def test_says_what_each_profile_makes_of_a_rule() -> None:
    found = {
        name: [severity_in(named(name), profile) for profile in PROFILES]
        for name in ("kra-is-metric", "kra-count")
    }
    assert found == {
        "kra-is-metric": [None, "warning", "error"],
        "kra-count": ["warning", "warning", "error"],
    }
    assert "| warning, error in `strict` | `recommended`, `strict` |" in page_of(named("kra-is-metric"))


def test_what_no_comment_silences_offers_none() -> None:
    assert "ignore[invalid-yaml]" not in page_of(named("invalid-yaml"))
    assert "ignore[kra-is-task]" in page_of(named("kra-is-task"))


def test_the_index_lists_each_rule_under_its_group() -> None:
    index = PAGES["docs/rules/index.md"]
    sections = dict(part.split("\n", 1) for part in index.split("\n## ")[1:])
    for rule in RULES:
        section = next(text for title, text in sections.items() if title.startswith(f"{rule.group}:"))
        assert f"| [{rule.name}]({rule.name}.md) | {rule.doc.summary} |" in section
