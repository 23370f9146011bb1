"""`--show-files` and `--show-settings`: what would be done, without doing it."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import Commands
from kraokr.rules import RULES
from trees import ROLE, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with files of all sorts."""
    config = (
        "kind: config\nprofile: basic\nas_of: 2026-01-01\nexclude: [old/]\nrules: {kra-count: {max: 4}}\n"
    )
    files = {"roles/a.yaml": ROLE, "old/a.yaml": ROLE, ".x/a.yaml": ROLE, "compose.yaml": "services: {}\n"}
    return write(
        tmp_path, {"kraokr.yaml": config, "notes.txt": "x", "bad.yaml": "kind: role\nid: [\n", **files}
    )


def test_files_and_why_others_are_passed_over(kraokr: Commands, root: Path) -> None:
    code, out, err = kraokr("lint", "--show-files", cwd=root)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "bad.yaml",
        "kraokr.yaml",
        "roles/a.yaml",
        ".x: passed over, hidden",
        "compose.yaml: passed over, no goal file: it has no `kind:`, or an `apiVersion:`",
        "old: passed over, excluded in kraokr.yaml",
    ]
    assert not (root / ".kraokr_cache").exists()


def test_files_among_the_paths(kraokr: Commands, root: Path) -> None:
    lines = kraokr("lint", "--show-files", "roles", "compose.yaml", cwd=root).out.splitlines()
    assert [line for line in lines if "passed over" not in line] == [
        "compose.yaml",
        "kraokr.yaml",
        "roles/a.yaml",
    ]
    assert kraokr("lint", "--show-files", "gone", cwd=root).code == 2


def test_a_name_that_would_take_over_the_terminal(kraokr: Commands, tmp_path: Path) -> None:
    root = write(tmp_path, {"a\x1b[31m.yaml": ROLE, "b\n.yaml": "a: 1\n"})
    out = kraokr("lint", "--show-files", cwd=root).out
    assert "\x1b" not in out
    assert len(out.splitlines()) == 2


def test_settings(kraokr: Commands, root: Path) -> None:
    code, out, err = kraokr("lint", "--show-settings", cwd=root)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[:7] == [
        f"root: {root}",
        f"config: {root / 'kraokr.yaml'}",
        "profile: basic",
        "today: 2026-01-01",
        "fail_on: warning",
        'files: ["*.yaml", "*.yml"]',
        'exclude: ["old/"]',
    ]
    rules = dict(line.strip().split(": ", 1) for line in lines[8:])
    assert rules.keys() == {rule.name for rule in RULES}
    assert '"max": 4' in rules["kra-count"]
    assert rules["kra-is-task"].startswith("warning")
    assert "off" in rules.values() or any(rule.startswith("off ") for rule in rules.values())


def test_settings_as_the_command_line_wants_them(kraokr: Commands, root: Path) -> None:
    (root / "kraokr.yaml").unlink()
    given = ["--select", "kra-is-task", "--fail-on", "error", "--today", "2026-05-05"]
    out = kraokr("lint", "--show-settings", *given, cwd=root).out
    assert "config: none\n" in out
    assert "today: 2026-05-05\nfail_on: error\n" in out
    on = {line.split(":")[0].strip() for line in out.splitlines() if ": warning" in line or ": error" in line}
    assert "kra-is-task" in on
    assert "kra-count" not in on
    assert kraokr("lint", "--show-settings", "--select", "nonsense", cwd=root).code == 2
