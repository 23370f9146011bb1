"""Arguments of `kraokr lint` read without typer: the same request, or none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from commands import Commands
from kraokr.cli import lint as command
from kraokr.cli.commands import commands, run_command
from kraokr.cli.quick import FLAGS, VALUES, read_request
from kraokr.cli.request import LintRequest
from kraokr.errors import KraokrError
from trees import write

UNDERSTOOD = (
    "",
    "a b/c",
    "-",
    "-- -q --format",
    "a -q b --no-cache c",
    "--format json",
    "--format=json",
    "-f json",
    "-fjson",
    "-qfjson",
    "-qf json",
    "-f text -o x -f json --output-file=y -f github",
    "-o x -f json",
    "-o -",
    "-o -- a",
    "--output-file --quiet",
    "--select kra,okr --select=kpi --ignore wording",
    "--select -q",
    "--select=",
    "--select=a=b",
    "--fail-on error --fail-on never",
    "--exit-zero --statistics --allow-empty --quiet",
    "--today 2026-03-31",
    "--today tomorrow",
    "--color always",
    "--color=never -q -q",
    "--fix --unsafe-fixes --diff",
    "--baseline b.json --write-baseline",
    "--add-ignores reason --add-ignores=",
    "- --stdin-filename roles/x.yaml",
    "-w --watch -qw",
    "--show-files --show-settings --timings --no-cache",
    "--changed",
    "--changed main a",
    "--changed=main~1 a",
    "--changed --fix",
    "--changed -q a",
    "a --changed -- b",
    "--changed -",
    "-- --changed main",
)
LEFT_TO_TYPER = (
    "--help",
    "-h",
    "-qh",
    "a --help",
    "--version",
    "--colour never",
    "--form json",
    "-x",
    "-qx",
    "-f",
    "-qf",
    "--format",
    "--format xml",
    "--format=",
    "-f=json",
    "--FORMAT json",
    "--format JSON",
    "--fail-on eror",
    "--fail-on=",
    "--color blue",
    "--quiet=1",
    "--exit-zero=",
    "--select",
    "--fix=1",
    "--baseline",
    "--add-ignores",
    "--stdin-filename",
    "--changed --changed",
    "-wx",
)


def by_typer(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> LintRequest | None:
    """The request that typer's command makes of the arguments; None if they are wrong or ask for help."""
    made: list[LintRequest] = []

    def remember(request: LintRequest) -> int:
        made.append(request)
        return 0

    monkeypatch.setattr(command, "lint", remember)
    try:
        run_command(["lint", *arguments])
    except KraokrError:
        return None
    return made[0] if made else None


@pytest.mark.parametrize("line", UNDERSTOOD)
def test_both_ways_make_the_same_request(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    request = read_request(line.split())
    assert request is not None
    assert request == by_typer(line.split(), monkeypatch)


@pytest.mark.parametrize("line", LEFT_TO_TYPER)
def test_the_rest_is_left_to_typer(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_request(line.split()) is None
    assert by_typer(line.split(), monkeypatch) is None


def test_every_option_is_known() -> None:
    lint: Any = get_command(commands).commands["lint"]  # type: ignore[attr-defined]
    options = [parameter for parameter in lint.params if parameter.param_type_name == "option"]
    assert len(options) > 10
    assert {option: one.name for one in options if one.is_flag for option in one.opts} == FLAGS
    assert {option: one.name for one in options if not one.is_flag for option in one.opts} == VALUES


def test_what_is_wrong_is_said_by_typer(kraokr: Commands, tmp_path: Path) -> None:
    code, out, err = kraokr("lint", "--colour", "never", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert err.startswith("error: No such option: --colour")


def test_lint_imports_nothing_it_does_not_need(tmp_path: Path) -> None:
    write(tmp_path, {"kraokr.yaml": "kind: config\n", "a.yaml": "kind: team\nid: a\nlead: b\n"})
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kraokr", "lint"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert done.returncode == 1
    assert {"kraokr.rules", "pydantic"} <= imported
    unneeded = {"typer", "rich", "jinja2", "importlib.metadata", "email", "kraokr.scoring.scores"}
    assert imported.isdisjoint(unneeded)


def test_pydantic_finds_whatever_else_it_looks_for_among_plugins() -> None:
    code = (
        "from kraokr.cli.plugins import without_plugins; without_plugins()\n"
        "from pydantic.plugin._loader import get_plugins\nassert get_plugins() == ()\n"
        "from pydantic.plugin._loader import PYDANTIC_ENTRY_POINT_GROUP\n"
        "assert PYDANTIC_ENTRY_POINT_GROUP == 'pydantic'"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
