"""What changes are called, how they are counted, and whom they touch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kraokr.history.change import Change
from kraokr.history.comparison import GRAVES
from kraokr.model import Person
from kraokr.output.style import counted

_NOUNS = {
    "kra": ("KRA", "KRAs"),
    "kra-id": ("KRA id", "KRA ids"),
    "kra-status": ("KRA status", "KRA statuses"),
    "kpi": ("KPI", "KPIs"),
    "kpi-tracking": ("KPI tracking", "KPI trackings"),
    "role-status": ("role status", "role statuses"),
    "role-extends": ("base of a role", "bases of roles"),
    "promotes-to": ("next role", "next roles"),
    "person": ("person", "people"),
    "person-role": ("role of a person", "roles of people"),
    "person-level": ("level of a person", "levels of people"),
    "milestones": ("list of milestones", "lists of milestones"),
    "practices": ("practices", "practices"),
    "contributors": ("contributors", "contributors"),
}
_MOST_KINDS = 6
_MOST_NAMES = 5


def summary(changes: Sequence[Change]) -> str:
    """All in one line: `4 major, 2 minor changes: 1 KRA added, 2 targets loosened; 12 people affected`."""
    if not changes:
        return "no changes in meaning"
    return f"{graves(changes)}: {kinds(changes)}; {affected(changes)}"


def affected(changes: Sequence[Change]) -> str:
    """How many people are touched: `12 people affected`."""
    count = len({person.id for one in changes for person in one.affected})
    return f"{count or 'no'} {'person' if count == 1 else 'people'} affected"


def graves(changes: Sequence[Change]) -> str:
    """How many changes are how grave: `4 major, 2 minor changes, 1 note`."""
    counts = Counter(one.grave for one in changes)
    parts = [f"{counts[grave]} {grave}" for grave in GRAVES[:2] if counts[grave]]
    last = counts["minor"] or counts["major"]
    real = [f"{', '.join(parts)} change{'' if last == 1 else 's'}"] if parts else []
    return ", ".join((*real, *([counted(counts["note"], "note")] if counts["note"] else ())))


def whom(people: Sequence[Person]) -> str:
    """Whom a change touches, by name, or if these are many, by level: `24 people: 10 junior, 14 senior`."""
    if not people:
        return "nobody"
    count = "1 person" if len(people) == 1 else f"{len(people)} people"
    return f"{count}: {', '.join(_told(people))}"


def _told(people: Sequence[Person]) -> Iterable[str]:
    levels = [_level(person) for person in people]
    if len(people) <= _MOST_NAMES:
        names = [person.name or person.id for person in people]
        return (f"{name} ({level})" if level else name for name, level in zip(names, levels, strict=True))
    if any(levels):
        return (f"{count} {level or 'without a level'}" for level, count in Counter(levels).items())
    names = [person.name or person.id for person in people[:_MOST_NAMES]]
    return (*names, f"and {len(people) - _MOST_NAMES} more")


def _level(person: Person) -> str | None:
    """The level at which the last role is held."""
    return person.assignments[-1].level if person.assignments else person.level


def kinds(changes: Sequence[Change]) -> str:
    """How many changes there are of each kind, those of grave kinds first, then the frequent ones."""
    counts = Counter(one.name for one in changes)
    worst = {name: min(GRAVES.index(one.grave) for one in changes if one.name == name) for name in counts}
    ordered = sorted(counts, key=lambda name: (worst[name], -counts[name]))
    told = [_counted(name, counts[name]) for name in ordered[:_MOST_KINDS]]
    left = sum(counts[name] for name in ordered[_MOST_KINDS:])
    return ", ".join((*told, *([counted(left, "other")] if left else ())))


def _counted(name: str, count: int) -> str:
    """A number of changes of a kind, whose name is a noun and what happened: `2 targets loosened`."""
    noun, _, verb = name.rpartition("-")
    one = noun.replace("-", " ")
    return f"{count} {_NOUNS.get(noun, (one, f'{one}s'))[count != 1]} {verb}"
