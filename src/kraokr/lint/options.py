"""What a rule's options are, for documentation and for the config's JSON Schema."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from kraokr.lint.rule import Rule


@dataclass(frozen=True, slots=True)
class OptionDoc:
    """One option: its name, its type and default in words, and what it is for."""

    name: str
    type: str
    default: str
    description: str


def options_schema(rule: Rule[Any, Any]) -> dict[str, Any]:
    """The JSON Schema of a rule's options: `{"properties": {...}}`."""
    from pydantic import TypeAdapter

    made = TypeAdapter(rule.options).json_schema()
    return {"properties": {name: _plain(part) for name, part in made.get("properties", {}).items()}}


def options_of(rule: Rule[Any, Any]) -> list[OptionDoc]:
    """The options of a rule in the order they are declared."""
    return [
        OptionDoc(
            name, str(part.get("type", "")), json.dumps(part.get("default")), part.get("description", "")
        )
        for name, part in options_schema(rule)["properties"].items()
    ]


def _plain(part: dict[str, Any]) -> dict[str, Any]:
    """Without the automatic title; a decimal number is a number and no text."""
    kept = {key: value for key, value in part.items() if key != "title"}
    choices = kept.pop("anyOf", None)
    if choices:
        kept = {**next(c for c in choices if c.get("type") != "string"), **kept}
    if kept.get("type") == "number" and isinstance(kept.get("default"), str):
        kept["default"] = float(kept["default"])
    return kept
