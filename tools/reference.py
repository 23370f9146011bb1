"""The reference of goal files and of kraokr.yaml, made from their JSON Schemas and the rules' options."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from kraokr.cli.init import starter_files
from kraokr.lint import GROUPS
from kraokr.model import Config
from kraokr.model.schema import schema
from kraokr.model.types import KEBAB_CASE
from kraokr.rules import RULES
from mdtext import anchor, block, page, table
from rulepages import option_rows

SHOWN = {
    "role": "roles/customer-care-manager.yaml",
    "person": "people/ben.yaml",
    "team": "teams/customer-care.yaml",
    "objectives": "okrs/2026-Q1/asha.yaml",
    "checkins": "checkins/2026-Q1/asha.yaml",
    "review": "reviews/2025-H2/ben.yaml",
    "config": "kraokr.yaml",
}
"""The file of the starter workspace that each kind's page shows; each part is told where it comes first."""
_DAY = date(2026, 2, 15)
_HEADINGS = {
    "Review Entry": "Review",
    "Kra": "KRA",
    "Kpi": "KPI",
    "Reviewed Kra": "Reviewed KRA",
    "Check In": "Check-in",
}
_OF_THE_FILE = "Keys of the file"
_PLAIN = {"integer": "whole number", "boolean": "true or false", "string": "text", "object": "map"}
_IN_WORDS = {"rules": "map of rules to [settings](#rules)", "per_file": "map of patterns to [rules](#rules)"}
_PLURALS = {"id": "ids", "text": "texts", "number": "numbers"}
_SETTINGS = """
# Configuration

`kraokr.yaml` at the root of your goal files holds what your organisation has settled. You need none to start:
everything has a default. What you say on the command line wins over it.

`kraokr lint --show-settings` prints what is in force, and `--show-files` which files are read, and why others
are not.
"""
_RULES = """
## Rules

Under `rules:` each rule or group takes a severity (`off`, `info`, `warning` or `error`), or a mapping of:

- `severity`: the same,
- `files`: the files it looks at, as a list of globs such as `["roles/*"]`,
- the rule's own options, listed below.
"""
_EXAMPLE = """
rules:
  wording: info # a whole group
  kpi-not-readable: off # one rule
  kra-count: {max: 6} # an option of a rule
  kra-weights-sum: {severity: warning, files: ["roles/*"], item_min: 10}

per_file:
  "roles/drafts/": {kra: info, kpi: off} # the same, for some files only
"""


def reference_pages() -> dict[str, str]:
    """The page of each kind of goal file, and that of the configuration, by path."""
    kinds = {f"docs/files/{kind}.md": _kind_page(kind) for kind in SHOWN if kind != "config"}
    return {**kinds, "docs/configuration.md": _configuration()}


def _kind_page(kind: str) -> str:
    whole = _schema(kind)
    parts = [f"# {kind}", whole["description"], *_example(kind), f"## {_OF_THE_FILE}", *_keys(whole, kind)]
    return page("the descriptions in src/kraokr/model", [*parts, *_sections(kind)])


def _configuration() -> str:
    parts = [_SETTINGS, *_example("config"), "## Settings", *_keys(_schema("config"), "config")]
    parts += [*_sections("config"), _RULES, block("yaml", _EXAMPLE.strip(), "kraokr.yaml"), *_options()]
    return page("the descriptions in src/kraokr/model/config.py and in the rules", parts)


def _example(kind: str) -> Iterator[str]:
    texts = {str(path): text for path, text in starter_files(_DAY, Config()).items()}
    lines = texts[SHOWN[kind]].splitlines(keepends=True)
    yield block("yaml", "".join(line for line in lines if "$schema" not in line), SHOWN[kind])


def _options() -> Iterator[str]:
    for group, about in GROUPS.items():
        rows = [
            (f"[{rule.name}](rules/{rule.name}.md)" if not number else "", name, default, meaning)
            for rule in RULES
            if rule.group == group
            for number, (name, _, default, meaning) in enumerate(option_rows(rule))
        ]
        if rows:
            yield f"### Options of {group}: {about}"
            yield table(("Rule", "Option", "Default", "Meaning"), rows)


@cache
def _schema(kind: str) -> dict[str, Any]:
    return schema(kind)


@cache
def _homes() -> Mapping[str, str]:
    """The kind on whose page a definition is told: the first that uses it."""
    found = {"ReviewEntry": "review"}
    for kind in ("role", "objectives", "checkins", "review", "team", "person", "config"):
        for name in _schema(kind).get("definitions", {}):
            found.setdefault(name, kind)
    return found


def _sections(kind: str) -> Iterator[str]:
    """The parts of files of a kind, in the order in which they are first mentioned."""
    definitions = _schema(kind).get("definitions", {})
    for name in sorted(definitions, key=list(_mentioned(_schema(kind), definitions)).index):
        if _homes()[name] == kind and name != "ReviewEntry":
            yield f"## {_heading(name)}"
            yield definitions[name]["description"]
            yield from _keys(definitions[name], kind)


def _mentioned(part: Any, definitions: Mapping[str, Any]) -> dict[str, None]:
    """The names of definitions that a schema refers to, each followed by those it refers to itself."""
    names = re.findall(r"#/definitions/(\w+)", repr({**part, "definitions": None}))
    found: dict[str, None] = {}
    for name in names:
        if name not in found:
            found |= {name: None, **_mentioned(definitions[name], definitions)}
    return found


def _keys(part: Mapping[str, Any], kind: str) -> Iterator[str]:
    choice = [f"`{one['required'][0]}`" for one in part.get("oneOf", ())]
    if choice:
        yield f"Give either {' or '.join(choice)}."
    required = part.get("required", ())
    rows = [
        (
            f"`{name}`" + ("\n*required*" if name in required else ""),
            _meaning(value),
            _value(name, value, kind),
        )
        for name, value in sorted(part["properties"].items(), key=lambda item: item[0] != "kind")
    ]
    yield table(("Key", "Meaning", "Value"), rows)


def _meaning(value: Mapping[str, Any]) -> str:
    choices = zip(value.get("enum", ()), value.get("enumDescriptions", ()), strict=False)
    said = [value.get("description") or _description(value), *(f"`{word}`: {text}" for word, text in choices)]
    return "\n".join(part for part in said if part)


def _description(value: Mapping[str, Any]) -> str:
    """The description of the part that a value refers to; a schema leaves out the same one beside it."""
    name = value.get("$ref", "").rpartition("/")[2]
    return str(_schema(_homes()[name])["definitions"][name]["description"]) if name else ""


def _value(name: str, value: Mapping[str, Any], kind: str) -> str:
    if kind == "config" and name in _IN_WORDS:
        return _IN_WORDS[name]
    default = value.get("default")
    shown = "" if default is None or "const" in value else f"\ndefault: {_literal(default)}"
    return _type(value, kind) + shown


def _literal(value: Any) -> str:
    items = value if isinstance(value, list) else [value]
    words = {True: "true", False: "false"}
    return ", ".join(f"`{words[item] if isinstance(item, bool) else item}`" for item in items)


def _type(value: Mapping[str, Any], kind: str) -> str:
    """What may stand there, in words."""
    if "$ref" in value:
        return _link(value["$ref"].rpartition("/")[2], kind)
    if "anyOf" in value:
        return " or ".join(_type(one, kind) for one in value["anyOf"])
    if "const" in value or "enum" in value:
        return ", ".join(f"`{word}`" for word in value.get("enum", [value.get("const")]))
    if isinstance(value.get("additionalProperties"), dict):
        return f"map of ids to {_type(value['additionalProperties'], kind)}"
    kinds = value.get("type", ())
    kinds = [kinds] if isinstance(kinds, str) else list(kinds)
    single = _single(value, [name for name in kinds if name != "array"])
    if "items" not in value:
        return single
    item = _type(value["items"], kind)
    return f"{single} or list" if single else f"list of {_PLURALS.get(item, item)}"


def _single(value: Mapping[str, Any], kinds: Sequence[str]) -> str:
    if value.get("format") == "date":
        return "date"
    if value.get("pattern") == KEBAB_CASE or kinds == ["string", "integer"]:
        return "id"
    words = " or ".join(_PLAIN.get(name, name) for name in kinds)
    return f"{words} from {value['minimum']} to {value['maximum']}" if "maximum" in value else words


def _link(name: str, kind: str) -> str:
    home, heading = _homes()[name], _heading(name)
    target = _OF_THE_FILE if name == "ReviewEntry" else heading
    return f"[{heading}]({'' if home == kind else f'{home}.md'}#{anchor(target)})"


def _heading(name: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.removesuffix("Fields"))
    return _HEADINGS.get(words, words.capitalize())
