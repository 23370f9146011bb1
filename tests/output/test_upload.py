"""What leaves the machine: no format for other people's platforms says what reviews and check-ins say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import pytest

from kraokr.lint import lint, settle
from kraokr.lint.engine import is_private
from kraokr.output import FORMATS, View
from kraokr.rules import RULES
from kraokr.source.diagnostic import Diagnostic, Location
from kraokr.source.yaml import parse
from outputs import EXAMPLES, messy
from trees import workspace

UPLOADS = ("github", "gitlab", "sarif", "junit", "markdown")
PERSON = """\
kind: person
id: ada
roel: seller
reviews:
  - person: ada
    cycle: 2026-H1
    sumary: Unbearable lately.
    "Never on time": and worse
    kras:
      sales: {comment: Unbearable., strengths: Great attitood.}
checkins:
  - {date: late on Monday, note: Unbearable.}
"""


def upload(name: str, found: Sequence[Diagnostic], view: View) -> str:
    """What a format says of findings, without the documentation of the rules."""
    text = FORMATS[name](found, view)
    if name != "sarif":
        return text
    log = json.loads(text)
    del log["runs"][0]["tool"]
    return json.dumps(log, ensure_ascii=False)


@pytest.mark.parametrize("name", UPLOADS)
@pytest.mark.parametrize("view", [View(), View(show_private=False)])
def test_reviews_are_not_quoted(name: str, view: View) -> None:
    shown = upload(name, messy(), view)
    reviews = [path.read_text(encoding="utf-8") for path in (EXAMPLES / "messy/reviews").rglob("*.yaml")]
    for words in ("because of her", "Keep it up. Team player", "too emotional when", "samm"):
        assert any(words in text for text in reviews)
        assert words not in shown


@pytest.mark.parametrize("name", UPLOADS)
def test_reviews_inside_another_file_are_not_quoted(name: str) -> None:
    ws = workspace(ada=PERSON)
    found = lint(ws, settle(RULES, ws.config), date(2026, 9, 1)).diagnostics
    assert {"unknown-key", "invalid-value"} <= {one.rule for one in found if one.private}
    shown = upload(name, found, View())
    assert "roel" in shown
    for words in ("Unbearable", "Never on time", "attitood", "monday", "Monday"):
        assert words not in shown


def test_no_fix_of_a_public_finding_edits_a_review() -> None:
    edits = [edit for one in messy() if one.finding.fix and not one.private for edit in one.finding.fix.edits]
    assert len(edits) >= 5
    assert not any(is_private(parse(edit.file), Location(edit.file, edit.span)) for edit in edits)
