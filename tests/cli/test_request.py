"""`--changed` takes a revision or none, whatever stands behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kraokr.cli.request import LintRequest, with_revision
from trees import write


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("", ""),
        ("a --fix", "a --fix"),
        ("--changed", "--changed=HEAD --"),
        ("--changed main", "--changed=main"),
        ("--changed main a", "--changed=main a"),
        ("--changed=main a", "--changed=main a"),
        ("--changed roles", "--changed=HEAD roles"),
        ("--changed roles/a.yaml", "--changed=HEAD roles/a.yaml"),
        ("--changed ./roles", "--changed=HEAD ./roles"),
        ("--changed gone.yaml", "--changed=gone.yaml"),
        ("--changed --fix", "--changed=HEAD --fix"),
        ("--changed -", "--changed=HEAD -"),
        ("--changed -- main", "--changed=HEAD -- main"),
        ("roles --changed", "roles --changed=HEAD --"),
        ("-- --changed main", "-- --changed main"),
    ],
)
def test_the_revision_is_written_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, written: str
) -> None:
    monkeypatch.chdir(write(tmp_path, {"roles/a.yaml": ""}))
    assert with_revision(line.split()) == written.split()


@pytest.mark.parametrize("odd", ["x" * 5000, "a\0b", ""])
def test_what_can_be_no_path_is_a_revision(odd: str) -> None:
    assert with_revision(["--changed", odd]) == [f"--changed={odd}"]


def test_standard_input() -> None:
    assert LintRequest(paths=(Path("-"),)).reads_standard_input
    assert not LintRequest(paths=(Path("a"),)).reads_standard_input
    text = LintRequest(paths=(Path("-"),), fix=True)
    assert text.returns_text
    assert text._replace(fix=False, add_ignores="x").returns_text
    assert not text._replace(diff=True).returns_text
    assert not text._replace(fix=False).returns_text
    assert not text._replace(paths=()).returns_text
