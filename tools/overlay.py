"""Small workspaces for tests and rule pages: YAML texts laid over one fixed base workspace.

A text may tell of several states of its file; see states.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from kraokr.history.record import History
from kraokr.lint import Result, Rule, Settings, lint, settle
from kraokr.rules import RULES
from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse
from kraokr.workspace import Found, Workspace, load
from kraokr.workspace.tree import DiskTree
from states import State, Told, last, states

BASE = Path(__file__).parent.parent / "tests" / "rules" / "base"
TODAY = date(2026, 2, 15)
_EVER = date(2020, 1, 6)
"""Since when the files of the base workspace are as they are."""
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
    data: Any = parse(SourceFile(PurePosixPath("x.yaml"), last(text))).data
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
    return load({**base_tree(), **{path_of(text): last(text) for text in texts}})


def alone(rule: Rule[Any, Any], ws: Workspace) -> Settings:
    """Settings in which one rule runs and no other."""
    return settle(RULES, ws.config, select=[rule.name])


def run_alone(rule: Rule[Any, Any], texts: Iterable[str], today: date = TODAY) -> Result:
    """What one rule says of the files that lie over the base workspace."""
    texts = list(texts)
    ws = workspace(texts)
    told = {path_of(text): states(text) for text in texts}
    history = _history(ws, told, today)
    return lint(ws, alone(rule, ws), today, covers=lambda path: path in told, history=history)


def _history(ws: Workspace, told: Mapping[PurePosixPath, Sequence[State]], today: date) -> History | None:
    """The past that texts tell of; None where they tell of none."""
    if all(state.on is None for found in told.values() for state in found):
        return None
    files = {path: document.file.text for path, document in ws.documents.items()}
    before = {path: [State(_EVER, text)] for path, text in files.items() if path not in told}
    found = Found(Path("/nowhere"), (), frozenset(), DiskTree(files=files), None)
    repository: Any = Told({**before, **told})
    return History(repository, found, ws, today)


def named(name: str) -> Rule[Any, Any]:
    """The rule of a name."""
    return next(rule for rule in RULES if rule.name == name)
