"""Which key result, objective, KPI or area is meant, and how its score came about."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.errors import KraokrError
from kraokr.model import KeyResult, Kpi, Kra, Node, Objective
from kraokr.status.board import days_of
from kraokr.status.explain import Explained, explain_areas, explain_key_result, explain_objective
from kraokr.status.look import Look
from kraokr.status.scope import Scope

_KINDS = (Objective, KeyResult, Kra, Kpi)
_MOST = 6


def explain_item(look: Look, scope: Scope, text: str) -> list[Explained]:
    """The working of the score of an item, given by its id or the end of its full path.

    Of an area or KPI that several people answer for, that of each person in the scope.

    Raises:
        KraokrError: there is no such item, several are meant, or nobody in the scope answers for it.
    """
    node = _meant(look, scope, text)
    objective = node if isinstance(node, Objective) else node.outer(Objective)
    if objective is not None:
        cycle = look.ws.cycle(objective)
        if cycle is None:
            raise KraokrError(f"`{text}` has no cycle to be scored in", "give its objective a `cycle:`")
        if isinstance(node, KeyResult):
            return [explain_key_result(look, node, objective, cycle)]
        return [explain_objective(look, objective, cycle)]
    found = list(_areas(look, scope, node))
    if not found:
        raise KraokrError(
            f"nobody shown here answers for `{text}` as of {look.today}", "name a person who holds its role"
        )
    return found


def _areas(look: Look, scope: Scope, node: Node) -> Iterator[Explained]:
    if isinstance(node, (Kra, Kpi)):
        for person in scope.people:
            yield from explain_areas(look, person, days_of(scope.main, look), node)


def _meant(look: Look, scope: Scope, text: str) -> Node:
    """The one item that a text means; of several the one in the scope."""
    ws = look.ws
    found = ws.by_id.named(_KINDS, text)
    goals = {objective for objective, _ in scope.objectives}
    near = [node for node in found if node in goals or node.outer(Objective) in goals]
    chosen = near if len(near) == 1 else found
    if len(chosen) == 1:
        return chosen[0]
    if not found:
        likely = [ws.full_path(node) for node in ws.suggestions.likely(_KINDS, text)[:3]]
        meant = " or ".join(f"`{path}`" for path in likely)
        help = f"did you mean {meant}?" if likely else "`kraokr status --format csv` lists the ids"
        raise KraokrError(f"unknown objective, key result, area or KPI `{text}`", help)
    paths = sorted({ws.full_path(node) for node in found})
    more = f" and {len(paths) - _MOST} more" if len(paths) > _MOST else ""
    raise KraokrError(f"`{text}` may mean several things", f"say which: {', '.join(paths[:_MOST])}{more}")
