"""The sessions that the docs show: each command runs on the example company and prints what stands below."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import generate
from commands import Commands
from gitrepo import commit, git, start
from kraokr.model.presets import PRESET_MEANINGS
from runs import example

PAGES = ("README.md", "docs/reviews.md", "docs/numbers.md", "docs/scores.md", "docs/git.md")
_BLOCK = re.compile(
    r'^```(?P<kind>console|yaml title="(?P<file>people|reviews)/(?P<name>[^"]+)")\n(?P<text>.*?)^```$',
    re.MULTILINE | re.DOTALL,
)
_COMMAND = re.compile(r"^\$ kraokr (?P<words>.+)\n(?P<shown>(?:[^$].*\n|\n)*)", re.MULTILINE)
_LEFT_OUT = "…\n"


def played(page: str, root: Path, kraokr: Commands) -> Iterator[str]:
    """What goes wrong in the sessions of a page, whose files are written where its text shows them."""
    for block in _BLOCK.finditer(page):
        if block["file"]:
            (root / block["file"] / block["name"]).write_text(block["text"], encoding="utf-8")
            continue
        for command in _COMMAND.finditer(block["text"]):
            words = shlex.split(command["words"], comments=True)
            done = kraokr(*words, cwd=root, EDITOR=f'"{sys.executable}" -c pass', COLUMNS="100")
            if done.code:
                yield f"{command['words']}: exit status {done.code}: {done.err}"
            printed = _without_ends(done.out + done.err)
            for piece in command["shown"].split(_LEFT_OUT):
                if _without_ends(piece) not in printed:
                    yield f"{command['words']}: does not print\n{piece}\nbut\n{printed}"


def _without_ends(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def under_git(root: Path) -> None:
    """Put the example into a repository, on a branch that has moved a target."""
    commit(start(root), "Goals of the third quarter", on=date(2026, 7, 1))
    git(root, "checkout", "--quiet", "-b", "returns")
    goals = root / "okrs/2026-Q3/emeka.yaml"
    text = goals.read_text(encoding="utf-8").replace("target: 15", "target: 25")
    commit(root, "What we can reach", {"okrs/2026-Q3/emeka.yaml": text}, on=date(2026, 7, 18))


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_shows_is_what_runs_print(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (generate.ROOT / page).read_text(encoding="utf-8")
    assert _COMMAND.search(text)
    root = example("acme", tmp_path)
    if page == "docs/git.md":
        under_git(root)
    assert list(played(text, root, Commands(monkeypatch, capsys))) == []


def test_a_command_that_fails_or_prints_something_else_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "```console\n$ kraokr lint no-such\n$ kraokr lint\nNo problems found.\n…\nSome were found.\n```\n"
    failed, other = played(text, example("acme", tmp_path), Commands(monkeypatch, capsys))
    assert failed.startswith("lint no-such: exit status 2")
    assert other.startswith("lint: does not print\nSome were found.\n\nbut\nNo problems found.")


def test_the_presets_are_listed_with_what_they_mean() -> None:
    page = (generate.ROOT / "docs/scores.md").read_text(encoding="utf-8")
    assert [f"| `{name}` | {text} |" in page for name, text in PRESET_MEANINGS.items()] == [True] * 11
