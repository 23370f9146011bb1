"""The rule multiple-owners."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.owners import Owned, OwnerKind, called, known_person, read_owner
from kraokr.lint.wording import joined
from kraokr.model import KeyResult, Objective, Objectives
from kraokr.source.diagnostic import Edit, Finding, Fix, Severity
from kraokr.source.edits import insert_entry, insert_item, replace_value, scalar
from kraokr.workspace import Workspace


@rule(
    group="ownership",
    on=(Objectives, Objective, KeyResult),
    severity=Severity.ERROR,
    since="0.1",
    profile="basic",
)
def multiple_owners(node: Owned, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """An objective or key result has more than one owner.

    ## Why
    Two owners each wait for the other, and neither decides. Many may work on a goal; exactly one person
    answers for it. (S1-33)

    ## Bad
    ```yaml
    kind: objectives
    cycle: 2026-Q1
    owner: meera
    objectives:
      - id: answers
        title: Customers get an answer before they ask twice
        owner: [ben, alice]
    ```
    ```yaml
    kind: objectives
    cycle: 2026-Q1
    owner: Meera & Ben
    objectives:
      - {id: answers, title: Customers get an answer before they ask twice}
    ```

    ## Good
    ```yaml
    kind: objectives
    cycle: 2026-Q1
    owner: meera
    objectives:
      - id: answers
        title: Customers get an answer before they ask twice
        owner: ben
        contributors: [alice]
    ```

    ## Exceptions
    Ids and names of people are looked up first, so a person whose name holds "and" or a comma is one owner. A
    job share is one person to this rule: give the pair a file with an id of its own.
    """
    if not node.owner:
        return
    reading = read_owner(node.owner, ctx.ws, ctx.lexicon)
    if reading.kind is not OwnerKind.SEVERAL:
        return
    names = reading.names
    yield Finding(
        node.at("owner", label=f"{len(names)} owners"),
        f"{joined(names)} are {'both' if len(names) == 2 else 'all'} named as owner of {called(node)}",
        _help(node),
        fix=_fix(node, names, ctx.ws),
    )


def _help(node: Owned) -> str:
    if isinstance(node, KeyResult):
        return "name the one who answers for it; where each answers for a part, make it two key results"
    return "name the one who answers for it under `owner:`, and the others under `contributors:`"


def _fix(node: Owned, names: Sequence[str], ws: Workspace) -> Fix | None:
    """Keep the first as owner and list the others as contributors; a guess at who leads."""
    people = [known_person(name, ws) for name in names]
    ids = [person.id for person in people if person]
    if not isinstance(node, Objective) or len(ids) < len(names):
        return None
    others = [scalar(id) for id in ids[1:] if id not in node.contributors]
    first = replace_value(node.document, (*node.path, "owner"), scalar(ids[0]))
    try:
        edits = (first, *_listing(node, others))
    except KeyError:  # the contributors are written in a form of their own
        return None
    return Fix(f"Keep {ids[0]} as owner and list the rest as contributors", edits)


def _listing(node: Objective, others: Sequence[str]) -> Iterator[Edit]:
    """What makes contributors of people."""
    if not node.has("contributors"):
        listed = f"[{', '.join(others)}]"
        yield insert_entry(node.document, node.path, "contributors", listed, after="owner")
    else:
        last = (*node.path, "contributors", len(node.contributors) - 1)
        yield from (insert_item(node.document, last, id) for id in others)
