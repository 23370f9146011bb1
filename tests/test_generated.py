"""Generated files are what the generator writes."""

from __future__ import annotations

from pathlib import Path

import pytest

import generate
from picture import draw, words


@pytest.mark.parametrize("path", generate.generated())
def test_generated_file_is_fresh(path: str) -> None:
    assert (generate.ROOT / path).read_text(encoding="utf-8") == generate.generated()[path]


def test_the_picture_shows_what_a_run_prints() -> None:
    drawn = (generate.ROOT / generate.PICTURE).read_text(encoding="utf-8")
    assert words(drawn) == words(draw())
    assert "aims at 85 percent".replace(" ", "") in words(drawn).replace("\xa0", "")


def test_writes_what_is_missing_and_names_what_is_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    assert generate.main(["--check"]) == 1
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0
    (tmp_path / "schemas/role.schema.json").write_text("{}")
    capsys.readouterr()
    assert generate.main(["--check"]) == 1
    assert capsys.readouterr().out == "stale: schemas/role.schema.json (run `python tools/generate.py`)\n"
