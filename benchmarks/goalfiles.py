"""Makes workspaces of any size for the benchmarks: files of 60 to 90 lines, with comments.

Each role is held by one person, who has two objectives in the running quarter and a check-in every week.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

FIELDS = (
    *("customer", "product", "supplier", "partner", "service", "release"),
    *("security", "finance", "people", "quality", "data", "field"),
)
AREAS = (
    *("satisfaction", "reliability", "growth", "retention", "readiness"),
    *("accuracy", "availability", "safety", "trust", "margin"),
)
METRICS = (
    *("Renewal rate", "Win rate", "Error rate", "Lead time"),
    *("Repeat orders", "Defects found late", "Open positions"),
)
RESULTS = ("Orders without a call", "Deliveries on the day promised", "Sales through referrals")
_TARGETS = (("percent", ">= {}"), ("days", "<= {}"), ("count", ">= {} per quarter"), ("hours", "<= {}"))
DIMENSIONS = ("result", "customer", "process", "people", "stakeholder", "growth")


CHANGES = (
    "People who need {} help think of us first",
    "Our {} customers find every answer by themselves",
    "The {} market trusts us with its hardest cases",
    "Newcomers feel at home in our {} teams",
)
_SYLLABLES = (
    "ba",
    "de",
    "fi",
    "go",
    "hu",
    "ka",
    "le",
    "mi",
    "no",
    "pu",
    "ra",
    "se",
    "ti",
    "vo",
    "wu",
    *("za", "che", "shi", "tho", "qua"),
)
_START = date(2026, 1, 5)
_WEEKS = 10


def write_roles(folder: Path, count: int, seed: int = 1) -> None:
    """Write so many role files into a dozen folders below `folder`, the same ones for the same seed."""
    chance = random.Random(seed)
    config = "kind: config\norganisation: Benchmark\nas_of: 2026-03-13\nprofile: strict\n"
    (folder / "kraokr.yaml").write_text(config, encoding="utf-8")
    for number in range(count):
        place = folder / f"family-{number % 12:02}"
        place.mkdir(exist_ok=True)
        (place / f"role-{number:05}.yaml").write_text(role(number, chance), encoding="utf-8")


def write_people(folder: Path, count: int, seed: int = 2) -> None:
    """Write a person for each of so many roles, in teams of eight; `write_roles` comes first."""
    chance = random.Random(seed)
    for number in range(count):
        place = folder / f"people-{number % 12:02}"
        place.mkdir(exist_ok=True)
        (place / f"person-{number:05}.yaml").write_text(person(folder, number, chance), encoding="utf-8")
    teams = folder / "teams"
    teams.mkdir(exist_ok=True)
    for number in range(0, count, 8):
        text = f"kind: team\nid: team-{number // 8:04}\nname: Team {number // 8}\nlead: person-{number:05}\n"
        (teams / f"team-{number // 8:04}.yaml").write_text(text, encoding="utf-8")


def role(number: int, chance: random.Random) -> str:
    """One role file."""
    lines = [
        "# Kept by the people team; changes go through a pull request.",
        "kind: role",
        f"id: role-{number:05}",
        f"title: {chance.choice(FIELDS).capitalize()} lead {_place(number)}",
        f"purpose: Keeps our {chance.choice(FIELDS)} {chance.choice(AREAS)} at a level customers pay for.",
        "created_on: 2024-02-01",
        f"reviewed_on: 2026-01-{chance.randint(5, 28):02}",
        "kras:",
    ]
    areas = chance.sample([f"{field} {area}" for field in FIELDS for area in AREAS], 4)
    for area, dimension in zip(areas, ("people", *chance.sample(DIMENSIONS, 3)), strict=True):
        lines += _kra(area, _place(number), dimension, chance)
    return "\n".join(lines) + "\n"


def _place(number: int) -> str:
    """A name of its own for each number: roles of one company differ by where they work."""
    return "".join(_SYLLABLES[number // 20**power % 20] for power in range(4)).capitalize()


def _kra(area: str, place: str, dimension: str, chance: random.Random) -> list[str]:
    lines = [
        f"  # {area}: agreed in the goal-setting season",
        f"  - id: {area.replace(' ', '-')}",
        f"    name: {area.capitalize()}",
        f"    outcome: People in {place} can count on our {area}.",
        f"    dimension: {dimension}",
        "    weight: 25",
        "    kpis:",
    ]
    for metric in chance.sample(METRICS, chance.choice((1, 2, 2))):
        unit, target = chance.choice(_TARGETS)
        lines += [
            f"      - name: {metric}",
            f"        unit: {unit}",
            f'        target: "{target.format(chance.randint(5, 95))}"',
            "        frequency: monthly",
            f"        source: Dashboard of {place}  # read by hand",
        ]
    return lines


def person(folder: Path, number: int, chance: random.Random) -> str:
    """One person's file, with objectives for the areas that the role's file names, and check-ins."""
    role_file = folder / f"family-{number % 12:02}" / f"role-{number:05}.yaml"
    lines = role_file.read_text(encoding="utf-8").splitlines()
    areas = [line.removeprefix("  - id: ") for line in lines if line.startswith("  - id: ")]
    return "\n".join(
        [
            "# One file for one person.",
            "kind: person",
            f"id: person-{number:05}",
            f"name: Sam Person {number}",
            f"role: role-{number:05}",
            f"team: team-{number // 8:04}",
            *([f"manager: person-{number // 8 * 8:05}"] if number % 8 else []),
            "start: 2025-12-01",
            "objectives:",
            *(line for count, area in enumerate(areas[:2]) for line in _objective(count, area, chance)),
            "checkins:",
            *(line for week in range(_WEEKS) for line in _checkin(week, chance)),
            "",
        ]
    )


def _objective(number: int, area: str, chance: random.Random) -> list[str]:
    return [
        f"  - id: objective-{number}",
        f"    title: {chance.choice(CHANGES).format(chance.choice(FIELDS))}",
        "    cycle: 2026-Q1",
        f"    accelerates: {area}",
        "    commitment: aspirational",
        "    key_results:",
        *(
            f"      - {{id: result-{number}-{count}, title: {metric}, unit: percent,\n"
            "         baseline: 40, target: 60}"
            for count, metric in enumerate(chance.sample(RESULTS, 2))
        ),
    ]


def _checkin(week: int, chance: random.Random) -> list[str]:
    values = ", ".join(
        f"result-{number}-{count}: {40 + week + chance.randint(0, 3)}"
        for number in range(2)
        for count in range(2)
    )
    return [
        f"  - date: {_START + timedelta(weeks=week)}",
        f"    readings: {{{values}}}",
        f"    confidence: {chance.randint(5, 8)}",
    ]
