"""JUnit XML: the schema of Jenkins, counts, names and odd characters."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from xmlschema import XMLSchema, XMLSchemaValidationError

from kraokr.output import FORMATS, View
from kraokr.source.diagnostic import Diagnostic
from outputs import at, diagnostic, messy, secret, source

SCHEMA = XMLSchema(Path(__file__).parent / "schemas" / "junit-10.xsd")
ROLE = source("kind: role\nkras:\n  - {id: a, name: Run <b> & Run}\n")
OTHER = source("id: x\n", "people/b&.yaml")


def suites(*found: Diagnostic, view: View | None = None) -> Element:
    text = FORMATS["junit"](found, view or View())
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kraokr"')
    SCHEMA.validate(text)
    return fromstring(text.encode())


def counts(element: Element) -> tuple[str | None, ...]:
    return tuple(element.get(name) for name in ("tests", "failures", "errors"))


def test_suites_and_cases() -> None:
    root = suites(
        diagnostic(at(OTHER, "x"), "crash", "error")._replace(rule="rule-crashed"),
        diagnostic(at(ROLE, "Run"), 'say "<b>" & go', help="mend it"),
        diagnostic(at(ROLE, "& Run"), severity="error"),
        diagnostic(at(ROLE, "a"), severity="info"),
        view=View(prefix="goals/"),
    )
    assert counts(root) == ("4", "2", "1")
    crashed, role = root
    assert (crashed.get("name"), counts(crashed)) == ("goals/people/b&.yaml", ("1", "0", "1"))
    assert counts(role) == ("3", "2", "0")
    first, second, hint = role
    assert first.attrib == {"name": "kra-x kras[a].name", "classname": "goals/roles/a.yaml"}
    assert first[0].attrib == {"message": 'say "<b>" & go', "type": "kra-x"}
    assert (first[0].text or "").splitlines()[:2] == [
        'goals/roles/a.yaml:3:19: warning[kra-x] say "<b>" & go',
        "help: mend it",
    ]
    assert second.get("name") == "kra-x kras[a].name #2"
    assert [child.tag for child in hint] == ["system-out"]


def test_without_findings_one_test_passes() -> None:
    root = suites()
    assert counts(root) == ("1", "0", "0")
    assert [len(case) for case in root.iter("testcase")] == [0]


def test_a_whole_workspace() -> None:
    found = messy()
    root = suites(*found)
    cases = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(set(cases)) == len(found)
    assert len(root) == len({one.finding.at.file.path for one in found})


def test_characters_that_xml_has_not() -> None:
    file = source("\x00\ud800\uffff: x", "a\x1b\ufffe.yaml")
    root = suites(diagnostic(at(file, "x"), "a\x08b\nc\ufffed", help="\udfff"))
    assert root[0].get("name") == "a\\x1b\N{REPLACEMENT CHARACTER}.yaml"
    assert root[0][0][0].get("message") == "a\\x08b\\nc\N{REPLACEMENT CHARACTER}d"


def test_nothing_private_is_quoted() -> None:
    assert "secret" not in FORMATS["junit"]([secret()])
    (case,) = suites(secret()).iter("testcase")
    assert case.get("name") == "kra-x summary"


def test_the_schema_bites() -> None:
    with pytest.raises(XMLSchemaValidationError):
        SCHEMA.validate('<testsuites><testsuite name="a" tests="1"/></testsuites>')
