"""`kraokr init`: a workspace that is in good order on the day it is made, and nothing overwritten."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from kraokr.cli.app import run
from kraokr.cli.init import starter_files
from kraokr.model import Config
from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse

DAYS = ["2026-01-01", "2026-02-15", "2026-03-31", "2026-06-30", "2026-07-01", "2028-02-29", "2029-11-21"]


def init(folder: Path, today: str = "2026-02-15") -> int:
    return run(["init", str(folder), "--today", today])


@pytest.mark.parametrize("today", DAYS)
def test_lints_without_a_finding_whenever_it_is_made(
    today: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init(tmp_path, today) == 0
    capsys.readouterr()
    assert run(["lint", str(tmp_path), "--today", today, "--fail-on", "info"]) == 0, capsys.readouterr().out


def test_every_file_validates_against_the_schema_that_its_first_line_names(tmp_path: Path) -> None:
    init(tmp_path)
    files = sorted(tmp_path.rglob("*.yaml"))
    assert len(files) == 8
    for file in files:
        first, text = file.read_text(encoding="utf-8").split("\n", 1)
        named = first.removeprefix("# yaml-language-server: $schema=")
        assert named.startswith(("./", "../"))
        schema = json.loads((file.parent / named).read_text(encoding="utf-8"))
        document = parse(SourceFile(file.relative_to(tmp_path), text))
        assert document.problems == []
        jsonschema.validate(json.loads(json.dumps(document.data, default=float)), schema)
        assert named.endswith(f"/{document.data['kind']}.schema.json")


@pytest.mark.parametrize("today", DAYS)
def test_no_placeholder_is_left_and_only_plans_lie_ahead(today: str) -> None:
    day = date.fromisoformat(today)
    for text in starter_files(day, Config()).values():
        _, body = text.split("\n", 1)
        assert "$" not in body
    team = next(text for path, text in starter_files(day, Config()).items() if path.parts[0] == "teams")
    dates = [line.split()[-1] for line in team.splitlines() if line.strip().startswith("- date:")]
    assert len(dates) == 3
    assert dates == sorted(dates)
    assert dates[-1] <= today


def test_the_review_can_be_rendered_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    init(tmp_path)
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    assert run(["review", "people/ben.yaml", "--today", "2026-02-15"]) == 0
    shown = capsys.readouterr().out
    assert "Ben Okoro" in shown
    assert "Two large customers" in shown


def test_the_folder_is_made_and_next_steps_lead_into_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init(tmp_path / "our goals/here") == 0
    out = capsys.readouterr().out
    assert "written  kraokr.yaml" in out
    assert f"kraokr review '{tmp_path.as_posix()}/our goals/here'/people/ben.yaml" in out


def test_without_a_folder_it_goes_where_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init"]) == 0
    assert "  kraokr review people/ben.yaml\n" in capsys.readouterr().out
    assert (tmp_path / "kraokr.yaml").is_file()


def test_what_is_there_is_kept_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / "people/ben.yaml").write_text("mine")
    assert init(tmp_path) == 0
    out = capsys.readouterr().out
    assert "kept     people/ben.yaml" in out
    assert "written  people/asha.yaml" in out
    assert "Files that were there stay as they were." in out
    assert (tmp_path / "people/ben.yaml").read_text() == "mine"


def test_a_second_time_nothing_changes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    init(tmp_path)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    capsys.readouterr()
    assert init(tmp_path) == 0
    out = capsys.readouterr().out
    assert "written" not in out
    assert "Nothing was missing." in out
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_the_fiscal_year_of_a_config_that_is_there_counts(tmp_path: Path) -> None:
    (tmp_path / "kraokr.yaml").write_text('kind: config\nfiscal_year_start: "04-01"\n')
    init(tmp_path)
    assert (tmp_path / "okrs/2025-Q4/asha.yaml").is_file()
    assert run(["lint", str(tmp_path), "--today", "2026-02-15", "--fail-on", "info"]) == 0


def test_what_the_config_only_suggests_holds_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    init(tmp_path)
    config = tmp_path / "kraokr.yaml"
    suggested = re.sub(r"^# (?=rules:|  [a-z])", "", config.read_text(), flags=re.MULTILINE)
    assert "\nrules:\n  kra-count: {max: 6}\n  " in suggested
    config.write_text(suggested)
    capsys.readouterr()
    assert run(["lint", str(tmp_path), "--today", "2026-02-15"]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("name", ["goals", "goals/inner"])
def test_a_file_in_the_way_is_an_error(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "goals").write_text("a file")
    assert init(tmp_path / name) == 2
    error = capsys.readouterr().err
    assert f"error: {tmp_path}/goals" in error
    assert "help: " in error


def test_a_file_where_a_folder_should_be_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "roles").write_text("a file")
    assert init(tmp_path) == 2
    assert f"error: {tmp_path}/roles is a file, not a folder" in capsys.readouterr().err
