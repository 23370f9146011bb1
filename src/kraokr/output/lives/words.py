"""What is said about lives, in the words of all formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from kraokr.history.change import Change
from kraokr.history.churn import Churn, Family
from kraokr.history.life import Event, Life, Lives
from kraokr.history.logbook import Stamp
from kraokr.history.tenure import Tenure
from kraokr.output.style import counted, printable

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "made": "made",
        "changed": "redefined",
        "measured": "measured otherwise",
        "moved": "moved",
        "removed": "removed",
        "same": "unchanged",
    }
)
"""What the marks of a timeline mean, in the order of the legend."""

CHURN = "Churn: quarters in which the KRAs of a role were made, removed, moved or redefined"
FAMILIES = "The same by family: the roles that take over from one role"
MOVED = "Objectives whose goalposts moved"


class Told(NamedTuple):
    """A commit with what it did to one thing, a line for each change."""

    stamp: Stamp
    lines: tuple[str, ...]


def line(text: str) -> str:
    """A text on one line that cannot steer a terminal."""
    return printable(" ".join(text.split()))


def short(commit: str) -> str:
    """The id of a commit as people write it."""
    return commit[:7]


def commits_told(lives: Lives) -> str:
    """How much history there is: `27 commits from 2024-10-01 to 2026-03-16`."""
    if lives.oldest is None or lives.newest is None:
        return "no commits"
    days = sorted((lives.oldest.on, lives.newest.on))
    return f"{counted(lives.commits, 'commit')} from {days[0]} to {days[1]}"


def spanned(tenure: Tenure) -> str:
    """From when to when a role was held."""
    start = f"since {tenure.start}" if tenure.start else ""
    return f"{tenure.start or ''} to {tenure.end}".strip() if tenure.end else start


def rested(quarters: int | None) -> str:
    """For how long something has not changed: `6 quarters`."""
    if quarters is None:
        return "gone"
    return counted(quarters, "quarter") if quarters else "changed now"


def rested_long(life: Life, quarters: int | None) -> str:
    """The same as a sentence about one thing, with how it began."""
    made = life.made
    began = f"made {made.stamp.on} by {line(made.stamp.author)} ({short(made.stamp.commit)})" if made else ""
    if quarters is None:
        last = next((one for one in reversed(life.events) if one.mark == "removed"), None)
        now = f"gone since {last.stamp.on}" if last else "gone"
    else:
        now = f"unchanged for {counted(quarters, 'quarter')}" if quarters else "changed in this quarter"
    return ", ".join(part for part in (began, now) if part)


def churn_told(churn: Churn) -> str:
    """`3 of 5 quarters`."""
    return f"{len(churn.changed)} of {counted(churn.of, 'quarter')}"


def family_told(family: Family) -> str:
    """`3 of 10 quarters of 2 roles`."""
    return f"{churn_told(family.churn)} of {len(family.roles)} roles"


def told(event: Event, name: str) -> str:
    """What happened to the thing of a name, in one line: `target loosened: Win rate: ≥ 30 % → ≥ 25 %`."""
    deed = event.deed
    change = Change(deed.name, deed.kind, deed.grave, deed.what, "", "", old=deed.old, new=deed.new)
    what = "" if deed.what == name else line(deed.what)
    phrase = "here already" if event.mark == "found" else change.phrase
    parts = ": ".join(part for part in (phrase, what, line(change.values)) if part)
    likely = " (taken for the same by likeness)" if deed.likely else ""
    return f"{parts}{likely}{f'; because: {line(deed.reason)}' if deed.reason else ''}"


def by_commit(life: Life, since: date) -> Iterator[Told]:
    """All that happened to a thing and its targets since a day, by commit."""
    found: dict[Stamp, list[Event]] = {}
    for event in life.all_events:
        if event.stamp.on >= since:
            found.setdefault(event.stamp, []).append(event)
    for stamp, events in found.items():
        yield Told(stamp, tuple(told(event, life.name) for event in events))


def subject(stamp: Stamp) -> str:
    """What a commit says of itself, and what it declares."""
    declared = f" (KRA-Change: {line(stamp.declared)})" if stamp.declared else ""
    return f"{line(stamp.subject)}{declared}"


def moved_targets(goal: Life) -> Iterator[Event]:
    """Where the goalposts of an objective moved: targets and baselines changed, something left out."""
    for event in goal.all_events:
        if event.mark == "removed" or (
            event.mark == "measured" and event.deed.field in ("target", "baseline")
        ):
            yield event


def moved_told(goal: Life, event: Event) -> str:
    """One of them, with the objective and why: `Peak: target loosened: Losses: 3 → 6; no reason given`."""
    said = told(event, goal.name)
    reason = "" if event.deed.reason or event.mark == "removed" else "; no reason given"
    return f"{line(goal.name)} ({line(goal.whose)}): {said}{reason}"


def happened(events: Iterable[Event], name: str) -> str:
    """What happened in a quarter, a line for each event with its day, author and commit."""
    return "\n".join(
        f"{one.stamp.on} {short(one.stamp.commit)} {line(one.stamp.author)}: {told(one, name)}"
        for one in events
    )
