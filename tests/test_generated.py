"""Generated files are what the generator writes."""

from __future__ import annotations

from pathlib import Path

import pytest

import generate
from kraokr.rules import RULES
from picture import draw, words


def test_every_generated_file_is_fresh() -> None:
    assert list(generate.stale()) == [], "run `python tools/generate.py`"


def test_the_picture_shows_what_a_run_prints() -> None:
    drawn = (generate.ROOT / generate.PICTURE).read_text(encoding="utf-8")
    assert words(drawn) == words(draw())
    assert "aims at 85 percent".replace(" ", "") in words(drawn).replace("\xa0", "")


def test_every_rule_has_a_page_and_no_page_lacks_its_rule() -> None:
    pages = {path.stem for path in (generate.ROOT / "docs/rules").glob("*.md")}
    assert pages == {"index", *(rule.name for rule in RULES)}


def test_writes_what_is_missing_and_names_what_is_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    assert generate.main(["--check"]) == 1
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0
    (tmp_path / "schemas/role.schema.json").write_text("{}")
    (tmp_path / "docs/rules/no-such-rule.md").write_text("# no-such-rule\n")
    capsys.readouterr()
    assert generate.main(["--check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "stale: schemas/role.schema.json (run `python tools/generate.py`)",
        "stale: docs/rules/no-such-rule.md (run `python tools/generate.py`)",
    ]
    assert generate.main([]) == 0
    assert not (tmp_path / "docs/rules/no-such-rule.md").exists()
