"""What a rule's options are, for documentation and for the config's JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, get_type_hints

from pydantic import BaseModel, create_model

from kraokr.lint.context import RuleOptions
from kraokr.lint.rule import Rule


class OptionDoc(NamedTuple):
    """One option: its name, its type and default in words, and what it is for."""

    name: str
    type: str
    default: str
    description: str


def option_names(options: type[RuleOptions]) -> tuple[str, ...]:
    """The names of a rule's options, in the order they are declared."""
    return tuple(options.__annotations__)


def read_options(options: type[RuleOptions], given: Mapping[str, Any]) -> RuleOptions:
    """Options with some values given.

    Raises:
        ValidationError: of pydantic, a value is of the wrong type or out of bounds.
    """
    read = _model(options).model_validate(given)
    return options(**{name: getattr(read, name) for name in given})


def _model(options: type[RuleOptions]) -> type[BaseModel]:
    hints = get_type_hints(options, include_extras=True)
    fields: dict[str, Any] = {name: (hint, getattr(options, name)) for name, hint in hints.items()}
    return create_model(options.__name__, **fields)


def options_schema(rule: Rule[Any, Any]) -> dict[str, Any]:
    """The JSON Schema of a rule's options: `{"properties": {...}}`."""
    made = _model(rule.options).model_json_schema()
    return {"properties": {name: _plain(part) for name, part in made.get("properties", {}).items()}}


def options_of(rule: Rule[Any, Any]) -> list[OptionDoc]:
    """The options of a rule in the order they are declared."""
    import json

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
        real = [choice for choice in choices if choice.get("type") != "null"]
        kept = {**next((c for c in real if c.get("type") != "string"), real[0]), **kept}
    if kept.get("type") == "number" and isinstance(kept.get("default"), str):
        kept["default"] = float(kept["default"])
    return kept
