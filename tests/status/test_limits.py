from __future__ import annotations

from datetime import date

import pytest

from goaltree import workspace
from kraokr.lint import lint, settle
from kraokr.rules import RULES
from status.boards import ROLE, board, example, goal, kr, objectives, person


@pytest.mark.parametrize(
    ("name", "today"),
    [("acme", "2026-07-20"), ("acme", "2026-08-10"), ("acme", "2026-09-01"), ("founding", "2026-03-02")],
)
def test_what_is_stale_here_is_stale_for_lint(name: str, today: str) -> None:
    ws = example(name)
    settings = settle(RULES, ws.config, ["stale-checkin"])
    found = lint(ws, settings, date.fromisoformat(today)).diagnostics
    said = {(str(one.finding.at.file.path), one.finding.at.start.line + 1) for one in found}
    rows = objectives(board(ws, today))
    late = {(kr.at.path, kr.at.line) for row in rows for kr in row.key_results if kr.seen.late}
    never = [row for row in rows if all(kr.seen.late and not kr.seen.on for kr in row.key_results)]
    whole = {(kr.at.path, kr.at.line) for row in never if len(row.key_results) > 1 for kr in row.key_results}
    assert late - whole == said & late
    assert len(said - late) == sum(len(row.key_results) > 1 for row in never)


@pytest.mark.parametrize(("max_days", "late"), [(14, True), (30, False)])
def test_the_limit_is_the_one_of_the_config(max_days: int, late: bool) -> None:
    config = f"{{kind: config, rules: {{stale-checkin: {{max_days: {max_days}}}}}}}"
    checkins = "{date: 2026-01-20, readings: {x: 5}}"
    found = board({"kraokr.yaml": config, "people/ann.yaml": person(goal("a", kr("x")), checkins)})
    [row] = objectives(found)
    assert row.seen.days == 25
    assert row.key_results[0].seen.late is late
    assert (found.summary.stale_key_results, found.summary.stale_after) == (int(late), max_days)


@pytest.mark.parametrize("more", ["tracking: automated", "paused_until: 2026-02-10"])
def test_what_a_program_records_or_is_paused_is_not_late(more: str) -> None:
    file = person(goal("a", kr("x", f"baseline: 0, target: 10, {more}")))
    [row] = objectives(board({"people/ann.yaml": file}))
    assert row.late == 0


def test_a_kpi_is_late_by_its_frequency() -> None:
    files = {
        "roles/agent.yaml": ROLE,
        "people/ann.yaml": person("", "{date: 2026-01-20, readings: {csat: 82}}"),
    }
    days = {"2026-02-10": False, "2026-02-14": True}
    for today, late in days.items():
        [group] = board(workspace(files), today).groups
        [kra] = group.roles[0].kras
        assert (kra.kpis[0].seen.late, kra.late) == (late, int(late))
