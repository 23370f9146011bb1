"""GitLab's code quality report."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from kraokr.output import FORMATS, Style, View
from outputs import at, diagnostic, messy, secret, source

# What GitLab's documentation of custom tools asks for; its own parser is more lenient.
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": r"^(\./|/)"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
ROLE = source("kind: role\nname: 質 Run\nid: x\n", "roles/a b.yaml")


def report(*found: Any, view: View | None = None) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = json.loads(FORMATS["gitlab"](found, view or View()))
    Draft202012Validator(SCHEMA).validate(shown)
    return shown


def test_report() -> None:
    found = [
        diagnostic(at(ROLE, "Run\nid"), "two\nlines", "error", help="mend it"),
        diagnostic(at(ROLE, "Run"), severity="info"),
    ]
    first, second = report(*found, view=View(Style(color=True), "goals/"))
    assert first == {
        "description": "two\\nlines; help: mend it",
        "check_name": "kra-x",
        "fingerprint": first["fingerprint"],
        "severity": "major",
        "location": {"path": "goals/roles/a b.yaml", "lines": {"begin": 2, "end": 3}},
    }
    assert (second["description"], second["severity"]) == ("something is wrong", "info")
    assert FORMATS["gitlab"]([]) == "[]\n"


def test_a_whole_workspace() -> None:
    found = messy()
    shown = report(*found)
    assert [one["check_name"] for one in shown] == [one.rule for one in found]
    assert {one["severity"] for one in shown} == {"major", "minor", "info"}
    assert len({one["fingerprint"] for one in shown}) == len(shown)


def test_workspaces_of_one_repository_do_not_share_fingerprints() -> None:
    one = report(diagnostic(at(ROLE, "Run")), view=View(prefix="sales/"))
    other = report(diagnostic(at(ROLE, "Run")), view=View(prefix="press/"))
    assert one[0]["fingerprint"] != other[0]["fingerprint"]


def test_nothing_private_is_quoted() -> None:
    (shown,) = report(secret())
    assert "secret" not in json.dumps(shown)
    assert shown["location"] == {"path": "reviews/r.yaml", "lines": {"begin": 2, "end": 2}}


def test_the_schema_bites() -> None:
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMA).validate([{"description": "no place"}])
