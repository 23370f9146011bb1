"""Makes workspaces of any size for the benchmarks: role files of 60 to 90 lines, with comments."""

from __future__ import annotations

import random
from pathlib import Path

_FIELDS = (
    *("customer", "product", "supplier", "partner", "service", "release"),
    *("security", "finance", "people", "quality", "data", "field"),
)
_AREAS = (
    *("satisfaction", "reliability", "growth", "retention", "readiness"),
    *("accuracy", "availability", "safety", "trust", "margin"),
)
_METRICS = (
    *("Renewal rate", "Win rate", "Error rate", "Lead time"),
    *("Repeat orders", "Defects found late", "Open positions"),
)
_TARGETS = (("percent", ">= {}"), ("days", "<= {}"), ("count", ">= {} per quarter"), ("hours", "<= {}"))
_DIMENSIONS = ("result", "customer", "process", "people", "stakeholder", "growth")


def write_roles(folder: Path, count: int, seed: int = 1) -> None:
    """Write so many role files into a dozen folders below `folder`, the same ones for the same seed."""
    chance = random.Random(seed)
    (folder / "kraokr.yaml").write_text("kind: config\norganisation: Benchmark\n", encoding="utf-8")
    for number in range(count):
        place = folder / f"family-{number % 12:02}"
        place.mkdir(exist_ok=True)
        (place / f"role-{number:05}.yaml").write_text(role(number, chance), encoding="utf-8")


def role(number: int, chance: random.Random) -> str:
    """One role file."""
    lines = [
        "# Kept by the people team; changes go through a pull request.",
        "kind: role",
        f"id: role-{number:05}",
        f"title: {chance.choice(_FIELDS).capitalize()} lead {number}",
        f"purpose: Keeps our {chance.choice(_FIELDS)} {chance.choice(_AREAS)} at a level customers pay for.",
        "created_on: 2024-02-01",
        f"reviewed_on: 2026-01-{chance.randint(5, 28):02}",
        "kras:",
    ]
    areas = chance.sample([f"{field} {area}" for field in _FIELDS for area in _AREAS], 4)
    for area in areas:
        lines += _kra(area, chance)
    return "\n".join(lines) + "\n"


def _kra(area: str, chance: random.Random) -> list[str]:
    lines = [
        f"  # {area}: agreed in the goal-setting season",
        f"  - id: {area.replace(' ', '-')}",
        f"    name: {area.capitalize()}",
        f"    outcome: People can count on our {area} in every season.",
        f"    dimension: {chance.choice(_DIMENSIONS)}",
        "    weight: 25",
        "    kpis:",
    ]
    for metric in chance.sample(_METRICS, chance.choice((1, 2, 2))):
        unit, target = chance.choice(_TARGETS)
        lines += [
            f"      - name: {metric}",
            f"        unit: {unit}",
            f'        target: "{target.format(chance.randint(5, 95))}"',
            "        frequency: monthly",
            f"        source: Dashboard {chance.randint(1, 40)}  # read by hand",
        ]
    return lines
