"""Changes of teams."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.history.change import Change
from kraokr.history.compare.about import About, Plain, plain
from kraokr.history.compare.both import Both, Reference, name_of, referred
from kraokr.model import Person, Team

_FIELDS = (Plain("name", "team-renamed", "note"),)
_REFERENCES = (
    Reference("lead", "owner-changed", "major", Person),
    Reference("parent", "team-moved", "minor", Team),
)


def team_changes(both: Both) -> Iterator[Change]:
    """The changes of all teams, with those in them as the people touched."""
    for old, new, likely in both.teams:
        team, state = (new, both.after) if new else (old, both.before)
        assert team is not None
        about = About(name_of(team), "", team.id, old, new, tuple(state.ws.members(team)), likely)
        if old is None:
            yield about.change("team-added", "minor")
        elif new is None:
            yield about.change("team-removed", "minor")
        else:
            if likely:
                yield about.change("team-id-changed", "minor", "id", old.id, new.id)
            yield from plain(about, _FIELDS)
            yield from referred(both, about, _REFERENCES)
