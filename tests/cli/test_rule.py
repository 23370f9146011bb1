"""`kraokr rule`: one rule explained, or all listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import Commands
from kraokr.rules import RULES


def test_explains_a_rule(kraokr: Commands, tmp_path: Path) -> None:
    code, out, err = kraokr("rule", "kra-is-task", cwd=tmp_path)
    assert (code, err) == (0, "")
    assert "kra-is-task  (kra)" in out
    for part in ("Why", "Bad", "Good", "name: Run quarterly QA audits"):
        assert part in out


@pytest.mark.parametrize("name", [rule.name for rule in RULES])
def test_every_rule_can_be_explained(kraokr: Commands, tmp_path: Path, name: str) -> None:
    code, out, err = kraokr("rule", name, cwd=tmp_path)
    assert (code, err) == (0, "")
    rule = next(rule for rule in RULES if rule.name == name)
    assert rule.doc.summary.split(" ")[0].strip("`") in out
    assert max(map(len, out.splitlines())) <= 100


def test_options_are_shown(kraokr: Commands, tmp_path: Path) -> None:
    out = kraokr("rule", "kra-count", cwd=tmp_path).out
    assert "Options (in kraokr.yaml, under rules:)" in out
    assert "integer, default 5" in out
    assert "Options" not in kraokr("rule", "invalid-yaml", cwd=tmp_path).out


def test_a_kind_without_examples_has_no_empty_headings(kraokr: Commands, tmp_path: Path) -> None:
    out = kraokr("rule", "rule-crashed", cwd=tmp_path).out
    assert "Bad" not in out
    assert "Good" not in out


@pytest.mark.parametrize("arguments", [[], ["--all"]])
def test_lists_every_rule(kraokr: Commands, tmp_path: Path, arguments: list[str]) -> None:
    code, out, err = kraokr("rule", *arguments, cwd=tmp_path)
    assert (code, err) == (0, "")
    words = set(out.split())
    assert {rule.name for rule in RULES} <= words


@pytest.mark.parametrize(
    ("name", "help"),
    [("kra-is-taks", "did you mean `kra-is-task`?"), ("zzz", "`kraokr rule --all` lists them")],
)
def test_an_unknown_rule(kraokr: Commands, tmp_path: Path, name: str, help: str) -> None:
    assert kraokr("rule", name, cwd=tmp_path) == (2, "", f"error: unknown rule `{name}`\nhelp: {help}\n")


def test_colour(kraokr: Commands, tmp_path: Path) -> None:
    assert "\x1b[" not in kraokr("rule", "kra-count", cwd=tmp_path).out
    assert "\x1b[" not in kraokr("rule", "kra-count", cwd=tmp_path, FORCE_COLOR="1", NO_COLOR="1").out
    assert "\x1b[" in kraokr("rule", "kra-count", "--color", "always", cwd=tmp_path).out
