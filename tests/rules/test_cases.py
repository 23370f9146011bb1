"""Odd cases, told in tests/cases/<rule>.md: prose, YAML, and `# expect: rule-name` on the lines that fire.

Each heading starts a case; its YAML blocks lie over the base workspace. `# expect: rule-name (info)` also
states the severity, `Today: 2026-05-01.` in the prose the day. `# on 2026-01-05` begins a state that was
committed on that day, as in the examples of rules on history.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from overlay import TODAY, named, path_of, run_alone
from states import last

CASES = Path(__file__).parent.parent / "cases"
_BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TODAY = re.compile(r"Today: (\d{4}-\d{2}-\d{2})")
_EXPECT = re.compile(r"# expect: ([\w-]+)(?: \((\w+)\))?\s*$")


class Case(NamedTuple):
    rule: str
    title: str
    blocks: tuple[str, ...]
    today: date


def _cases() -> list[Case]:
    cases = []
    for file in sorted(CASES.glob("*.md")):
        for section in re.split(r"^## ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            today = _TODAY.search(section)
            day = date.fromisoformat(today[1]) if today else TODAY
            blocks = tuple(_BLOCK.findall(section))
            cases.append(Case(file.stem, section.splitlines()[0], blocks, day))
    return cases


def test_every_file_has_a_case() -> None:
    assert {file.stem for file in CASES.glob("*.md")} == {case.rule for case in _cases()}


@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case.rule}: {case.title}")
def test_case(case: Case) -> None:
    assert case.blocks, "a case without YAML checks nothing"
    expected = {
        (str(path_of(block)), number, match[2])
        for block in case.blocks
        for number, line in enumerate(last(block).splitlines(), 1)
        if (match := _EXPECT.search(line)) and match[1] == case.rule
    }
    found = [
        d for d in run_alone(named(case.rule), case.blocks, case.today).diagnostics if d.rule == case.rule
    ]
    places = {(str(d.finding.at.file.path), d.finding.at.start.line + 1): str(d.severity) for d in found}
    messages = "\n".join(f"{d.finding.at.start.line + 1}: {d.severity} {d.finding.message}" for d in found)
    assert set(places) == {(path, line) for path, line, _ in expected}, messages
    for path, line, severity in expected:
        assert severity in (None, places[path, line]), messages
