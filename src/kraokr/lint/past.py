"""What rules on history share: the versions of a role's areas, and how what changed is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from kraokr.lint.context import Context
from kraokr.model import Kra, Role

if TYPE_CHECKING:
    from kraokr.history.record import History
    from kraokr.history.version import Version

_MOST = 6
_TELLING = ("id", "name", "outcome", "status")
_ON_PURPOSE = ("kra-change", "split-role")
"""The trailer of a commit that changes how roles are cut, and not what anyone is asked for."""


class Reshaped(NamedTuple):
    """A version of a role whose areas mean something else than before, and what changed in words."""

    version: Version[Role]
    what: tuple[str, ...]


def log_from(ctx: Context[Any], day: date) -> date | None:
    """The day a rule looks back to; None where it judges one change, of which it knows both ends."""
    return None if ctx.history is None or ctx.history.base is not None else day


def versions_of_areas(
    history: History, role: Role, since: date, *, whole: bool = False
) -> Sequence[Version[Role]]:
    """The versions of a role as `reshaped` needs them: those in which its areas may mean something else."""
    return history.versions(role, since, whole=whole, keys=_TELLING)


def reshaped(versions: Sequence[Version[Role]]) -> Iterator[Reshaped]:
    """The versions of a role in which areas were added, removed, or came to mean something else.

    Spelling, order and what measures them do not count, nor does a draft, nor what a commit says of itself.
    """
    for before, after in pairwise(versions):
        what = tuple(_changes(before.node, after.node))
        if what and before.node.status != "draft" and not says(after, *_ON_PURPOSE):
            yield Reshaped(after, what)


def says(version: Version[Any], trailer: str, value: str) -> bool:
    """Whether the commit that made a version has a trailer with a value."""
    return version.commit is not None and version.commit.trailers.get(trailer, "").casefold() == value


def _changes(old: Role, new: Role) -> Iterator[str]:
    from kraokr.history.compare.match import is_reworded, matched

    for was, now, _ in matched(_areas(old), _areas(new), lambda kra: f"{kra.name} {kra.outcome or ''}"):
        if was is None and now is not None:
            yield f"{now.name} added"
        elif was is not None and now is None:
            yield f"{was.name} removed"
        elif was is not None and now is not None and was.name != now.name and is_reworded(was.name, now.name):
            yield f"{was.name} became {now.name}"
        elif was is not None and now is not None and _says_else(was.outcome, now.outcome):
            yield f"{now.name} reworded"


def _says_else(old: str | None, new: str | None) -> bool:
    from kraokr.history.compare.match import is_reworded

    return bool(old and new and old != new) and is_reworded(old, new)


def _areas(role: Role) -> dict[str, Kra]:
    return {kra.id: kra for kra in role.kras if kra.status != "retired"}


def told(versions: Sequence[Version[Any]]) -> str:
    """When some versions came, and by which commits: `2026-02-10 a1b2c3d, 2026-05-11 b2c3d4e`."""
    shown = [version.told for version in versions[-_MOST:]]
    return ", ".join(shown) + (f", and {len(versions) - _MOST} before" if len(versions) > _MOST else "")
