"""JUnit XML: a test suite for each file and a failed test for each finding in it.

Written by hand: it is less than a library's calls would be, and no library is as quick to import.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from kraokr.language.words import on_demand
from kraokr.output.style import PLAIN, View, printable
from kraokr.output.upload import Upload, rule_page, said, uploads
from kraokr.source.diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NOT_XML = on_demand("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def render(diagnostics: Sequence[Diagnostic], view: View = PLAIN) -> str:
    """All diagnostics as one XML document; hints are tests that pass, and so is the only one if all is well.

    Tests are called by rule and node, so that they keep their names when lines move. What stands in reviews
    and check-ins is never quoted.
    """
    from xml.etree import ElementTree

    root = ElementTree.Element("testsuites", name="kraokr")
    for path, found in groupby(uploads(diagnostics, view), key=lambda upload: printable(upload.path)):
        root.append(_suite(path, found))
    if not diagnostics:
        suite = ElementTree.SubElement(root, "testsuite", name="kraokr")
        ElementTree.SubElement(suite, "testcase", name="no findings", classname="kraokr")
    for element in (*root, root):
        _count(element)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_NOT_XML().sub("�", text)}\n'


def _suite(path: str, found: Iterable[Upload]) -> Element:
    from xml.etree import ElementTree

    suite = ElementTree.Element("testsuite", name=path, file=path)
    suite.extend(_case(path, upload) for upload in found)
    return suite


def _case(path: str, upload: Upload) -> Element:
    from xml.etree import ElementTree

    rule, finding = upload.diagnostic.rule, upload.finding
    case = ElementTree.Element("testcase", name=_name(upload), classname=path)
    place = f"{path}:{finding.at.start.line + 1}:{finding.at.start.column + 1}"
    text = f"{place}: {upload.diagnostic.severity}[{rule}] {said(finding)}\nrule: {rule_page(rule)}"
    if upload.diagnostic.severity is Severity.INFO:
        ElementTree.SubElement(case, "system-out").text = text
    else:
        kind = "error" if rule == "rule-crashed" else "failure"
        ElementTree.SubElement(case, kind, message=printable(finding.message), type=rule).text = text
    return case


def _name(upload: Upload) -> str:
    rule, _, node, occurrence = upload.identity
    number = f"#{occurrence + 1}" if occurrence else ""
    return printable(" ".join(filter(None, (rule, node, number))))


def _count(element: Element) -> None:
    counted = {"tests": "testcase", "failures": "testcase/failure", "errors": "testcase/error"}
    for name, what in counted.items():
        element.set(name, str(len(element.findall(f".//{what}"))))
