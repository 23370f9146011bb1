"""`kraokr schema`: JSON Schemas on standard output."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from commands import Commands
from kraokr.model import KINDS

SCHEMAS = Path(__file__).parents[2] / "schemas"


@pytest.mark.parametrize("kind", KINDS)
def test_schema_of_a_kind(kraokr: Commands, tmp_path: Path, kind: str) -> None:
    code, out, err = kraokr("schema", kind, cwd=tmp_path)
    assert (code, err) == (0, "")
    schema = json.loads(out)
    Draft202012Validator.check_schema(schema)
    assert schema == json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))


def test_schema_of_any_kind(kraokr: Commands, tmp_path: Path) -> None:
    schema = json.loads(kraokr("schema", cwd=tmp_path).out)
    validator = Draft202012Validator(schema)
    assert validator.is_valid({"kind": "team", "id": "a", "lead": "b"})
    assert not validator.is_valid({"kind": "team", "id": "a"})
    assert not validator.is_valid({"kind": "tea", "id": "a", "lead": "b"})


def test_an_unknown_kind(kraokr: Commands, tmp_path: Path) -> None:
    expected = "error: unknown kind `rolle`\nhelp: did you mean `role`?\n"
    assert kraokr("schema", "rolle", cwd=tmp_path) == (2, "", expected)
