"""The docs hold together: links resolve, the site builds strictly and loads nothing from elsewhere."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

import generate
from kraokr.cli.init import starter_files
from kraokr.lint import lint, settle
from kraokr.model import Config
from kraokr.output import FORMATS
from kraokr.rules import RULES
from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse
from kraokr.workspace import load
from mdtext import anchor

PAGES = [
    generate.ROOT / "README.md",
    generate.ROOT / "CONTRIBUTING.md",
    *sorted((generate.ROOT / "docs").rglob("*.md")),
]
each_page = pytest.mark.parametrize(
    "page", PAGES, ids=lambda page: page.relative_to(generate.ROOT).as_posix()
)
_FENCE = re.compile(r"^( *)```.*?^\1```", re.MULTILINE | re.DOTALL)
_COMMANDS = (
    "checkin",
    "close",
    "codeowners",
    "diff",
    "history",
    "init",
    "lint",
    "review",
    "rule",
    "schema",
    "status",
)
_NEW = ("role", "person", "team", "objective")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_COMMAND = re.compile(r"kraokr (\w+)\b((?:(?!kraokr )[^`\n])*)")
_FLAG = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
_LONE_FLAG = re.compile(r"`(--[a-z][a-z-]*)")
_SETTINGS = re.compile(r'^```yaml title="kraokr.yaml"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_LOADED = re.compile(
    r"""<(?:script|img|iframe)[^>]*\ssrc="?(?:https?:)?//|<link[^>]*\shref="?(?:https?:)?//"""
)


def prose(page: Path) -> str:
    return re.sub(
        r"`[^`\n]*`",
        lambda code: code[0].replace("](", "] ("),
        _FENCE.sub("", page.read_text(encoding="utf-8")),
    )


def broken(page: Path) -> list[str]:
    return [link for link in _LINK.findall(prose(page)) if not resolves(page, link)]


def resolves(page: Path, link: str) -> bool:
    path, _, heading = link.partition("#")
    if re.match(r"[a-z]+:", path):
        return True
    target = (page.parent / path) if path else page
    return target.exists() and (not heading or heading in map(anchor, _HEADING.findall(prose(target))))


@pytest.fixture(scope="module")
def helps() -> Mapping[str, str]:
    new = "".join(help_of("new", kind) for kind in _NEW)
    return {name: help_of(name) for name in _COMMANDS} | {"new": new}


def help_of(*command: str) -> str:
    words = [sys.executable, "-m", "kraokr", *command, "--help"]
    return subprocess.run(words, capture_output=True, encoding="utf-8", check=True).stdout


def unknown_flags(text: str, helps: Mapping[str, str]) -> list[str]:
    """Flags written after a command that lacks them, and lone flags that no command has (nor uv)."""
    written = [
        (name, flag) for name, rest in _COMMAND.findall(text) for flag in _FLAG.findall(rest) if name in helps
    ]
    unknown = [f"{name} {flag}" for name, flag in written if flag not in _FLAG.findall(helps[name])]
    known = {
        "--help",
        "--version",
        "--compile-bytecode",
        "--unseen",
        *_FLAG.findall(" ".join(helps.values())),
    }
    return [*unknown, *(flag for flag in _LONE_FLAG.findall(text) if flag not in known)]


@each_page
def test_links_resolve(page: Path) -> None:
    assert broken(page) == []


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# A page\n[a](#a-page) [b](#b) [c](gone.md) [d](page.md#a-page)\n```\n[e](code.md)\n```\n"
    )
    assert broken(page) == ["#b", "gone.md"]


@each_page
def test_settings_that_are_shown_are_accepted(page: Path) -> None:
    for shown in _SETTINGS.findall(page.read_text(encoding="utf-8")):
        config = shown if shown.startswith(("kind:", "#")) else f"kind: config\n{shown}"
        ws = load({PurePosixPath("kraokr.yaml"): config})
        problems = lint(ws, settle(RULES, ws.config), date(2026, 2, 15)).diagnostics
        assert [problem.finding.message for problem in problems] == []


def test_the_inputs_of_the_action_are_listed() -> None:
    inputs = parse(SourceFile(PurePosixPath("action.yml"), (generate.ROOT / "action.yml").read_text())).data[
        "inputs"
    ]
    page = (generate.ROOT / "docs/ci.md").read_text(encoding="utf-8")
    table = page[page.index("| Input |") :].partition("\n\n")[0]
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (?:`(.+?)`)?", table, re.MULTILINE))
    assert rows == {name: given["default"] for name, given in inputs.items()}


def test_the_finding_in_the_first_steps_is_what_a_run_prints() -> None:
    start = (generate.ROOT / "docs/start.md").read_text(encoding="utf-8")
    shown = start[start.index("warning[kra-is-task]") :].partition("```")[0]
    today = date(2026, 2, 15)
    tree = {
        path: text.replace("name: Customer satisfaction", "name: Run quarterly surveys")
        for path, text in starter_files(today, Config()).items()
    }
    ws = load(tree)
    printed = FORMATS["text"](lint(ws, settle(RULES, ws.config), today).diagnostics)
    assert printed.replace("--> roles", "--> goals/roles").startswith(shown)


@each_page
def test_flags_that_are_written_of_exist(page: Path, helps: Mapping[str, str]) -> None:
    assert unknown_flags(page.read_text(encoding="utf-8"), helps) == []


def test_an_unknown_flag_is_seen(helps: Mapping[str, str]) -> None:
    text = "`kraokr lint --exit-zero --no-such` and `--nor-this`; kraokr review x --force --statistics"
    assert unknown_flags(text, helps) == ["lint --no-such", "review --statistics", "--nor-this"]


@pytest.mark.skipif(importlib.util.find_spec("zensical") is None, reason="the site needs the extra `docs`")
def test_the_site_builds_strictly_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    shutil.copytree(generate.ROOT / "docs", tmp_path / "docs")
    shutil.copy(generate.ROOT / "zensical.toml", tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert _LOADED.search('<script src="https://cdn.example/x.js">')
    pages = list((tmp_path / "site").rglob("*.html"))
    assert {page.parent.name for page in pages} >= {rule.name for rule in RULES}
    assert [page for page in pages if _LOADED.search(page.read_text(encoding="utf-8"))] == []
    assert (tmp_path / "site/search.json").stat().st_size > 10_000
