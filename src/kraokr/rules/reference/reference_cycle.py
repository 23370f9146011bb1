"""The rule reference-cycle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kraokr.lint import Context, NoOptions, rule
from kraokr.model import Node, Objective, Person, Role, Team
from kraokr.source.diagnostic import Finding, Location, Severity
from kraokr.workspace import Workspace


class _Link(NamedTuple):
    """A field that leads from one thing to another of its kind, and what a loop of it is called."""

    field: str
    loop: str


_LINKS: dict[type[Node], tuple[_Link, ...]] = {
    Role: (_Link("extends", "roles extend one another"), _Link("promotes_to", "promotions lead back")),
    Person: (_Link("manager", "managers report to one another"),),
    Team: (_Link("parent", "teams are part of one another"),),
    Objective: (_Link("parent", "objectives serve one another"),),
}


@rule(
    group="reference",
    on=(Role, Person, Team, Objective),
    severity=Severity.ERROR,
    since="0.1",
    tier="nice",
    profile="basic",
)
def reference_cycle(node: Node, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """Things that should form a tree lead back to themselves.

    ## Why
    Whoever follows a manager, a parent or a next role upwards has to arrive somewhere. In a loop nobody is on
    top, and nothing can be added up. (S1-2, S1-23)

    ## Bad
    ```yaml
    kind: team
    id: example
    name: Example
    parent: support
    lead: meera
    ```

    ## Good
    ```yaml
    kind: team
    id: example
    name: Example
    lead: meera
    ```

    ## Exceptions
    Looked at are the parents of objectives and teams, managers, and `extends` and `promotes_to` of roles. A
    loop is reported once, at the first of its files. An objective that names its own id as parent means
    itself, as the nearest thing counts; the full path leads to another one of this id.
    """
    for link in _LINKS.get(node.__class__, ()):
        loop = _loop(node, link.field, ctx.ws)
        if loop and node is min(loop, key=_place):
            yield _finding(loop, link, ctx.ws)


def _loop(node: Node, field: str, ws: Workspace) -> list[Node]:
    """The nodes from one back to itself; empty if it leads elsewhere."""
    line = [node]
    seen = {node}
    while (after := _next(line[-1], field, ws)) is not None and after not in seen:
        line.append(after)
        seen.add(after)
    return line if after is node else []


def _next(node: Node, field: str, ws: Workspace) -> Node | None:
    text = getattr(node, field)
    if not text:
        return None
    if isinstance(node, Objective):
        cycle = ws.cycle(node)
        return ws.find([Objective], text, node, cycle.start if cycle else None).node
    if isinstance(node, Person):
        return ws.people.get(text)
    return ws.teams.get(text) if isinstance(node, Team) else ws.roles.get(text)


def _place(node: Node) -> tuple[str, int]:
    at = node.at()
    return str(at.file.path), at.span.start


def _finding(loop: list[Node], link: _Link, ws: Workspace) -> Finding:
    names = [ws.full_path(node) for node in loop]
    round_trip = " → ".join(f"`{name}`" for name in (*names, names[0]))
    related = tuple(node.at(link.field, label="and on from here") for node in loop[1:])
    if len(loop) == 1:
        message = f"`{names[0]}` names itself under `{link.field}:`"
        help = "take the line out"
        if isinstance(loop[0], Objective):
            help += ", or write the full path if another one of this id is meant"
    else:
        message = f"{link.loop}: {round_trip}"
        help = f"take out or correct one of these `{link.field}:` lines"
    first = loop[0].at(link.field)
    return Finding(Location(first.file, first.span, "leads back here"), message, help, related)
