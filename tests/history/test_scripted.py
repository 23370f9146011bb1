"""The scripted repository: what each of its commits changed in meaning."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from kraokr.history.compare import compare
from kraokr.history.repository import Repository
from kraokr.history.snapshots import Snapshots
from kraokr.workspace import look_around

SCRIPT = Path(__file__).parents[1] / "fixtures" / "history" / "build.py"
Sentences = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> Sentences:
    """The changes that a commit made, by its name."""
    root = tmp_path_factory.mktemp("scripted")
    commits = _script().build(root)
    names = list(commits)
    snapshots = Snapshots(Repository(root), look_around([], root))

    def made_by(name: str) -> list[str]:
        before, after = (snapshots.at(commits[one]) for one in (names[names.index(name) - 1], name))
        assert not after.problems
        return [change.sentence for change in compare(before, after)]

    return made_by


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("scripted", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SAID = {
    "check-ins": [],
    "objective-closed": [
        "objective closed: Become the first choice on the Baltic lanes (Diego Luna, 2024-Q4): 0.38"
    ],
    "level-target-loosened": [
        "target loosened: Win rate at Senior Sales Manager (Sales Manager): ≥ 35 % → ≥ 33 %"
    ],
    "churn-1": ["KRA added: Release confidence (Quality Lead)"],
    "target-loosened-with-reason": [
        "target loosened: Renewal of Alpine accounts (Diego Luna, 2025-Q2, Open the Alpine lanes): "
        "88 % → 82 %"
    ],
    "objective-dropped": ["objective dropped: Make rail a real choice for shippers (Diego Luna, 2025-Q2)"],
    "kra-renamed": [
        "KRA renamed: Trust of existing shippers (Sales Manager): Account growth → Trust of existing shippers"
    ],
    "review": [],
    "kra-moved": [
        "weight moved: Trust of existing shippers (Sales Manager): 30 → 40",
        "weight moved: Customer acquisition (Sales Manager): 50 → 60",
        "KRA moved to another role: Complaint handling (Service Lead): Sales Manager → Service Lead",
        "weight moved: Complaint handling (Service Lead): 20 → none",
    ],
    "churn-2": ["KRA removed: Test coverage (Quality Lead)"],
    "reformatted": [],
    "files-moved": [],
    "silent-target-change": [
        "target loosened: Shippers lost in the peak (Diego Luna, 2025-Q4, "
        "Come through the winter peak without a lost shipper): 3 shippers → 6 shippers"
    ],
    "promoted": ["person promoted: Diego Luna: Sales Manager → Senior Sales Manager"],
    "owner-changed": ["owner changed: Service Lead: Meera Shah → Tomas Novak"],
    "target-tightened": [
        "target tightened: Satisfaction of shippers (Service Lead, Service quality): ≥ 85 % → ≥ 90 %"
    ],
    "base-target-tightened": [
        "target tightened: Lead time of a change (Engineer, Dependable delivery): ≤ 5 days → ≤ 4 days"
    ],
    "scope-grown": [
        "scope grown: Customer acquisition at Senior Sales Manager (Sales Manager): "
        "reach: multi_team → reach: org"
    ],
    "objective-removed": [
        "objective removed: Hand over accounts without a shipper noticing (Diego Luna, 2026-Q1)"
    ],
    "off-season": ["KRA added: Forecast credibility (Sales Manager)"],
}


@pytest.mark.parametrize("name", SAID)
def test_each_commit_is_told_by_what_it_means(name: str, sentences: Sentences) -> None:
    assert sentences(name) == SAID[name]
