"""Lets `kraokr lint` judge statements: writes goal files in memory, and reads verdicts off the findings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from judging.statements import Row
from kraokr.lint import lint, settle
from kraokr.model import Config
from kraokr.rules import RULES
from kraokr.source.diagnostic import Diagnostic, Severity
from kraokr.workspace import load

TODAY = date(2026, 2, 1)
TASK_RULES = ("kra-completable", "kra-is-task", "kra-names-tactic")
MARK = "  # the statement"
"""Ends the line a statement stands on; only findings on this line count."""

_OWNER = "kind: person\nid: sam\nname: Sam Reader\nrole: reader\n"
_HEAD = "kind: objectives\nowner: sam\ncycle: 2026-Q1\nobjectives:\n"
_NEUTRAL = "What the coming months should bring"
"""The objective above a key result that comes without one."""


class Reading(NamedTuple):
    """What lint said on the line of one statement, by rule."""

    found: Mapping[str, Diagnostic]

    def has(self, *rules: str) -> bool:
        """Whether one of some rules fired, however grave."""
        return any(rule in self.found for rule in rules)

    def is_sure(self, *rules: str) -> bool:
        """Whether one of some rules fired as a warning or an error."""
        return any(self.found[rule].severity >= Severity.WARNING for rule in rules if rule in self.found)

    def why(self) -> str:
        """What fired, with the words it named."""
        told = ((name, one.severity, one.finding.at.label) for name, one in sorted(self.found.items()))
        return "; ".join(f"{name} ({severity}: {label})" for name, severity, label in told)


def areas(rows: Sequence[Row]) -> list[str]:
    """A role file for each KRA statement."""
    return [_role(number, row.get("role") or "Role", row["text"], MARK) for number, row in enumerate(rows)]


def key_results(rows: Sequence[Row]) -> list[str]:
    """A file for each key result, below its objective where that is known."""
    return [
        f"{_HEAD}  - id: goal\n    title: {_text(row.get('objective') or _NEUTRAL)}\n"
        f"    key_results:\n      - title: {_text(row['text'])}{MARK}\n"
        for row in rows
    ]


def objectives(rows: Sequence[Row]) -> list[str]:
    """A file for each objective."""
    return [f"{_HEAD}  - id: goal\n    title: {_text(row['text'])}{MARK}\n" for row in rows]


def pairs(rows: Sequence[Row], as_objectives: bool = False) -> list[str]:
    """A file for each OKR, whose objective names the KRA of the role file with the same number."""
    files = []
    for number, row in enumerate(rows):
        above = f"id: goal\n    accelerates: area-{number}\n    "
        line = f"title: {_text(row['okr'])}{MARK}\n"
        if row.get("okr_kind") == "key_result" and not as_objectives:
            line = f"title: {_NEUTRAL}\n    key_results:\n      - {line}"
        files.append(f"{_HEAD}  - {above}{line}")
    return files


def paired_areas(rows: Sequence[Row]) -> list[str]:
    """The role files of pairs, with the KRA of each."""
    return [_role(number, "Role", row["kra"]) for number, row in enumerate(rows)]


def judge(files: Sequence[str], beside: Sequence[str] = (), rules: Sequence[str] = ()) -> list[Reading]:
    """What lint says about the marked line of each file; other files may stand `beside` them."""
    diagnostics = lint_texts(files, beside, rules, {})
    readings: list[dict[str, Diagnostic]] = [{} for _ in files]
    for one in diagnostics:
        at = one.finding.at
        if at.file.path.parent.name == "judged" and at.file.line(at.start.line).endswith(MARK):
            known = readings[int(at.file.path.stem)].get(one.rule)
            if known is None or known.severity < one.severity:
                readings[int(at.file.path.stem)][one.rule] = one
    return [Reading(found) for found in readings]


def microseconds(files: Sequence[str], beside: Sequence[str], rules: Sequence[str]) -> float:
    """The time that some rules take for a statement they have not seen; one is read before, uncounted."""
    lint_texts(files[:1], beside[:1], rules, {})
    timings: dict[str, float] = {}
    lint_texts(files[1:], beside[1:], rules, timings)
    return sum(timings.get(rule, 0.0) for rule in rules) / max(1, len(files) - 1) * 1e6


def lint_texts(
    files: Sequence[str], beside: Sequence[str], rules: Sequence[str], timings: dict[str, float]
) -> list[Diagnostic]:
    """What `kraokr lint` reports on texts, with the settings a workspace has by itself.

    Raises:
        ValueError: a text is no valid goal file, so that it would be passed over in silence.
    """
    texts = {f"judged/{number:05}.yaml": text for number, text in enumerate(files)}
    texts |= {f"beside/{number:05}.yaml": text for number, text in enumerate(beside)}
    workspace = load({PurePosixPath(path): text for path, text in {**texts, "sam.yaml": _OWNER}.items()})
    found = lint(workspace, settle(RULES, Config(), rules), TODAY, timings=timings).diagnostics
    broken = next((one.finding for one in found if one.rule.startswith("invalid-")), None)
    if broken is not None:
        raise ValueError(f"lint cannot read what it is to judge: {broken.message}\n{broken.at.file.text}")
    return found


def _role(number: int, title: str, name: str, mark: str = "") -> str:
    head = f"kind: role\nid: role-{number}\ntitle: {_text(title)}\nkras:\n"
    return f"{head}  - id: area-{number}\n    name: {_text(name)}{mark}\n"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
