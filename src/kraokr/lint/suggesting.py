"""What to write in the place of an id that leads nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from kraokr.lint.wording import joined
from kraokr.model import KeyResult, Kpi, Kra, Node, Objective, Person, Role, Team
from kraokr.model.messages import suggestion
from kraokr.source.diagnostic import Fix
from kraokr.source.edits import rename_key, replace_value, scalar
from kraokr.workspace import CYCLE, Reference, Workspace
from kraokr.workspace.cycles import spellings

_NAMES: dict[type[Node], str] = {
    Role: "role",
    Person: "person",
    Team: "team",
    Kra: "KRA",
    Kpi: "KPI",
    KeyResult: "key result",
    Objective: "objective",
}
_OWN = (Kra, Kpi, KeyResult)
_NEAR = 2
_MOST = 8


def kinds_of(reference: Reference) -> list[type[Node]]:
    """The kinds of nodes that a reference may mean."""
    return [kind for kind in reference.kinds if not isinstance(kind, str)]


def kind_name(reference: Reference) -> str:
    """What a reference may mean, in words: `KRA`, `key result, KPI or KRA`."""
    names = [_NAMES[kind] for kind in kinds_of(reference)] or ["cycle"]
    return joined(names, "or")


def help_for(reference: Reference, ws: Workspace) -> str:
    """What to write instead: the likely id, what the text is an id of, or what there is nearby."""
    if CYCLE in reference.kinds:
        guess = _cycle(reference.text, ws)
        shape = "write it like 2026, 2026-H1 or 2026-Q1, or list it under `cycles:` in kraokr.yaml"
        return f"did you mean `{guess}`?" if guess else shape
    kinds = kinds_of(reference)
    found = ws.suggestions.likely(kinds, reference.text)
    likely = min(found, key=lambda node: ws.distance(node, reference.node), default=None)
    if likely is not None:
        return f"did you mean `{_written(likely, kinds, reference.node, ws)}`?"
    other = next(iter(ws.by_id.named(_NAMES, reference.text)), None)
    if other is not None:
        return f"`{reference.text}` is a {_NAMES[other.__class__]}; name a {kind_name(reference)} here"
    return _listing(reference, kinds, ws)


def _listing(reference: Reference, kinds: Sequence[type[Node]], ws: Workspace) -> str:
    """What there is: of areas, indicators and key results those nearby, of everything else all if few."""
    near = reference.node
    nodes = [
        node
        for kind in kinds
        for id in ws.by_id.short_ids.get(kind, ())
        for node in ws.by_id.named((kind,), id)
    ]
    if any(kind in _OWN for kind in kinds):
        nodes = [node for node in nodes if ws.distance(node, near) < _NEAR]
    ids = dict.fromkeys(_written(node, kinds, near, ws) for node in nodes[: _MOST + 2] if node is not near)
    if not ids or len(ids) > _MOST:
        return f"correct the id, or add the {kind_name(reference)} that is meant"
    return f"known here: {', '.join(f'`{id}`' for id in ids)}"


def _written(node: Node, kinds: Sequence[type[Node]], near: Node, ws: Workspace) -> str:
    """The shortest way to cite a node from another one: its id where that is enough."""
    path = ws.full_path(node)
    id = path.rpartition("/")[2]
    return id if ws.find(kinds, id, near).node is node else path


def _cycle(text: str, ws: Workspace) -> str | None:
    guess = spellings(text) or suggestion(text, [cycle.id for cycle in ws.cycles.listed()])
    return guess if guess and ws.cycles.get(guess) else None


def fix_slip(reference: Reference, ws: Workspace) -> Fix | None:
    """Correct an id that is one letter off the only one it can mean, or a cycle spelt another way."""
    if CYCLE in reference.kinds:
        guess = _cycle(reference.text, ws) if _is_spelling(reference.text) else None
    else:
        guess = ws.suggestions.slip(kinds_of(reference), reference.text)
        if guess and ws.find(kinds_of(reference), guess, reference.node).node is None:
            return None
    if guess is None:
        return None
    document, path = reference.node.document, (*reference.node.path, *reference.keys)
    if reference.is_key:
        if guess in (document.get(path[:-1]) or {}):
            return None
        edit = rename_key(document, path, scalar(guess))
    else:
        edit = replace_value(
            document, path, _cycle_scalar(guess) if CYCLE in reference.kinds else scalar(guess)
        )
    return Fix(f"Write `{guess}`", (edit,), safe=True)


def _cycle_scalar(id: str) -> str:
    """A cycle's id as YAML: plain, as `2026-Q1` is no number and no date."""
    return id if "-" in id else scalar(id)


def _is_spelling(text: str) -> bool:
    """Whether a text is a cycle in another spelling and nothing else."""
    return sum(character.isalnum() for character in text) == len("2026Q1")
