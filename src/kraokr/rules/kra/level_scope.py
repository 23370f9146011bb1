"""The rule level-scope."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import get_args

from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.likeness import same_words
from kraokr.lint.wording import joined
from kraokr.model import Kra, Level, Role
from kraokr.model.role import Scope, ScopeText
from kraokr.model.types import Reach
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import Workspace

_FACETS = ("systems", "influence", "ownership", "reach")
_REACHES: tuple[str, ...] = get_args(Reach)


@rule(group="kra", on=Role, severity=Severity.WARNING, since="0.1")
def level_scope(role: Role, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A level of a role leaves out the scope of a KRA, or has the same scope as the level below.

    ## Why
    The areas of a role stay the same from level to level; what grows is their scope: larger systems, more
    people to move, more to decide. Unless that is written down, a promotion is a matter of opinion. (S0-23,
    S0-24, S0-25)

    ## Bad
    ```yaml
    kind: role
    id: engineer
    title: Engineer
    kras:
      - {id: quality, name: Product quality}
    levels:
      - id: senior
        rank: 1
        scope: {quality: Own changes and their failures}
      - id: staff
        rank: 2
        scope: {quality: Own changes and their failures}
    ```
    ```yaml
    kind: role
    id: engineer
    title: Engineer
    kras:
      - {id: quality, name: Product quality}
      - {id: knowledge, name: Shared knowledge}
    levels:
      - id: senior
        rank: 1
        scope: {quality: One service}
    ```

    ## Good
    ```yaml
    kind: role
    id: engineer
    title: Engineer
    kras:
      - {id: quality, name: Product quality}
    levels:
      - id: senior
        rank: 1
        scope: {quality: Own changes and their failures}
      - id: staff
        rank: 2
        scope: {quality: Failures of any service of two teams}
    ```
    ```yaml
    kind: role
    id: engineer
    title: Engineer
    kras:
      - {id: quality, name: Product quality}
      - {id: knowledge, name: Shared knowledge}
    levels:
      - id: senior
        rank: 1
        scope: {quality: One service, knowledge: Colleagues can take the service over}
    ```

    ## Exceptions
    One facet that differs is enough where a scope is written by facets; a `reach` must not be shorter than on
    the level below. Levels of one rank are parallel tracks and not compared. The lowest level is compared
    with the highest one of roles whose `promotes_to` leads here. Levels that a role takes over by `extends`
    are judged where they are written. Draft and retired KRAs need no scope.
    """
    if not role.levels or role.status != "active":
        return
    kras = {kra.id: kra for kra in ctx.effective(role).kras if kra.status == "active"}
    below = [level for before in _promoting(ctx.ws).get(role.id, ()) for level in _top(ctx.ws, before)]
    for rank in sorted({level.rank for level in role.levels}):
        here = [level for level in role.levels if level.rank == rank]
        for level in here:
            yield from _missing(level, kras)
            yield from _not_grown(level, below, kras)
        below = here


@lru_cache(maxsize=4)
def _promoting(ws: Workspace) -> Mapping[str, Sequence[Role]]:
    """The roles that lead to each role."""
    found: dict[str, list[Role]] = {}
    for role in ws.roles.values():
        if role.promotes_to and role.status == "active":
            found.setdefault(role.promotes_to, []).append(role)
    return found


def _top(ws: Workspace, role: Role) -> list[Level]:
    levels = ws.effective(role).levels
    return [level for level in levels if level.rank == max(level.rank for level in levels)]


def _missing(level: Level, kras: Mapping[str, Kra]) -> Iterator[Finding]:
    told = {_last(name) for name in level.scope}
    names = [f'"{kra.name}"' for id, kra in kras.items() if id not in told]
    if names:
        count = f"{len(names)} of {len(kras)} KRAs" if len(kras) > 1 else "the KRA"
        yield Finding(
            level.key("scope", label=f"{count} left out"),
            f"the level {_called(level)} does not state its scope for {joined(names)}",
            "add a sentence for each under `scope:`: what is looked after, who is moved, what is decided",
        )


def _not_grown(level: Level, below: Sequence[Level], kras: Mapping[str, Kra]) -> Iterator[Finding]:
    for name, scope in level.scope.items():
        kra = kras.get(_last(name))
        lower = [(one, key) for one in below for key in one.scope if _last(key) == _last(name)]
        lacking = ((one, key, _lacks(scope, one.scope[key])) for one, key in lower)
        one, key, lacks = next((found for found in lacking if found[2]), (level, name, None))
        if kra is not None and lacks is not None:
            yield Finding(
                level.at("scope", name, label=f"{lacks[1]} on the level {_called(one)}"),
                f'the scope of "{kra.name}" {lacks[0]} from the level {_called(one)} to {_called(level)}',
                "say what is larger on the higher level: the systems, the people to move, or what is decided",
                (one.at("scope", key, label="the level below"),),
            )


def _lacks(scope: ScopeText, lower: ScopeText) -> tuple[str, str] | None:
    """What is wrong with a scope beside that of the level below, in words; None where it is larger."""
    if isinstance(scope, Scope) and isinstance(lower, Scope):
        if scope.reach and lower.reach and _REACHES.index(scope.reach) < _REACHES.index(lower.reach):
            return "shrinks", f"`{scope.reach}` here, `{lower.reach}`"
        same = all(same_words(getattr(scope, facet) or "", getattr(lower, facet) or "") for facet in _FACETS)
    else:
        same = isinstance(scope, str) and isinstance(lower, str) and same_words(scope, lower)
    return ("does not grow", "the same as") if same else None


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _called(level: Level) -> str:
    return level.title or level.id
