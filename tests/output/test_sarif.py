"""SARIF: the published schema, places, links, fixes and what is said of the rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from kraokr.output import FORMATS, View
from kraokr.rules import RULES
from kraokr.source.diagnostic import Diagnostic, Edit, Fix, Location
from kraokr.source.text import Span
from outputs import at, diagnostic, messy, secret, source

SCHEMA = Draft202012Validator(
    json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
)
ROLE = source("kind: role\r\nname: 質 👍 Run\r\n", "roles/a b%.yaml")
OTHER = source("id: x\n", "people/ö:1.yaml")
RUN = at(ROLE, "Run", "a verb")
PLACE = {"startLine": 2, "startColumn": 11, "endLine": 2, "endColumn": 14}


def run(*found: Diagnostic, view: View | None = None) -> dict[str, Any]:
    log = json.loads(FORMATS["sarif"](found, view or View()))
    SCHEMA.validate(log)
    (only,) = log["runs"]
    assert [only["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] for r in only["results"]] == [
        one.rule for one in found
    ]
    return only  # type: ignore[no-any-return]


def result(found: Diagnostic, view: View | None = None) -> dict[str, Any]:
    (only,) = run(found, view=view)["results"]
    return only  # type: ignore[no-any-return]


def test_a_result() -> None:
    shown = result(diagnostic(RUN, "say\nit", "info", help="do it"), View(prefix="goals/"))
    (fingerprint,) = shown.pop("partialFingerprints").items()
    assert fingerprint[0] == "kraokr/v1"
    assert len(fingerprint[1]) == 32
    assert shown == {
        "ruleId": "kra-x",
        "ruleIndex": 0,
        "level": "note",
        "message": {"text": "say\\nit\nhelp: do it"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "goals/roles/a%20b%25.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": PLACE,
                },
                "message": {"text": "a verb"},
            }
        ],
    }


def test_columns_are_code_points() -> None:
    shown = run(diagnostic(RUN))
    assert shown["columnKind"] == "unicodeCodePoints"
    assert ROLE.text.splitlines()[1][10:13] == "Run"


def test_related_places_are_linked() -> None:
    related = (at(OTHER, "x", "the [first] one"), at(ROLE, "role"))
    shown = result(diagnostic(RUN, "see [x](2)", related=related))
    assert shown["message"]["text"] == "see [x] (2)\nsee: [the (first) one](1), [related](2)"
    first, second = shown["relatedLocations"]
    assert (first["id"], first["message"]["text"], second["id"]) == (1, "the [first] one", 2)
    assert "message" not in second
    assert first["physicalLocation"]["artifactLocation"]["uri"] == "people/%C3%B6%3A1.yaml"


def test_fixes() -> None:
    edits = (Edit(ROLE, RUN.span, "Ran"), Edit(OTHER, Span(0, 0), "# x\n"), Edit(ROLE, Span(0, 0), ""))
    (fix,) = result(diagnostic(RUN, fix=Fix("Write it", edits, safe=True)))["fixes"]
    assert (fix["description"]["text"], fix["properties"]) == ("Write it.", {"safe": True})
    here, there = fix["artifactChanges"]
    assert [(one["deletedRegion"], one["insertedContent"]["text"]) for one in here["replacements"]] == [
        (PLACE, "Ran"),
        ({"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}, ""),
    ]
    assert there["artifactLocation"]["uri"] == "people/%C3%B6%3A1.yaml"


def test_the_rules_are_explained() -> None:
    found = [diagnostic(RUN)._replace(rule=rule.name, group=rule.group) for rule in RULES]
    shown = run(*found)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in shown] == sorted(rule.name for rule in RULES)
    for rule in shown:
        assert rule["name"].isalpha()
        assert rule["name"].lower() != rule["id"]
        assert rule["helpUri"].endswith(f"/{rule['id']}.md")
        assert 0 < len(rule["shortDescription"]["text"]) <= len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"].startswith(rule["help"]["markdown"].split()[0])
        assert rule["properties"]["precision"] in ("very-high", "high", "medium")
    task = next(rule for rule in shown if rule["id"] == "kra-is-task")
    assert task["name"] == "KraIsTask"
    assert task["defaultConfiguration"] == {"level": "warning"}
    assert task["properties"]["tags"] == ["kra", "basic"]
    assert task["properties"]["problem.severity"] == "warning"
    assert "**Good**\n\n```yaml\n" in task["help"]["markdown"]


def test_a_crashed_rule_is_no_success() -> None:
    assert run(diagnostic(RUN))["invocations"] == [{"executionSuccessful": True}]
    crashed = diagnostic(RUN, severity="error")._replace(rule="rule-crashed", group="file")
    assert run(crashed)["invocations"] == [{"executionSuccessful": False}]


def test_a_whole_workspace() -> None:
    found = messy()
    shown = run(*found)
    assert {one["level"] for one in shown["results"]} == {"error", "warning", "note"}
    assert sum("fixes" in one for one in shown["results"]) >= 5
    assert len({one["partialFingerprints"]["kraokr/v1"] for one in shown["results"]}) == len(found)


def test_without_findings_and_at_the_end_of_a_file() -> None:
    assert run()["results"] == []
    shown = result(diagnostic(Location(OTHER, Span(6, 6))))
    assert shown["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 1,
        "endLine": 2,
        "endColumn": 1,
    }


def test_nothing_private_is_quoted() -> None:
    shown = result(secret())
    assert "secret" not in json.dumps(shown)
    assert "fixes" not in shown
    assert "relatedLocations" not in shown


def test_the_schema_bites() -> None:
    with pytest.raises(ValidationError):
        SCHEMA.validate({"version": "2.1.0", "runs": [{"tool": {"driver": {}}}]})
