"""The example workspaces: a clean company, a messy one, and the sentences the framework was built on."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kraokr.cli import terminal
from kraokr.cli.app import run
from kraokr.lint import lint, settle
from kraokr.rules import RULES
from kraokr.workspace import open_workspace
from overlay import TODAY, workspace

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"


class _Later(date):
    """A clock that is three years ahead of the examples."""

    @classmethod
    def today(cls) -> _Later:
        return cls(2029, 7, 20)


def findings(example: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "kraokr", "lint", str(EXAMPLES / example), "-f", "json", "--no-cache"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == (1 if done.stdout != "[]\n" else 0), done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_acme_is_clean_and_stays_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert findings("acme") == []
    monkeypatch.setattr(terminal, "date", _Later)
    assert run(["lint", str(EXAMPLES / "acme"), "-f", "json", "--no-cache"]) == 0
    assert capsys.readouterr().out == "[]\n"


def test_acme_is_clean_even_of_the_rules_that_are_off(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", str(EXAMPLES / "acme"), "-f", "json", "--no-cache", "--select", "all"]) == 0
    assert capsys.readouterr().out == "[]\n"


def test_acme_is_a_whole_company() -> None:
    ws = open_workspace([], EXAMPLES / "acme").workspace
    assert (len(ws.roles), len(ws.people), len(ws.teams)) == (12, 20, 5)
    assert {ws.cycle_text(objective) for objective in ws.objectives} >= {"2026-Q1", "2026-Q2", "2026-Q3"}
    assert len(ws.reviews) >= 10
    assert any(role.levels for role in ws.roles.values())
    assert any(role.extends for role in ws.roles.values())


def test_messy_fires_many_rules_and_each_finding_helps() -> None:
    found = findings("messy")
    assert len({finding["rule"] for finding in found}) >= 40
    assert [finding for finding in found if not finding["help"]] == []


def test_json_is_sorted_and_complete() -> None:
    found = findings("messy")
    keys = {"rule", "group", "severity", "message", "help", "path", "start", "end", "related", "fix"}
    assert all(finding.keys() == keys for finding in found)
    order = [(f["path"], f["start"]["line"], f["start"]["column"], f["rule"]) for f in found]
    assert order == sorted(order)


KRA = """kind: role
id: sales-manager
title: Sales manager
purpose: Enterprise customers choose us, stay, and grow with us.
kras:
  - id: it
    name: {text}
    outcome: Customers get what they came for and stay with us.
    kpis: [{{name: Share of repeat orders, unit: percent, target: ">= 60", frequency: monthly, source: Shop}}]
"""
KEY_RESULT = """kind: objectives
owner: alice
cycle: 2026-Q1
objectives:
  - id: it
    title: Become the obvious choice for logistics companies
    accelerates: customer-acquisition
    key_results: [{{title: "{text}"{more}}}]
"""
OBJECTIVE = """kind: objectives
owner: alice
cycle: 2026-Q1
objectives: [{{id: it, title: "{text}"}}]
"""
AREAS = (
    *("Product quality", "Revenue growth", "Team development", "Customer satisfaction", "Customer Support"),
    *("Customer Acquisition", "Financial Reporting Accuracy", "Customer Relationship Management"),
    "Sales Pipeline Development",
)
NO_AREA = {"kra-is-task", "kra-completable", "kra-is-metric", "kra-names-tactic"}


def said(text: str) -> dict[str, str]:
    """The rules that fire on a file laid over the base workspace, each with its gravest severity."""
    ws = workspace([text])
    found = lint(ws, settle(RULES, ws.config), TODAY).diagnostics
    grave = sorted((d.severity, d.rule) for d in found)
    return {rule: str(severity) for severity, rule in grave}


@pytest.mark.parametrize("text", AREAS)
def test_areas_are_areas(text: str) -> None:
    assert said(KRA.format(text=text)).keys().isdisjoint(NO_AREA)


def test_a_task_is_no_area_and_a_plan_is_a_hint_at_most() -> None:
    assert "kra-is-task" in said(KRA.format(text="Run quarterly QA audits"))
    assert said(KRA.format(text="Product adoption strategy")).get("kra-is-task", "info") == "info"


@pytest.mark.parametrize(
    ("text", "more", "fires", "silent"),
    [
        (
            "Increase NPS score from 40 to 55",
            "",
            set(),
            {
                *("kr-not-measurable", "kr-missing-baseline", "kr-is-activity", "kr-percent-complete"),
                *("kr-compound", "kr-direction-conflict"),
            },
        ),
        ("Achieve 90% CSAT on all support tickets", ", type: at_least", set(), {"kr-missing-baseline"}),
        ("Increase active users by 25%", "", {"kr-missing-baseline"}, {"kr-not-measurable"}),
        ("achieve a consistent branding across platforms", "", {"kr-not-measurable"}, set()),
        (
            "Grow NPS from 60 to 75 by Q2. Increase repeat clients by 20%",
            "",
            {"kr-compound", "kr-missing-baseline"},
            set(),
        ),
        ("win the first overseas contract in 6 months", "", {"okr-not-time-bound"}, set()),
        ("Add 30 new qualified leads/month. Raise conversion to 18%", "", {"kr-compound"}, set()),
    ],
)
def test_founding_key_results(text: str, more: str, fires: set[str], silent: set[str]) -> None:
    found = said(KEY_RESULT.format(text=text, more=more)).keys()
    assert fires <= found
    assert found.isdisjoint(silent)


def test_founding_objectives_owners_and_statuses() -> None:
    assert "objective-has-metric" in said(OBJECTIVE.format(text="Expand qualified sales pipeline by 40%"))
    text = OBJECTIVE.format(text="Become the obvious choice")
    assert "owner-is-team" in said(text.replace("owner: alice", "owner: Sales Team"))
    assert "invalid-value" in said(text.replace("id: it", "id: it, status: Automated Tracking"))


def test_an_objective_near_its_area_is_a_hint_where_its_key_result_states_a_change() -> None:
    role = KRA.format(text="Product adoption strategy")
    objective = KEY_RESULT.format(text="Active users", more=", unit: users, baseline: 8000, target: 10000")
    objective = objective.replace(
        "Become the obvious choice for logistics companies", "Improve product adoption"
    )
    ws = workspace([role, objective.replace("customer-acquisition", "it")])
    found = lint(ws, settle(RULES, ws.config), TODAY).diagnostics
    assert [str(d.severity) for d in found if d.rule == "okr-repeats-kra"] == ["info"]


def test_a_good_year_is_a_blanket_verdict_without_evidence() -> None:
    review = (
        "kind: review\nperson: alice\ncycle: 2025-H2\nkras: {customer-acquisition: {comment: good year}}\n"
    )
    assert {"review-blanket-verdict", "review-no-evidence"} <= said(review).keys()
