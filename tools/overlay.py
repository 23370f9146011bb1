"""Small workspaces for tests and rule pages: YAML texts laid over one fixed base workspace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from kraokr.lint import Result, Rule, Settings, lint, settle
from kraokr.rules import RULES
from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse
from kraokr.workspace import Workspace, load

BASE = Path(__file__).parent.parent / "tests" / "rules" / "base"
TODAY = date(2026, 2, 15)
_NAMED = re.compile(r"# file: (\S+)\n")


@cache
def base_tree() -> Mapping[PurePosixPath, str]:
    """The base workspace: roles sales-manager and support-lead, people alice, ben and meera, three teams."""
    files = sorted(BASE.rglob("*.yaml"))
    return {
        PurePosixPath(file.relative_to(BASE).as_posix()): file.read_text(encoding="utf-8") for file in files
    }


def path_of(text: str) -> PurePosixPath:
    """Where a text goes: as its first line `# file: PATH` says, else by its kind and id."""
    named = _NAMED.match(text)
    if named:
        return PurePosixPath(named[1])
    data: Any = parse(SourceFile(PurePosixPath("x.yaml"), text)).data
    data = data if isinstance(data, dict) else {}
    owner = data.get("owner") or data.get("team") or "nobody"
    cycle = data.get("cycle") or "cycle"
    return PurePosixPath(
        {
            "role": f"roles/{data.get('id', 'role')}.yaml",
            "person": f"people/{data.get('id', 'person')}.yaml",
            "team": f"teams/{data.get('id', 'team')}.yaml",
            "objectives": f"okrs/{cycle}/{owner}.yaml",
            "checkins": f"checkins/{cycle}/{owner}.yaml",
            "review": f"reviews/{cycle}/{data.get('person', 'person')}.yaml",
            "config": "kraokr.yaml",
        }.get(str(data.get("kind")), "file.yaml")
    )


def workspace(texts: Iterable[str]) -> Workspace:
    """The base workspace with some files replaced or added."""
    return load({**base_tree(), **{path_of(text): text for text in texts}})


def alone(rule: Rule[Any, Any], ws: Workspace) -> Settings:
    """Settings in which one rule runs and no other."""
    return settle(RULES, ws.config, select=[rule.name])


def run_alone(rule: Rule[Any, Any], texts: Iterable[str], today: date = TODAY) -> Result:
    """What one rule says of the files that lie over the base workspace."""
    texts = list(texts)
    ws = workspace(texts)
    paths = {path_of(text) for text in texts}
    return lint(ws, alone(rule, ws), today, covers=lambda path: path in paths)


def named(name: str) -> Rule[Any, Any]:
    """The rule of a name."""
    return next(rule for rule in RULES if rule.name == name)
