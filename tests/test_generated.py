"""Generated files are what the generator writes."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest


def _generator() -> ModuleType:
    spec = spec_from_file_location("generate", Path(__file__).parent.parent / "tools/generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generate = _generator()


@pytest.mark.parametrize("path", generate.generated())
def test_generated_file_is_fresh(path: str) -> None:
    assert (generate.ROOT / path).read_text(encoding="utf-8") == generate.generated()[path]


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
