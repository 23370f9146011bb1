"""Makes workspaces with reviews, of any size: a year of readings, objectives, two reviews for each person.

A person has a role at a level with four or five areas of one to three KPIs, two to four objectives, a
check-in with all numbers each month, and reviews of two half years with texts and evidence, the first final.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from goalfiles import AREAS, CHANGES, DIMENSIONS, FIELDS, METRICS, RESULTS

_LEVELS = ("junior", "senior", "lead")
_WEIGHTS = {4: (40, 25, 20, 15), 5: (30, 25, 20, 15, 10)}
_TARGETS = ((">= {}", "percent"), ("<= {}", "days"), (">= {}", "count"), ("<= {}", "hours"))
_TEAM = 8
_OPENINGS = ("Until spring", "With one post unfilled", "After the move to the new tool", "From May on")
_DEEDS = (
    "the number held although twice as many requests came in.",
    "two large customers were won back, and both said why.",
    "the checks run before each release, which found the two worst faults of the half year.",
    "a colleague took over the weekly report, so that the days before month's end are free.",
    "the number fell short: the supplier changed its terms in March, and we noticed in May.",
)


def write_reviews(folder: Path, people: int, roles: int = 12, seed: int = 3) -> None:
    """Write a workspace of so many people into a folder, the same one for the same seed."""
    chance = random.Random(seed)
    made = [_role(number, chance) for number in range(roles)]
    config = {"kind": "config", "organisation": "Benchmark", "as_of": date(2026, 7, 20)}
    _write(folder / "kraokr.yaml", config)
    for role in made:
        _write(folder / "roles" / f"{role['id']}.yaml", role)
    for number in range(people):
        role, id = made[number % roles], _id(number)
        if number % _TEAM == 0:
            team = f"team-{number // _TEAM}"
            _write(folder / "teams" / f"{team}.yaml", {"kind": "team", "id": team, "name": team, "lead": id})
        person = _person(number, role, chance)
        _write(folder / "people" / f"{id}.yaml", person)
        for cycle in ("2025-H2", "2026-H1"):
            review = _review(number, role, person, cycle, chance)
            _write(folder / "reviews" / cycle / f"{id}.yaml", review)


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    yaml = YAML(typ="safe")
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(content, file)


def _id(number: int) -> str:
    return f"person-{number:04}"


def _manager(number: int) -> str:
    return _id(number // _TEAM * _TEAM if number % _TEAM else number // _TEAM**2 * _TEAM**2)


def _role(number: int, chance: random.Random) -> dict[str, Any]:
    weights = _WEIGHTS[chance.choice((4, 5))]
    names = chance.sample([f"{field} {area}" for field in FIELDS for area in AREAS], len(weights))
    kras = [_kra(name, weight, chance) for name, weight in zip(names, weights, strict=True)]
    return {
        "kind": "role",
        "id": f"role-{number:02}",
        "title": f"{FIELDS[number % len(FIELDS)].capitalize()} engineer",
        "purpose": f"Keeps our {names[0]} and our {names[1]} at a level that customers pay for.",
        "kras": kras,
        "levels": [
            {
                "id": level,
                "rank": rank,
                "title": f"{level.capitalize()} {FIELDS[number % len(FIELDS)]} engineer",
                "scope": {kra["id"]: f"{kra['name']} of {rank * 4} customers, {level}" for kra in kras},
            }
            for rank, level in enumerate(_LEVELS, 1)
        ],
    }


def _kra(name: str, weight: int, chance: random.Random) -> dict[str, Any]:
    return {
        "id": name.replace(" ", "-"),
        "name": name.capitalize(),
        "outcome": f"People in all our markets can count on our {name}.",
        "dimension": chance.choice(DIMENSIONS),
        "weight": weight,
        "kpis": [
            _kpi(f"{metric}, {name}", chance) for metric in chance.sample(METRICS, chance.randint(1, 3))
        ],
    }


def _kpi(name: str, chance: random.Random) -> dict[str, Any]:
    target, unit = chance.choice(_TARGETS)
    return {
        "id": name.lower().replace(", ", "-").replace(" ", "-"),
        "name": name,
        "unit": unit,
        "target": target.format(chance.randint(40, 80)),
        "frequency": "monthly",
        "source": "Dashboard, read by hand",
    }


def _person(number: int, role: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    objectives = [_objective(at, role, chance) for at in range(chance.randint(2, 4))]
    months = [date(2025 + (month > 12), (month - 1) % 12 + 1, 28) for month in range(7, 19)]
    return {
        "kind": "person",
        "id": _id(number),
        "name": f"Sam Person {number}",
        "role": role["id"],
        "level": chance.choice(_LEVELS),
        "team": f"team-{number // _TEAM}",
        **({"manager": _manager(number)} if number else {}),
        "start": date(2024, 3, 1),
        "objectives": objectives,
        "checkins": [_checkin(on, role, objectives, chance) for on in months],
    }


def _objective(number: int, role: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    return {
        "id": f"objective-{number}",
        "title": chance.choice(CHANGES).format(chance.choice(FIELDS)),
        "cycle": f"2026-Q{number % 2 + 1}",
        "accelerates": chance.choice(role["kras"])["id"],
        "commitment": chance.choice(("committed", "aspirational")),
        "key_results": [
            {"id": f"result-{at}", "title": title, "unit": "percent", "baseline": 40, "target": 60 + 5 * at}
            for at, title in enumerate(chance.sample(RESULTS, chance.randint(2, 3)))
        ],
    }


def _checkin(
    on: date, role: dict[str, Any], objectives: list[dict[str, Any]], chance: random.Random
) -> dict[str, Any]:
    running = [
        one for one in objectives if on.year == 2026 and one["cycle"] == f"2026-Q{(on.month + 2) // 3}"
    ]
    results = [f"{one['id']}/{kr['id']}" for one in running for kr in one["key_results"]]
    read = [*_kpis(role), *results]
    return {
        "date": on,
        "readings": {name: chance.randint(40, 80) for name in read},
        "confidence": chance.randint(4, 9),
        "note": _text(chance, 1),
    }


def _kpis(role: dict[str, Any]) -> Iterator[str]:
    return (kpi["id"] for kra in role["kras"] for kpi in kra["kpis"])


def _review(
    number: int, role: dict[str, Any], person: dict[str, Any], cycle: str, chance: random.Random
) -> dict[str, Any]:
    final = {"status": "final", "finalised_on": date(2026, 1, 20)}
    days = [one["date"] for one in person["checkins"]]
    days = [str(day) for day in (days[:6] if cycle == "2025-H2" else days[6:])]
    return {
        "kind": "review",
        "person": _id(number),
        "cycle": cycle,
        "type": "half",
        **(final if cycle == "2025-H2" else {"status": "manager"}),
        "reviewer": _manager(number),
        "kras": {kra["id"]: _reviewed(kra, days, chance) for kra in role["kras"]},
        "summary": _text(chance, 3),
        "self_summary": _text(chance, 2),
        "overall": {"method": "manual", "value": chance.randint(2, 5), "reason": _text(chance, 1)},
        "development": [
            {
                "kra": role["kras"][0]["id"],
                "action": _text(chance, 1),
                "owner": _id(number),
                "by": "2026-10-15",
            }
        ],
    }


def _reviewed(kra: dict[str, Any], days: list[str], chance: random.Random) -> dict[str, Any]:
    return {
        "self": _text(chance, 2),
        "rating": chance.randint(2, 5),
        "comment": _text(chance, 3),
        "evidence": [kra["kpis"][0]["id"], *chance.sample(days, 2), f"https://wiki.example.com/{kra['id']}"],
        "strengths": _text(chance, 1),
        "gaps": _text(chance, 1),
    }


def _text(chance: random.Random, sentences: int) -> str:
    return " ".join(f"{chance.choice(_OPENINGS)} {chance.choice(_DEEDS)}" for _ in range(sentences))
