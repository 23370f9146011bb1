"""JSON Schemas of goal files: draft-07, made for editors (hover texts, no titles, no null, plain unions)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema
from pydantic_core import CoreSchema

from kraokr.model import KINDS
from kraokr.model.checkin import CheckIn, CheckIns
from kraokr.model.config import SeverityName
from kraokr.model.node import Node
from kraokr.model.person import Person
from kraokr.model.review import ReviewEntry

DRAFT = "http://json-schema.org/draft-07/schema#"
KNOWN_DIFFERENCES = (
    ("an end before its start", "JSON Schema cannot compare two values"),
    ("a name listed under `status_aliases`", "the schema does not know the workspace's kraokr.yaml"),
    ("a key that looks sensitive", "the model leaves it to a rule, the schema does not know it"),
    ("an empty optional value", "the model takes it as not given; an editor should not offer `null`"),
    ("a whole number written as 3.0", "JSON Schema takes it for an integer, the model does not"),
    ("a number of more than 15 digits", "JSON Schema does not see how a number is written"),
    ("anchors, tags, several documents", "gone before a schema sees the data"),
)
"""Where a schema and kraokr differ on purpose, each with the reason."""

_OWN_KEYS = {"^x-": {"description": "A key of your own; kraokr does not read it."}}
_TOGETHER: Mapping[type[Node], dict[str, Any]] = {
    CheckIn: {"dependencies": {"value": ["item"], "milestone": ["item"]}},
    CheckIns: {"oneOf": [{"required": ["owner"]}, {"required": ["team"]}]},
    Person: {
        "oneOf": [
            {"required": ["role"]},
            {"required": ["assignments"], "properties": {"assignments": {"minItems": 1}}},
        ]
    },
    ReviewEntry: {"oneOf": [{"required": ["cycle"]}, {"required": ["period"]}]},
}
"""What `misfits` of a model says, as JSON Schema."""


def schema(kind: str | None, rule_options: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The JSON Schema of one kind of file, or of all kinds together for None.

    `rule_options` gives, for each rule and group, a schema whose `properties` are its options; they go under
    `rules:` of the config. Its values must not refer to definitions.
    """
    models = [(model, "validation") for name, model in KINDS.items() if kind in (None, name)]
    _, parts = models_json_schema(
        models,  # type: ignore[arg-type]
        ref_template="#/definitions/{model}",
        schema_generator=_EditorSchema,
    )
    definitions = parts["$defs"]
    if rule_options is not None and "Config" in definitions:
        fields = definitions["Config"]["properties"]
        fields["rules"].update(_rules(rule_options))
        fields["per_file"]["additionalProperties"].update(_rules(rule_options))
    top = _any_kind() if kind is None else definitions.pop(KINDS[kind].__name__)
    head = {"$schema": DRAFT, "$id": _file_name(kind)}
    return {**head, **top, **({"definitions": definitions} if definitions else {})}


def schema_files(rule_options: Mapping[str, Any] | None = None) -> dict[str, str]:
    """The schema files by name: one a kind, and `kraokr.schema.json` for any of them."""
    return {
        _file_name(kind): json.dumps(schema(kind, rule_options), indent=2, ensure_ascii=False) + "\n"
        for kind in (None, *KINDS)
    }


def _file_name(kind: str | None) -> str:
    return "kraokr.schema.json" if kind is None else f"{kind}.schema.json"


def _any_kind() -> dict[str, Any]:
    """Every kind by `if` and `then`: with `oneOf`, editors report the errors of all of them at once."""
    return {
        "description": "A kraokr goal file.",
        "type": "object",
        "properties": {
            "kind": {
                "description": "What this file is.",
                "enum": list(KINDS),
                "enumDescriptions": [model.__doc__ for model in KINDS.values()],
            }
        },
        "required": ["kind"],
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {"$ref": f"#/definitions/{model.__name__}"},
            }
            for kind, model in KINDS.items()
        ],
    }


def _rules(rule_options: Mapping[str, Any]) -> dict[str, Any]:
    severity = {"enum": list(get_args(SeverityName)), "description": "How grave its findings are."}
    files = {"type": "array", "items": {"type": "string"}, "description": "Globs of the files it looks at."}
    return {
        "properties": {
            name: {
                "anyOf": [
                    severity,
                    {
                        "type": "object",
                        "properties": {"severity": severity, "files": files, **options.get("properties", {})},
                        "additionalProperties": False,
                    },
                ]
            }
            for name, options in rule_options.items()
        },
        "additionalProperties": False,
    }


class _EditorSchema(GenerateJsonSchema):
    """pydantic's generator without what editors stumble over."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Whether a field gets a title: never, an editor would show it as a heading."""
        return False

    def nullable_schema(self, schema: Any) -> dict[str, Any]:
        """The schema of `X | None`: that of X, so that no editor offers `null`."""
        return self.generate_inner(schema["schema"])

    def encode_default(self, dft: Any) -> Any:
        """A default as JSON; numbers stay numbers."""
        if isinstance(dft, Decimal):
            return int(dft) if dft == int(dft) else float(dft)
        return super().encode_default(dft)

    def default_schema(self, schema: Any) -> dict[str, Any]:
        """A schema with its default, unless that is nothing or empty."""
        result = super().default_schema(schema)
        if result.get("default") in (None, [], {}):
            result.pop("default", None)
        return result

    def tagged_union_schema(self, schema: Any) -> dict[str, Any]:
        """A union by the shape of the value: one schema where the members can be merged."""
        members: Sequence[CoreSchema] = list(schema["choices"].values())
        return _merged([self.generate_inner(member) for member in members])

    def model_schema(self, schema: Any) -> dict[str, Any]:
        """A mapping: no title, `x-` keys free, and what must or must not stand together."""
        result = super().model_schema(schema)
        result.pop("title", None)
        cls: type[BaseModel] = schema["cls"]
        if not issubclass(cls, Node):
            return result
        result["patternProperties"] = _OWN_KEYS
        if cls in KINDS.values():
            others = (name for name in result.get("required", ()) if name != "kind")
            result["required"] = ["kind", *others]
        for base, together in _TOGETHER.items():
            if issubclass(cls, base):
                result.update(together)
        return result


def _merged(members: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Members of different types as one schema, which gives shorter messages than `anyOf`."""
    plain: dict[str, Any] = {"type": []}
    others = []
    for member in members:
        if {"$ref", "enum", "const"} & member.keys():
            others.append(member)
        else:
            kinds = member["type"] if isinstance(member["type"], list) else [member["type"]]
            plain = {**plain, **member, "type": [*plain["type"], *kinds]}
    if len(plain["type"]) == 1:
        plain["type"] = plain["type"][0]
    return {"anyOf": [plain, *others]} if others else plain
