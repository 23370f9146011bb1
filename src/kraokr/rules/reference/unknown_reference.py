"""The rule unknown-reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.citing import days_of
from kraokr.lint.owners import OwnerKind, read_owner
from kraokr.lint.suggesting import fix_slip, help_for, kind_name
from kraokr.model import (
    Assignment,
    CheckIn,
    KeyResult,
    Kra,
    Level,
    Milestone,
    Node,
    Objective,
    Objectives,
    Person,
    Role,
)
from kraokr.model.messages import unknown_word
from kraokr.model.review import NextRole
from kraokr.source.diagnostic import Finding, Location, Severity
from kraokr.workspace import CYCLE, Reference, references

_MOST = 5


@rule(group="reference", on=Node, severity=Severity.ERROR, since="0.1", profile="basic")
def unknown_reference(node: Node, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """An id does not lead to one thing that exists and is in force.

    ## Why
    Reviews, scores and reports follow these ids. Behind a mistyped one a goal serves nothing, a reading
    counts nowhere and a review misses its facts, without a word. (S1-5, S1-23)

    ## Bad
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: answers
        title: Customers get an answer before they ask twice
        accelerates: custmer-support
    ```
    ```yaml
    kind: objectives
    owner: ben
    cycle: Q1 2026
    objectives:
      - id: answers
        title: Customers get an answer before they ask twice
        accelerates: team-growth
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: answers
        title: Customers get an answer before they ask twice
        accelerates: customer-support
    ```
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: answers
        title: Customers get an answer before they ask twice
        accelerates: team-growth
    ```

    ## Exceptions
    What stands in a file that could not be read is not unknown. A person who left counts as long as what
    names them began before; a retired role or KRA, as long as what names it is over. The KRAs of a review
    that names its `role_version` are those of that version. Owners such as "TBD", "Asha & Ravi" or "Sales
    Team" are left to the rules on owners.
    """
    for reference in references(node):
        if not ctx.is_settled(reference):
            yield from _check(reference, ctx)
    fields = vars(node)
    if fields.get("level") and isinstance(node, (Person, Assignment, NextRole)):
        yield from _check_level(node, ctx)
    elif fields.get("milestone") and isinstance(node, CheckIn) and node.item:
        yield from _check_milestone(node, ctx)


def _check(reference: Reference, ctx: Context[NoOptions]) -> Iterator[Finding]:
    match = ctx.resolve(reference)
    if match.candidates:
        days = days_of(reference.node, ctx.ws, ctx.today)
        match = ctx.resolve(reference, on=days.start) if days else match
    if match.node is not None:
        yield from _check_in_force(match.node, reference, ctx)
    elif match.candidates:
        yield _ambiguous(reference, match.candidates, ctx)
    elif not ctx.ws.is_known(reference) and not _is_left_to_others(reference, ctx):
        yield _unknown(reference, ctx)


def _is_left_to_others(reference: Reference, ctx: Context[NoOptions]) -> bool:
    """Whether the rules on owners speak of this text, or it is the KRA of an older version of the role."""
    node, field = reference.node, reference.keys[0]
    if field == "owner" and isinstance(node, (Objective, Objectives, KeyResult)) and node.owner:
        return read_owner(node.owner, ctx.ws, ctx.lexicon).kind is not OwnerKind.PERSON
    return field == "kras" and getattr(node, "role_version", None) is not None


def _unknown(reference: Reference, ctx: Context[NoOptions]) -> Finding:
    if CYCLE in reference.kinds:
        message = f"there is no cycle `{reference.text}`"
    else:
        message = f"there is no {kind_name(reference)} `{reference.text}`"
    return Finding(
        _labelled(reference.at, f"named under `{reference.keys[0]}:`" if reference.is_key else ""),
        message,
        help_for(reference, ctx.ws),
        fix=fix_slip(reference, ctx.ws),
    )


def _ambiguous(reference: Reference, candidates: Sequence[Node], ctx: Context[NoOptions]) -> Finding:
    paths = [ctx.ws.full_path(node) for node in candidates]
    listed = ", ".join(f"`{path}`" for path in dict.fromkeys(paths[:_MOST]))
    more = f" and {len(paths) - _MOST} more" if len(paths) > _MOST else ""
    related = tuple(
        _labelled(node.at("id"), path) for node, path in zip(candidates[:_MOST], paths, strict=False)
    )
    tell = "write the full path of the one that is meant"
    help = tell if len(set(paths)) == len(paths) else "give all but one of them another id"
    message = f"`{reference.text}` can mean {len(paths)} things: {listed}{more}"
    return Finding(_labelled(reference.at, f"{len(paths)} are equally near"), message, help, related)


def _labelled(at: Location, label: str) -> Location:
    return Location(at.file, at.span, label)


def _check_in_force(cited: Node, reference: Reference, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A person who had left before, or a role or KRA that is retired by then."""
    if isinstance(cited, Person) and cited.end is not None:
        days = days_of(reference.node, ctx.ws, ctx.today)
        if days and cited.end < days.start:
            before = f", before {days.start}" if days.start != ctx.today else ""
            message = f"{cited.name or cited.id} left on {cited.end}{before}"
            at = _labelled(reference.at, f"left on {cited.end}")
            related = (cited.at("end", label="the last day"),)
            yield Finding(at, message, "name someone who is still here", related)
    elif isinstance(cited, (Role, Kra)) and cited.status == "retired" and reference.keys[0] != "extends":
        days = days_of(reference.node, ctx.ws, ctx.today)
        if days and days.end >= ctx.today and reference.node.document is not cited.document:
            kind = "role" if isinstance(cited, Role) else "KRA"
            message = f"the {kind} `{reference.text}` is retired"
            related = (cited.at("status", label="retired here"),)
            help = f"name a {kind} that is in force, or take `status: retired` away"
            yield Finding(_labelled(reference.at, "no longer in force"), message, help, related)


def _check_level(node: Person | Assignment | NextRole, ctx: Context[NoOptions]) -> Iterator[Finding]:
    role = ctx.ws.roles.get(node.role or "")
    levels = [level.id for level in ctx.effective(role).levels] if role else []
    if role is None or not levels or node.level in levels or node.level is None:
        return
    if not ctx.ws.by_id.is_raw((Level,), node.level):
        _, help = unknown_word("level", node.level, levels)
        yield Finding(node.at("level"), f"the role {role.title} has no level `{node.level}`", help)


def _check_milestone(checkin: CheckIn, ctx: Context[NoOptions]) -> Iterator[Finding]:
    kr = ctx.find((KeyResult,), checkin.item or "", checkin, checkin.date).node
    if not isinstance(kr, KeyResult) or checkin.milestone is None:
        return
    known = [milestone.key_id for milestone in kr.milestones]
    if checkin.milestone not in known and not ctx.ws.by_id.is_raw((Milestone,), checkin.milestone):
        message = f'the key result "{kr.title}" has no milestone `{checkin.milestone}`'
        help = unknown_word("milestone", checkin.milestone, known)[1] if known else "give it `milestones:`"
        yield Finding(checkin.at("milestone"), message, help, (kr.at("title", label="this key result"),))
