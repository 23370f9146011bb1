"""Reads labelled statements: JSON objects, one a line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]
"""One labelled statement, with the fields that `benchmarks/statements/README.md` lists."""

FILES = ("kra_statements", "okr_key_results", "okr_objectives", "kra_okr_pairs")
_SOURCES = ("kra", "source", "role", "domain")
PARTS = ("all", "held", "open")


def read(folder: Path, part: str = "all") -> dict[str, list[Row]]:
    """The rows of each file of a folder, none for one that is absent; of one part: held back or open."""
    return {name: [row for row in _rows(folder / f"{name}.jsonl") if _is_in(row, part)] for name in FILES}


def _rows(file: Path) -> list[Row]:
    if not file.is_file():
        return []
    lines = file.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _is_in(row: Row, part: str) -> bool:
    return part == "all" or bool(row.get("held")) == (part == "held")


def sources(rows: Sequence[Row]) -> list[str]:
    """What each row stands in for cross-validation: its KRA for a pair, else its source."""
    return [str(next((row[name] for name in _SOURCES if name in row), "")) for row in rows]


def labels(rows: Sequence[Row], field: str) -> list[str]:
    """A field of each row as a word; true and false become yes and no."""
    return [("yes" if row[field] else "no") if isinstance(row[field], bool) else row[field] for row in rows]
